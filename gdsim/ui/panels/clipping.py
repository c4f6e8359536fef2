"""Clipping: how the gradient is kept short, and at which length."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.core import symbols
from gdsim.core.experiment import Clip
from gdsim.files.models import LIMIT
from gdsim.ui.controls.choice import Choice
from gdsim.ui.form import Form, Picker, value_of, value_text
from gdsim.ui.panels.row import Row

_CHOICES = (
    Choice("none", "none", None, "the gradient as it is"),
    Choice("norm", "norm", None, "all together: the direction is kept"),
    Choice("value", "value", None, "each number for itself"),
)
_LIMIT = replace(LIMIT, symbol=symbols.LIMIT)


class ClipRows(QWidget):
    """What is clipped, and its limit.

    Args:
        width: of the labels.
    """

    changed = Signal(object)
    """The clipping in the words of the file; None for none."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.by = Picker("what is clipped", _CHOICES)
        self.by.setObjectName("optimizer.clip")
        self.by.chosen.connect(self._choose)
        row = Row("Clipping", meaning="keeps the gradient short before the rule sees it", width=width)
        row.add(self.by)
        self.limit = Form("optimizer.clip", width)
        self.limit.changed.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(row)
        column.addWidget(self.limit)
        self.limit.show_settings((_LIMIT,), {})
        self.limit.hide()

    def show_clip(self, clip: Clip | None) -> None:
        """Shows a clipping without a signal."""
        self.by.show_choice(_CHOICES, clip.by if clip else "none")
        if clip is not None:
            self.limit.show_settings((_LIMIT,), {"limit": clip.limit})
        if self.limit.isHidden() is (clip is not None):
            self.limit.setVisible(clip is not None)

    def told(self) -> str:
        """What holds, where anything does: ``clip norm 1``."""
        return "" if self.by.choice == "none" else f"clip {self.by.choice} {value_text(self._value())}"

    def _value(self) -> Any:
        return value_of(self.limit.controls["limit"])

    def _choose(self, by: str) -> None:
        self.changed.emit(None if by == "none" else {"by": by, "limit": self._value()})

    def _enter(self, key: str, value: Any) -> None:
        self.changed.emit({"by": self.by.choice, key: value})
