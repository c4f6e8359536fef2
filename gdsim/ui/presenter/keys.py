"""Keys: what each key of presenter mode does; a remote control sends PgDn, PgUp, B or . and F5."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gdsim.core.program import Stage
from gdsim.state.intents import Step
from gdsim.state.model import Granularity

if TYPE_CHECKING:
    from gdsim.ui.presenter.presenter import Presenter

Deed = Callable[["Presenter"], None]
Key = Qt.Key


def _next(shown: Presenter) -> None:
    shown.want(Step(Granularity.OPERATION))


def _back(shown: Presenter) -> None:
    shown.want(Step(Granularity.OPERATION, back=True))


def _leave(shown: Presenter) -> None:
    shown.leave_wanted.emit()


_DEEDS: dict[Key, Deed] = {
    Key.Key_PageDown: _next,
    Key.Key_Right: _next,
    Key.Key_Space: _next,
    Key.Key_PageUp: _back,
    Key.Key_Left: _back,
    Key.Key_Up: lambda shown: shown.other_unit(-1),
    Key.Key_Down: lambda shown: shown.other_unit(1),
    Key.Key_Z: lambda shown: shown.toggle_zoom(),
    Key.Key_B: lambda shown: shown.toggle_black(),
    Key.Key_Period: lambda shown: shown.toggle_black(),
    Key.Key_V: lambda shown: shown.toggle_vector(),
    Key.Key_Escape: _leave,
    Key.Key_F5: _leave,
}
_DIGITS: dict[Key, Deed] = {
    Key.Key_Plus: lambda shown: shown.more_digits(1),
    Key.Key_Equal: lambda shown: shown.more_digits(1),
    Key.Key_Minus: lambda shown: shown.more_digits(-1),
    Key.Key_Underscore: lambda shown: shown.more_digits(-1),
}
"""Where + needs Shift on one keyboard and none on another, both do it."""
# What Shift with 1 to 5 writes on American, British and German keyboards.
_SHIFTED = ("1!", '2@"', "3#§£", "4$¤", "5%")


def deed(event: QKeyEvent) -> Deed | None:
    """What a key does, or None for one that presenter mode does not know."""
    kept = Qt.KeyboardModifier.ShiftModifier
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Key(event.key())
    if modifiers & ~kept:
        return None
    if key in _DIGITS:
        return _DIGITS[key]
    if modifiers == kept:
        if key == Key.Key_Right:
            return lambda shown: shown.want(Step(Granularity.UPDATE))
        return _stage(event)
    return _DEEDS.get(key)


def _stage(event: QKeyEvent) -> Deed | None:
    signs = {event.text(), chr(event.key()) if event.key() < 0x110000 else ""} - {""}
    for stage, written in zip(Stage, _SHIFTED, strict=True):
        if signs & set(written):
            return lambda shown: shown.go_to(stage)
    return None
