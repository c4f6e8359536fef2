"""Heading: the name of a row of cards, a few words on it, and at the right the way to all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdsim.ui import fonts
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.tokens import tokens


class Heading(QWidget):
    """One line over a row.

    Args:
        title, about: what stands at the left.
        link, key: what the button at the right says, and its key; no button where empty.
    """

    clicked = Signal()

    def __init__(self, title: str, about: str, link: str = "", key: str = "") -> None:
        super().__init__()
        type_ = tokens().type
        name = QLabel(title)
        name.setFont(fonts.text_font(type_.title + 1, fonts.BOLD))
        self.about = ElidedLabel(about)
        self.about.setFont(fonts.text_font())
        self.about.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(10)
        row.addWidget(name)
        row.addWidget(self.about, 1)
        self.button: Button | None = None
        if link:
            self.button = Button(link, kind=Kind.LINK)
            self.button.setToolTip(f"{link} ({key})")
            self.button.setAutoDefault(True)
            self.button.clicked.connect(lambda: self.clicked.emit())
            row.addWidget(self.button)
            row.addWidget(_key(key))


def _key(words: str) -> QLabel:
    """A key as it is drawn on a keyboard."""
    label = QLabel(words)
    label.setProperty("role", "key")
    label.setFont(fonts.text_font(tokens().type.small, fonts.SEMIBOLD))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedSize(24, 20)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
