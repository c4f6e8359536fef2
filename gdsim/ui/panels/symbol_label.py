"""Symbol label: the letters of a setting, typeset, on the line of the words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetricsF

from gdsim.ui import fonts, theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.label import MathLabel
from gdsim.ui.typesetting.markup import markup_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box


class SymbolLabel(MathLabel):
    """One or more letters with commas between them: ``β₁, β₂``.

    Args:
        letters: each in the words of the symbols, ``\\beta_{1}``.
    """

    def __init__(self, letters: Sequence[str]) -> None:
        super().__init__()
        self.letters = tuple(letters)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if not self.letters:
            return
        style = Style(tokens().type.formula_inline, theme.current().colour("muted"), inline=True)
        # As high as a line of words, so that both have one baseline.
        line = QFontMetricsF(fonts.text_font())
        boxes = [Box(0.0, line.ascent(), line.descent())]
        for place, letter in enumerate(self.letters):
            if place:
                boxes.append(text_box(", ", style))
            boxes.append(markup_box(letter, style))
        self.show_box(row(boxes))
