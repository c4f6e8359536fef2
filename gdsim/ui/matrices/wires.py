"""Wires: what is reused from above, and the way of the gradient from right to left; and the glyphs between."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gdsim.core.program import Stage
from gdsim.ui.matrices import lettering
from gdsim.ui.matrices.glyphs import Glyph, Reuse, chip_rect
from gdsim.ui.matrices.lettering import Letter, Phrase, Symbol, Words
from gdsim.ui.matrices.matrix import LOWER
from gdsim.ui.matrices.scene import Scene
from gdsim.ui.tokens import tokens


def draw_reuses(painter: QPainter, scene: Scene) -> None:
    """Lines from the forward values that gradients reuse; the one at work is bright."""
    if scene.stage is not Stage.BACKPROP:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for reuse in sorted(scene.reuses, key=lambda reuse: reuse.active):
        painter.setPen(
            QPen(scene.colour("text" if reuse.active else "not_computed"), 2.0 if reuse.active else 1.2)
        )
        painter.drawPolyline(QPolygonF(list(reuse.points)))


def chips(scene: Scene) -> list[tuple[Reuse, QRectF]]:
    """The names on these lines and where they stand."""
    if scene.stage is not Stage.BACKPROP:
        return []
    letter = _chip_letter(scene, False)
    return [
        (reuse, chip_rect(reuse, lettering.width(_chip(reuse), letter, scene.theme), scene.placement))
        for reuse in scene.reuses
    ]


def draw_chips(painter: QPainter, scene: Scene) -> None:
    """The names on the lines."""
    for reuse, rect in chips(scene):
        letter = _chip_letter(scene, reuse.active)
        rim = "text" if reuse.active else "line"
        painter.setBrush(scene.colour("gradient" if reuse.stand_in else "card"))
        painter.setPen(QPen(scene.colour("gradient" if reuse.stand_in else rim), 1.2))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if reuse.stand_in:
            letter = Letter(letter.size, "on_gradient", True)
        lettering.draw(painter, rect, _chip(reuse), letter, scene.theme)


def _chip(reuse: Reuse) -> Phrase:
    return (Symbol(reuse.name, "", reuse.transposed),)


def _chip_letter(scene: Scene, active: bool) -> Letter:
    return Letter(scene.placement.font, "text" if active else "muted", active)


def draw_glyphs(painter: QPainter, scene: Scene) -> None:
    """The operations in the gaps: the active one is filled."""
    for glyph in scene.glyphs:
        _draw_glyph(painter, scene, glyph)


def _draw_glyph(painter: QPainter, scene: Scene, glyph: Glyph) -> None:
    radius = scene.placement.glyph
    fill, rim, ink = "panel", "text", "text"
    if glyph.active:
        fill, rim, ink = scene.accent, scene.accent, f"on_{scene.accent}"
        radius *= 1.15
    elif not glyph.done or (glyph.row == LOWER and scene.stage is Stage.UPDATE):
        rim, ink = "not_computed", "muted"
    elif glyph.row == LOWER:
        rim = "gradient"
    if scene.glyph is not None and (scene.glyph.line, scene.glyph.at) == (glyph.line, glyph.at):
        rim = "action"
    painter.setPen(QPen(scene.colour(rim), 1.5))
    painter.setBrush(scene.colour(fill))
    painter.drawEllipse(glyph.at, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_sign(painter, scene, glyph, scene.colour(ink), radius)


def _draw_sign(painter: QPainter, scene: Scene, glyph: Glyph, colour: QColor, radius: float) -> None:
    """× − ⊙ = as strokes, so that they stand in the middle; letters as words."""
    arm, at = 0.36 * radius, glyph.at
    painter.setPen(QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    match glyph.sign:
        case "×":
            painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
            painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
        case "−":
            painter.drawLine(at + QPointF(-1.3 * arm, 0), at + QPointF(1.3 * arm, 0))
        case "=":
            for y in (-0.6 * arm, 0.6 * arm):
                painter.drawLine(at + QPointF(-1.2 * arm, y), at + QPointF(1.2 * arm, y))
        case "⊙":
            painter.drawEllipse(at, 0.5 * radius, 0.5 * radius)
            painter.setBrush(colour)
            painter.drawEllipse(at, 0.09 * radius, 0.09 * radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        case sign:
            rect = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
            role = "text"
            if glyph.active:
                role = f"on_{scene.accent}"
            elif not glyph.done:
                role = "muted"
            # The letter of a function is typeset, +b is written.
            phrase: Phrase = (Symbol(sign) if sign in ("f", "J") else Words(sign),)
            lettering.draw(painter, rect, phrase, Letter(1.22 * radius, role, True), scene.theme)


# The way of the gradient


def draw_flow(painter: QPainter, scene: Scene) -> None:
    """δ goes on to the layer below: magenta where it has, grey where it does so next."""
    if scene.stage is not Stage.BACKPROP:
        return
    following: int | None = None
    for layer in scene.placement.visible:
        if layer == 1 or scene.snapshot.value(f"delta{layer}") is None:
            continue
        gone = scene.snapshot.value(f"da{layer - 1}") is not None
        if not gone and following is not None:
            continue
        following = None if gone else layer
        _draw_way(painter, scene, layer, gone)


def _draw_way(painter: QPainter, scene: Scene, layer: int, gone: bool) -> None:
    placement = scene.placement
    start, end = placement.gap(layer, "z"), placement.gap(layer, "W")
    radius, middle = placement.glyph, placement.middles[LOWER]
    bottom = placement.panel_y(LOWER)[1] - 1.25 * placement.row
    points = [
        *(QPointF(start, middle + radius), QPointF(start, bottom)),
        *(QPointF(end, bottom), QPointF(end, middle + radius + 1)),
    ]
    dash = tokens().stroke.gradient_dash
    wide = 2.0 if gone else 1.3
    pen = QPen(scene.colour("gradient" if gone else "not_computed"), wide)
    pen.setDashPattern([dash[0] * 0.6 / wide, dash[1] * 0.6 / wide])
    pen.setDashOffset(-scene.offset)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(points))
    if gone:
        tip, arm = points[-1], 0.45 * radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scene.colour("gradient"))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-arm, 1.6 * arm), tip + QPointF(arm, 1.6 * arm)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    phrase: Phrase = (Symbol(f"delta{layer}"), Words(" goes on"))
    if not gone:
        phrase = (Words("next: "), Symbol(f"delta{layer}"), Words(f" goes on to layer {layer - 1}"))
    letter = Letter(0.96 * placement.font, "gradient" if gone else "muted", gone)
    place = QRectF(end + 8, bottom + 1, start - end, 1.1 * placement.row)
    lettering.draw(painter, place, phrase, letter, scene.theme, "left")
