"""Hand: what the pointer and the keys do on the canvas; it turns them into intents."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gdsim.state.intents import Intent, Select, SetParameter, ViewMean, ViewSample
from gdsim.ui.canvas import menus
from gdsim.ui.canvas.editing import Drag, ValueField
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.handles import handles
from gdsim.ui.canvas.header import sample_rect, sample_words
from gdsim.ui.canvas.layers import place
from gdsim.ui.canvas.pointing import Samples, Target, has_bias, hit_of, label_of, target_at
from gdsim.ui.canvas.values import value_of

Focus = tuple[str, int]
"""Kind and layer of a handle."""


class Hand(QObject):
    """Pointer and keys over one canvas.

    Args:
        canvas: the widget.
        frame: asks for the picture as it is now.
        want: takes intents.
        editable: False where the canvas is only a picture.
    """

    def __init__(
        self,
        canvas: QWidget,
        frame: Callable[[], Frame | None],
        want: Callable[[Intent], None],
        editable: bool,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._frame, self._want, self._editable = canvas, frame, want, editable
        self.pointer: QPointF | None = None
        self.target: Target | None = None
        self.focus: Focus | None = None
        self.preview: tuple[Edge, float] | None = None
        self.field: ValueField | None = None
        self.menu = QMenu(canvas)
        self.menu.setToolTipsVisible(True)
        self._drag: Drag | None = None

    @property
    def hovered(self) -> Hit | None:
        """The weight or unit under the pointer; none while one is dragged."""
        return None if self.preview is not None else hit_of(self.target)

    # The pointer

    def moved(self, event: QMouseEvent) -> None:
        """The pointer is somewhere else."""
        self.pointer = event.position()
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._pull(event)
            return
        self.look()
        pointing = self.target is not None
        dragging = self._is_selected(self.target)
        shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(Qt.CursorShape.SizeVerCursor if dragging else shape)
        self._canvas.update()

    def look(self) -> None:
        """Finds out anew what is under the pointer."""
        frame = self._frame()
        self.target = None if frame is None or self.pointer is None else target_at(frame, self.pointer)

    def left(self) -> None:
        """The pointer is gone."""
        self.pointer = self.target = None
        self._canvas.update()

    def pressed(self, event: QMouseEvent) -> None:
        """A button goes down: the left one selects, presses a handle, or takes hold of the selected weight."""
        frame = self._frame()
        self.pointer = event.position()
        self.look()
        self.focus = None
        if frame is None or not self._editable:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(frame, self.target, event.position())

    def _press(self, frame: Frame, target: Target | None, point: QPointF) -> None:
        if isinstance(target, Samples):
            self.open_samples()
        elif isinstance(target, Handle):
            self.do(target)
        elif self._editable and isinstance(target, Edge) and self._is_selected(target):
            self._drag = self._drag_of(frame, target, point.y())
        elif target is not None:
            label = label_of(frame, target)
            if label is not None and label != frame.snapshot.model.selected:
                self._want(Select(label))
        elif frame.snapshot.model.selected is not None:
            self._want(Select(None))

    def _is_selected(self, target: Target | None) -> bool:
        frame = self._frame()
        return isinstance(target, Edge) and frame is not None and frame.selected == target

    def _drag_of(self, frame: Frame, edge: Edge, y: float) -> Drag | None:
        value, weights = value_of(frame.snapshot, edge.label), frame.views[edge.layer].W
        if value is None or weights is None:
            return None
        return Drag(edge, value.now, y, float(np.max(np.abs(np.nan_to_num(weights)))))

    def _pull(self, event: QMouseEvent) -> None:
        assert self._drag is not None
        y = event.position().y()
        if self.preview is not None or self._drag.begun(y):
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.preview = self._drag.edge, self._drag.value_at(y, fine)
            self._canvas.update()

    def released(self) -> None:
        """The button goes up: a weight that was dragged gets its value, once."""
        drag, preview = self._drag, self.preview
        self._drag = self.preview = None
        if drag is not None and preview is not None and preview[1] != drag.value:
            self._want(SetParameter(drag.edge.label, preview[1]))
        self._canvas.update()

    def double_clicked(self, event: QMouseEvent) -> None:
        """A weight, or the bias of a unit, gets a field for a new value; a handle is pressed once more."""
        self.pointer = event.position()
        self.look()
        frame, target = self._frame(), self.target
        if isinstance(target, Handle):
            self.do(target)
            return
        self._drag = None
        if frame is None or not self._editable:
            return
        if isinstance(target, Edge) or (isinstance(target, Neuron) and has_bias(frame, target)):
            self.ask(target.label)

    # Doing

    def do(self, handle: Handle) -> None:
        """Presses a handle."""
        if handle.intent is None:
            self.open_menu(handle, self._canvas.mapToGlobal(handle.rect.bottomLeft().toPoint()))
        elif not handle.reason:
            self._want(handle.intent)

    def ask(self, label: str) -> None:
        """Opens a field for a new value of a parameter."""
        frame = self._frame()
        value = None if frame is None else value_of(frame.snapshot, label)
        if frame is None or value is None or not np.isfinite(value.now):
            return
        self.close_field()
        if frame.snapshot.model.selected != label:
            self._want(Select(label))
        hit = frame.hit(label)
        self.field = ValueField(label, value.now, self._canvas)
        self.field.chosen.connect(lambda label, value: self._want(SetParameter(label, value)))
        self.field.closed.connect(self._field_closed)
        self.field.open_at(frame.placement.middle(hit) if hit is not None else QPointF())

    def close_field(self) -> None:
        """Ends the field, if one is open, and sets nothing."""
        if self.field is not None:
            self.field.close_quietly()

    def _field_closed(self) -> None:
        self.field = None

    def open_menu(self, target: Target | None, at: QPoint) -> None:
        """The menu of a weight, a unit or a layer."""
        frame = self._frame()
        if frame is None or not self._editable:
            return
        menu, hit = self.menu, hit_of(target)
        menus.empty(menu)
        if isinstance(hit, Edge):
            menus.fill_parameter(menu, frame.snapshot, hit.label, self._want, self.ask)
        elif isinstance(hit, Neuron):
            menus.fill_unit(menu, frame, hit.layer, hit.unit, self._want, self.ask)
        elif isinstance(target, Handle):
            menus.fill_layer(menu, frame, target.layer, self._want)
        elif isinstance(target, Samples):
            menus.fill_samples(menu, frame.snapshot, self._want)
        if not menu.isEmpty():
            menu.popup(at)

    def menu_wanted(self, at: QPoint | None) -> None:
        """A menu for what is under the pointer; where the keys ask (None), for what they reached or is selected."""
        frame = self._frame()
        if frame is None:
            return
        if at is not None:
            self.look()
            self.open_menu(self.target, at)
            return
        target: Target | None = frame.handle if self.focus is not None else frame.selected
        if isinstance(target, Handle):
            self.open_menu(target, self._canvas.mapToGlobal(target.rect.bottomLeft().toPoint()))
        elif isinstance(target, Edge | Neuron):
            self.open_menu(target, self._canvas.mapToGlobal(frame.placement.middle(target).toPoint()))

    def open_samples(self) -> None:
        """Opens the list of the batch's samples."""
        frame = self._frame()
        if frame is not None:
            corner = sample_rect(frame.snapshot, frame.placement).bottomLeft().toPoint()
            self.open_menu(Samples(), self._canvas.mapToGlobal(corner))

    # The keys

    def key(self, event: QKeyEvent) -> bool:
        """Takes a key; False for one that is none of the canvas's."""
        frame, key = self._frame(), event.key()
        if frame is None:
            return False
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = self.preview = None
            self._canvas.update()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(frame)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        return bool(step) and self._through_batch(frame, step)

    def _enter(self, frame: Frame) -> bool:
        """Enter presses the handle that Tab has reached, else opens a field for what is selected."""
        if frame.handle is not None and self.focus is not None:
            self.do(frame.handle)
            return True
        hit = frame.selected
        if hit is None or not self._editable or value_of(frame.snapshot, hit.label) is None:
            return False
        self.ask(hit.label)
        return True

    def _through_batch(self, frame: Frame, step: int) -> bool:
        snapshot = frame.snapshot
        if not sample_words(snapshot):
            return False
        if snapshot.model.mean:
            self._want(ViewMean(False))
            return True
        wanted = place(snapshot) + step
        if 0 <= wanted < len(snapshot.position.batch):
            self._want(ViewSample(wanted))
        return True

    def tab(self, forward: bool) -> bool:
        """Goes on to the next handle; False after the last one, where the focus leaves the canvas."""
        frame = self._frame()
        if frame is None or not self._editable:
            return False
        order: list[Focus] = [(one.kind, one.layer) for one in handles(frame)]
        at = order.index(self.focus) if self.focus in order else (-1 if forward else len(order))
        following = at + (1 if forward else -1)
        self.focus = order[following] if 0 <= following < len(order) else None
        if self.focus is not None:
            one = handles(frame)[following]
            said = f"{one.words}: not available, {one.reason}" if one.reason else one.words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, said))
        self._canvas.update()
        return self.focus is not None
