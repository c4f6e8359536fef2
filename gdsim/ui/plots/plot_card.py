"""Plot card: a card whose body is a legend and a plot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gdsim.ui import fonts
from gdsim.ui.controls.card import Card
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.plots.canvas import Canvas
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.legend import Legend
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens


class PlotCard(Card):
    """A quantity, or a question, as its title; at the right a caption; the legend under it; then the plot."""

    def __init__(self, title: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.legend = Legend()
        self.canvas = Canvas(title)
        self.remark = ElidedLabel()
        self.remark.setFont(fonts.text_font(tokens().type.small))
        self.remark.setProperty("role", "caption")
        self.remark.hide()
        self.body.addWidget(self.legend)
        self.body.addWidget(self.remark)
        self.body.addWidget(self.canvas, 1)
        self.body.setSpacing(1)
        column = self.layout()
        assert column is not None
        column.setContentsMargins(10, 7, 6, 4)
        column.setSpacing(1)
        self.head.setContentsMargins(0, 0, 6, 0)
        self.caption_label.setToolTip(tip)
        self.title_label.setToolTip(tip)
        self.setMinimumHeight(150)
        self.setMinimumWidth(150)

    def say(self, caption: str, legend: tuple[Entry, ...], note: str, remark: str = "") -> None:
        """The words around and inside the plot; a remark is what a reader has to know to read it rightly."""
        if self.remark.text() != remark:
            self.remark.setText(remark)
            self.remark.setVisible(bool(remark))
        if self.caption_label.text() != caption:
            self.set_caption(caption)
        self.legend.set_entries(legend)
        if self.canvas.note.text() != note:
            self.canvas.set_note(note)

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.canvas.wear(theme)
        self.legend.update()
        self.update()
