"""File name: the document's, at the right of the menus; its beginning and its end where it is too long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenuBar

_WIDEST = 420
"""Pixels."""


class FileName(QLabel):
    """The label in the corner of a menu bar."""

    def __init__(self, menus: QMenuBar) -> None:
        super().__init__()
        self.setObjectName("file_name")
        self.setProperty("role", "caption")
        self._menus = menus
        menus.setCornerWidget(self)

    def show_name(self, name: str) -> None:
        """Another name."""
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST)
        if self.text() != shown:
            self.setText(shown)
            self.setToolTip(name)
            # Qt places a corner widget only when the bar itself is laid out.
            self._menus.adjustSize()
