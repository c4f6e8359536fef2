"""Surroundings: ground, panels, header, names of the layers, legend, and the sizes of the gradients."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.matrices import lettering
from gdsim.ui.matrices.cells import mark_colour, scale_colour
from gdsim.ui.matrices.lettering import Letter, Phrase, Symbol, Words
from gdsim.ui.matrices.matrix import LOWER, UPPER, moving, titles
from gdsim.ui.matrices.scene import Scene
from gdsim.ui.tokens import tokens


def draw_ground(painter: QPainter, scene: Scene, focused: bool) -> None:
    """The card, and the panels of the layers on it; the one at work is framed."""
    rim = 2.0 if focused else 1.0
    painter.setPen(QPen(scene.colour("action" if focused else "line"), rim))
    painter.setBrush(scene.colour("card"))
    whole = QRectF(0, 0, scene.placement.width, scene.placement.height)
    radius = tokens().radius.card
    painter.drawRoundedRect(whole.adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), radius, radius)
    placement, at_work = scene.placement, _row_at_work(scene)
    painter.setBrush(scene.colour("panel"))
    for layer in (0, *placement.visible):
        for row in (UPPER, LOWER):
            if layer == 0 and row == LOWER:
                continue
            framed = layer == scene.active and row == at_work
            painter.setPen(QPen(scene.colour(scene.accent if framed else "line"), 2.0 if framed else 1.0))
            painter.drawRoundedRect(placement.panel(layer, row), 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_stubs(painter, scene)


def _row_at_work(scene: Scene) -> int | None:
    if scene.snapshot.line is not None and scene.snapshot.line.writes == "y":
        return LOWER
    if scene.stage in (Stage.SAMPLE, Stage.FORWARD):
        return UPPER
    return LOWER if scene.stage in (Stage.LOSS, Stage.BACKPROP) else None


def _draw_stubs(painter: QPainter, scene: Scene) -> None:
    """How many layers are out of sight, at which side."""
    for side in (0, 1):
        rect, count = scene.placement.stub_rect(side), scene.placement.hidden[side]
        if rect.isEmpty():
            continue
        painter.setPen(QPen(scene.colour("line"), 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 8, 8)
        words = f"… {count} more layer{'s' if count > 1 else ''}"
        painter.save()
        painter.translate(rect.center())
        painter.rotate(-90)
        place = QRectF(-rect.height() / 2, -rect.width() / 2, rect.height(), rect.width())
        ink.draw_words(painter, place, words, scene.colour("muted"), scene.placement.font)
        painter.restore()


# Words at the top


def draw_header(painter: QPainter, scene: Scene) -> None:
    """What flows where, and what the columns of z, a and δ are."""
    words, role = _flow(scene)
    size, place = scene.placement.font, scene.placement.header
    ink.draw_words(painter, place, words, scene.colour(role), size, fonts.SEMIBOLD, ink.LEFT)
    room = place.width() - ink.width(words, size, fonts.SEMIBOLD) - 24
    said = samples_words(scene, room)
    ink.draw_words(painter, place, said, scene.colour("muted"), size, fonts.REGULAR, ink.RIGHT)


def samples_words(scene: Scene, room: float) -> str:
    """What the columns are, as long as there is room for."""
    count = len(scene.snapshot.position.batch)
    if scene.snapshot.value("x") is None:
        return "no sample is drawn yet"
    batch, noun = scene.snapshot.position.update_in_epoch, "sample" if count == 1 else "samples"
    for words in (f"columns of z, a and δ: the {count} {noun} of batch {batch} ▾", f"{count} {noun} ▾"):
        if ink.width(words, scene.placement.font) <= room:
            return words
    return ""


def samples_rect(scene: Scene) -> QRectF:
    """Where that stands: a click there lists the samples."""
    place = QRectF(scene.placement.header)
    place.setLeft(place.right() - min(0.45 * place.width(), 330 * scene.placement.scale))
    return place


def _flow(scene: Scene) -> tuple[str, str]:
    """What happens to the whole network in this stage, and its colour."""
    match scene.stage:
        case Stage.SAMPLE:
            return "the batch is drawn", "action"
        case Stage.FORWARD:
            return "values flow this way ▶", "action"
        case Stage.LOSS:
            return "outputs meet targets", "action"
        case Stage.BACKPROP:
            return "◀ gradients flow this way", "gradient"
        case Stage.UPDATE:
            return "every weight moves by its own step", "action"
    return "nothing of this update is computed yet", "muted"


def draw_titles(painter: QPainter, scene: Scene) -> None:
    """The names of the layers; the one at work in its colour."""
    placement, size = scene.placement, 1.04 * scene.placement.font
    names = titles(scene.snapshot)
    for layer in (0, *placement.visible):
        panel = placement.panel(layer, UPPER)
        place = QRectF(panel.left(), placement.titles.top(), panel.width(), placement.titles.height())
        words = names[layer].full
        if ink.width(words, size, fonts.SEMIBOLD) > place.width():
            words = names[layer].short
        at_work = layer == scene.active and scene.stage is not None
        colour = scene.colour(scene.accent if at_work else "text")
        ink.draw_words(painter, place, words, colour, size, fonts.SEMIBOLD)


# Legend


def draw_legend(painter: QPainter, scene: Scene) -> None:
    """What the colours, the bar and the hatching mean, under the input."""
    placement = scene.placement
    panel, size, row = placement.panel(0, LOWER), placement.font, placement.row
    left, wide = panel.left() + 4, min(panel.width() - 12, 96 * placement.scale)
    line = Letter(0.92 * size, "muted")
    y = panel.top() + 4
    for title, role, paint, ends in (
        ("values", "text", "value", ("−", "0", "+")),
        ("gradients", "gradient", "gradient", ("0", "large")),
    ):
        lettering.draw(
            *(painter, QRectF(left, y, wide, row), (Words(title),), Letter(size, role, True)),
            *(scene.theme, "left"),
        )
        bar = QRectF(left, y + row, wide, 9 * placement.scale)
        _draw_scale(painter, scene, bar, paint)
        below = QRectF(left, bar.bottom() + 1, wide, 0.85 * row)
        for words, align in zip(
            ends, ("left", "centre", "right") if len(ends) == 3 else ("left", "right"), strict=True
        ):
            lettering.draw(painter, below, (Words(words),), line, scene.theme, align)
        y = below.bottom() + 3
    box = 11 * placement.scale
    for words, hatched in (("negative", False), ("not yet", True)):
        if y + row > panel.bottom():
            return
        square = QRectF(left, round(y + row / 2 - box / 2), box, box)
        _draw_sample(painter, scene, square, hatched)
        place = QRectF(square.right() + 6, y, wide, row)
        lettering.draw(painter, place, (Words(words),), line, scene.theme, "left")
        y += row
    scale: tuple[str, ...] = (
        ("one scale for", "all of a kind · S") if scene.common else ("own scale for", "each matrix · S")
    )
    place = scale_rect(scene)
    if place.top() < y - 2:
        place.translate(0, place.height() / 2)
        scale = ("common scale · S",) if scene.common else ("own scales · S",)
    for number, words in enumerate(scale):
        at = QRectF(place.left() + 4, place.top() + number * 0.85 * row, wide, 0.85 * row)
        lettering.draw(painter, at, (Words(words),), line, scene.theme, "left")


def scale_rect(scene: Scene) -> QRectF:
    """Where the legend says whether the matrices share a scale: a click there changes it."""
    panel, row = scene.placement.panel(0, LOWER), scene.placement.row
    return QRectF(panel.left(), panel.bottom() - 1.7 * row, panel.width(), 1.7 * row)


def _draw_scale(painter: QPainter, scene: Scene, bar: QRectF, paint: str) -> None:
    ramp = QLinearGradient(bar.topLeft(), bar.topRight())
    for place in np.linspace(0, 1, 13):
        share = 2 * place - 1 if paint == "value" else place
        ramp.setColorAt(float(place), scale_colour(scene.theme, paint, float(share)))
    painter.setPen(QPen(scene.colour("line"), 1.0))
    painter.setBrush(QBrush(ramp))
    painter.drawRect(bar)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_sample(painter: QPainter, scene: Scene, square: QRectF, hatched: bool) -> None:
    if hatched:
        painter.fillRect(square, QBrush(scene.colour("not_computed"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(scene.colour("not_computed"), 1.0))
        painter.drawRect(square)
        return
    painter.fillRect(square, scene.colour("gradient"))
    thick = max(2.0, 0.2 * square.height())
    bar = QRectF(
        square.left() + 0.2 * square.width(), square.center().y() - thick / 2, 0.6 * square.width(), thick
    )
    painter.fillRect(bar, mark_colour(scene.theme))


# Sizes


def draw_norms(painter: QPainter, scene: Scene) -> None:
    """One bar a layer: ‖∂L/∂W‖, in stage 5 of what stands below the weights; empty where it is not computed yet."""
    placement = scene.placement
    band, letter = placement.band, Letter(placement.font, "text", True)
    vector = moving(scene.snapshot)
    caption: Phrase = (Words("‖∂L/∂W‖"),)
    if vector is not None:
        caption = (Words("‖"), Symbol(vector.writes), Words("‖"))
    place = QRectF(band.left(), band.top(), placement.side - 8, band.height())
    lettering.draw(painter, place, caption, Letter(placement.font, "muted"), scene.theme, "left")
    sizes = {layer: scene.matrices[layer, "W", LOWER].norm for layer in range(1, placement.shapes.top + 1)}
    largest = max((size for size in sizes.values() if size is not None), default=0.0) or 1.0
    role = "gradient" if scene.matrices[1, "W", LOWER].paint == "gradient" else "action"
    for layer in placement.visible:
        panel, value = placement.panel(layer, LOWER), sizes.get(layer)
        words = short(value) if value is not None else "not computed yet"
        phrase: Phrase = (Symbol(f"W{layer}"), Words(f"  {words}"))
        style = letter if value is not None else Letter(placement.font, "muted")
        text = lettering.width(phrase, style, scene.theme)
        if text > panel.width() - 40 and value is None:
            phrase = (Symbol(f"W{layer}"), Words("  not yet"))
            text = lettering.width(phrase, style, scene.theme)
        bar_wide = min(120 * placement.scale, panel.width() - text - 12)
        start = panel.center().x() - (bar_wide + 10 + text) / 2
        bar = QRectF(start, band.center().y() - 4.5, bar_wide, 9)
        if bar_wide > 14:
            _draw_bar(painter, scene, bar, None if value is None else value / largest, role)
        place = QRectF(bar.right() + 10, band.top(), text, band.height())
        lettering.draw(painter, place, phrase, style, scene.theme, "left")


def draw_loss(painter: QPainter, scene: Scene) -> None:
    """The loss of the batch, and of the sample in view where there is room, under the targets."""
    snapshot, placement = scene.snapshot, scene.placement
    own, whole, top = snapshot.value("l"), snapshot.value("L"), placement.shapes.top
    if own is None or top not in placement.visible or scene.stage is Stage.UPDATE:
        return
    panel, row = placement.panel(top, LOWER), placement.row
    sample = min(snapshot.model.sample, own.size - 1)
    batch: Phrase = (Symbol("L"), Words(f" {short(float(whole))}" if whole is not None else " not yet"))
    one: Phrase = (Symbol("l"), Words(f" of sample {sample + 1}  {short(float(own.ravel()[sample]))}"))
    role = "action" if scene.stage is Stage.LOSS else "text"
    letter = Letter(placement.font, role, True)
    left = placement.gap(top, "z") + 8
    place = QRectF(left, panel.bottom() - 1.15 * row, panel.right() - 8 - left, 1.1 * row)
    both = (*one, Words("   "), *batch)
    fits = lettering.width(both, letter, scene.theme) <= place.width()
    lettering.draw(painter, place, both if fits else batch, letter, scene.theme, "right")


def _draw_bar(painter: QPainter, scene: Scene, rect: QRectF, share: float | None, role: str) -> None:
    """A bar; empty with a dashed rim where its number is not computed yet."""
    dash = Qt.PenStyle.DashLine if share is None else Qt.PenStyle.SolidLine
    painter.setPen(QPen(scene.colour("not_computed" if share is None else "line"), 1.0, dash))
    painter.setBrush(scene.colour("panel"))
    painter.drawRoundedRect(rect, 4.5, 4.5)
    if share:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scene.colour(role))
        painter.drawRoundedRect(
            QRectF(rect.topLeft(), QPointF(rect.left() + max(9.0, rect.width() * share), rect.bottom())),
            4.5,
            4.5,
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
