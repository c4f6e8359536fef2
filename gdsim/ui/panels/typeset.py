"""Typeset: formulas and coloured words in labels of a panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from gdsim.ui import fonts, theme
from gdsim.ui.tokens import tokens


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


class Typeset(_Broken):
    """Formulas, one a line, that break where they are too long."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFont(fonts.formula_font())

    def show_formulas(self, lines: list[str], spoken: list[str]) -> None:
        """Shows lines of rich text; a screen reader gets their words."""
        style = "margin:1px 0; margin-left:12px; text-indent:-12px"
        text = "".join(f'<p style="{style}">{line}</p>' for line in lines)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"{self._name}: {'; '.join(spoken)}")


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
