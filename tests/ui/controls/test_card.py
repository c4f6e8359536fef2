"""The card, and the labels that give way inside it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.ui import theme
from gdsim.ui.controls.card import Card
from gdsim.ui.controls.elided_label import ElidedLabel


@pytest.mark.parametrize("name", theme.names())
def test_a_card_wears_the_theme(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    """Ground and rim are the theme's, and change with it."""
    before = theme.current()
    theme.apply(qapp, theme.theme(name))
    card = Card("Data", "200 rows")
    qtbot.addWidget(card)
    card.resize(200, 100)
    picture = card.grab().toImage()
    worn = theme.theme(name)
    assert picture.pixelColor(100, picture.height() - 20) == QColor(worn.card)
    assert picture.pixelColor(0, picture.height() // 2) == QColor(worn.line)
    card.set_accent("gradient")
    assert card.grab().toImage().pixelColor(0, picture.height() // 2) == QColor(worn.gradient)
    theme.apply(qapp, before)


def test_a_card_tells_title_and_caption_aloud(qtbot: QtBot) -> None:
    """Title and caption are read aloud as they stand."""
    card = Card("Sampling", "how samples are taken")
    qtbot.addWidget(card)
    card.set_caption("16 updates")
    assert (card.accessibleName(), card.accessibleDescription()) == ("Sampling", "16 updates")
    assert card.caption_label.text() == "16 updates"


def test_caption_never_widens_the_card(qtbot: QtBot) -> None:
    """A long caption gives way; the title does not."""
    card = Card("Sampling", "word " * 60)
    qtbot.addWidget(card)
    card.resize(220, 60)
    card.show()
    assert card.minimumSizeHint().width() <= 220
    assert card.title_label.shown() == "Sampling"
    assert card.caption_label.shown().endswith("…")


def test_an_elided_label_keeps_its_whole_text(qtbot: QtBot) -> None:
    """What is cut can be read in the tool tip, and is whole for a screen reader."""
    label = ElidedLabel("a rather long explanation")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.shown().endswith("…") and label.toolTip() == label.text() == "a rather long explanation"
    label.resize(400, 20)
    assert label.shown() == label.text() and label.toolTip() == ""


def test_a_label_takes_fewer_words_before_cutting(qtbot: QtBot) -> None:
    """Where the whole has no room the longest shorter text stands there, and the tool tip has the whole."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.say("Adam · layer 2 · 15 parameters", "Adam · 15 parameters", "Adam")
    label.show()
    for width, shown in ((400, label.text()), (160, "Adam · 15 parameters"), (50, "Adam"), (20, "…")):
        label.resize(width, 20)
        assert label.shown() == shown or (width == 20 and label.shown().endswith("…"))
        assert label.toolTip() == ("" if shown == label.text() else label.text())
