"""Sentence bar: under the canvas, what the operation at the cursor does, and the arithmetic of one number."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextDocument, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.insight.sentence import Sentence, sentence
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

LINES = 3
MARGIN = 12
_SUM = re.compile(r" [+−] (?!.* [+−] )")
"""The last sign of a sum."""


class SentenceBar(QWidget):
    """At most three lines: what happens and why, then one number of it worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence")
        self.setAccessibleName("What this operation does")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence: Sentence | None = None

    @property
    def size_of_font(self) -> float:
        """Larger in a wide window, never below that of running text."""
        return max(tokens().type.body, min(18.0, 12.5 * self.width() / 800))

    @property
    def row(self) -> float:
        """Height of a line; indices above and below fit in it."""
        return 1.6 * self.size_of_font

    def sizeHint(self) -> QSize:
        return QSize(720, round(LINES * self.row) + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tells another operation."""
        model = snapshot.model
        place = min(model.sample, len(snapshot.position.batch) - 1)
        self._sentence = sentence(snapshot.trace, model.cursor.line, place, model.selected)
        self.setAccessibleDescription(self._sentence.aloud)
        self.setToolTip(self._sentence.why if self.lines()[0] > LINES - 1 else "")
        self.update()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.update()

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def shown(self) -> tuple[str, str]:
        """The rich text as it is drawn: what happens and why, and the numbers, cut to their room."""
        told = self._sentence
        if told is None:
            return "", ""
        formula, numbers = _mathematical(told.formula_html, self.size_of_font), told.numbers_html
        head = f"<b>{html.escape(told.title)}:</b> "
        whole = f"{head}{formula} &nbsp; {html.escape(told.why)}" if formula else head + html.escape(told.why)
        if not numbers:
            return self._cut(head, whole, told.why, LINES), ""
        return self._cut(f"{head}{formula} &nbsp; ", whole, told.why, LINES - 1), self._fitted(numbers)

    def lines(self) -> tuple[int, int]:
        """How many lines the words and the numbers take."""
        words, numbers = self.shown()
        return self._count(words), self._count(numbers) if numbers else 0

    def _count(self, text: str) -> int:
        return max(
            1,
            round(self._document(text, self._room).size().height() / self._document("x", 0).size().height()),
        )

    @property
    def _room(self) -> float:
        return self.width() - 2 * MARGIN

    def _cut(self, head: str, whole: str, why: str, lines: int) -> str:
        """The words, cut at the end where they take too many lines; the formula too where even that is too long."""
        high = lines * self.row + 2
        if self._document(whole, self._room).size().height() <= high:
            return whole
        words = why.split()
        while words:
            words.pop()
            text = f"{head}{html.escape(' '.join(words))} …"
            if self._document(text, self._room).size().height() <= high:
                return text
        title = head.partition("</b>")[0] + "</b> …"
        return head if self._document(head, self._room).size().height() <= high else title

    def _fitted(self, numbers: str) -> str:
        """The arithmetic on one line: terms of a sum or entries of a list go from the right, the result stays."""
        while self._document(numbers, 0).idealWidth() > self._room:
            shorter = _shorter(numbers)
            if shorter == numbers:
                break
            numbers = shorter
        return numbers

    def _document(self, text: str, width: float) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(fonts.number_font(self.size_of_font))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap if width else QTextOption.WrapMode.NoWrap)
        document.setDefaultTextOption(option)
        colour = theme.current().text
        document.setHtml(
            f'<div style="color:{colour}; line-height:{self.row}px; line-height-type:fixed">{text}</div>'
        )
        if width:
            document.setTextWidth(width)
        return document

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("line"), 1))
        painter.setBrush(worn.colour("card"))
        radius = tokens().radius.card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        words, numbers = self.shown()
        documents = [self._document(text, self._room) for text in (words, numbers) if text]
        high = sum(document.size().height() for document in documents)
        painter.translate(MARGIN, max(3.0, (self.height() - high) / 2))
        for document in documents:
            document.drawContents(painter)
            painter.translate(0, document.size().height())


def _shorter(numbers: str) -> str:
    """The arithmetic with one term or entry less; without any, name and result alone.

    >>> _shorter("z = 1·2 + 3·4 − 5 = <b>9</b>"), _shorter("z = 1·2 + … = <b>9</b>"), _shorter("x = <b>(1, 2)</b>")
    ('z = 1·2 + 3·4 + … = <b>9</b>', 'z = <b>9</b>', 'x = <b>(1, …)</b>')
    """
    name, _, rest = numbers.partition(" = ")
    terms, equals, result = rest.rpartition(" = ")
    if equals:
        kept = _SUM.split(terms.removesuffix(" + …"))
        return f"{name} = {kept[0]} + … = {result}" if len(kept) > 1 else f"{name} = {result}"
    entries, comma, _ = result.removesuffix(", …)</b>").rpartition(", ")
    return f"{name} = {entries}, …)</b>" if comma else numbers


def _mathematical(formula: str, size: float) -> str:
    """A formula in the mathematical face, a little larger so that indices stay readable."""
    if not formula:
        return ""
    type_ = tokens().type
    style = f"font-family:'{type_.formula}','{type_.family}'; font-size:{1.25 * size:.1f}px"
    return f'<span style="{style}">{formula}</span>'
