"""Handle: one of the small buttons on the canvas."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from gdsim.state.intents import Intent


@dataclass(frozen=True)
class Handle:
    """One button.

    Args:
        kind: ``menu``, ``fewer``, ``more``, ``remove`` or ``add``.
        layer: the layer that it belongs to, 0 for the input; ``add`` puts one before it.
        rect: its place.
        intent: what it wants; None for one that opens a menu.
        words: what it does.
        reason: why it cannot; empty where it can.
    """

    kind: str
    layer: int
    rect: QRectF
    intent: Intent | None
    words: str
    reason: str = ""

    def __hash__(self) -> int:
        return hash((self.kind, self.layer))
