"""Header: what flows where, the sample in view, and the names of the layers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.edges import MOST_EDGES, MOST_EDGES_OF_STRIPS
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Placement
from gdsim.ui.canvas.layers import place


def draw_header(painter: QPainter, frame: Frame) -> None:
    """The row at the top; where both do not fit, the right side stays."""
    placement = frame.placement
    if frame.losses is not None:
        rect = loss_rect(frame)
        _draw_loss(painter, frame, rect)
    else:
        silent = frame.finished or not frame.interactive
        words = "" if silent else sample_words(frame.snapshot, _is_narrow(placement))
        rect = sample_rect(frame.snapshot, placement)
        mean = frame.snapshot.model.mean and bool(words)
        role, weight = ("action", fonts.SEMIBOLD) if mean else ("muted", fonts.REGULAR)
        ink.draw_words(painter, rect, words, frame.colour(role), placement.font, weight, ink.RIGHT)
    words, role = _flow(frame)
    left = QRectF(placement.header)
    left.setRight((rect.left() if words or frame.losses else rect.right()) - 12)
    if words and ink.width(words, placement.font, fonts.BOLD) <= left.width():
        ink.draw_words(painter, left, words, frame.colour(role), placement.font, fonts.BOLD, ink.LEFT)


def sample_words(snapshot: Snapshot, short: bool = False) -> str:
    """Which sample is in view, or that it is the mean; nothing where none is drawn yet."""
    if snapshot.value("x") is None:
        return ""
    at, batch = place(snapshot), snapshot.position.batch
    if snapshot.model.mean:
        return f"mean of {len(batch)} ▾" if short else f"mean over the batch of {len(batch)} ▾"
    row = int(snapshot.samples.rows[batch[at]]) + 1
    return f"sample {at + 1} of {len(batch)}{'' if short else ' in this batch'} ▾ · row {row}"


def sample_rect(snapshot: Snapshot, placement: Placement) -> QRectF:
    """Where that is written: a click there opens the list."""
    return _at_right(placement, sample_words(snapshot, _is_narrow(placement)), fonts.SEMIBOLD)


def loss_rect(frame: Frame) -> QRectF:
    """Where the loss of the batch before and after the step is written."""
    return _at_right(frame.placement, "".join(_loss_words(frame)), fonts.SEMIBOLD)


def _at_right(placement: Placement, words: str, weight: int) -> QRectF:
    rect = QRectF(placement.header)
    wide = min(rect.width(), ink.width(words, placement.font, weight) + 4)
    rect.setLeft(rect.right() - (wide if words else 0.0))
    return rect


def _is_narrow(placement: Placement) -> bool:
    return placement.width < 38 * placement.font


def _loss_words(frame: Frame) -> tuple[str, str]:
    assert frame.losses is not None
    before, after = frame.losses
    said = "loss " if _is_narrow(frame.placement) else "this batch again: loss "
    return said, f"{short(before)} → {short(after)}"


def _draw_loss(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    said, numbers = _loss_words(frame)
    size = frame.placement.font
    ink.draw_words(painter, rect, numbers, frame.colour("text"), size, fonts.SEMIBOLD, ink.RIGHT)
    left = QRectF(rect)
    left.setRight(rect.right() - ink.width(numbers, size, fonts.SEMIBOLD))
    ink.draw_words(painter, left, said, frame.colour("muted"), size, fonts.REGULAR, ink.RIGHT)


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
    placement, titles = frame.placement, frame.placement.titles
    row, size = placement.row, placement.font
    with_handles = {one.layer for one in frame.handles if one.kind == "remove"}
    for view, column in zip(frame.views, placement.columns, strict=True):
        half = min(placement.gap / 2 - 4, column.x - 3, placement.width - column.x - 3)
        rect = QRectF(column.x - half, titles.top(), 2 * half, row)
        if view.number == 0 and view.units <= 16:
            name = ink.name("a0", 1.25 * size, frame.colour("text"))
            words = "input  " if 2 * half > 5 * size else ""
            wide = ink.width(words, size, fonts.SEMIBOLD)
            left = column.x - (wide + name.width) / 2
            place_of_words = QRectF(left, rect.top(), wide, row)
            ink.draw_words(
                painter, place_of_words, words, frame.colour("text"), size, fonts.SEMIBOLD, ink.LEFT
            )
            ink.draw_box(painter, QPointF(left + wide + name.width / 2, rect.center().y()), name)
        else:
            role = frame.accent if view.active and frame.stage is not Stage.SAMPLE else "text"
            title = title_words(frame, view.number, rect.width())
            ink.draw_words(painter, rect, title, frame.colour(role), size, fonts.SEMIBOLD)
        note = "" if view.number in with_handles or not frame.interactive else _note(frame, view.number)
        below = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 0.8 * row)
        if note and ink.width(note, max(11.0, 0.92 * size)) <= below.width():
            ink.draw_words(painter, below, note, frame.colour("muted"), max(11.0, 0.92 * size))


def title_words(frame: Frame, layer: int, room: float) -> str:
    """The longest name of a layer that fits: ``hidden 2 · tanh``, ``hidden 2``, ``2``."""
    view = frame.views[layer]
    title = view.title if layer else f"input · {view.units} values"
    short_title = title.partition(" · ")[0]
    for words in (title, short_title, short_title.removeprefix("hidden ")[:3]):
        if ink.width(words, frame.placement.font, fonts.SEMIBOLD) <= room:
            return words
    return ""


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
