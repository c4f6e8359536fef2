"""Motion: two short animations, arrows that travel and weights that move; none under reduced motion."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QStyle, QWidget

FLOW, MOVE = 400, 180
"""Milliseconds."""


class Motion(QVariantAnimation):
    """A number that goes from 0 to 1; it stands at 1 whenever it does not run."""

    def __init__(self, milliseconds: int, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(milliseconds)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _: changed())

    @property
    def share(self) -> float:
        """How far it has come."""
        running = self.state() == QAbstractAnimation.State.Running
        return float(self.currentValue()) if running else 1.0


def reduced(widget: QWidget) -> bool:
    """True where nothing is to move: by GDSIM_REDUCED_MOTION, or because the system shows no animations."""
    duration = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return reduced_by_environment() or duration == 0


def reduced_by_environment() -> bool:
    """True where GDSIM_REDUCED_MOTION is set to anything but 0."""
    return os.environ.get("GDSIM_REDUCED_MOTION", "") not in ("", "0")
