"""CSV dialog: which column of a table to learn, and how; what cannot be read is told in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gdsim.core.experiment import Experiment
from gdsim.data.csv_preview import CsvPreview, csv_preview
from gdsim.data.error import DataError
from gdsim.data.scaling import SCALINGS
from gdsim.files.content import content
from gdsim.files.from_table import experiment_on
from gdsim.files.messages import FileError
from gdsim.files.samples import samples_of
from gdsim.ui import fonts
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.tokens import tokens

TASKS = (
    Choice("", "As it looks", meaning="numbers are predicted, words are told apart"),
    Choice("regression", "Predict a number"),
    Choice("classification", "Tell classes apart"),
)
_WIDEST = 220
"""Of a column, in pixels."""
PAUSE = 120
"""Milliseconds without a change before the table is read with the choice."""


class CsvDialog(QDialog):
    """Choose target, task and scaling of a table.

    Args:
        table: the CSV file.
    """

    made = Signal(object)
    """An :class:`Experiment` on the table, to be opened; nothing is written."""

    def __init__(self, table: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("csv")
        self.setWindowTitle(f"Open {table.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 420)
        self.resize(720, 500)
        self.table = table
        self.experiment: Experiment | None = None
        self._preview: CsvPreview | None = None
        self.target = ChoiceBox("column to learn")
        self.task = Segmented("What to do with it", TASKS)
        self.scaling = ChoiceBox("scaling of the inputs", [Choice(key, _words(key)) for key in SCALINGS])
        self.rows = QTableWidget()
        self.message, self.outcome = QLabel(), QLabel()
        self._place()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.check)
        self.target.chosen.connect(self._later)
        self.task.chosen.connect(self._later)
        self.scaling.chosen.connect(self._later)
        self._load()
        self.target.setFocus()

    # Placing

    def _place(self) -> None:
        title = QLabel(self.table.name)
        title.setFont(fonts.text_font(tokens().type.title + 3, fonts.BOLD))
        about = QLabel("Nothing is written. The table stays where it is, and is read from there.")
        about.setProperty("role", "caption")
        about.setFont(fonts.text_font())
        self.target.setObjectName("csv.target")
        self.scaling.setObjectName("csv.scaling")
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for row, (words, control) in enumerate(
            (("Column to learn", self.target), ("Task", self.task), ("Scaling of inputs", self.scaling))
        ):
            label = QLabel(words)
            label.setFont(fonts.text_font())
            label.setBuddy(control)
            form.addWidget(label, row, 0)
            form.addWidget(control, row, 1)
        form.setColumnStretch(1, 1)
        self._set_up_rows()
        for label in (self.message, self.outcome):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(fonts.text_font())
        self.message.setProperty("role", "message")
        self.message.setObjectName("csv.message")
        self.outcome.setProperty("role", "caption")
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Open | button.Cancel)
        self.buttons.button(button.Open).setProperty("kind", "primary")
        self.buttons.button(button.Cancel).setProperty("kind", "large")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (title, about):
            column.addWidget(part)
        column.addLayout(form)
        column.addWidget(self.rows, 1)
        column.addWidget(self.message)
        column.addWidget(self.outcome)
        column.addWidget(self.buttons)

    def _set_up_rows(self) -> None:
        self.rows.setObjectName("csv.rows")
        self.rows.setAccessibleName("The first rows")
        self.rows.setFont(fonts.number_font())
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.rows.horizontalHeader().setMaximumSectionSize(_WIDEST)

    # Reading

    def _load(self) -> None:
        """The columns and the first rows; where there is no table, only Cancel is left."""
        try:
            preview = csv_preview(content(self.table), self.table.name)
        except (FileError, DataError) as error:
            self._tell(str(error) if isinstance(error, FileError) else error.message)
            self.target.setEnabled(False)
            return
        self._preview = preview
        self.target.set_choices([Choice(name, name) for name in preview.header])
        self.target.choose(preview.header[-1])
        self.scaling.choose("standardize")
        self.rows.setColumnCount(len(preview.header))
        self.rows.setRowCount(len(preview.rows))
        for row, cells in enumerate(preview.rows):
            for place, cell in enumerate(cells[: len(preview.header)]):
                self.rows.setItem(row, place, QTableWidgetItem(cell))
        self.check()

    @property
    def features(self) -> tuple[str, ...]:
        """The columns of numbers that are not the target."""
        assert self._preview is not None
        columns = zip(self._preview.header, self._preview.numeric, strict=True)
        return tuple(name for name, numeric in columns if numeric and name != self.target.choice)

    def _later(self) -> None:
        self._wait.start()

    def check(self) -> None:
        """Read the table with the choice, and say what comes of it."""
        self._wait.stop()
        if self._preview is None:
            return
        self._name_columns()
        try:
            made = experiment_on(
                self.table,
                target=self.target.choice,
                features=self.features or None,
                task=self.task.choice or None,
                scaling=self.scaling.choice,
            )
            samples = samples_of(made)
        except FileError as error:
            self._tell(error.reason)
            return
        self.experiment = made
        rows = samples.x.shape[1] + samples.x_test.shape[1]
        kinds = len(samples.classes)
        learned = f"{kinds} classes of {self.target.choice}" if kinds else f"the number {self.target.choice}"
        unused = [name for name in self._preview.header if name not in (*self.features, self.target.choice)]
        inputs = f"{len(self.features)} input{'' if len(self.features) == 1 else 's'}"
        said = f"{rows} rows, {inputs} → {learned}"
        if unused:
            said += f" · left out, as they hold text: {', '.join(unused)}"
        self.message.hide()
        self.outcome.setText(" · ".join((said, *samples.notes)))
        self._allow(True)

    def _name_columns(self) -> None:
        """What each column is: the target, an input, or not used."""
        assert self._preview is not None
        chosen, used = self.target.choice, self.features
        for place, name in enumerate(self._preview.header):
            part = "learned" if name == chosen else "input" if name in used else "not used"
            font = fonts.text_font(weight=fonts.BOLD if name == chosen else fonts.REGULAR)
            # Qt cuts a header of two lines in the middle of a letter.
            shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST - 24)
            item = QTableWidgetItem(f"{shown}\n{part}")
            item.setFont(font)
            item.setToolTip(name)
            self.rows.setHorizontalHeaderItem(place, item)

    def _tell(self, words: str) -> None:
        self.experiment = None
        self.message.setText(words)
        self.message.show()
        self.outcome.setText("")
        self._allow(False)

    def _allow(self, allowed: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(allowed)

    def accept(self) -> None:
        """Hand the experiment over, where there is one."""
        if self._wait.isActive():
            self.check()
        if self.experiment is None:
            return
        self.made.emit(self.experiment)
        super().accept()


def _words(key: str) -> str:
    words = {"none": "as they are", "standardize": "mean 0, deviation 1", "min_max": "from 0 to 1"}
    return words.get(key, key.replace("_", " "))
