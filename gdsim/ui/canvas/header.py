"""Header: what flows where, the sample in view, and the names of the layers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.core.program import Stage
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.edges import MOST_EDGES, MOST_EDGES_OF_STRIPS
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Placement
from gdsim.ui.canvas.layers import place


def draw_header(painter: QPainter, frame: Frame) -> None:
    """The row at the top; where both do not fit, the sample stays."""
    placement, theme = frame.placement, frame.theme
    sample = sample_words(frame.snapshot, _is_narrow(placement))
    rect = sample_rect(frame.snapshot, placement)
    known = frame.snapshot.value("x") is not None
    ink.draw_words(painter, rect, sample, theme.colour("muted"), placement.font, fonts.REGULAR, ink.RIGHT)
    words, role = _flow(frame)
    left = QRectF(placement.header)
    left.setRight(rect.left() - 12 if known else left.right())
    if words and ink.width(words, placement.font, fonts.BOLD) <= left.width():
        ink.draw_words(painter, left, words, theme.colour(role), placement.font, fonts.BOLD, ink.LEFT)


def sample_words(snapshot: Snapshot, short: bool = False) -> str:
    """Which sample is in view; nothing where none is drawn yet."""
    if snapshot.value("x") is None:
        return ""
    at, batch = place(snapshot), snapshot.position.batch
    row = int(snapshot.samples.rows[batch[at]]) + 1
    return f"sample {at + 1} of {len(batch)}{'' if short else ' in this batch'} ▾ · row {row}"


def sample_rect(snapshot: Snapshot, placement: Placement) -> QRectF:
    """Where that is written: a click there opens the list."""
    rect = QRectF(placement.header)
    wide = min(rect.width(), ink.width(sample_words(snapshot, _is_narrow(placement)), placement.font) + 4)
    rect.setLeft(rect.right() - wide)
    return rect


def _is_narrow(placement: Placement) -> bool:
    return placement.width < 38 * placement.font


def _flow(frame: Frame) -> tuple[str, str]:
    """What happens to the whole network in this stage, and its colour."""
    match frame.stage:
        case Stage.FORWARD:
            return "values flow this way ▶", "action"
        case Stage.BACKPROP:
            return "◀ gradients flow this way", "gradient"
        case Stage.UPDATE if frame.finished:
            return "Every weight moves by its own step", "action"
        case Stage.UPDATE:
            return "The rule makes steps; no weight has moved yet", "action"
        case None:
            return "Nothing of this update is computed yet", "muted"
    return "", "muted"


def draw_titles(painter: QPainter, frame: Frame) -> None:
    """The names of the layers over their columns; under each, what is not computed yet."""
    placement, theme, titles = frame.placement, frame.theme, frame.placement.titles
    row = placement.row
    for view, column in zip(frame.views, placement.columns, strict=True):
        half = min(placement.gap / 2 - 4, column.x - 3, placement.width - column.x - 3)
        rect = QRectF(column.x - half, titles.top(), 2 * half, row)
        if view.number == 0 and view.units <= 16:
            html = "input <i>a</i><sup>0</sup>"
            ink.draw_rich(painter, rect, html, theme.colour("text"), placement.font, fonts.SEMIBOLD)
        else:
            title = view.title if view.number else f"input · {view.units} values"
            if ink.width(title, placement.font, fonts.SEMIBOLD) > rect.width():
                title = title.partition(" · ")[0]
            role = frame.accent if view.active and frame.stage is not Stage.SAMPLE else "text"
            ink.draw_words(painter, rect, title, theme.colour(role), placement.font, fonts.SEMIBOLD)
        below = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 0.8 * row)
        note = _note(frame, view.number)
        if note:
            ink.draw_words(painter, below, note, theme.colour("muted"), max(11.0, 0.92 * placement.font))


def _note(frame: Frame, layer: int) -> str:
    """What a reader has to know of a layer: that it is not computed yet, or not drawn whole."""
    view = frame.views[layer]
    if view.a is None and not frame.finished:
        return "not computed yet"
    if view.W is not None and len(frame.edges[layer]) in (MOST_EDGES, MOST_EDGES_OF_STRIPS):
        drawn = len(frame.edges[layer])
        if drawn < view.W.size:
            return f"{drawn} largest of {view.W.size} weights"
    return ""
