"""Plot grid: the plots in two columns, or one; only what is seen and has changed is drawn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.plots.data_plot import DataPlot, OutputsOf
from gdsim.ui.plots.epochs import epochs_of
from gdsim.ui.plots.line_plot import LinePlot
from gdsim.ui.plots.norms import gradient_norm, update_size
from gdsim.ui.plots.parameters import parameters
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.scores import accuracy, loss
from gdsim.ui.plots.x_axis import Along, XAxis
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

NARROW = 380
"""Below this width there is one column."""
_CHOICES = (
    Choice("epochs", "Epochs", meaning="one unit is one pass over the training samples"),
    Choice("updates", "Updates", meaning="one unit is one step of the optimizer"),
    Choice("samples", "Samples", meaning="samples seen so far: fair between batch sizes"),
)


class PlotGrid(QWidget):
    """All plots, with one choice of the x axis above them.

    Args:
        outputs_of: the network at a snapshot's cursor, inputs (inputs, n) → outputs (outputs, n).
    """

    wanted = Signal(object)

    def __init__(self, outputs_of: OutputsOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plots")
        self.setAccessibleName("Plots")
        self.parameters = LinePlot(
            "Parameters per epoch", parameters, True, "every weight and bias at the end of each epoch"
        )
        self.loss = LinePlot(
            "Loss per epoch", loss, True, "the loss over all samples of a set, at each epoch's end"
        )
        self.gradient_norm = LinePlot(
            "Gradient norm ‖g‖",
            gradient_norm,
            False,
            "length of each layer's part of g: its ∂L/∂W and ∂L/∂b together",
        )
        self.update_size = LinePlot(
            "Update size ‖Δθ‖", update_size, False, "how far each update moved a layer's weights and biases"
        )
        self.accuracy = LinePlot(
            "Accuracy per epoch", accuracy, True, "share of samples that get the right class"
        )
        self.data = DataPlot(outputs_of)
        self.lines = (self.parameters, self.loss, self.gradient_norm, self.update_size, self.accuracy)
        self._snapshot: Snapshot | None = None
        self._places: tuple[int, bool] = (0, False)
        self.along = Segmented("x axis of the plots", _CHOICES)
        self.along.chosen.connect(self._refresh)
        self._build()
        for plot in (*self.lines, self.data):
            plot.wanted.connect(self.wanted)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the plots that are seen; the others follow when they come into view."""
        self._snapshot = snapshot
        self._arrange()
        self._refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for plot in (*self.lines, self.data):
            plot.apply_theme(theme)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _build(self) -> None:
        label = QLabel("x axis")
        label.setFont(fonts.text_font(tokens().type.small + 0.5))
        label.setProperty("role", "caption")
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.along)
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for plot in (*self.lines, self.data):
            plot.card.setParent(self._inner)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self._scroll.verticalScrollBar().valueChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.setMinimumWidth(180)

    def _arrange(self) -> None:
        """Puts the cards in their places: accuracy only where there are classes, else the data gets its room."""
        columns = 1 if self.width() < NARROW else 2
        classes = self._snapshot is not None and bool(np.isfinite(self._snapshot.curves.accuracy).any())
        if self._places == (columns, classes):
            return
        self._places = (columns, classes)
        plots = [self.parameters, self.loss, self.gradient_norm, self.update_size]
        cards = [plot.card for plot in plots]
        cards += [self.accuracy.card, self.data.card] if classes else [self.data.card]
        self.accuracy.card.setVisible(classes)
        while self._grid.count():
            self._grid.takeAt(0)
        for number, card in enumerate(cards):
            wide = columns == 2 and card is self.data.card and not classes
            row, place = divmod(number, columns)
            self._grid.addWidget(card, row, place, 1, 2 if wide else 1)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        for row in range(6):
            self._grid.setRowStretch(row, 1 if row * columns < len(cards) else 0)

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or not self.isVisible():
            return
        run = run_of(snapshot)
        last = max(run.made, snapshot.model.cursor.update)
        axis = XAxis(Along(self.along.choice), epochs_of(snapshot), last)
        for plot in self.lines:
            if not plot.card.visibleRegion().isEmpty():
                plot.show_snapshot(snapshot, axis)
        if not self.data.card.visibleRegion().isEmpty():
            self.data.show_snapshot(snapshot)
