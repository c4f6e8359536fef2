"""Fields: the cells of every matrix with name, shape, scale and formula; hatched where nothing is computed yet."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QPolygonF

from gdsim.core.formula import Binary, Name
from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.ui.matrices import lettering
from gdsim.ui.matrices.cells import MOST_CELLS, Painting, picture
from gdsim.ui.matrices.lettering import Letter, Line, Phrase, Symbol, Words
from gdsim.ui.matrices.matrix import LOWER, UPPER, Matrix, Spot, same
from gdsim.ui.matrices.scene import Scene

KEPT = 256
"""Pictures that are kept: those of 16 layers, and of the moments just seen."""
_Key = tuple[Spot, bool, int, int, float, Painting]


class Pictures:
    """The pictures of matrices; one is made again only where its array, size or colours are others."""

    def __init__(self) -> None:
        self._made: OrderedDict[_Key, tuple[np.ndarray, QImage]] = OrderedDict()
        self.drawn = 0
        """How many have been made so far."""

    def of(self, scene: Scene, matrix: Matrix, rect: QRectF, strip: bool) -> QImage | None:
        """The picture of a matrix, or of its strip; None where nothing is computed yet."""
        values = matrix.strip if strip else matrix.values
        if values is None:
            return None
        painting = Painting(scene.theme, matrix.paint, scene.largest(matrix), matrix.faded)
        size = round(rect.width() * scene.ratio), round(rect.height() * scene.ratio)
        key = (matrix.spot, strip, *size, scene.ratio, painting)
        kept = self._made.get(key)
        source = values if strip or matrix.source is None else matrix.source
        if kept is None or not same(kept[0], source):
            self.drawn += 1
            kept = source, picture(values.reshape(len(values), -1), size, scene.ratio, painting)
            self._made[key] = kept
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return kept[1]


def draw_matrices(painter: QPainter, scene: Scene, pictures: Pictures) -> None:
    """All that are in sight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for matrix in scene.shown:
        cells, strip = scene.placement.parts(matrix.spot, bool(matrix.strip_label))
        for rect, part in ((cells, False), (strip, True)):
            if not rect.isEmpty():
                _draw_field(painter, scene, matrix, rect, pictures.of(scene, matrix, rect, part), part)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for matrix in scene.shown:
        _draw_name(painter, scene, matrix)
        _draw_caption(painter, scene, matrix)


def _draw_field(
    painter: QPainter, scene: Scene, matrix: Matrix, rect: QRectF, image: QImage | None, strip: bool
) -> None:
    if image is None:
        painter.fillRect(rect, scene.colour("card"))
        painter.fillRect(rect, QBrush(scene.colour("not_computed", 0.8), Qt.BrushStyle.BDiagPattern))
    else:
        painter.drawImage(rect.topLeft(), image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if scene.writes(matrix, strip):
        painter.setPen(QPen(scene.colour(scene.accent), 2.0))
        painter.drawRect(rect.adjusted(-1, -1, 1, 1))
    elif image is None:
        painter.setPen(QPen(scene.colour("not_computed"), 1.0))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    elif matrix.paint == "gradient" and not matrix.faded:
        painter.setPen(QPen(scene.colour("gradient", 0.55), 1.0))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))


# Words above and below


def _room(scene: Scene, matrix: Matrix) -> tuple[QRectF, float]:
    """The matrix, and how wide its words may be: they reach into the gaps, but never to those of the next one."""
    rect = scene.placement.rect(matrix.spot)
    return rect, rect.width() + 11.0 * scene.placement.scale


def _draw_name(painter: QPainter, scene: Scene, matrix: Matrix) -> None:
    rect, room = _room(scene, matrix)
    row = scene.placement.row
    role = "muted" if matrix.values is None or matrix.faded else "text"
    if matrix.paint == "gradient" and matrix.values is not None and not matrix.faded:
        role = "gradient"
    letter = Letter(1.1 * scene.placement.font, role, True)
    place = QRectF(rect.left(), rect.top() - row - 1, rect.width(), row)
    for phrase in _names(scene, matrix):
        wide = lettering.width(phrase, letter, scene.theme)
        if wide <= room:
            # Beside the panel's rim a long name goes on to the right.
            align = "centre"
            if wide > rect.width():
                align = {"W": "left", "a": "right"}.get(matrix.spot[1], "centre")
            lettering.draw(painter, place, phrase, letter, scene.theme, align)
            return


def _names(scene: Scene, matrix: Matrix) -> list[Phrase]:
    """What may stand above, the longest first."""
    _, column, row = matrix.spot
    name = {"x": "a0"}.get(matrix.name, matrix.name)
    phrase: Phrase = (Symbol(name),)
    if column == "W" and row == LOWER and scene.stage is Stage.UPDATE:
        phrase = (Symbol(name), Words(" of "), Symbol(matrix.label))
    both = phrase
    if column == "W" and row == UPPER and matrix.strip_label:
        both = (Symbol(name), Words(" "), Symbol(matrix.strip_label))
    rows, columns = matrix.shape
    plus = f" + {rows}" if column == "W" and matrix.strip_label else ""
    if row == LOWER:
        return [phrase, (Symbol(name),)]
    size = Words(f"  {rows}×{columns}{plus}", "muted")
    return [(*both, size), (*both, Words(f"  {rows}×{columns}", "muted")), both, phrase]


