"""Reach: a window stands where it can be seen and taken hold of, whatever screens there are now."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

GRIP = 120
"""So many pixels of the window's top edge have to be on a screen; by less nobody can drag it."""


def move_into_reach(window: QWidget) -> None:
    """Move and, where it is larger than the screen, shrink a window of which too little is on any screen."""
    frame = window.frameGeometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens or any(_within_reach(frame, screen) for screen in screens):
        return
    primary = QGuiApplication.primaryScreen()
    free = primary.availableGeometry() if primary is not None else screens[0]
    window.resize(window.size().boundedTo(free.size()).expandedTo(window.minimumSize()))
    frame = window.frameGeometry()
    frame.moveCenter(free.center())
    window.move(max(frame.left(), free.left()), max(frame.top(), free.top()))


def _within_reach(frame: QRect, screen: QRect) -> bool:
    """Whether enough of the top edge is on a screen, and the window hardly larger than that."""
    edge = QRect(frame.left(), frame.top(), frame.width(), 1).intersected(screen)
    return edge.width() >= min(GRIP, frame.width()) and frame.height() <= screen.height() + GRIP
