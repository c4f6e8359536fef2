"""Dialogs: asking for files, and telling what went wrong; none has a loop of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gdsim.files.messages import FileError
from gdsim.files.replacing import replace_file
from gdsim.ui import icons, theme
from gdsim.ui.document_file import save_file

if TYPE_CHECKING:
    from gdsim.ui.window import Window

FILTER = "gdsim experiments (*.gdsim)"
_UNSAVED = "unsaved"
"""The one question that is never asked twice at a time."""


def tell(window: Window, title: str, line: str) -> None:
    """Say what went wrong; the document is as it was."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, line, QMessageBox.StandardButton.Ok, window)
    box.setIconPixmap(_drawing("triangle-alert", theme.current().warning))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _drawing(name: str, colour: str) -> QPixmap:
    """The drawing beside a message, of the same family as all others."""
    return icons.icon(name, colour).pixmap(QSize(28, 28))


def when_safe(window: Window, go_on: Callable[[], object]) -> None:
    """Go on once nothing would be lost: at once, or after the user has saved or given up the changes.

    A prepared example that nobody has changed is nothing to lose. The question is no loop of its own: the window
    lives on while it is open.
    """
    asked = window.findChild(QMessageBox, _UNSAVED)
    if asked is not None and asked.isVisible():
        asked.raise_()
        return
    model = window.session.model
    if not model.unsaved or (model.saved is None and not window.session.undo_stack.canUndo()):
        go_on()
        return
    button = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Save the experiment?",
        "The experiment has changed since it was saved.",
        button.Save | button.Discard | button.Cancel,
        window,
    )
    box.setObjectName(_UNSAVED)
    box.setIconPixmap(_drawing("circle-question-mark", theme.current().action))
    box.setDefaultButton(button.Save)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def answered(answer: int) -> None:
        if answer == button.Discard.value:
            go_on()
        elif answer == button.Save.value:
            save(window, go_on)

    box.finished.connect(answered)
    box.open()


def save(window: Window, then: Callable[[], object] = lambda: None) -> None:
    """Save to the document's file, ask for one where it has none, and go on once it is saved."""
    path = window.session.model.path
    if path is None:
        ask_save(window, then)
    elif save_file(window.session, path):
        window.opening.remember()
        then()


def ask_open(window: Window) -> None:
    """Open an experiment file."""

    def take(path: Path) -> None:
        window.opening.open_file(path)

    _ask_file(window, "Open an experiment", FILTER, take)


def locate(window: Window, lost: Path) -> None:
    """Ask where a recent file is now; the list follows it there."""

    def take(path: Path) -> None:
        window.opening.forget(lost)
        window.opening.open_file(path)

    _ask_file(window, f"Where is {lost.name}?", FILTER, take)


def ask_save(window: Window, then: Callable[[], object] = lambda: None) -> None:
    """Save under another name, and go on once that is done."""
    path = window.session.model.path

    def take(target: Path) -> None:
        if save_file(window.session, target):
            window.opening.remember()
            then()

    suggested = path or Path(_folder(window)) / "experiment.gdsim"
    _ask_file(window, "Save the experiment", FILTER, take, suggested, ".gdsim")


def ask_csv(window: Window) -> None:
    """Make an experiment from a table; nothing is written until it is saved."""

    def take(path: Path) -> None:
        when_safe(window, lambda: open_table(window, path))

    _ask_file(window, "Open a table", "Tables (*.csv *.tsv *.txt)", take)


def ask_script(window: Window) -> None:
    """Write the run so far, at least one epoch, as a NumPy script."""

    def take(path: Path) -> None:
        from gdsim.export.numpy_script import numpy_script

        run = window.session.timeline
        first_epoch = run.course.last_update(1)
        _write(window, path, numpy_script(run, max(run.updates, first_epoch)).encode())

    suggested = Path(_folder(window)) / "experiment.py"
    _ask_file(window, "Save the run as a NumPy script", "Python (*.py)", take, suggested, ".py")


def ask_picture(window: Window) -> None:
    """Write the window as a picture."""
    picture = window.grab()

    def take(path: Path) -> None:
        content = QBuffer()
        content.open(QBuffer.OpenModeFlag.WriteOnly)
        picture.save(content, "PNG")
        _write(window, path, bytes(content.data().data()))

    suggested = Path(_folder(window)) / "gdsim.png"
    _ask_file(window, "Save a picture of the window", "Pictures (*.png)", take, suggested, ".png")


def open_table(window: Window, table: Path) -> None:
    """Ask what to learn of a table, and open it as an experiment; nothing is written until it is saved."""
    from gdsim.ui.start_screen.csv_dialog import CsvDialog

    dialog = CsvDialog(table, window)
    dialog.made.connect(window.opening.open)
    dialog.open()


def draw_points(window: Window) -> None:
    """An empty plane to draw points on; what is drawn opens as an experiment."""
    from gdsim.ui.start_screen.draw_dialog import DrawPointsDialog

    dialog = DrawPointsDialog(window)
    dialog.made.connect(lambda experiment: when_safe(window, lambda: window.opening.open(experiment)))
    dialog.open()


def open_dropped(window: Window, paths: list[Path]) -> None:
    """Open the one file that was dropped on the window."""
    if len(paths) != 1:
        tell(
            window,
            "One file at a time",
            f"{len(paths)} files were dropped; drop one experiment or one table.",
        )
    elif paths[0].suffix == ".gdsim":
        window.opening.open_file(paths[0])
    else:
        when_safe(window, lambda: open_table(window, paths[0]))


def _ask_file(
    window: Window,
    title: str,
    kinds: str,
    take: Callable[[Path], None],
    suggested: Path | None = None,
    suffix: str = "",
) -> None:
    """Ask for a file without a loop of its own: the window lives on meanwhile.

    Args:
        window: the parent.
        title: of the dialog.
        kinds: which files it lists.
        take: gets the answer; nothing happens where there is none.
        suggested: the file to write; None where one is to be opened.
        suffix: what a name without one gets.
    """
    dialog = QFileDialog(window, title, str(suggested.parent) if suggested else _folder(window), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if suggested is not None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(suggested.name)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()


def _write(window: Window, path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except FileError as error:
        tell(window, "This file cannot be written", str(error))


def _folder(window: Window) -> str:
    path = window.session.model.path
    return str(path.parent) if path else str(Path.home())
