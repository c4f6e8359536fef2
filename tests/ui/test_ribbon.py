"""The ribbon of five stages: what each tells, and that a click goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.state.intents import GoToStage
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.ribbon import Ribbon
from tests.ui.canvas.scenes import mazur, moons


def shown(qtbot: QtBot, snapshot: Snapshot, width: int = 800) -> tuple[Ribbon, list[object]]:
    """A ribbon on the screen and the list of what it wants."""
    ribbon = Ribbon()
    qtbot.addWidget(ribbon)
    wants: list[object] = []
    ribbon.wanted.connect(wants.append)
    ribbon.resize(width, 56)
    ribbon.show_snapshot(snapshot)
    ribbon.show()
    return ribbon, wants


def test_each_stage_tells_its_numbers(qtbot: QtBot) -> None:
    """Each stage says in numbers what it is about."""
    ribbon, _ = shown(qtbot, moons().after("dW2", 184))
    assert [chevron.live for chevron in ribbon.chevrons] == [
        "10 of 160 drawn",
        "a = f(W a + b)",
        "binary cross-entropy 0.1020",
        "back to layer 2 of 3",
        "Adam moves W, b",
    ]


def test_no_loss_before_it_is_computed(qtbot: QtBot) -> None:
    """Before stage 3 the loss has a name and no number."""
    ribbon, _ = shown(qtbot, mazur().after("a2"))
    assert ribbon.chevrons[2].live == "half squared error"
    assert "not computed yet" in ribbon.chevrons[2].accessibleDescription()
    assert ribbon.chevrons[1].accessibleDescription().startswith("active, computed")


@pytest.mark.parametrize("stage", list(Stage))
def test_a_click_goes_to_the_stage(qtbot: QtBot, stage: Stage) -> None:
    """A click, or Space on a stage that has the focus, goes to that stage."""
    ribbon, wants = shown(qtbot, moons().after("dW2", 184))
    chevron = ribbon.chevrons[stage.number - 1]
    QTest.mouseClick(chevron, Qt.MouseButton.LeftButton, pos=chevron.rect().center())
    QTest.keyClick(chevron, Qt.Key.Key_Space)
    assert wants == [GoToStage(stage)] * 2


@pytest.mark.parametrize("width", [320, 440, 800, 1900])
def test_the_ribbon_fills_any_width(qtbot: QtBot, width: int) -> None:
    """The chevrons fill the width, and each is there."""
    ribbon, _ = shown(qtbot, moons().after(None), width)
    assert not ribbon.grab().isNull()
    assert ribbon.chevrons[-1].geometry().right() == pytest.approx(ribbon.width() - 1, abs=3)


@pytest.mark.parametrize("width", [355, 443, 520, 800])
def test_computed_stages_are_ticked_off(qtbot: QtBot, width: int) -> None:
    """However narrow, the ✓ of a stage that is computed is seen: where it has no room beside the name, over it."""
    ribbon, _ = shown(qtbot, moons().after("theta_next", 184), width)
    tick = QColor(theme.current().action)
    for chevron in ribbon.chevrons[:4]:
        picture = chevron.grab().toImage()
        right = range(chevron.width() // 2, chevron.width() - 8)
        near = [picture.pixelColor(x, y) for x in right for y in range(8, 28)]
        assert tick in near, f"{chevron.text()} at {width}"
