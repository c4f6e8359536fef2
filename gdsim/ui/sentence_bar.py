"""Sentence bar: under the canvas, what the operation at the cursor does, and the arithmetic of one number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.insight.arithmetic import Arithmetic, shorter
from gdsim.insight.sentence import Sentence, sentence
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.arithmetic import FORMULA, arithmetic_box
from gdsim.ui.typesetting.assignment import assignment_pieces
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.flow import Piece, flowed
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

LINES = 3
MARGIN = 12
CUT = "…"


@dataclass(frozen=True)
class _Laid:
    """A sentence in its lines."""

    words: str
    lines: list[Box]
    worked: Arithmetic | None
    box: Box | None


class SentenceBar(QWidget):
    """At most three lines: what happens and why, then one number of it worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence")
        self.setAccessibleName("What this operation does")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence: Sentence | None = None
        self._laid: tuple[object, _Laid] | None = None

    @property
    def size_of_font(self) -> float:
        """Larger in a wide window, never below that of running text."""
        return max(tokens().type.body, min(18.0, 12.5 * self.width() / 800))

    @property
    def row(self) -> float:
        """Height of a line; indices above and below fit in it."""
        return 1.5 * self.size_of_font

    def sizeHint(self) -> QSize:
        return QSize(720, round(LINES * self.row) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tells another operation."""
        model = snapshot.model
        place = min(model.sample, len(snapshot.position.batch) - 1)
        self._laid = None
        self._sentence = sentence(snapshot.trace, model.cursor.line, place, model.selected)
        self.setAccessibleDescription(self._sentence.aloud)
        self.setToolTip(self._sentence.why if self.shown()[0].endswith(CUT) else "")
        self.update()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.update()

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def shown(self) -> tuple[str, Arithmetic | None]:
        """The words as they are drawn, cut to their room, and the arithmetic, cut to one line."""
        laid = self._lay_out()
        return laid.words, laid.worked

    def lines(self) -> tuple[int, int]:
        """How many lines the words and the numbers take."""
        laid = self._lay_out()
        return len(laid.lines), int(laid.worked is not None)

    def _lay_out(self) -> _Laid:
        """What is drawn, for the sentence, width and colour of now: worked out once, drawn many times."""
        key = (id(self._sentence), self.width(), theme.current().text)
        if self._laid is None or self._laid[0] != key:
            words, lines = self._words()
            self._laid = key, _Laid(words, lines, *self._worked())
        return self._laid[1]

    @property
    def _room(self) -> float:
        return self.width() - 2 * MARGIN

    @property
    def _style(self) -> Style:
        return Style(self.size_of_font, theme.current().colour("text"), inline=True)

    def _words(self) -> tuple[str, list[Box]]:
        """The words, cut at the end where they take too many lines; the formula too where even that is too long."""
        told = self._sentence
        if told is None:
            return "", []
        style, most = self._style, LINES - (told.worked is not None)
        space = 0.28 * style.size
        bold = replace(style, bold=True)
        title = [Piece(text_box(word, bold), space) for word in f"{told.title}:".split()]
        formula: list[Piece] = []
        if told.line is not None:
            formula = assignment_pieces(told.line, replace(style, size=FORMULA * style.size))
            formula[0] = Piece(formula[0].box, 2 * space)
        words = told.why.split()
        pieces = [Piece(text_box(word, style), space) for word in words]
        if formula and pieces:
            pieces[0] = Piece(pieces[0].box, 2.5 * space)
        cut = Piece(text_box(CUT, style), space)
        for head in ([*title, *formula], title):
            for kept in range(len(pieces), -1, -1) if head != title or not formula else (0,):
                end = [] if kept == len(pieces) else [cut]
                lines = flowed([*head, *pieces[:kept], *end], self._room)
                if len(lines) <= most and all(line.width <= self._room for line in lines):
                    return " ".join([f"{told.title}:", *words[:kept], *([CUT] if end else [])]), lines
        return f"{told.title}: {CUT}", flowed([*title, cut], self._room)[:most]

    def _worked(self) -> tuple[Arithmetic | None, Box | None]:
        """The arithmetic on one line: terms of a sum or entries of a list go from the right, the result stays."""
        worked = self._sentence.worked if self._sentence is not None else None
        if worked is None:
            return None, None
        box = arithmetic_box(worked, self._style)
        while box.width > self._room and (less := shorter(worked)) is not None:
            worked, box = less, arithmetic_box(less, self._style)
        return worked, box

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("line"), 1))
        painter.setBrush(worn.colour("card"))
        radius = tokens().radius.card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        laid = self._lay_out()
        lines = laid.lines + ([laid.box] if laid.box is not None else [])
        top = (self.height() - len(lines) * self.row) / 2
        for number, line in enumerate(lines):
            # Words stand on one grid, whatever is above or below a letter of theirs.
            line.draw(
                painter, MARGIN, round(top + number * self.row + 0.5 * self.row + 0.36 * self.size_of_font)
            )
