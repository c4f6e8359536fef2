"""Probe: what a view may ask the network at the cursor beyond the trace; each answer is computed when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.timeline import Timeline
from gdsim.core.trace import Position, State


@dataclass(frozen=True, eq=False)
class Probe:
    """Questions to a run that change nothing of it.

    Args:
        timeline: the run.
        position: the update at the cursor.
        finished: True once its weights have moved.
    """

    timeline: Timeline
    position: Position
    finished: bool

    @property
    def state(self) -> State:
        """Parameters and memory in force at the cursor: those after the step once it is made."""
        return self.timeline.state(self.position.update - (0 if self.finished else 1))

    def outputs(self, inputs: np.ndarray) -> np.ndarray:
        """What the network answers at the cursor, (inputs, n) → (outputs, n)."""
        made = self.position.update - (0 if self.finished else 1)
        theta = self.timeline.trace(self.position.update)["theta_next" if self.finished else "theta"]
        return self.timeline.outputs(State(made, theta, {}), inputs)

    def batch_loss(self, theta: np.ndarray) -> float:
        """The loss L of this update's batch at any parameters, a vector of theta's size; without the penalty."""
        return float(self._batch_values(theta)["L"])

    def batch_objective(self, theta: np.ndarray) -> float:
        """L and what large weights cost, of this update's batch at any parameters: what ∂L/∂W is the slope of."""
        values = self._batch_values(theta)
        return float(values["L"]) + float(values.get("penalty", 0.0))

    def training_loss(self, theta: np.ndarray) -> float:
        """The loss L of all training samples at any parameters, a vector of theta's size; without the penalty."""
        return float(self._values(theta, self.timeline.arrays.x, self.timeline.arrays.y)["L"])

    def _batch_values(self, theta: np.ndarray) -> Mapping[str, np.ndarray]:
        batch, arrays = self.position.batch, self.timeline.arrays
        return self._values(theta, arrays.x[:, batch], arrays.y[:, batch])

    def _values(self, theta: np.ndarray, inputs: np.ndarray, targets: np.ndarray) -> Mapping[str, np.ndarray]:
        return self.timeline.evaluated(State(self.position.update, theta, {}), inputs, targets)
