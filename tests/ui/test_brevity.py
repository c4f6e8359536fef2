"""Long names in little room: words go before letters are cut."""

from __future__ import annotations

import doctest

import pytest
from pytestqt.qtbot import QtBot

from gdsim.core.registries import LOSSES
from gdsim.ui import brevity
from gdsim.ui.brevity import briefer
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.choice_box import ChoiceBox


def test_the_examples_in_brevity_hold() -> None:
    """The examples in the text of gdsim/ui/brevity.py hold."""
    assert doctest.testmod(brevity).failed == 0


@pytest.mark.parametrize("key", list(LOSSES))
def test_every_loss_loses_words_only(key: str) -> None:
    """What is left of a loss's name are whole words of it, each list shorter than the one before."""
    names = briefer(LOSSES[key].name)
    assert [len(name) for name in names] == sorted((len(name) for name in names), reverse=True)
    assert all(set(name.split()) <= set(LOSSES[key].name.split()) for name in names)


def test_box_says_less_before_it_cuts(qtbot: QtBot) -> None:
    """A narrow choice box drops a word, and letters only where no shorter label fits; the list keeps the whole."""
    label = "categorical cross-entropy"
    box = ChoiceBox("loss", [Choice("c", label, briefer=briefer(label)[1:])])
    qtbot.addWidget(box)
    wide = box.fontMetrics().horizontalAdvance
    assert box.shown(wide(label)) == label
    assert box.shown(wide(label) - 1) == "cross-entropy"
    assert box.shown(40).endswith("…")
    assert box.itemText(0) == label
