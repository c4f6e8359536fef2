"""Reading: what is lit around the cell that is pointed at, its tip with the number, and the lens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.readings.digits import signed
from gdsim.ui.matrices import lettering
from gdsim.ui.matrices.cell import Cell, Mark, around, kin, label_of, mark_rect, number_of
from gdsim.ui.matrices.cells import MOST_CELLS, Painting, picture
from gdsim.ui.matrices.lettering import Letter, Phrase, Symbol, Words
from gdsim.ui.matrices.matrix import LOWER, Matrix
from gdsim.ui.matrices.scene import Scene
from gdsim.ui.matrices.wires import chips

LENS = 9
"""Rows and columns of numbers in the lens."""


def draw_marks(painter: QPainter, scene: Scene) -> None:
    """Row and column of the cell, the rows that make it, the same weight in the other row; one sample everywhere."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lit = scene.lit
    if lit is None:
        return
    for mark in kin(lit, scene.matrices):
        rect = mark_rect(mark, scene.matrices[mark.spot], scene.placement)
        if not rect.isEmpty():
            _draw_mark(painter, scene, mark, rect)
    own = Mark(lit.spot, lit.row, lit.column, lit.column is None)
    rect = mark_rect(own, scene.matrices[lit.spot], scene.placement, 5.0)
    if not rect.isEmpty():
        _outline(painter, scene, rect.adjusted(-1.5, -1.5, 1.5, 1.5), 2.0)


def _draw_mark(painter: QPainter, scene: Scene, mark: Mark, rect: QRectF) -> None:
    cell = mark.row is not None and (mark.column is not None or mark.strip)
    _outline(painter, scene, rect.adjusted(-1, -1, 1, 1) if cell else rect, 1.8 if cell else 1.2)


def _outline(painter: QPainter, scene: Scene, rect: QRectF, wide: float) -> None:
    """A line that is seen on any cell: the colour of words on a rim of the ground."""
    painter.setPen(QPen(scene.colour("background", 0.7), wide + 1.6))
    painter.drawRect(rect)
    painter.setPen(QPen(scene.colour("text"), wide))
    painter.drawRect(rect)


def tip_rows(scene: Scene, cell: Cell) -> list[tuple[Phrase, str, bool]]:
    """What the tip says: rows of words with the role of their colour and whether they are bold."""
    matrix = scene.matrices[cell.spot]
    value = number_of(matrix, cell)
    gradient = matrix.paint == "gradient"
    name: Phrase = (Symbol(_shown_label(matrix, cell)),)
    if matrix.spot[2] == LOWER and matrix.name != matrix.label:
        name = (Symbol(matrix.name), Words(" of "), *name)
    if matrix.samples and cell.column is not None:
        name = (*name, Words(f" of sample {cell.column + 1}"))
    if value is None:
        return [((*name, Words("  not computed yet")), "muted", True)]
    role = "gradient" if gradient else "positive" if value > 0 else "negative" if value < 0 else "text"
    rows: list[tuple[Phrase, str, bool]] = [((*name, Words(f" = {_written(value)}")), role, True)]
    return rows + [(phrase, "text", False) for phrase in _origin(scene, matrix, cell)]


def _written(value: float) -> str:
    """A number with its sign; of a very small one two figures and a power of ten."""
    return signed(value, 4 if abs(value) >= 0.001 else 1)


def _shown_label(matrix: Matrix, cell: Cell) -> str:
    label = label_of(matrix, cell)
    return "a0" + label[1:] if label.startswith("x[") else label


def _origin(scene: Scene, matrix: Matrix, cell: Cell) -> list[Phrase]:
    """Which row of which matrix makes it, or whose number it is."""
    layer, column, row = cell.spot
    if column == "W" and row == LOWER and matrix.label != matrix.name.removeprefix("d"):
        delta: Phrase = (Words(f"row {cell.row + 1} of "), Symbol(f"delta{layer}"))
        if cell.column is None:
            return [delta] if matrix.paint == "gradient" else []
        if matrix.name == f"dW{layer}":
            return [(*delta, Words(f", row {cell.column + 1} of "), Symbol(f"a{layer - 1}"))]
    if column == "W" and row != LOWER:
        below = scene.matrices[layer, "W", LOWER]
        other = Cell(below.spot, cell.row, cell.column)
        if cell.column is None and not below.strip_label:
            return [(Words("fixed: no gradient"),)]
        value = number_of(below, other)
        said = "not computed yet" if value is None else _written(value)
        return [(Symbol(below.name), Words(f"  {said}"))]
    if layer == 0 and cell.row < len(scene.snapshot.samples.features):
        return [(Words(scene.snapshot.samples.features[cell.row]),)]
    outputs = scene.snapshot.samples.outputs
    if layer == scene.placement.shapes.top and cell.row < len(outputs):
        return [(Words(outputs[cell.row]),)]
    return []


