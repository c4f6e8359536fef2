"""The sentence under the canvas: what it says, and that it fits."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gdsim.core.formula import names
from gdsim.ui.sentence_bar import LINES, MARGIN, SentenceBar
from gdsim.ui.typesetting.arithmetic import arithmetic_box
from gdsim.ui.typesetting.style import Style
from tests.ui.canvas.scenes import moons, penguins


@pytest.mark.parametrize("width", [300, 440, 800, 1600])
def test_a_sentence_never_has_more_than_three_lines(qtbot: QtBot, width: int) -> None:
    """Every line of an update fits in three lines at every width, numbers on one line, and in its height."""
    bar = SentenceBar()
    qtbot.addWidget(bar)
    bar.resize(width, bar.sizeHint().height())
    bar.show()
    for scene in (moons(), penguins((32,))):
        for name in (None, *scene.lines(2)):
            bar.show_snapshot(scene.after(name, 2))
            words, numbers = bar.lines()
            assert words + numbers <= LINES and numbers <= 1, name
            assert not bar.grab().isNull()
            assert (words + numbers) * bar.row <= bar.height()


def test_the_result_stays_when_terms_go(qtbot: QtBot) -> None:
    """Where the arithmetic is too long, its terms go and its result stays."""
    bar = SentenceBar()
    qtbot.addWidget(bar)
    bar.resize(440, 80)
    bar.show_snapshot(moons().after("dW2", 184, sample=8, selected="W2[3,2]"))
    numbers = bar.shown()[1]
    assert numbers is not None and "…" in names(numbers.tree) and numbers.result == "−0.0465"
    box = arithmetic_box(numbers, Style(bar.size_of_font, QColor("black")))
    assert box.width <= bar.width() - 2 * MARGIN


def test_before_the_first_line_it_says_press_step(qtbot: QtBot) -> None:
    """Before the first line it says how to go on, and no number."""
    bar = SentenceBar()
    qtbot.addWidget(bar)
    bar.show_snapshot(moons().after(None))
    words, numbers = bar.shown()
    assert "Press Step" in words and "nothing of this update has been computed yet" in words and not numbers
    assert bar.accessibleDescription().startswith("Press Step")
