"""Focus order: Tab goes from group to group, the arrows inside one, Home and End to its ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Members = Callable[[], Sequence[QWidget]]


@dataclass(frozen=True)
class Group:
    """Widgets among which the arrows move.

    Args:
        members: the widgets now, in reading order.
        columns: how many stand in a row now.
        arrows: False where the members need the arrows themselves.
    """

    members: Members
    columns: Callable[[], int] = lambda: 1
    arrows: bool = True


class FocusOrder:
    """The groups in the order of Tab; each remembers where one was in it."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = tuple(groups)
        self._places = [0] * len(self._groups)

    def tabbed(self, focused: QWidget | None, forward: bool) -> QWidget | None:
        """Where Tab leads from a widget; None where there is nothing to go to."""
        at = self._at(focused)
        count = len(self._groups)
        start = (0 if forward else count - 1) if at is None else at[0] + (1 if forward else -1)
        if at is not None:
            self._places[at[0]] = at[1]
        for step in range(count):
            number = (start + (step if forward else -step)) % count
            members = self._groups[number].members()
            if members:
                return members[min(self._places[number], len(members) - 1)]
        return None

    def moved(self, focused: QWidget | None, key: int) -> QWidget | None:
        """Where an arrow, Home or End leads from a widget; None where it does not lead anywhere."""
        at = self._at(focused)
        if at is None or not self._groups[at[0]].arrows:
            return None
        number, place = at
        group = self._groups[number]
        members, columns = group.members(), max(1, group.columns())
        last = len(members) - 1
        single_column = columns == 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -1 if single_column else -columns,
            Qt.Key.Key_Down: 1 if single_column else columns,
            Qt.Key.Key_Home: -place,
            Qt.Key.Key_End: last - place,
        }
        step = steps.get(Qt.Key(key))
        if step is None:
            return None
        wanted = place + step
        target = members[wanted] if 0 <= wanted <= last else members[place]
        self._places[number] = members.index(target)
        return target

    def _at(self, focused: QWidget | None) -> tuple[int, int] | None:
        for number, group in enumerate(self._groups):
            members = list(group.members())
            if focused in members:
                return number, members.index(focused)
        return None
