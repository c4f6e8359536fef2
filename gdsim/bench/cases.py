"""Cases: the nine pairs of network and batch whose speed is told, each with GD and with Adam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    LayerParameters,
    Network,
    Sampling,
    activation,
    loss,
    optimizer,
)
from gdsim.core.stream import Stream
from gdsim.core.timeline import Arrays

SAMPLES = 400
NETWORKS = ((2, 4, 2, 1), (2, 8, 8, 1), (4, 16, 16, 3))
BATCHES = (1, 10, None)
"""Samples an update looks at; None for all of them."""
METHODS = ("gd", "adam")


@dataclass(frozen=True)
class Case:
    """One network, one size of batch, one optimizer.

    Args:
        units: inputs, then the units of each layer: tanh, at the top none.
        batch: samples an update looks at.
        method: key of the optimizer.
    """

    units: tuple[int, ...]
    batch: int
    method: str

    @property
    def network(self) -> str:
        """``2-4-2-1``."""
        return "-".join(map(str, self.units))

    def made(self, draw: str = "in_order") -> tuple[Experiment, Arrays]:
        """The experiment, with squared error, and its samples: random numbers, the same on every machine."""
        numbers = Stream(1, "bench")
        layers = [Layer(units, activation("tanh")) for units in self.units[1:-1]]
        layers.append(Layer(self.units[-1], activation("identity")))
        given = tuple(
            LayerParameters(tuple(map(tuple, numbers.normal(after, before).tolist())), (0.1,) * after)
            for before, after in pairwise(self.units)
        )
        experiment = Experiment(
            Data("xor"),
            Network(tuple(layers), given),
            loss("mean_squared_error"),
            Sampling("mini_batch", draw, self.batch),
            optimizer(self.method, learning_rate=1e-3),
        )
        x, y = numbers.normal(self.units[0], SAMPLES), numbers.normal(self.units[-1], SAMPLES)
        return experiment, Arrays(x, y, x[:, :0], y[:, :0])


def cases() -> Iterator[Case]:
    """All eighteen."""
    for units in NETWORKS:
        for batch in BATCHES:
            for method in METHODS:
                yield Case(units, batch or SAMPLES, method)
