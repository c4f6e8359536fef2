"""Norms: how large gradient or step of each layer is, as bars under the canvas; and the loss."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.layers import place
from gdsim.ui.canvas.moves import draw_legend
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.markup import markup_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box

BAR, SIDE = 8.0, 0.27
"""Height of a bar, and half its width as a share of the gap between two layers."""


def draw_norms(painter: QPainter, frame: Frame) -> None:
    """One bar a layer between its columns: ‖∂L/∂W‖ until the step is there, then ‖Δ‖."""
    if not frame.interactive:
        _draw_plain(painter, frame)
        return
    steps = frame.views[-1].step_norm is not None
    band, high = frame.placement.band, frame.placement.row
    upper = QRectF(band.left(), band.top(), band.width(), high)
    lower = QRectF(band.left(), band.top() + high, band.width(), band.height() - high)
    if frame.finished:
        draw_legend(painter, frame, upper)
        painter.setPen(QPen(frame.colour("line"), 1.0))
        painter.drawLine(lower.topLeft(), lower.topRight())
        lower.setTop(lower.top() + 3)
    sizes = [view.step_norm if steps else view.gradient_norm for view in frame.views[1:]]
    largest = max([size for size in sizes if size is not None] + [0.0]) or 1.0
    end = band.left()
    for view, value in zip(frame.views[1:], sizes, strict=True):
        share = None if value is None else value / largest * _filled(frame, view.number)
        if frame.finished:
            end = _draw_in_line(painter, frame, view.number, value, share, lower)
        else:
            end = _draw_two_rows(painter, frame, view.number, value, share, (upper, lower))
    _draw_caption(painter, frame, lower if frame.finished else upper, steps)
    _draw_loss(painter, frame, band, end + 8)


def _draw_plain(painter: QPainter, frame: Frame) -> None:
    """In a small picture: what is known of each gradient, in a row."""
    for view in frame.views[1:]:
        value = view.step_norm if frame.finished else view.gradient_norm
        box = _said(frame, view.number, value, frame.placement.gap - 8)
        ink.draw_box(painter, QPointF(_middle(frame, view.number), frame.placement.band.center().y()), box)


def _filled(frame: Frame, layer: int) -> float:
    """How much of its length a bar has: the one whose gradient has just come is filling."""
    line = frame.snapshot.line
    return frame.flow if line is not None and line.layer == layer and line.writes.startswith("dW") else 1.0


def _middle(frame: Frame, layer: int) -> float:
    columns = frame.placement.columns
    return (columns[layer - 1].x + columns[layer].x) / 2


def _draw_two_rows(
    painter: QPainter,
    frame: Frame,
    layer: int,
    value: float | None,
    share: float | None,
    rows: tuple[QRectF, QRectF],
) -> float:
    """The bar, and below it its name and number; returns where they end."""
    gap, middle = frame.placement.gap, _middle(frame, layer)
    bar = QRectF(middle - SIDE * gap, rows[0].center().y() - BAR / 2, 2 * SIDE * gap, BAR)
    _draw_bar(painter, frame, bar, share, "action" if frame.stage is Stage.UPDATE else "gradient")
    box = _said(frame, layer, value, gap - 8)
    ink.draw_box(painter, QPointF(middle, rows[1].center().y()), box)
    return middle + max(bar.width(), box.width) / 2


def _draw_in_line(
    painter: QPainter, frame: Frame, layer: int, value: float | None, share: float | None, row: QRectF
) -> float:
    """Name, bar and number in one row; returns where they end."""
    gap, size, colour = frame.placement.gap, frame.placement.font, frame.colour("text")
    name = ink.name(f"W{layer}", 1.2 * size, colour)
    number = number_box(short(value or 0.0), Style(size, colour, True))
    bar = min(2 * SIDE * gap, gap - name.width - number.width - 30)
    wide = name.width + number.width + (bar + 16 if bar > 12 else 6)
    left, y = _middle(frame, layer) - wide / 2, row.center().y()
    if wide > gap - 4:
        short_bar = QRectF(_middle(frame, layer) - 0.3 * gap, y - BAR / 2, 0.6 * gap, BAR)
        _draw_bar(painter, frame, short_bar, share, "action")
    else:
        ink.draw_box(painter, QPointF(left + name.width / 2, y), name)
        if bar > 12:
            _draw_bar(painter, frame, QRectF(left + name.width + 8, y - BAR / 2, bar, BAR), share, "action")
        ink.draw_box(painter, QPointF(left + wide - number.width / 2, y), number)
    return left + wide


def _said(frame: Frame, layer: int, value: float | None, room: float) -> Box:
    """The longest form that fits of ``W² 0.3405`` or ``∂L/∂W¹ not computed yet``."""
    size, known = frame.placement.font, value is not None
    style = Style(size, frame.colour("text" if known else "muted"), known)
    full = not known or not (frame.interactive or frame.finished)
    names = (f"dW{layer}", f"W{layer}") if full else (f"W{layer}",)
    texts = (short(value),) if value is not None else ("not computed yet", "not yet", "–")
    for text in (*texts, ""):
        for name in names:
            symbol = ink.name(name, 1.2 * size, style.colour)
            if name.startswith("d") and known:
                symbol = row([number_box("‖", style), symbol, number_box("‖", style)], 1)
            box = row([symbol, number_box(text, style)], 6)
            if box.width <= room:
                return box
    return box


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


def _draw_caption(painter: QPainter, frame: Frame, line: QRectF, steps: bool) -> None:
    """What the bars measure, where the first one leaves room."""
    size, colour = frame.placement.font, frame.colour("muted")
    first = _middle(frame, 1) - (0.5 if frame.finished else SIDE) * frame.placement.gap
    style = Style(size, colour)
    name = markup_box(r"\Delta" if steps else r"\partial L / \partial W", Style(1.2 * size, colour))
    norm = row([number_box("‖", style), name, number_box("‖", style)], 1)
    for box in (row([norm, number_box("per layer", style)], 6), norm):
        if line.left() + box.width <= first - 6:
            ink.draw_box(painter, QPointF(line.left() + box.width / 2, line.center().y()), box)
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
    if frame.snapshot.model.mean:
        own = whole
    rows = [f"sample {own}", f"batch {whole}"] if own != whole else [f"batch {whole}"]
    if max(ink.rich_size(words, size, fonts.SEMIBOLD).width() for words in rows) + 12 > band.right() - left:
        rows = [own, whole][-len(rows) :]
    wide = max(ink.rich_size(words, size, fonts.SEMIBOLD).width() for words in rows) + 12
    right = min(band.right(), max(left + wide, columns[-1].x + wide / 2))
    card = QRectF(right - wide, band.top() - 2, wide, band.height() + 4)
    if card.left() < left - 2:
        return
    at_work = frame.stage is Stage.LOSS
    painter.setPen(QPen(frame.colour("action" if at_work else "line"), 1.5 if at_work else 1.0))
    painter.setBrush(frame.colour("panel"))
    painter.drawRoundedRect(card, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, words in enumerate(rows):
        high = card.height() / len(rows)
        rect = QRectF(card.left(), card.top() + number * high, card.width(), high)
        known = loss is not None or (number == 0 and len(rows) > 1)
        ink.draw_rich(painter, rect, words, frame.colour("text" if known else "muted"), size, fonts.SEMIBOLD)
