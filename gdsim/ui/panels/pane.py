"""Pane: a card of the experiment; what is rarely needed folds away and then still says what it holds."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.state.intents import SetField
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.controls.card import Card
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.form import Form
from gdsim.ui.panels.icon_button import IconButton
from gdsim.ui.panels.row import Fault, Row
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_SIDE, _MARGIN = 14, 8
_LOOSE, _TIGHT = (9, 11, 7, 5), (6, 7, 4, 4)
"""Above the head, below the last row, under the head and between two rows, in a high window and in a low one."""


class Room(IntEnum):
    """How much room something needs to be shown: LOW always is, MORE only when it is asked for."""

    LOW = 0
    USUAL = 1
    TALL = 2
    TALLER = 3
    TALLEST = 4
    MORE = 5


class Pane(Card):
    """One card of the sidebar; abstract.

    Args:
        part: its part of the experiment file, which is also its object name.
        title, caption: in the head of the card.
        top: field names beside those of ``part`` whose faults are shown here.
    """

    wanted = Signal(object)
    """What the user wants: an Intent."""

    def __init__(self, part: str, title: str, caption: str, top: tuple[str, ...] = ()) -> None:
        super().__init__(title, caption)
        self.setObjectName(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._part, self._top = part, top
        self.caption_label.setFont(fonts.text_font(tokens().type.small))
        self.head.setSpacing(5)
        self.body.setContentsMargins(0, 0, _MARGIN, 0)
        self.set_tight(False)
        self._room = Room.LOW
        self._placed: dict[QWidget, Room] = {}
        self._absent: set[QWidget] = set()
        self._told: list[tuple[QWidget, str]] = []
        self._fault: tuple[str, str] | None = None
        self.more = IconButton("chevron-down", f"more {part} settings")
        self.more.setObjectName(f"{part}.more")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._arrange)
        self.rest = ElidedLabel()
        self.rest.setFont(fonts.text_font(tokens().type.small))
        self.rest.setProperty("role", "caption")
        self.fault = Fault()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the experiment as it is at the cursor, without a signal."""
        self._show(snapshot)
        self._show_fault(snapshot.model.fault)
        self._arrange()

    def follow(self, snapshot: Snapshot) -> None:
        """Shows what changes with every step; most panels have nothing of the kind."""

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.update()

    @property
    def room(self) -> Room:
        """How much the pane shows."""
        return self._room

    def set_room(self, room: Room) -> None:
        """Says how much there is, so that the pane shows as much as fits."""
        if room is not self._room:
            self._room = room
            self._arrange()

    def set_tight(self, tight: bool) -> None:
        """Moves the rows together, for a low window."""
        above, below, under, between = _TIGHT if tight else _LOOSE
        layout = self.layout()
        assert layout is not None
        # The arrow in the head stands further out than the controls.
        layout.setContentsMargins(_SIDE, above, _SIDE - _MARGIN, below)
        layout.setSpacing(under)
        self.body.setSpacing(between)

    def _show(self, snapshot: Snapshot) -> None:
        raise NotImplementedError

    def place(self, widget: QWidget, room: Room = Room.LOW) -> None:
        """Puts something under what is there."""
        self._placed[widget] = room
        self.body.addWidget(widget)

    def finish(self) -> None:
        """Puts the line of what is folded away, and of what went wrong, under everything else."""
        self.body.addWidget(self.fault)
        self.body.addWidget(self.rest)
        self.head.addWidget(self.more)  # last, so that Tab comes to it after what is always there
        if Room.MORE not in self._placed.values():
            self.more.hide()
            self.head.setContentsMargins(0, 0, _MARGIN, 0)
        self._arrange()

    def have(self, widget: QWidget, there: bool) -> None:
        """Whether something has a meaning now: the biases' decay only where there is a decay."""
        (self._absent.discard if there else self._absent.add)(widget)

    def tell(self, told: list[tuple[QWidget, str]]) -> None:
        """What the widgets say that are not at their usual value, for when they are folded away."""
        self._told = told

    def set_field(self, key: str, value: Any) -> None:
        """Sends the wish to give a field of this part another value."""
        self.wanted.emit(SetField(f"{self._part}.{key}", value))

    def _arrange(self, *_: object) -> None:
        opened = self.more.isChecked()
        for widget, room in self._placed.items():
            visible = widget not in self._absent and (opened or room <= self._room)
            if visible == widget.isHidden():
                widget.setVisible(visible)
        folded = [(widget, text) for widget, text in self._told if text and widget.isHidden()]
        hidden = [text for widget, text in folded if widget not in self._absent]
        self.rest.setText(" · ".join(hidden))
        self.rest.setVisible(bool(hidden))
        self.more.set_icon("chevron-up" if opened else "chevron-down")
        self.more.set_name(f"{'fewer' if opened else 'more'} {self._part} settings")

    def _show_fault(self, fault: tuple[str, str] | None) -> None:
        """Under the control that the field names, else the nearest one above it, else at the end of the card."""
        if fault == self._fault:
            return
        self._fault = fault
        rows = {control.objectName(): row for row in self.findChildren(Row) for control in row.controls}
        for row in rows.values():
            row.fault.say("")
        self.fault.say("")
        if fault is None or not (fault[0] in self._top or _below(fault[0], self._part)):
            return
        field, text = fault
        names = [name for name in rows if name and _below(field, name)]
        if not names:
            self.fault.say(text)
            return
        row = rows[max(names, key=len)]
        row.fault.say(text)
        place = next((widget for widget in self._placed if widget is row or widget.isAncestorOf(row)), None)
        if place is not None and not (self._placed[place] <= self._room):
            self.more.setChecked(True)


def _below(field: str, name: str) -> bool:
    """True where a field is the named one or lies inside it: ``loss.l1`` inside ``loss``."""
    return field == name or field.startswith((f"{name}.", f"{name}["))


def told(form: Form) -> list[tuple[QWidget, str]]:
    """What a form holds that is not the default, as a pane tells it while the form is folded away."""
    return [(form, text) for text in form.told()]
