"""Saving: the menu of a plot with which it is copied or written to a file; the window is never held up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gdsim.files.messages import FileError
from gdsim.files.replacing import replace_file
from gdsim.ui.plots.pictures import Table, csv_text, pixmap, png, svg

Numbers = Callable[[], Table | None]
_KINDS = {"SVG": "a drawing that stays sharp", "PNG": "a picture", "CSV": "all numbers, as a table"}


class Saving:
    """What can be done with the picture of one plot.

    Args:
        picture: the widget that is drawn.
        numbers: its numbers, or None while there are none.
        failed: is told in one line where a file could not be written.
    """

    def __init__(self, picture: QWidget, numbers: Numbers, failed: Callable[[str], None]) -> None:
        self._picture, self._numbers, self._failed = picture, numbers, failed

    def add_to(self, menu: QMenu) -> None:
        """The entries of a menu."""
        menu.addAction("Copy as picture", self.copy)
        for kind, meaning in _KINDS.items():
            action = menu.addAction(f"Save as {kind}…", partial(self.ask, kind))
            action.setToolTip(meaning)
            action.setEnabled(kind != "CSV" or self._numbers() is not None)

    def copy(self) -> None:
        """The picture goes to the clipboard."""
        QGuiApplication.clipboard().setPixmap(pixmap(self._picture))

    def content(self, kind: str) -> bytes:
        """The content of a file: ``SVG``, ``PNG`` or ``CSV``."""
        if kind == "CSV":
            return csv_text(self._numbers() or ((), ()))
        return svg(self._picture) if kind == "SVG" else png(self._picture)

    def ask(self, kind: str) -> QFileDialog:
        """Asks for a file; it is written when one has been chosen."""
        name = self._picture.accessibleName().lower().replace(" ", "-")
        dialog = QFileDialog(self._picture.window(), f"Save as {kind}", f"{name}.{kind.lower()}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*.{kind.lower()})")
        dialog.setDefaultSuffix(kind.lower())
        dialog.fileSelected.connect(lambda chosen: self.write(kind, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, kind: str, path: Path) -> None:
        """Writes a file, whole or not at all."""
        try:
            replace_file(path, self.content(kind))
        except FileError as error:
            self._failed(str(error))
