"""Found list: what the find field has found, under it; Enter opens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gdsim.files.templates import Template
from gdsim.state.recent import Entry
from gdsim.ui import fonts

MOST = 9


@dataclass(frozen=True)
class Find:
    """One thing that was found: a template's key or a file."""

    title: str
    line: str
    key: str | None = None
    path: Path | None = None


def found(text: str, templates: Iterable[Template], entries: Iterable[Entry]) -> tuple[Find, ...]:
    """What holds all words of a text: templates first, then files; nothing for an empty text.

    >>> found("", [], [])
    ()
    """
    words = text.casefold().split()
    if not words:
        return ()

    def holds(*texts: str) -> bool:
        # From the beginning of a word on: "mo" finds moons, not almost.
        whole = re.split(r"[^\w]+", " ".join(texts).casefold())
        return all(any(part.startswith(word) for part in whole) for word in words)

    of_templates = [
        Find(one.title, one.about, key=one.key)
        for one in templates
        if holds(one.title, one.name, one.about, one.line, one.key, *one.topics)
    ]
    files = [Find(one.name, one.summary, path=one.path) for one in entries if holds(one.name, one.summary)]
    named = sorted(of_templates, key=lambda one: not all(word in one.title.casefold() for word in words))
    return (*named, *files)[:MOST]


class FoundList(QListWidget):
    """A list over the screen, under the field."""

    chosen = Signal(object)
    """A :class:`Find`."""
    left = Signal()
    """↑ from the first, or Escape: back to the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("found")
        self.setAccessibleName("Found")
        self.setFont(fonts.text_font())
        self.setProperty("popup", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._choose)
        self._finds: tuple[Find, ...] = ()
        self.hide()

    @property
    def finds(self) -> tuple[Find, ...]:
        """What is listed."""
        return self._finds

    def show_finds(self, finds: tuple[Find, ...], asked: bool) -> None:
        """Lists what was found; nothing is said in words, once something is asked."""
        self._finds = finds
        self.clear()
        for find in finds:
            kind = "template" if find.key is not None else "file"
            item = QListWidgetItem(f"{find.title}   ·   {find.line}")
            item.setToolTip(str(find.path) if find.path is not None else find.line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind} {find.title}: {find.line}")
            self.addItem(item)
        if not finds:
            nothing = QListWidgetItem("Nothing here has these words.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)
        self.setCurrentRow(0 if finds else -1)
        self.setVisible(asked)
        rows = self.count()
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), 20) + 2 * self.frameWidth() + 10)

    def take_first(self) -> None:
        """Open the first thing that was found."""
        if self._finds:
            self.chosen.emit(self._finds[max(0, self.currentRow())])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_first()
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentRow() == 0):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if row < len(self._finds):
            self.chosen.emit(self._finds[row])
