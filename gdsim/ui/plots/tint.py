"""Tint: a role of the theme laid over another one, opaque."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gdsim.ui.theme import Theme


def tint(worn: Theme, role: str, strength: float, ground: str = "panel") -> QColor:
    """The ground with so much of a role in it, 0 to 1; unlike opacity, nothing behind it shines through."""
    below, above = worn.colour(ground), worn.colour(role)
    pairs = (
        (below.redF(), above.redF()),
        (below.greenF(), above.greenF()),
        (below.blueF(), above.blueF()),
    )
    return QColor.fromRgbF(*(low + strength * (high - low) for low, high in pairs))
