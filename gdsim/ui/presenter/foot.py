"""Foot: one sentence, and the keys for those who have just come."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from gdsim.ui import fonts
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import HINTS, SENTENCE
from gdsim.ui.tokens import tokens

KEYS = (
    ("PgDn", "next"),
    ("PgUp", "back"),
    ("↑ ↓", "other neuron"),
    ("+ −", "digits"),
    ("V", "vectors"),
    ("Z", "zoom"),
    ("B", "black"),
    ("Esc", "leave"),
)
_SIZE, _GAP = 18.0, 44.0


def sentence_of(scene: Scene) -> str:
    """Why the operation at the cursor is done."""
    shot, line = scene.snapshot, scene.told
    gone = shot.diverged
    if gone is not None and shot.model.cursor.update >= gone.update:
        return f"The run left the finite numbers at update {gone.update}."
    return "Press Space: nothing of this update has been computed yet." if line is None else line.why


def draw_sentence(painter: QPainter, scene: Scene) -> None:
    """The sentence, smaller where it is long."""
    text, type_ = sentence_of(scene), tokens().type
    size = brush.fitting(text, SENTENCE.width(), type_.present_sentence, type_.present_body)
    brush.words(painter, SENTENCE, text, scene.theme.colour("text"), size)


def draw_hints(painter: QPainter, scene: Scene) -> None:
    """The keys in a row, quiet."""
    painter.save()
    painter.setOpacity(0.55)
    muted = scene.theme.colour("muted")
    parts = [
        (key, brush.width(key, _SIZE, fonts.SEMIBOLD) + 20, told, brush.width(told, _SIZE))
        for key, told in KEYS
    ]
    x = HINTS.center().x() - (sum(k + t + 8 for _, k, _, t in parts) + _GAP * (len(parts) - 1)) / 2
    for key, key_wide, told, told_wide in parts:
        cap = QRectF(x, HINTS.top() + 3, key_wide, 28)
        painter.setPen(QPen(muted, 1.6))
        painter.drawRoundedRect(cap, 6, 6)
        brush.words(painter, cap, key, muted, _SIZE, fonts.SEMIBOLD)
        brush.words(
            painter, QRectF(cap.right() + 8, cap.top(), told_wide, 28), told, muted, _SIZE, align=brush.LEFT
        )
        x += key_wide + 8 + told_wide + _GAP
    painter.restore()
