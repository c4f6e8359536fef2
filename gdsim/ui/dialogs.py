"""Dialogs: asking for files and templates, and telling what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
)

from gdsim import __version__
from gdsim.core.executors.names import NAME
from gdsim.files.messages import FileError
from gdsim.files.reading import read
from gdsim.files.templates import templates
from gdsim.state.intents import Open
from gdsim.ui import actions

if TYPE_CHECKING:
    from gdsim.ui.window import Window

FILTER = "gdsim experiments (*.gdsim)"


def tell(window: Window, title: str, line: str) -> None:
    """Say what went wrong; the document is as it was."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, line, QMessageBox.StandardButton.Ok, window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def when_safe(window: Window, go_on: Callable[[], object]) -> None:
    """Go on once nothing would be lost: at once, or after the user has saved or given up the changes.

    A prepared example that nobody has changed is nothing to lose. The question is no loop of its own: the window
    lives on while it is open.
    """
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
    box.setDefaultButton(button.Save)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def answered(answer: int) -> None:
        if answer == button.Discard.value or (answer == button.Save.value and window.save()):
            go_on()

    box.finished.connect(answered)
    box.open()


def ask_open(window: Window) -> None:
    """Open an experiment file."""
    name, _ = QFileDialog.getOpenFileName(window, "Open an experiment", _folder(window), FILTER)
    if name:
        when_safe(window, lambda: window.session.open_file(Path(name)))


def ask_save(window: Window) -> bool:
    """Save under another name."""
    path = window.session.model.path
    suggested = str(path) if path else str(Path(_folder(window)) / "experiment.gdsim")
    name, _ = QFileDialog.getSaveFileName(window, "Save the experiment", suggested, FILTER)
    if not name:
        return False
    target = Path(name)
    return window.session.save_file(target if target.suffix else target.with_suffix(".gdsim"))


def ask_csv(window: Window) -> None:
    """Make an experiment from a table; nothing is written until it is saved."""
    name, _ = QFileDialog.getOpenFileName(
        window, "Open a table", _folder(window), "Tables (*.csv *.tsv *.txt)"
    )
    if name:
        when_safe(window, lambda: open_table(window, Path(name)))


def open_table(window: Window, table: Path) -> None:
    """An experiment on the columns of a table: the last one is the target."""
    from gdsim.files.from_table import experiment_on

    try:
        window.session.dispatch(Open(experiment_on(table)))
    except FileError as error:
        tell(window, "This table cannot be used", str(error))


def open_dropped(window: Window, paths: list[Path]) -> None:
    """Open the one file that was dropped on the window."""
    if len(paths) != 1:
        tell(
            window,
            "One file at a time",
            f"{len(paths)} files were dropped; drop one experiment or one table.",
        )
    elif paths[0].suffix == ".gdsim":
        when_safe(window, lambda: window.session.open_file(paths[0]))
    else:
        when_safe(window, lambda: open_table(window, paths[0]))


def new_from_template(window: Window) -> None:
    """Choose one of the shipped experiments."""
    dialog = QDialog(window)
    dialog.setWindowTitle("New from template")
    dialog.resize(620, 460)
    entries = QListWidget()
    entries.setObjectName("templates")
    entries.setAccessibleName("Templates")
    entries.setWordWrap(True)
    for template in templates().values():
        item = QListWidgetItem(f"{template.name}\n{template.about}")
        item.setData(Qt.ItemDataRole.UserRole, template.key)
        entries.addItem(item)
    entries.setCurrentRow(0)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel("Each one is ready to step, and asks one question."))
    column.addWidget(entries)
    column.addWidget(buttons)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    entries.itemActivated.connect(dialog.accept)

    def take() -> None:
        item = entries.currentItem()
        if item is not None:
            key = item.data(Qt.ItemDataRole.UserRole)
            when_safe(window, lambda: open_template(window, key))

    dialog.accepted.connect(take)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_template(window: Window, key: str) -> None:
    """Open a shipped experiment as a new, unsaved document."""
    window.session.dispatch(Open(read(templates()[key].path)))


def use_dark(window: Window) -> None:
    """Wear the dark theme."""
    window.use_theme("dark")


def use_light(window: Window) -> None:
    """Wear the light theme."""
    window.use_theme("light")


def use_contrast(window: Window) -> None:
    """Wear the theme of high contrast."""
    window.use_theme("contrast")


def use_system(window: Window) -> None:
    """Follow the system."""
    window.use_theme("system")


def show_keys(window: Window) -> None:
    """The keys, from the table of actions."""
    rows = "".join(
        f"<tr><td style='padding-right:24px'>{entry.text.replace('&', '').rstrip('…')}</td>"
        f"<td><b>{' or '.join(entry.keys)}</b></td></tr>"
        for entry in actions.ENTRIES
        if entry.keys
    )
    _inform(window, "Keys", f"<table>{rows}</table>")


def show_about(window: Window) -> None:
    """Version, executor and licences."""
    _inform(
        window,
        "About gdsim",
        f"<h3>gdsim {__version__}</h3><p>What happens inside the training of a neural network, step by step.</p>"
        f"<p>Executor: {NAME}, float64 · Python {sys.version.split()[0]}</p>"
        "<p>Qt and PySide6 (LGPL), NumPy (BSD), pyqtgraph (MIT), pydantic (MIT); fonts Inter and STIX Two Math (OFL), "
        "icons Lucide (ISC); data: Palmer penguins (CC0), iris, wine.</p>",
    )


def _inform(window: Window, title: str, text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Ok, window)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _folder(window: Window) -> str:
    path = window.session.model.path
    return str(path.parent) if path else str(Path.home())
