"""Questions: small dialogs about the run: how far, when to stop, and what a bookmark is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol
from gdsim.state.intents import AddBookmark, AddBreakpoint, RemoveBreakpoint, RunTo
from gdsim.state.marks import Breakpoint, Condition
from gdsim.ui.controls.number_field import NumberField

if TYPE_CHECKING:
    from gdsim.ui.window import Window

FARTHEST = 1_000_000
_WORDS = {
    Condition.NOT_FINITE: "the loss is not finite",
    Condition.GRADIENT_NORM: "the gradient norm ‖g‖ is above",
    Condition.EPOCH: "this epoch is complete",
    Condition.ACCURACY: "the training accuracy reaches",
}


def ask_run_to(window: Window) -> None:
    """Run to an epoch or an update."""
    position = window.session.snapshot.position
    unit = QComboBox()
    unit.setAccessibleName("Unit")
    unit.addItems(["epoch", "update"])
    number = _field("run to", position.epoch + 1, 1, FARTHEST)

    def take() -> None:
        course = window.session.timeline.course
        wished = int(number.value)
        last = wished if unit.currentText() == "update" else course.last_update(wished)
        window.session.dispatch(RunTo(min(last, FARTHEST)))

    _ask(window, "Run to", [("to the end of", unit), ("number", number)], take)


def ask_bookmark(window: Window) -> None:
    """Mark this place, with a note."""
    cursor = window.session.model.cursor
    here = [
        m for m in window.session.model.marks.bookmarks if (m.update, m.line) == (cursor.update, cursor.line)
    ]
    note = QLineEdit(here[0].note if here else "")
    note.setAccessibleName("Note")
    note.setMaxLength(140)
    note.setPlaceholderText("what is worth seeing here")

    def take() -> None:
        window.session.dispatch(AddBookmark(cursor.update, cursor.line, note.text().strip()))

    _ask(window, f"Bookmark at update {cursor.update}", [("note", note)], take)


def ask_breakpoint(window: Window) -> None:
    """Say when a run has to stop, and take such a condition away again."""
    condition = QComboBox()
    condition.setAccessibleName("Condition")
    for one, words in _WORDS.items():
        condition.addItem(words, one)
    limits = {
        Condition.GRADIENT_NORM: _field("limit", 10.0, 0, FARTHEST),
        Condition.EPOCH: _field("limit", window.session.snapshot.position.epoch + 1, 1, FARTHEST),
        Condition.ACCURACY: _field("limit", 0.95, 0, 1),
    }
    limit = QWidget()
    column = QVBoxLayout(limit)
    column.setContentsMargins(0, 0, 0, 0)
    for field in limits.values():
        column.addWidget(field)
    rows: list[tuple[str, QWidget]] = [("stop when", condition), ("limit", limit)]

    def fit() -> None:
        for one, field in limits.items():
            field.setVisible(one is condition.currentData())

    condition.currentIndexChanged.connect(fit)
    condition.setCurrentIndex(1)
    fit()
    for mark in window.session.model.marks.breakpoints:
        rows.append((f"stops when {mark.words}", _remover(window, mark)))

    def take() -> None:
        chosen = condition.currentData()
        value = float(limits[chosen].value) if chosen in limits else 0.0
        window.session.dispatch(AddBreakpoint(Breakpoint(chosen, value)))

    _ask(window, "Stop when", rows, take)


def _remover(window: Window, mark: Breakpoint) -> QPushButton:
    button = QPushButton("Remove")
    button.setAccessibleName(f"Remove: {mark.words}")

    def remove() -> None:
        window.session.dispatch(RemoveBreakpoint(mark))
        button.setEnabled(False)
        button.setText("removed")

    button.clicked.connect(remove)
    return button


def _field(name: str, value: float, low: float, high: float) -> NumberField:
    return NumberField(Parameter(Symbol(name.replace(" ", "_"), meaning=name), value, low, high), name)


def _ask(window: Window, title: str, rows: list[tuple[str, QWidget]], take: Callable[[], None]) -> None:
    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form = QFormLayout(dialog)
    form.setContentsMargins(16, 14, 16, 12)
    form.setSpacing(8)
    for words, field in rows:
        form.addRow(QLabel(words), field)
    button = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(button.Ok | button.Cancel)
    for one in buttons.buttons():
        # A click must not take the focus: the field would let go of what does not fit, and nobody would see why.
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def accept() -> None:
        fields = [field for field in dialog.findChildren(NumberField) if field.isVisible()]
        refused = [field for field in fields if not field.take()]
        refused[0].setFocus() if refused else dialog.accept()

    buttons.accepted.connect(accept)
    buttons.rejected.connect(dialog.reject)
    form.addRow(buttons)
    dialog.accepted.connect(take)
    dialog.setMinimumWidth(380)
    dialog.open()
    rows[0][1].setFocus()
