"""The rows as they are laid out: what can be pointed at, what gives way, and what the check says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from gdsim.insight.expansion import Terms
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.origin import Origin, origin
from gdsim.ui.inspector.rows import LOWEST, STRIP, Layout, laid
from gdsim.ui.inspector.strip import bar_rects, sample_at
from tests.ui.canvas.scenes import Scene, moons, penguins

GOOD = GradientCheck(-0.04653, 3e-12)


def found(scene: Scene, after: str, label: str, update: int = 3) -> Origin:
    """The origin of a number after a line, for the second sample of the batch."""
    seen = scene.after(after, update)
    made = origin(seen.trace, seen.model.cursor.line, label, 1)
    assert made is not None
    return made


def inside(layout: Layout, width: float) -> None:
    """Nothing reaches beyond the right edge."""
    assert max(piece.x + piece.box.width for piece in layout.pieces) <= width


def test_every_factor_can_be_pointed_at(qapp: QApplication) -> None:
    """A number in parentheses, under a power or behind a drawn-out minus is found where it stands."""
    origin_ = found(moons(), "theta_next", "step[W2[3,2]]")
    layout = laid(origin_, "", 640, 400)
    labels = {label for label, _ in layout.links}
    for told in origin_.rows:
        assert told.made is not None
        assert set(told.made.factors) <= labels
    assert all(rect.width() > 2 and rect.left() >= 0 and rect.right() <= 640 for _, rect in layout.links)


def test_a_number_behind_a_common_minus_is_a_factor(qapp: QApplication) -> None:
    """``a − b·c`` for ``a + (−b)·c``: the number without its sign is still its factor."""
    layout = laid(found(penguins(), "dW1", "dW1[2,2]"), GOOD, 508, 400)
    assert {"theta[W2[1,2]]", "delta2[1]", "theta[W2[3,2]]", "delta2[3]"} <= {
        label for label, _ in layout.links
    }


def test_bars_give_way_to_the_check(qapp: QApplication) -> None:
    """Where there is little room the bars are lower, so that the check stays in sight."""
    origin_ = found(moons(), "dW2", "dW2[3,2]")
    high, low = laid(origin_, GOOD, 480, 500), laid(origin_, GOOD, 480, 100)
    assert high.strip is not None and high.strip.height() == STRIP
    assert low.strip is not None and low.strip.height() == LOWEST
    assert high.height - low.height == STRIP - LOWEST
    assert high.links[0][1].top() - low.links[0][1].top() in (0, STRIP - LOWEST)


@pytest.mark.parametrize("width", [244, 300, 480])
@pytest.mark.parametrize(
    "check",
    [
        GOOD,
        GradientCheck(0.0, 0.0),
        GradientCheck(0.5, 0.25, "a kink of the loss lies within h"),
        GradientCheck(float("nan"), float("nan"), "the loss is not finite near here"),
        "Finite differences: measured when the run stands still.",
    ],
)
def test_every_verdict_of_the_check_fits(
    qapp: QApplication, check: GradientCheck | str, width: float
) -> None:
    """Agreement, disagreement with its reason, and no check at all keep to the width."""
    layout = laid(found(moons(), "dW2", "dW2[3,2]"), check, width, 400)
    inside(layout, width)
    assert len(layout.rules) == 1


def test_penalties_show_all_their_terms(qapp: QApplication) -> None:
    """The gradient of a penalised weight has its formula and every factor at every width."""
    scene = moons()
    punished = Scene(replace(scene.experiment, loss=replace(scene.experiment.loss, l1=0.001, l2=0.01)))
    origin_ = found(punished, "dW2", "dW2[3,2]")
    for width in (272, 400, 480, 612):
        layout = laid(origin_, GOOD, width, 400)
        inside(layout, width)
        assert {"dW2_loss[3,2]", "l1", "l2", "theta[W2[3,2]]"} <= {label for label, _ in layout.links}


def test_bars_are_as_high_as_their_terms() -> None:
    """One bar a sample, on its side of zero, as high as it is large; none for a zero; a place finds its sample."""
    terms = Terms("mean", np.array([2.0, -1.0, 0.0, np.nan]), (1, 2, 3, 4))
    rect = QRectF(0, 0, 108, 38)
    bars = bar_rects(terms, rect)
    assert [round(bar.height(), 6) for bar in bars] == [20.0, 10.0, 0.0, 0.0]
    assert bars[0].bottom() == pytest.approx(24) and bars[1].top() == pytest.approx(24)
    assert [sample_at(terms, rect, bar.center().x()) for bar in bars] == [0, 1, 2, 3]
    assert sample_at(terms, rect, -5) == 0 and sample_at(terms, rect, 500) == 3