def _draw_caption(painter: QPainter, scene: Scene, matrix: Matrix) -> None:
    rect, room = _room(scene, matrix)
    row, letter = scene.placement.row, Letter(0.94 * scene.placement.font, "muted")
    place = QRectF(rect.left(), rect.bottom() + (5 if matrix.samples else 2), rect.width(), row)
    if matrix.spot[2] == LOWER:
        # A long formula stands between two short ones.
        wider = room + 20.0 * scene.placement.scale
        for phrase in _formulas(scene, matrix):
            if lettering.width(phrase, letter, scene.theme) <= wider:
                lettering.draw(painter, place, phrase, letter, scene.theme)
                place.translate(0, 0.82 * row)
                break
    for tries in (extent(scene, matrix), pooling(matrix)):
        for words in tries:
            if lettering.width((Words(words),), letter, scene.theme) <= room:
                lettering.draw(painter, place, (Words(words),), letter, scene.theme)
                place.translate(0, 0.82 * row)
                break


def _formulas(scene: Scene, matrix: Matrix) -> list[Phrase]:
    """How a gradient is made, with the size of the batch in it; nothing while it is not computed."""
    if matrix.name == "y":
        return [] if matrix.values is None else [(Words("the target"),)]
    if matrix.formula is None or matrix.values is None or scene.stage is Stage.UPDATE:
        return []
    tree = matrix.formula.tree
    if isinstance(tree, Name):
        return [(Words("= "), Line(tree))]
    numbers = (("B", str(len(scene.snapshot.position.batch))),)
    whole: Phrase = (Line(tree, numbers),)
    if isinstance(tree, Binary) and tree.operator == "*":
        return [whole, (Words("⊙ "), Line(tree.right, numbers))]
    return [whole]


def extent(scene: Scene, matrix: Matrix) -> list[str]:
    """The scale of a matrix in words; nothing where nothing is computed."""
    if matrix.values is None or matrix.name == "y":
        return []
    largest = scene.largest(matrix)
    size = short(largest, 2 if largest >= 0.1 else 4)
    words = f"±{size}" if matrix.least < 0 or matrix.paint == "gradient" else f"0 … {size}"
    return ["all 0" if largest == 0.0 else words]


def pooling(matrix: Matrix) -> list[str]:
    """That a cell stands for several numbers, the longest first; nothing where each has its own."""
    if matrix.values is None:
        return []
    groups = [_group(count) for count in matrix.shape]
    if groups == ["1", "1"]:
        return []
    pool = "×".join(groups)
    return [f"each cell: the largest of {pool}", f"largest of {pool}", f"max of {pool}", f"of {pool}"]


def _group(count: int) -> str:
    """How many rows or columns one cell stands for: 8, or 2–3."""
    if count <= MOST_CELLS:
        return "1"
    few, more = count // MOST_CELLS, -(-count // MOST_CELLS)
    return str(few) if few == more else f"{few}–{more}"


def draw_not_yet(painter: QPainter, scene: Scene) -> None:
    """The words for what is hatched, once, in the row that is at work."""
    row = UPPER if scene.stage in (None, Stage.SAMPLE, Stage.FORWARD) else LOWER
    run = _longest_run(scene, row)
    if run.isEmpty():
        return
    letter = Letter(scene.placement.font, "text", True)
    phrase = (Words("not computed yet"),)
    wide = lettering.width(phrase, letter, scene.theme) + 24
    pill = QRectF(0, 0, wide, 1.7 * scene.placement.font)
    pill.moveCenter(QPointF(run.center().x(), scene.placement.middles[row]))
    pill.moveRight(min(pill.right(), scene.placement.width - 6))
    painter.setPen(QPen(scene.colour("line"), 1.0))
    painter.setBrush(scene.colour("card"))
    painter.drawRoundedRect(pill, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lettering.draw(painter, pill, phrase, letter, scene.theme)


def _longest_run(scene: Scene, row: int) -> QRectF:
    """The widest stretch of neighbours that are not computed yet."""
    runs = [QRectF()]
    for matrix in sorted(scene.shown, key=lambda matrix: scene.placement.rect(matrix.spot).left()):
        if matrix.spot[2] == row and matrix.spot[0]:
            hatched = matrix.values is None
            runs[-1] = runs[-1].united(scene.placement.rect(matrix.spot)) if hatched else runs[-1]
            runs += [] if hatched else [QRectF()]
    return max(runs, key=lambda run: run.width())


def draw_sample_in_view(painter: QPainter, scene: Scene) -> None:
    """A small mark over the column of the sample in view, in every matrix of samples."""
    count = len(scene.snapshot.position.batch)
    sample = min(scene.snapshot.model.sample, count - 1)
    if count < 2 or scene.snapshot.value("x") is None:
        return
    arm = 3.0 * scene.placement.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.colour("action"))
    for matrix in scene.shown:
        if matrix.samples and matrix.values is not None:
            rect = scene.placement.rect(matrix.spot)
            x, y = rect.left() + (sample + 0.5) * rect.width() / count, rect.bottom() + 1
            painter.drawPolygon(
                QPolygonF([QPointF(x, y), QPointF(x + arm, y + 1.5 * arm), QPointF(x - arm, y + 1.5 * arm)])
            )
    painter.setBrush(Qt.BrushStyle.NoBrush)
