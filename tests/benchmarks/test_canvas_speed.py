"""How long the canvas takes to paint a step, beside the plain drawing of as many curves in the same run.

Run with ``-s`` to see the figures. What is held is the ratio, which a slower machine leaves as it is.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from pytestqt.qtbot import QtBot

from gdsim.ui.canvas.canvas import Canvas
from tests.ui.canvas.scenes import Scene, moons, penguins

SIZE = QSize(790, 520)


def milliseconds(doing: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    doing()
    return (time.perf_counter() - start) * 1e3


def plain_curves(count: int) -> float:
    """The median time of drawing so many curves of width 2, one after the other."""
    picture = QPixmap(SIZE)

    def draw() -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(count):
            y, end = 40 + 440 * number / count, 40 + 440 * (number * 7 % count) / count
            path = QPainterPath(QPointF(300, y))
            path.cubicTo(QPointF(390, y), QPointF(390, end), QPointF(480, end))
            painter.setPen(QPen(QColor("orange"), 2.0))
            painter.drawPath(path)
        painter.end()

    return statistics.median(milliseconds(draw) for _ in range(9))


@pytest.mark.parametrize(("name", "scene", "most"), [("2-4-3-1", moons, 4.0), ("4-16-16-3", penguins, 1.0)])
def test_a_step_is_painted_fast(qtbot: QtBot, name: str, scene: Callable[..., Scene], most: float) -> None:
    """Going through an update line by line, painting takes at the median not much longer than its curves would."""
    made = scene() if scene is moons else scene((16, 16))
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.reduced_motion = True
    canvas.resize(SIZE)
    canvas.show()
    picture = QPixmap(SIZE)
    shown, painted, curves = [], [], 0
    for update in (2, 3):
        for line in made.lines(update):
            snapshot = made.after(line, update)
            shown.append(milliseconds(lambda snapshot=snapshot: canvas.show_snapshot(snapshot)))  # type: ignore[misc]
            painted.append(milliseconds(lambda: canvas.render(picture)))
            frame = canvas.frame()
            assert frame is not None
            curves = sum(len(edges) for edges in frame.edges.values())
    canvas.show_snapshot(made.after("dW2", 3))
    canvas.render(picture)
    again = statistics.median(milliseconds(lambda: canvas.render(picture)) for _ in range(9))
    plain, median = plain_curves(2 * curves), statistics.median(painted)
    print(
        f"\n{name}: a step is shown in {statistics.median(shown):.1f} ms and painted in {median:.1f} ms "
        f"(largest {max(painted):.1f}, again {again:.1f}); {2 * curves} plain curves take {plain:.1f} ms"
    )
    assert median < most * plain + 3.0
