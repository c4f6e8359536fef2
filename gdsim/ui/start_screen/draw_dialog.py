"""Draw dialog: an experiment from points that one draws, of two classes or over a number line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gdsim.core.experiment import Experiment
from gdsim.files.from_points import experiment_of_classes, experiment_of_line
from gdsim.ui import fonts
from gdsim.ui.controls.button import Button
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.start_screen.drawing import MOST, Drawing, Drawn
from gdsim.ui.start_screen.plane import Plane
from gdsim.ui.tokens import tokens

MODES = (
    Choice("classes", "Two classes", meaning="a network learns which region belongs to which class"),
    Choice("line", "Curve over a number line", meaning="a network learns the height for each place"),
)
KINDS = (Choice("0", "● class 0  (1)"), Choice("1", "■ class 1  (2)"))
KEYS = (
    "Click adds · right click removes · Ctrl+Z takes back.  "
    "Keys: arrows move the cross, Space adds, Delete removes the nearest."
)


class DrawPointsDialog(QDialog):
    """An empty plane; what is drawn opens as a new, unsaved experiment."""

    made = Signal(object)
    """An :class:`Experiment` with the points in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draw")
        self.setWindowTitle("Draw points")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 460)
        self.resize(720, 600)
        self._drawings = {mode.key: Drawing() for mode in MODES}
        self.mode, self.kind = Segmented("What to draw", MODES), Segmented("Class of the next point", KINDS)
        self.plane = Plane()
        self.clear_button = Button("Clear")
        self.message = QLabel()
        self._place()
        self._connect()
        self._show()
        self.plane.setFocus()

    @property
    def drawing(self) -> Drawing:
        """The points of the chosen mode; each mode keeps its own."""
        return self._drawings[self.mode.choice]

    @property
    def experiment(self) -> Experiment | None:
        """What the points make, or None where they are too few."""
        drawing = self.drawing
        if self._missing():
            return None
        if self.mode.choice == "line":
            return experiment_of_line([(point.x, point.y) for point in drawing.points])
        return experiment_of_classes(drawing.of(0), drawing.of(1))

    def _missing(self) -> str:
        """What has to be drawn yet, in words."""
        drawing = self.drawing
        if self.mode.choice == "line":
            return "" if len(drawing.points) >= 2 else "Two points at least make a curve."
        lacking = [kind for kind in (0, 1) if not drawing.of(kind)]
        if len(lacking) == 2:
            return "One point of each class at least."
        return f"No point of class {lacking[0]} yet." if lacking else ""

    # Placing

    def _place(self) -> None:
        title = QLabel("Draw points")
        title.setFont(fonts.text_font(tokens().type.title + 3, fonts.BOLD))
        self.kind.setFixedWidth(260)
        self.mode.setObjectName("draw.mode")
        self.kind.setObjectName("draw.kind")
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self.mode)
        choices.addStretch(1)
        choices.addWidget(self.kind)
        choices.addWidget(self.clear_button)
        keys = QLabel(KEYS)
        keys.setProperty("role", "caption")
        keys.setFont(fonts.text_font(tokens().type.small))
        keys.setWordWrap(True)
        self.message.setFont(fonts.text_font())
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Open | button.Cancel)
        self.buttons.button(button.Open).setProperty("kind", "primary")
        self.buttons.button(button.Cancel).setProperty("kind", "large")
        below = QHBoxLayout()
        below.addWidget(self.message, 1)
        below.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(title)
        column.addLayout(choices)
        column.addWidget(self.plane, 1)
        column.addWidget(keys)
        column.addLayout(below)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.mode.chosen.connect(self._show)
        self.kind.chosen.connect(self._show)
        self.clear_button.clicked.connect(lambda: self._change(self.drawing.cleared()))
        self.plane.added.connect(self._add)
        self.plane.removed.connect(lambda place: self._change(self.drawing.without(place)))
        self.plane.kind_wanted.connect(self._choose_kind)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.activated.connect(lambda: self._change(self.drawing.undone()))

    # Drawing

    def _add(self, x: float, y: float) -> None:
        kind = 0 if self.mode.choice == "line" else int(self.kind.choice)
        self._change(self.drawing.added(Drawn(x, y, kind)))

    def _choose_kind(self, kind: int) -> None:
        self.kind.choose(str(kind))
        self._show()

    def _change(self, drawing: Drawing) -> None:
        self._drawings[self.mode.choice] = drawing
        self._show()

    def _show(self) -> None:
        line, count = self.mode.choice == "line", len(self.drawing.points)
        self.kind.setVisible(not line)
        self.plane.show_drawing(self.drawing, line)
        missing = self._missing()
        full = f"{MOST} points, which is the most. " if count >= MOST else f"{count} points. "
        self.message.setText(missing or full)
        self.clear_button.setEnabled(count > 0)
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(not missing)

    def accept(self) -> None:
        """Hand the experiment over, where there are enough points."""
        made = self.experiment
        if made is None:
            return
        self.made.emit(made)
        super().accept()
