"""Drawing: points of two classes, or over a number line; each change makes a new one, so that all can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

REACH = 2.0
"""The plane goes from −2 to 2 both ways, where a small network can learn without scaling."""
MOST = 500


@dataclass(frozen=True)
class Drawn:
    """One point: its place, and its class (0 or 1)."""

    x: float
    y: float
    kind: int = 0


@dataclass(frozen=True)
class Drawing:
    """The points, and those of before for undo.

    >>> Drawing().added(Drawn(0, 0)).added(Drawn(1, 1, 1)).undone().points
    (Drawn(x=0, y=0, kind=0),)
    """

    points: tuple[Drawn, ...] = ()
    before: Drawing | None = None

    def added(self, point: Drawn) -> Drawing:
        """With one more point, kept inside the plane; a full plane stays as it is."""
        if len(self.points) >= MOST:
            return self
        inside = replace(point, x=_inside(point.x), y=_inside(point.y))
        return Drawing((*self.points, inside), self)

    def without(self, place: int) -> Drawing:
        """Without one point."""
        return Drawing(self.points[:place] + self.points[place + 1 :], self)

    def cleared(self) -> Drawing:
        """Without any."""
        return Drawing((), self) if self.points else self

    def undone(self) -> Drawing:
        """As it was before the last change."""
        return self.before or self

    def nearest(self, x: float, y: float, reach: float) -> int | None:
        """The number of the point nearest to a place, None where none is within reach."""
        distances = [((point.x - x) ** 2 + (point.y - y) ** 2, at) for at, point in enumerate(self.points)]
        if not distances:
            return None
        square, place = min(distances)
        return place if square <= reach**2 else None

    def of(self, kind: int) -> tuple[tuple[float, float], ...]:
        """The places of one class."""
        return tuple((point.x, point.y) for point in self.points if point.kind == kind)


def _inside(value: float) -> float:
    return round(min(max(value, -REACH), REACH), 3)
