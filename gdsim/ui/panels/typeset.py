"""Typeset: formulas and coloured words in labels of a panel."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gdsim.core.program import Line
from gdsim.ui import fonts, theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.assignment import assignment_pieces
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.flow import flowed
from gdsim.ui.typesetting.style import Style

_LEADING, _INDENT = 5, 14
"""Pixels between two lines, and before the second line of a formula."""


class _Broken(QLabel):
    """Rich text that breaks into as many lines as its width asks for, and never asks for width itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """Qt's own is the height of the text in its narrowest column, which makes the panel far too tall."""
        return QSize(1, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class Typeset(QWidget):
    """Formulas, one a line, that break before a sign where they are too long, and shrink where that is not enough."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._lines: tuple[Line, ...] = ()
        self._centred = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def centre(self) -> None:
        """Sets its formulas in the middle, as the step under its settings."""
        self._centred = True

    def show_formulas(self, lines: list[Line], spoken: list[str]) -> None:
        """Shows lines of a program; a screen reader gets their words."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.setAccessibleName(f"{self._name}: {'; '.join(spoken)}")
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(float(width))
        return math.ceil(sum(box.height for box in boxes) + _LEADING * (len(boxes) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.heightForWidth(max(self.width(), 120)))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _boxes(self, width: float) -> tuple[Box, ...]:
        return _broken(self._lines, width, theme.current().text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = float(_LEADING)
        for box in self._boxes(float(self.width())):
            x = (self.width() - box.width) / 2 if self._centred else 0.0
            box.draw(painter, max(0.0, x), y + box.ascent)
            y += box.height + _LEADING


@lru_cache(maxsize=64)
def _broken(lines: tuple[Line, ...], width: float, colour: str) -> tuple[Box, ...]:
    """The lines that formulas take in a width."""
    found: list[Box] = []
    for line in lines:
        size = tokens().type.formula_inline * 1.1
        for _ in range(4):
            style = Style(size, QColor(colour), inline=True)
            boxes = flowed(assignment_pieces(line, style), width, _INDENT)
            if all(box.width <= width for box in boxes):
                break
            size *= 0.92
        found += boxes
    return tuple(found)


class Words(_Broken):
    """A sentence of which the part between two asterisks is emphasised: ``= *16 updates*``."""

    def __init__(self, quiet: bool = False) -> None:
        super().__init__()
        self._sentence = ""
        self.setFont(fonts.number_font(tokens().type.small))
        if quiet:
            self.setProperty("role", "caption")

    def say(self, sentence: str) -> None:
        """Shows another sentence."""
        if sentence != self._sentence:
            self._sentence = sentence
            self._write()

    @property
    def sentence(self) -> str:
        """What it says, without emphasis."""
        return self._sentence.replace("*", "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        parts = [part.replace("&", "&amp;").replace("<", "&lt;") for part in self._sentence.split("*")]
        strong = f'<span style="color:{theme.current().action}; font-weight:600">{{}}</span>'
        texts = (
            strong.format(part.replace(" ", "&nbsp;")) if n % 2 else part for n, part in enumerate(parts)
        )
        self.setText("".join(texts))
        self.setAccessibleName(self.sentence)
