"""Questions: small dialogs about the run: how far, when to stop, and what a bookmark is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from gdsim.state.intents import AddBookmark, AddBreakpoint, RemoveBreakpoint, RunTo
from gdsim.state.marks import Breakpoint, Condition

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
    number = QSpinBox()
    number.setAccessibleName("Run to")
    number.setRange(1, FARTHEST)
    number.setValue(position.epoch + 1)

    def take() -> None:
        course = window.session.timeline.course
        last = number.value() if unit.currentText() == "update" else course.last_update(number.value())
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
    limit = QDoubleSpinBox()
    limit.setAccessibleName("Limit")
    limit.setDecimals(4)
    rows: list[tuple[str, QWidget]] = [("stop when", condition), ("limit", limit)]

    def fit() -> None:
        chosen = condition.currentData()
        limit.setEnabled(chosen is not Condition.NOT_FINITE)
        top = {Condition.ACCURACY: 1.0}.get(chosen, float(FARTHEST))
        limit.setRange(0.0, top)
        limit.setDecimals(0 if chosen is Condition.EPOCH else 4)
        usual = {Condition.GRADIENT_NORM: 10.0, Condition.ACCURACY: 0.95}
        limit.setValue(usual.get(chosen, window.session.snapshot.position.epoch + 1.0))

    condition.currentIndexChanged.connect(fit)
    condition.setCurrentIndex(1)
    for mark in window.session.model.marks.breakpoints:
        rows.append((f"stops when {mark.words}", _remover(window, mark)))

    def take() -> None:
        chosen = condition.currentData()
        value = 0.0 if chosen is Condition.NOT_FINITE else limit.value()
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
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    form.addRow(buttons)
    dialog.accepted.connect(take)
    dialog.setMinimumWidth(380)
    dialog.open()
    rows[0][1].setFocus()
