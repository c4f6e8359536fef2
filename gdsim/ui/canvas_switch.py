"""CanvasSwitch: neurons or matrices, whichever suits the network; the choice may be turned over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.canvas.geometry import MOST_NEURONS
from gdsim.ui.matrices.matrix_canvas import MatrixCanvas
from gdsim.ui.theme import Theme


class CanvasSwitch(QStackedWidget):
    """The two canvases in one place. From 17 units in some layer on it is matrices, else neurons.

    :meth:`toggle_form` shows the other form until it is called again, or until another network needs another form.
    """

    wanted = Signal(object)
    """An intent of the canvas in sight."""
    form_changed = Signal(bool)
    """True: matrices are in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")
        self.neurons, self.matrices = Canvas(), MatrixCanvas()
        self.neurons.setObjectName("neurons")
        for form in (self.neurons, self.matrices):
            form.wanted.connect(self.wanted)
            self.addWidget(form)
        self._snapshot: Snapshot | None = None
        self._suits = False
        self._turned = False

    @property
    def shows_matrices(self) -> bool:
        """Which form is in sight."""
        return self.currentWidget() is self.matrices

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment in the form in sight; the other gets it when it comes into sight."""
        self._snapshot = snapshot
        suits = max(snapshot.program.layout.units) > MOST_NEURONS
        if suits != self._suits:
            self._suits, self._turned = suits, False
        self._show()

    def toggle_form(self) -> None:
        """Shows the network in the other form."""
        self._turned = not self._turned
        self._show()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed, of what is in sight and of what is not."""
        self.neurons.apply_theme(worn)
        self.matrices.apply_theme(worn)

    def _show(self) -> None:
        before, focused = self.currentWidget(), self.neurons.hasFocus() or self.matrices.hasFocus()
        form: Canvas | MatrixCanvas = self.matrices if self._suits != self._turned else self.neurons
        if self._snapshot is not None:
            form.show_snapshot(self._snapshot)
            self.setAccessibleDescription(form.accessibleDescription())
        if form is before:
            return
        self.setCurrentWidget(form)
        if focused:
            form.setFocus()
        self.form_changed.emit(self.shows_matrices)
