"""Zones: where the four parts of the screen lie, in a design of 1920 × 1080 with one scale factor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

WIDE, HIGH = 1920.0, 1080.0
RIBBON = QRectF(24, 23, 1280, 114)
READOUT = QRectF(1332, 23, 560, 114)
CANVAS = QRectF(24, 152, 1872, 548)
FORMULA = QRectF(24, 716, 1872, 227)
SENTENCE = QRectF(24, 955, 1872, 70)
HINTS = QRectF(24, 1032, 1872, 34)
RADIUS = 12.0


@dataclass(frozen=True)
class Fit:
    """How the design lies in a widget: one factor, and bars where the shape differs."""

    scale: float
    left: float
    top: float

    def to_design(self, point: QPointF) -> QPointF:
        """A point of the widget in the design."""
        return QPointF((point.x() - self.left) / self.scale, (point.y() - self.top) / self.scale)

    def to_widget(self, point: QPointF) -> QPointF:
        """A point of the design in the widget."""
        return QPointF(point.x() * self.scale + self.left, point.y() * self.scale + self.top)


def fit(width: float, height: float) -> Fit:
    """The design in a widget of a size in pixels.

    >>> fit(1280, 720).scale == 1280 / 1920, fit(1024, 768).top
    (True, 96.0)
    """
    scale = max(1e-3, min(width / WIDE, height / HIGH))
    return Fit(scale, (width - WIDE * scale) / 2, (height - HIGH * scale) / 2)
