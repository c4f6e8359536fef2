"""Waiting: what the present stage will still write, said once and in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter

from gdsim.core.program import Stage
from gdsim.ui.presenter.placement import Placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import CANVAS
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

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
    told = _told(names, Style(size, muted, inline=True))
    told.draw(painter, _left(scene, placed, told.width), CANVAS.bottom() - 23)


def _told(names: tuple[str, ...], style: Style) -> Box:
    """The names in a row, then the words."""
    if names == ("theta_next",):
        return text_box(f"new weights {_WORDS}", style)
    boxes: list[Box] = []
    for place, name in enumerate(names):
        before = "" if not place else ", " if len(names) == 2 else " "
        boxes += [text_box(before, style)] if before else []
        boxes.append(
            text_box(name, style) if name == "…" else name_box(name, replace(style, size=style.size + 2))
        )
    return row([*boxes, text_box(f"  {_WORDS}", style)])


def _left(scene: Scene, placed: Placement, wide: float) -> float:
    """Between the first two columns where there is room, else in the corner."""
    columns = placed.columns
    if placed.roomy and len(columns) > 1 and columns[1].x - columns[0].x > wide + 200:
        return (columns[0].x + columns[1].x - 130) / 2 - wide / 2
    return CANVAS.left() + 24 + (240 if placed.hidden and not scene.zoomed else 0)