def draw_tip(painter: QPainter, scene: Scene) -> None:
    """The number of the cell, beside it and never over it."""
    told = scene.told
    if told is None or scene.glyph is not None or scene.placement.rect(told.spot).isEmpty():
        return
    rows, size = tip_rows(scene, told), 1.02 * scene.placement.font
    letters = [Letter(size, role, bold) for _, role, bold in rows]
    wide = max(
        lettering.width(phrase, letter, scene.theme)
        for (phrase, _, _), letter in zip(rows, letters, strict=True)
    )
    high, inner = 1.42 * size, 9.0
    lens = _lens(scene)
    room = QRectF(0, 0, max(wide, lens) + 2 * inner, high * len(rows) + 6 + (lens + 8 if lens else 0))
    rect = _beside(scene, told, room)
    painter.setPen(QPen(scene.colour(scene.accent), 1.6))
    painter.setBrush(scene.colour("background"))
    painter.drawRoundedRect(rect, 7, 7)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    y = rect.top() + 3
    for (phrase, _, _), letter in zip(rows, letters, strict=True):
        place = QRectF(rect.left() + inner, y, rect.width(), high)
        lettering.draw(painter, place, phrase, letter, scene.theme, "left")
        y += high
    if lens:
        _draw_lens(painter, scene, told, QRectF(rect.left() + inner, y + 2, lens, lens))


def _beside(scene: Scene, cell: Cell, room: QRectF) -> QRectF:
    """Where the tip covers the fewest cells: above the name of the matrix, below its words, or beside it."""
    placement = scene.placement
    whole, away = placement.rect(cell.spot), 6.0 * placement.scale
    own = mark_rect(
        Mark(cell.spot, cell.row, cell.column, cell.column is None), scene.matrices[cell.spot], placement
    )
    inside = QRectF(6, 6, placement.width - 12 - room.width(), placement.height - 12 - room.height())
    panel = placement.panel(cell.spot[0], cell.spot[2])
    tries = [
        (panel.left() + away, panel.top() + away),
        (whole.left(), whole.top() - placement.row - away - room.height()),
        (own.center().x() - room.width() / 2, whole.top() - away - room.height()),
        (own.center().x() - room.width() / 2, whole.bottom() + 1.4 * placement.row + away),
        (whole.right() + away, own.center().y() - room.height() / 2),
        (whole.left() - away - room.width(), own.center().y() - room.height() / 2),
        (own.right() + 3 * away, own.bottom() + 3 * away),
        (own.left() - 3 * away - room.width(), own.top() - 3 * away - room.height()),
    ]
    rects = [
        QRectF(
            *(min(max(x, inside.left()), inside.right()), min(max(y, inside.top()), inside.bottom())),
            *(room.width(), room.height()),
        )
        for x, y in tries
    ]
    # A matrix with its name above it.
    named = [placement.rect(matrix.spot).adjusted(0, -placement.row, 0, 0) for matrix in scene.shown]
    others = [placement.titles, *named]
    others += [rect.adjusted(-9, 0, 9, 0) for _, rect in chips(scene)]
    return min(rects, key=lambda rect: _covered(rect, others) + 1e6 * rect.intersects(own))


def _covered(rect: QRectF, others: list[QRectF]) -> float:
    """How much of the matrices lies under a rectangle."""
    parts = [rect.intersected(other) for other in others]
    return sum(part.width() * part.height() for part in parts if not part.isEmpty())


# The lens


def _lens(scene: Scene) -> float:
    """Its side; 0 where the matrix is drawn cell by cell."""
    told = scene.hovered
    if told is None or told.column is None:
        return 0.0
    matrix = scene.matrices[told.spot]
    if matrix.values is None or max(matrix.shape) <= MOST_CELLS:
        return 0.0
    return round(LENS * 13.0 * scene.placement.scale)


def _draw_lens(painter: QPainter, scene: Scene, cell: Cell, rect: QRectF) -> None:
    """The numbers round the cell one by one, as many as there are."""
    matrix = scene.matrices[cell.spot]
    found = around(cell, matrix, LENS)
    if found is None:
        return
    values, row, column = found
    step = rect.width() / LENS
    wide, high = values.shape[1] * step, values.shape[0] * step
    painting = Painting(scene.theme, matrix.paint, scene.largest(matrix), matrix.faded)
    image = picture(values, (round(wide * scene.ratio), round(high * scene.ratio)), scene.ratio, painting)
    painter.drawImage(rect.topLeft(), image)
    painter.setPen(QPen(scene.colour("text"), 2.0))
    painter.drawRect(QRectF(rect.left() + column * step, rect.top() + row * step, step, step))
