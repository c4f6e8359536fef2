"""Confusion plot: what the network at the cursor takes the test rows for."""

from __future__ import annotations

from time import monotonic

import numpy as np
from PySide6.QtCore import QObject, Signal

from gdsim.core.accuracy import Decision
from gdsim.insight.confusion import confusion
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.classes import decision_of, named_classes
from gdsim.ui.plots.confusion_cells import ConfusionCells
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.theme import Theme

_EACH = 0.1
"""While it plays, at least so many seconds lie between two pictures."""


class ConfusionPlot(QObject):
    """True classes in rows, predicted ones in columns; on the test rows, or the training rows where there are none."""

    wanted = Signal(object)
    """Never sent: there is nothing to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = ConfusionCells()
        self.card = PlotCard(
            "Confusion", "which class the network at the cursor takes for which", "confusion", self.cells
        )
        self.card.numbers = self.table
        self._subject: tuple[object, ...] = ()
        self._names: tuple[str, ...] = ()
        self._decision = Decision()
        self._answer: tuple[object, ...] = ()
        self._drawn = 0.0

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.card.wear(theme)
        self.cells.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws what has changed: once for each state of the weights."""
        subject = (snapshot.samples, snapshot.current.loss.function.key, snapshot.current.data.source)
        if not _same(subject, self._subject):
            self._subject, self._answer = subject, ()
            self._names = named_classes(snapshot.samples, snapshot.current)
            self._decision = decision_of(snapshot.current)
            self._show_caption(snapshot)
        if not self._names:
            self.cells.show_words("No classes here: the targets are numbers.")
            return
        made = snapshot.model.cursor.update - (0 if snapshot.finished else 1)
        answer = (snapshot.curves, made)
        now = monotonic()
        if _same(answer, self._answer) or (
            self._answer and snapshot.playing and now - self._drawn < _EACH
        ):  # fmt: skip
            return
        self._answer, self._drawn = answer, now
        samples = snapshot.samples
        test = samples.x_test.shape[1] > 0
        inputs, targets = (samples.x_test, samples.y_test) if test else (samples.x, samples.y)
        outputs = snapshot.probe.outputs(inputs)
        if not np.isfinite(outputs).all():
            self.cells.show_words("The network's answers have left the finite numbers.")
            return
        self.cells.show_counts(confusion(self._decision, outputs, targets), self._names)

    def table(self) -> Table | None:
        """The counts of all classes with their names; None where there are none."""
        whole = self.cells.whole
        if whole is None:
            return None
        rows = [[name, *row] for name, row in zip(self._names, whole.counts.tolist(), strict=True)]
        return ("class", *(f"predicted {name}" for name in self._names)), rows

    def _show_caption(self, snapshot: Snapshot) -> None:
        test = snapshot.samples.x_test.shape[1]
        count = test or snapshot.samples.x.shape[1]
        rows = f"{count:,} row{'' if count == 1 else 's'}"
        self.card.say(f"{'test' if test else 'training'}, {rows}" if self._names else "", (), "")


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Equal by identity, or by value for numbers and words."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (int, str)) and a == b) for a, b in zip(one, other, strict=True)
    )
