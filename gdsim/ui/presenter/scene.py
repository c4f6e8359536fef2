"""Scene: all that one painting of the presenter needs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from gdsim.core.formula import Name
from gdsim.core.program import Line, Stage
from gdsim.core.readings.element import Entry
from gdsim.insight.closing import Digits
from gdsim.insight.presenting import Equation, present
from gdsim.insight.units import Chosen, layer_in_view
from gdsim.state.snapshot import Snapshot
from gdsim.ui.theme import Theme


@dataclass(frozen=True)
class Scene:
    """One painting.

    Args:
        snapshot, theme: what is shown, and in which colours.
        chosen: the units that are looked at.
        more: decimals beyond those at which the line closes; less where negative.
        vector: the formula about whole columns in place of that for one unit.
        zoomed: only the neighbourhood of the unit.
        loss: the formula zone shows the line of the loss in place of the cursor's.
        flow: how far the newest arrows have moved, 0 to 1.
        own: the equation of the line at the cursor, where it is known already.
        fitted: the equation of the formula zone with as many groups folded as it needs to fit.
    """

    snapshot: Snapshot
    theme: Theme
    chosen: Chosen = field(default_factory=Chosen)
    more: int = 0
    vector: bool = False
    zoomed: bool = False
    loss: bool = False
    flow: float = 1.0
    own: Equation | None = None
    fitted: Equation | None = None

    @property
    def line(self) -> Line | None:
        """The operation at the cursor."""
        return self.snapshot.line

    @property
    def layers(self) -> int:
        """How many layers there are, without the input."""
        return self.snapshot.program.layout.layers

    @property
    def sample(self) -> int:
        """The sample in view, as its place in the batch."""
        return min(self.snapshot.model.sample, len(self.snapshot.position.batch) - 1)

    @property
    def told(self) -> Line | None:
        """The line in the formula zone."""
        written = self.snapshot.program.written
        if self.loss and self.snapshot.value("L") is not None:
            return self.snapshot.program.lines[
                written["l" if len(self.snapshot.position.batch) == 1 else "L"]
            ]
        return self.line

    @cached_property
    def equation(self) -> Equation | None:
        """The formula of the line at the cursor; None before the first."""
        if self.own is not None or self.line is None:
            return self.own
        return self._equation(self.line)

    @cached_property
    def told_equation(self) -> Equation | None:
        """The formula in the formula zone."""
        if self.fitted is not None:
            return self.fitted
        if self.told is None or self.told is self.line:
            return self.equation
        return self._equation(self.told)

    def _equation(self, line: Line) -> Equation:
        shot = self.snapshot
        activations = tuple(layer.activation.key.replace("_", " ") for layer in shot.current.network.layers)
        return present(shot.trace, line, self.sample, self.chosen, shot.model.selected, activations)

    @property
    def digits(self) -> Digits:
        """The one formatter of canvas and formula."""
        return self.digits_of(self.told_equation)

    def digits_of(self, equation: Equation | None) -> Digits:
        """The formatter at which an equation closes, with the decimals that were asked for beside."""
        found = equation.digits if equation is not None else Digits()
        return replace(
            found, decimals=min(9, max(1, found.decimals + self.more)), figures=self._figures(found)
        )

    def _figures(self, found: Digits) -> int:
        return max(0, found.figures + self.more) if found.figures else 0

    @property
    def focus(self) -> tuple[int, int] | None:
        """Layer and unit that are looked at."""
        return self.equation.unit if self.equation is not None else None

    @property
    def accent(self) -> str:
        """Magenta for gradients, else teal."""
        return "gradient" if self.snapshot.stage is Stage.BACKPROP else "action"

    @property
    def choices(self) -> tuple[tuple[int, int], ...]:
        """The units that may be looked at, in the order of ↑ and ↓."""
        if self.line is None:
            return ()
        units, layer = self.snapshot.program.layout.units, layer_in_view(self.line, self.layers)
        layers = range(1, len(units)) if layer is None else (layer,)
        return tuple((each, unit) for each in layers for unit in range(units[each]))

    @cached_property
    def lit(self) -> frozenset[Entry]:
        """The weights in the formula, or whose gradient or step it tells."""
        equation = self.equation
        if equation is None:
            return frozenset()
        found = set(equation.weights)
        if equation.writes.startswith("dW"):
            found.add(self._written_weight(equation))
        if self.snapshot.stage is Stage.UPDATE:
            layer, unit = equation.unit
            count = self.snapshot.program.layout.units[layer - 1]
            found = {Entry(f"W{layer}", (unit, source)) for source in range(count)}
        return frozenset(found)

    def _written_weight(self, equation: Equation) -> Entry:
        assert isinstance(equation.name, Name)
        places = equation.name.name.partition("[")[2].rstrip("]").split(",")
        return Entry(
            equation.writes.removeprefix("d").removesuffix("_loss"), tuple(int(p) - 1 for p in places)
        )

    def number(self, name: str, unit: int) -> float | None:
        """A unit's number for the sample in view, or None: not computed yet."""
        values = self.snapshot.value(name)
        if values is None or values.ndim != 2:
            return None
        return float(values[unit, min(self.sample, values.shape[1] - 1)])

    def weight(self, layer: int, target: int, source: int) -> float:
        """A weight as it is at the cursor, before the step."""
        return float(self.snapshot.trace[f"W{layer}"][target, source])

    def new_weight(self, layer: int, target: int, source: int) -> float | None:
        """The weight after the step, or None: not computed yet."""
        moved = self.snapshot.value("theta_next")
        block = self.snapshot.program.layout.block(f"W{layer}")
        return None if moved is None or block is None else float(block.of(np.asarray(moved))[target, source])
