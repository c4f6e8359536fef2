"""Waiting: what the present stage will still write, said once and in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.core.program import Stage
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.placement import Placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import CANVAS
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.style import Style

_BEGINNINGS = {Stage.FORWARD: "a", Stage.LOSS: "L", Stage.BACKPROP: "dW", Stage.UPDATE: "theta_next"}
_WORDS = "not computed yet"


def waiting(scene: Scene) -> tuple[str, ...]:
    """The names that the present stage will still write and a class waits for, the first and the last of many."""
    stage, done = scene.snapshot.stage, scene.snapshot.model.cursor.line
    if stage is None or stage not in _BEGINNINGS:
        return ()
    wanted = _BEGINNINGS[stage]
    ahead = [line.writes for line in scene.snapshot.program.lines[done:] if line.stage is stage]
    found = [name for name in ahead if name == wanted or name.removeprefix(wanted).isdigit()]
    return tuple(found) if len(found) <= 2 else (found[0], "…", found[-1])


def draw_waiting(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """The names and "not computed yet", in the lower left."""
    names = waiting(scene)
    if not names:
        return
    size, muted = tokens().type.present_body + 2, scene.theme.colour("muted")
    style = Style(size + 2, muted, inline=True)
    boxes = []
    for place, name in enumerate(names):
        if name == "…":
            continue
        boxes.append((name_box(name, style), ", " if place + 1 < len(names) and "…" not in names else ""))
    if "…" in names:
        boxes[0] = (boxes[0][0], " … ")
    widths = [box.width + brush.width(after, size) for box, after in boxes]
    wide = sum(widths) + 12 + brush.width(_WORDS, size)
    columns = placed.columns
    left = CANVAS.left() + 24 + (230 if placed.hidden and not scene.zoomed else 0)
    if placed.roomy and len(columns) > 1 and columns[1].x - columns[0].x > wide + 240 and columns[0].x > 100:
        left = (columns[0].x + columns[1].x - 130) / 2 - wide / 2
    x, y = left, CANVAS.bottom() - 34
    for (box, after), each in zip(boxes, widths, strict=True):
        box.draw(painter, x, y + 11)
        rest = QRectF(x + box.width, y - 20, 2, 40)
        brush.words(painter, rest, after, muted, size, align=brush.LEFT)
        x += each
    brush.words(painter, QRectF(x + 12, y - 20, 2, 40), _WORDS, muted, size, align=brush.LEFT)
