"""Badges: δ of a neuron, or what else the line at the cursor writes for it, beside its activation."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.ui.presenter import brush
from gdsim.ui.presenter.placement import BADGE, Placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.tokens import tokens


def badge_words(scene: Scene, unit: tuple[int, int]) -> tuple[str, str] | None:
    """What stands at a neuron beside its activation: the words, and the name of the line that wrote them."""
    layer, place = unit
    writes = scene.line.writes if scene.line is not None else ""
    if not layer:
        return None
    for name, letter in ((f"delta{layer}", "δ"), (f"da{layer}", "∂ℓ/∂a"), (f"z{layer}", "z")):
        value = scene.number(name, place)
        if value is None:
            continue
        if letter == "z" and writes != f"a{layer}" and scene.snapshot.value(f"a{layer}") is not None:
            continue
        if writes == f"slope{layer}":
            slope = scene.number(writes, place)
            return f"f′ {scene.digits.text(slope or 0.0)}", writes
        return f"{letter} {scene.digits.signed(value)}", name
    return None


def badge_rect(scene: Scene, placed: Placement, unit: tuple[int, int]) -> QRectF | None:
    """Where a neuron's badge stands, or None where it has none."""
    centre, told = placed.neuron(*unit), badge_words(scene, unit)
    if centre is None or told is None:
        return None
    high = 50.0 if placed.roomy else BADGE - 4
    rect = brush.pill_rect(placed.badge(centre), told[0], _badge_size(placed), high)
    return rect.translated(rect.width() / 2, 0) if placed.beside else rect


def _badge_size(placed: Placement) -> float:
    return 34.0 if placed.roomy else tokens().type.present_body


def draw_badge(painter: QPainter, scene: Scene, placed: Placement, unit: tuple[int, int]) -> None:
    """The badge of a neuron, where it has one."""
    rect, told = badge_rect(scene, placed, unit), badge_words(scene, unit)
    if rect is None or told is None:
        return
    worn, (text, name) = scene.theme, told
    if name.startswith("delta"):
        colours = worn.colour("on_gradient"), worn.colour("gradient"), worn.colour("gradient")
    elif name.startswith(("da", "slope")):
        colours = worn.colour("gradient"), worn.colour("gradient"), worn.colour("background")
    else:
        colours = worn.colour("text"), worn.colour("muted"), worn.colour("background")
    brush.pill(painter, rect.center(), text, colours, _badge_size(placed), rect.height())
