"""All templates, narrowed by topic and by words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdsim.files.templates import templates
from gdsim.ui.start_screen.gallery import TOPICS, Gallery


@pytest.fixture
def gallery(qtbot: QtBot, owner: QWidget) -> Gallery:
    """A gallery on the screen."""
    made = Gallery(owner)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def keys(gallery: Gallery) -> list[str]:
    """What is shown."""
    return [card.template.key for card in gallery.shown]


def test_all_templates_stand_in_their_order(gallery: Gallery) -> None:
    """Without a filter all are there, in the order of the templates."""
    assert keys(gallery) == list(templates())


def test_every_topic_leaves_some_templates(gallery: Gallery) -> None:
    """Each button of the filter leaves some, and not all."""
    for topic in TOPICS[1:]:
        gallery.topics.button(topic.key).click()
        assert 0 < len(keys(gallery)) < len(templates())
        assert all(topic.key in templates()[key].topics for key in keys(gallery))


def test_words_narrow_the_templates_further(gallery: Gallery) -> None:
    """Words narrow further; without any left, that is said."""
    gallery.search.setText("softmax")
    assert "iris" in keys(gallery) and "xor" not in keys(gallery)
    gallery.search.setText("zzz")
    assert keys(gallery) == []
    assert "No template" in " ".join(
        label.text() for label in gallery.findChildren(QLabel) if label.isVisible()
    )


def test_enter_in_the_field_opens_the_first(gallery: Gallery, qtbot: QtBot) -> None:
    """Enter after some words in the field opens the first template that they leave."""
    gallery.search.setFocus()
    QTest.keyClicks(gallery.search, "spirals")
    with qtbot.waitSignal(gallery.template_wanted) as wanted:
        QTest.keyClick(gallery.search, Qt.Key.Key_Return)
    assert wanted.args == ["spirals"]


def test_arrows_and_enter_open_a_template(gallery: Gallery, qtbot: QtBot) -> None:
    """Arrows go over the cards, Enter opens."""
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget(), key)
    with qtbot.waitSignal(gallery.template_wanted) as wanted:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wanted.args == [list(templates())[2]]


def test_escape_closes_the_gallery(gallery: Gallery) -> None:
    """Escape closes the gallery."""
    QTest.keyClick(gallery.cards[0], Qt.Key.Key_Escape)
    assert not gallery.isVisible()
