"""Painting: the whole picture of the network, from the ground up."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from gdsim.ui import theme
from gdsim.ui.canvas.beside import draw_beside
from gdsim.ui.canvas.card import draw_card
from gdsim.ui.canvas.edges import draw_chosen, draw_edges
from gdsim.ui.canvas.editing import draw_preview
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.gradients import draw_chosen_gradient, draw_gradients
from gdsim.ui.canvas.handles import draw_handles
from gdsim.ui.canvas.header import draw_header, draw_titles
from gdsim.ui.canvas.moves import draw_chosen_move, draw_moves, draw_signs
from gdsim.ui.canvas.neurons import draw_neurons
from gdsim.ui.canvas.norms import draw_norms
from gdsim.ui.canvas.reuse import draw_reuse
from gdsim.ui.tokens import tokens


def paint(painter: QPainter, frame: Frame | None, rect: QRect, focused: bool) -> None:
    """Draws everything; only the ground where there is nothing to show yet."""
    if frame is None or frame.interactive:
        _draw_ground(painter, frame, rect, focused and (frame is None or frame.handle is None))
    if frame is None:
        return
    if frame.finished:
        draw_moves(painter, frame)
    else:
        draw_edges(painter, frame)
        draw_gradients(painter, frame)
    for hit, strong in ((frame.selected, True), (frame.hovered, False)):
        if isinstance(hit, Edge):
            draw_chosen(painter, frame, hit, strong)
            if frame.finished:
                draw_chosen_move(painter, frame, hit)
            else:
                draw_chosen_gradient(painter, frame, hit)
    draw_neurons(painter, frame)
    _draw_unit_rings(painter, frame)
    draw_beside(painter, frame)
    if frame.finished and not frame.fast:
        draw_signs(painter, frame)
    draw_reuse(painter, frame)
    draw_titles(painter, frame)
    draw_header(painter, frame)
    draw_norms(painter, frame)
    draw_handles(painter, frame)
    _draw_cards(painter, frame)
    draw_preview(painter, frame)


def _draw_ground(painter: QPainter, frame: Frame | None, rect: QRect, focused: bool) -> None:
    """The card that everything lies on; with a teal rim while the keys are here."""
    worn = theme.current()
    rim = 2.0 if focused else 1.0

    def draw(pen: QPainter) -> None:
        pen.setPen(QPen(worn.colour("action" if focused else "line"), rim))
        pen.setBrush(worn.colour("card"))
        radius = tokens().radius.card
        pen.drawRoundedRect(QRectF(rect).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), radius, radius)

    if frame is None:
        draw(painter)
    else:
        frame.sheets.lay(painter, "ground", (worn.name, focused), QRectF(rect), draw)


def _draw_unit_rings(painter: QPainter, frame: Frame) -> None:
    for hit in {frame.selected, frame.hovered}:
        if isinstance(hit, Neuron) and frame.placement.columns[hit.layer].strip is None:
            column = frame.placement.columns[hit.layer]
            painter.setPen(QPen(frame.colour("action"), 2.0))
            painter.drawEllipse(column.centres[hit.unit], column.radius + 4, column.radius + 4)


def _draw_cards(painter: QPainter, frame: Frame) -> None:
    """The card of what is selected is pinned beside it, that of what is under the pointer stands beside that."""
    if frame.preview is not None or frame.quiet or not frame.interactive:
        return
    if frame.selected is not None and frame.selected != frame.hovered:
        draw_card(
            painter, frame, frame.selected, _anchors(frame, frame.selected), asked=frame.hovered is None
        )
    if frame.hovered is not None:
        draw_card(painter, frame, frame.hovered, _anchors(frame, frame.hovered), asked=True)


def _anchors(frame: Frame, hit: Hit) -> list[QPointF]:
    if isinstance(hit, Edge):
        return [frame.placement.point(hit, t) for t in (0.62, 0.5, 0.38, 0.75, 0.25)]
    column = frame.placement.columns[hit.layer]
    centre = column.centres[hit.unit]
    beside = column.radius + 2
    return [
        centre + QPointF(*away)
        for away in ((beside, 0), (-beside, 0), (0, beside + column.badge), (0, -beside))
    ]
