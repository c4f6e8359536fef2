"""How long matrices take to paint a step, beside the plain drawing of as many cells in the same run.

Run with ``-s`` to see the figures. What is held is the ratio, which a slower machine leaves as it is.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from tests.ui.matrices.scenes import large, shown

SIZE = QSize(1068, 540)
PLAIN = 4000
"""Cells that the yardstick draws: about what the layers of 8-32-16-3 and their gradients have together."""


def milliseconds(doing: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    doing()
    return (time.perf_counter() - start) * 1e3


def plain_cells() -> float:
    """The median time of filling so many rectangles, one after the other."""
    picture = QPixmap(SIZE)

    def draw() -> None:
        painter = QPainter(picture)
        for number in range(PLAIN):
            painter.fillRect(
                QRectF(number % 100 * 10, number // 100 * 12, 9, 11), QColor(number % 255, 90, 90)
            )
        painter.end()

    return statistics.median(milliseconds(draw) for _ in range(9))


@pytest.mark.parametrize(
    ("name", "hidden", "batch", "most"),
    [("8-32-16-3", (32, 16), 16, 3.0), ("8-512-512-3", (512, 512), 64, 2.0)],
)
def test_a_step_in_matrices_is_painted_fast(
    qtbot: QtBot, name: str, hidden: tuple[int, ...], batch: int, most: float
) -> None:
    """Going back through a layer, painting takes no longer than a few times as many plain cells."""
    scene = large(hidden, batch)
    canvas, _ = shown(qtbot, scene.after("da1", 2), (SIZE.width(), SIZE.height()))
    times = []
    for line in ("delta1", "dW1", "db1") * 4:
        canvas.show_snapshot(scene.after(line, 2))
        times.append(milliseconds(canvas.grab))
    plain, median = plain_cells(), statistics.median(times)
    print(f"\n{name}: a step is painted in {median:.1f} ms; {PLAIN} plain cells take {plain:.1f} ms")
    assert median < most * plain
