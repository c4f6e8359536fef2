"""Number field: one number of a declared range; what does not fit is refused in place."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.parameter import Parameter, shown
from gdsim.ui import fonts
from gdsim.ui.controls import number_text
from gdsim.ui.tokens import tokens


class NumberField(QWidget):
    """A field for a parameter that is a number.

    Enter or leaving the field takes what stands there, Escape brings the value back, ↑ and ↓ step it.

    Args:
        parameter: says what fits, and what the first value is.
        name: what a screen reader says; the parameter's meaning where nothing is given.
    """

    entered = Signal(object)
    """A new value that fits, an int for whole numbers, else a float; sent for the user's changes only."""

    def __init__(self, parameter: Parameter, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parameter = parameter
        self._value = _as_number(parameter.default)
        self.edit = _Line(self)
        self.edit.setFont(fonts.number_font())
        self.edit.setAccessibleName(name or parameter.symbol.meaning or parameter.key.replace("_", " "))
        self.edit.returnPressed.connect(self._take)
        self.edit.textEdited.connect(self._forgive)
        self.message = QLabel(self)
        self.message.setProperty("role", "message")
        self.message.setFont(fonts.text_font(tokens().type.small))
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.edit)
        column.addWidget(self.message)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._show()

    @property
    def parameter(self) -> Parameter:
        """What this field is for."""
        return self._parameter

    @property
    def value(self) -> float | int:
        """The last value that fits."""
        return self._value

    def set_value(self, value: float | int) -> None:
        """Shows a value, without a signal: this is the program speaking, not the user.

        Raises:
            ValueError: for a value outside the range, which would be a fault of the caller.
        """
        if fault := self._parameter.fault(value):
            raise ValueError(f"{self._parameter.key}: {fault}")
        self._value = _as_number(value)
        self._forgive()
        self._show()

    def step(self, direction: int) -> None:
        """One step up (1) or down (−1): by 1, or in the first digit, and finer near an open end."""
        self._take()
        if self.refused:
            return
        for candidate in _candidates(self._value, direction, self._parameter):
            if self._parameter.fault(candidate) is None:
                self._accept(candidate)
                return

    @property
    def refused(self) -> bool:
        """Whether the field holds a text that was not taken."""
        return bool(self.edit.property("refused"))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The focus is the line's; not by a proxy, with which Qt cannot put fields into the order of Tab."""
        self.edit.setFocus(reason)

    def take(self) -> bool:
        """Take what stands there, as Enter does; False where it does not fit."""
        self._take()
        return not self.refused

    def leave(self) -> None:
        """The focus goes elsewhere: take the text, or show the value that holds and why it does."""
        self._take()
        if self.refused:
            text = f"{self.message.text()}; it stays {number_text.short(self._value)}"
            self._show()
            self._forgive()
            self._say(text)

    def restore(self) -> None:
        """Brings the value back in place of what was typed."""
        self._forgive()
        self._show()

    def _take(self) -> None:
        text = self.edit.text()
        if text == number_text.short(self._value):
            self._forgive()
            return
        try:
            value = number_text.read(text)
        except number_text.NotANumber as why:
            self._refuse(str(why) or f"must be {self._parameter.rule}, not {shown(text)}")
            return
        if fault := self._parameter.fault(value):
            self._refuse(fault)
            return
        self._accept(value if self._parameter.kind == "whole" else float(value))

    def _accept(self, value: float | int) -> None:
        changed = value != self._value
        self._value = value
        self.restore()
        if changed:
            self.entered.emit(value)

    def _refuse(self, message: str) -> None:
        self._mark(True)
        self._say(message)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, message))

    def _forgive(self) -> None:
        self._mark(False)
        self.message.hide()
        self.edit.setAccessibleDescription(f"{self._parameter.rule}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        # A parent layout squeezes a wrapped label, because it counts its height for a width only as a wish.
        self.message.setMinimumHeight(max(0, self.message.heightForWidth(max(self.width(), 60))))

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self._make_room()
        self.message.show()
        self.edit.setAccessibleDescription(message)

    def _mark(self, refused: bool) -> None:
        if self.refused != refused:
            self.edit.setProperty("refused", refused)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _show(self) -> None:
        self.edit.setText(number_text.short(self._value))
        self.edit.setCursorPosition(0)
        self.edit.setToolTip(f"{number_text.full(self._value)}\n{self._parameter.rule}")
        self.edit.setAccessibleDescription(self._parameter.rule)


class _Line(QLineEdit):
    """The line of a number field, which it tells about keys and focus."""

    def __init__(self, field: NumberField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._field.step(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Escape and (self.isModified() or self._field.refused):
            self._field.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._field.leave()


def _as_number(value: object) -> float | int:
    assert isinstance(value, (int, float)) and not isinstance(value, bool), "a number field needs a number"
    return value


def _candidates(value: float | int, direction: int, parameter: Parameter) -> list[float | int]:
    if parameter.kind == "whole":
        return [int(value) + direction]
    size = abs(value) or abs(_as_number(parameter.default)) or 0.01
    place = math.floor(math.log10(size))
    shrinks = direction * value < 0
    if shrinks and math.isclose(abs(value), 10.0**place):
        place -= 1  # from 0.01 down comes 0.009, not 0
    return [float(f"{value + direction * 10.0 ** (place - finer):.12g}") for finer in range(8)]
