"""Glyphs: the operations that stand between the matrices, and what each forward value is reused for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from gdsim.core.formula import Binary, Name
from gdsim.state.snapshot import Snapshot
from gdsim.ui.matrices.matrix import LOWER, UPPER
from gdsim.ui.matrices.placement import Placement


@dataclass(frozen=True)
class Glyph:
    """One operation in a gap.

    Args:
        sign: what is written in it.
        line: number of its line in the program.
        at: its middle.
        row: of which row.
        done: True once its line has run.
        active: True where its line is the one at the cursor.
    """

    sign: str
    line: int
    at: QPointF
    row: int
    done: bool
    active: bool


@dataclass(frozen=True)
class Reuse:
    """A forward value that a gradient line reuses, as a line from above.

    Args:
        name: what is reused: ``a1``, ``W3``, ``slope2``.
        transposed: True where it is read transposed.
        line: number of the line that reads it, or, of a slope, that makes it.
        points: of the line.
        chip: where its name stands.
        active: True where the line at the cursor reads it.
        stand_in: True of an operation that is itself the chip: it is filled when active.
    """

    name: str
    transposed: bool
    line: int
    points: tuple[QPointF, ...]
    chip: QPointF
    active: bool
    stand_in: bool = False


def glyphs(snapshot: Snapshot, placement: Placement) -> tuple[Glyph, ...]:
    """Every operation in sight."""
    return tuple(_glyphs(snapshot, placement))


def _glyphs(snapshot: Snapshot, placement: Placement) -> Iterator[Glyph]:
    written, top = snapshot.program.written, placement.shapes.top
    current, done = snapshot.line, snapshot.model.cursor.line

    def glyph(sign: str, names: tuple[str, ...], x: float, row: int) -> Iterator[Glyph]:
        lines = [written[name] for name in names if name in written]
        if lines:
            active = current is not None and current.writes in names
            line = next((at for at in lines if at == done - 1), lines[0])
            yield Glyph(sign, line, placement.glyph_at(x, row), row, done > lines[0], active)

    for layer in placement.visible:
        at_w, at_z, at_a = (placement.gap(layer, column) for column in "Wza")
        yield from glyph("×", (f"z{layer}",), at_w, UPPER)
        if layer in placement.shapes.biased:
            yield from glyph("+b", (f"z{layer}",), at_z, UPPER)
        yield from glyph("f", (f"a{layer}",), at_a, UPPER)
        if layer > 1:
            yield from glyph("×", (f"da{layer - 1}",), at_w, LOWER)
        yield from glyph("×", (f"dW{layer}_loss", f"dW{layer}"), at_z, LOWER)
        yield from glyph(_delta_sign(snapshot, layer), (f"delta{layer}",), at_a, LOWER)
        if layer == top and placement.shapes.apart:
            yield from glyph("ℓ′", (f"da{layer}",), placement.gap(layer, "y"), LOWER)


def _delta_sign(snapshot: Snapshot, layer: int) -> str:
    """⊙ with a slope, − of output and target, = where δ is what arrives, J where the whole Jacobian is used."""
    tree = snapshot.program.lines[snapshot.program.written[f"delta{layer}"]].tree
    if isinstance(tree, Name):
        return "="
    if isinstance(tree, Binary) and tree.operator == "*" and isinstance(tree.right, Name):
        return "⊙"
    return "J" if f"da{layer}" in snapshot.program.written else "−"


def reuses(snapshot: Snapshot, placement: Placement) -> tuple[Reuse, ...]:
    """The lines from above: of each gradient line that has run, the forward value that it reads."""
    return tuple(_reuses(snapshot, placement))


def _reuses(snapshot: Snapshot, placement: Placement) -> Iterator[Reuse]:
    written, done, line = snapshot.program.written, snapshot.model.cursor.line, snapshot.line
    top, apart = placement.shapes.top, placement.shapes.apart
    down, radius = placement.channel, placement.glyph

    def has_run(*names: str) -> int | None:
        found = [written[name] for name in names if name in written and written[name] < done]
        return found[0] if found else None

    def now(*names: str) -> bool:
        return line is not None and line.writes in names

    upper, lower = placement.middles
    for layer in placement.visible:
        at_w, at_z, at_a = (placement.gap(layer, column) for column in "Wza")
        if (number := has_run(f"dW{layer}_loss", f"dW{layer}")) is not None:
            start = _foot(placement, layer - 1)
            bent = (start, QPointF(start.x(), down), QPointF(at_z, down), QPointF(at_z, lower - radius))
            chip = QPointF((max(start.x(), at_w) + at_z) / 2, down)
            yield Reuse(
                _signal(layer), True, number, bent, chip, now(f"dW{layer}_loss", _first(snapshot, layer))
            )
        if layer > 1 and (number := has_run(f"da{layer - 1}")) is not None:
            points = (QPointF(at_w, upper + radius), QPointF(at_w, lower - radius))
            chip = QPointF(at_w, placement.panel_y(LOWER)[0] + 1.15 * placement.row)
            yield Reuse(f"W{layer}", True, number, points, chip, now(f"da{layer - 1}"))
        straight = (QPointF(at_a, upper + radius), QPointF(at_a, lower - radius))
        chip = QPointF(at_a, down)
        if (number := has_run(f"slope{layer}")) is not None:
            active = now(f"slope{layer}", f"delta{layer}")
            yield Reuse(f"slope{layer}", False, number, straight, chip, active, stand_in=now(f"slope{layer}"))
        elif layer == top and not apart and (number := has_run(f"delta{layer}")) is not None:
            yield Reuse(f"a{layer}", False, number, straight, chip, now(f"delta{layer}"))
        if layer == top and apart and (number := has_run(f"da{layer}")) is not None:
            x = placement.gap(layer, "y")
            right = placement.columns[layer, "a"][1]
            corner = (QPointF(right, upper), QPointF(x, upper), QPointF(x, lower - radius))
            yield Reuse(f"a{layer}", False, number, corner, QPointF(x, down), now(f"da{layer}"))


def _first(snapshot: Snapshot, layer: int) -> str:
    """The line that reads a: with a penalty the second line reads none."""
    return "" if f"dW{layer}_loss" in snapshot.program.written else f"dW{layer}"


def _signal(layer: int) -> str:
    return f"a{layer - 1}" if layer > 1 else "a0"


def _foot(placement: Placement, layer: int) -> QPointF:
    """Under the activations of a layer, below the words there; at the rim where they are out of sight."""
    if (layer, "a") not in placement.columns:
        return QPointF(placement.gap(layer + 1, "W"), placement.middles[UPPER] + placement.glyph)
    rect = placement.rect((layer, "a", UPPER))
    words = 1.95 if placement.pools else 1.15
    return QPointF(rect.right() - 0.2 * rect.width(), rect.bottom() + words * placement.row)


def chip_rect(reuse: Reuse, wide: float, placement: Placement) -> QRectF:
    """The ground of the name on a line."""
    high = 1.25 * placement.font
    return QRectF(reuse.chip.x() - wide / 2 - 5, reuse.chip.y() - high / 2, wide + 10, high)


def glyph_under(found: tuple[Glyph, ...], point: QPointF, radius: float) -> Glyph | None:
    """The glyph at a point."""
    for glyph in found:
        away = glyph.at - point
        if away.x() ** 2 + away.y() ** 2 <= (radius + 2) ** 2:
            return glyph
    return None
