"""Norms: how large gradient or step of each layer is, as bars under the canvas; and the loss."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.layers import place
from gdsim.ui.canvas.moves import draw_legend


def draw_norms(painter: QPainter, frame: Frame) -> None:
    """One bar a layer between its columns: ‖∂L/∂W‖ until the step is there, then ‖Δ‖."""
    steps = frame.views[-1].step_norm is not None
    band, row = frame.placement.band, frame.placement.row
    upper = QRectF(band.left(), band.top(), band.width(), row)
    lower = QRectF(band.left(), band.top() + row, band.width(), band.height() - row)
    if frame.finished:
        draw_legend(painter, frame, upper)
    sizes = [view.step_norm if steps else view.gradient_norm for view in frame.views[1:]]
    largest = max([size for size in sizes if size is not None] + [0.0]) or 1.0
    columns, size = frame.placement.columns, frame.placement.font
    gap, end = frame.placement.gap, 0.0
    for view, value in zip(frame.views[1:], sizes, strict=True):
        middle = (columns[view.number - 1].x + columns[view.number].x) / 2
        name = f"<i>W</i><sup>{view.number}</sup>"
        share = None if value is None else value / largest
        words, known = (short(value), True) if value is not None else ("not computed yet", False)
        colour = frame.colour("text" if known else "muted")
        weight = fonts.SEMIBOLD if known else fonts.REGULAR
        full = f"{name} {words}"
        if ink.rich_size(full, size, weight).width() > gap - 6:
            full = f"{name} {words if known else 'not yet'}"
        end = max(end, middle + max(0.29 * gap, ink.rich_size(full, size, weight).width() / 2))
        if frame.finished:
            text_wide = ink.rich_size(full, size, weight).width()
            bar_wide = min(0.58 * gap, gap - text_wide - 18)
            start = middle - (bar_wide + 6 + text_wide) / 2
            if bar_wide > 12:
                _draw_bar(painter, frame, QRectF(start, lower.center().y() - 4, bar_wide, 8), share, "action")
            else:
                start, bar_wide = middle - text_wide / 2, -6
            place_of_text = QRectF(start + bar_wide + 6, lower.top(), text_wide, lower.height())
        else:
            bar = QRectF(middle - 0.29 * gap, upper.center().y() - 4, 0.58 * gap, 8)
            _draw_bar(painter, frame, bar, share, "action" if steps else "gradient")
            place_of_text = QRectF(middle - gap / 2 + 3, lower.top(), gap - 6, lower.height())
        ink.draw_rich(painter, place_of_text, full, colour, size, weight)
    _draw_caption(painter, frame, lower if frame.finished else upper, steps)
    _draw_loss(painter, frame, band, end + 8)


def _draw_bar(painter: QPainter, frame: Frame, rect: QRectF, share: float | None, role: str) -> None:
    """A bar; empty with a dashed rim where its number is not computed yet."""
    painter.setBrush(frame.colour("panel"))
    line = Qt.PenStyle.DashLine if share is None else Qt.PenStyle.SolidLine
    painter.setPen(QPen(frame.colour("not_computed" if share is None else "line"), 1.0, line))
    painter.drawRoundedRect(rect, 4, 4)
    if share:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(frame.colour(role))
        filled = QRectF(rect)
        filled.setWidth(max(rect.height(), rect.width() * share))
        painter.drawRoundedRect(filled, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_caption(painter: QPainter, frame: Frame, row: QRectF, steps: bool) -> None:
    """What the bars measure, where the first one leaves room."""
    columns, size = frame.placement.columns, frame.placement.font
    first = (columns[0].x + columns[1].x) / 2 - (0.5 if frame.finished else 0.29) * frame.placement.gap
    room = QRectF(row.left(), row.top(), first - row.left() - 6, row.height())
    html = "‖Δ‖ per layer" if steps else "‖∂<i>L</i>/∂<i>W</i>‖ per layer"
    for text in (html, html.removesuffix(" per layer")):
        if ink.rich_size(text, size).width() <= room.width():
            ink.draw_rich(painter, room, text, frame.colour("muted"), size, align=ink.LEFT)
            return


def _draw_loss(painter: QPainter, frame: Frame, band: QRectF, left: float) -> None:
    """The loss of the sample in view and that of the batch, under the outputs."""
    sample_loss, loss = frame.snapshot.value("l"), frame.snapshot.value("L")
    if sample_loss is None or frame.finished:
        return
    columns, size = frame.placement.columns, frame.placement.font
    sample = place(frame.snapshot)
    own = f"<i>ℓ</i> {short(float(sample_loss.ravel()[sample]))}"
    whole = "<i>L</i> not yet" if loss is None else f"<i>L</i> {short(float(loss))}"
    rows = [f"sample {own}", f"batch {whole}"]
    if max(ink.rich_size(row, size, fonts.SEMIBOLD).width() for row in rows) + 12 > band.right() - left:
        rows = [own, whole]
    wide = max(ink.rich_size(row, size, fonts.SEMIBOLD).width() for row in rows) + 12
    right = min(band.right(), max(left + wide, columns[-1].x + wide / 2))
    card = QRectF(right - wide, band.top() - 2, wide, band.height() + 4)
    if card.left() < left - 2:
        return
    at_work = frame.stage is Stage.LOSS
    painter.setPen(QPen(frame.colour("action" if at_work else "line"), 1.5 if at_work else 1.0))
    painter.setBrush(frame.colour("panel"))
    painter.drawRoundedRect(card, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, row in enumerate(rows):
        rect = QRectF(card.left(), card.top() + number * card.height() / 2, card.width(), card.height() / 2)
        known = number == 0 or loss is not None
        ink.draw_rich(painter, rect, row, frame.colour("text" if known else "muted"), size, fonts.SEMIBOLD)
