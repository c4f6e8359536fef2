"""From points: an experiment on points that were drawn by hand, with a small network that can fit them."""

from __future__ import annotations

from collections.abc import Sequence

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)

Point = tuple[float, float]


def experiment_of_classes(first: Sequence[Point], second: Sequence[Point]) -> Experiment:
    """Two classes in a plane.

    Args:
        first, second: the points of class 0 and of class 1; together at least one.

    >>> experiment_of_classes([(0, 0)], [(1, 1)]).data.settings["targets"]
    ((0.0,), (1.0,))
    """
    inputs = (*first, *second)
    targets = ((0.0,),) * len(first) + ((1.0,),) * len(second)
    layers = (Layer(4, activation("tanh")), Layer(1, activation("sigmoid")))
    return _experiment(inputs, targets, layers, "binary_cross_entropy", "Two classes, drawn by hand")


def experiment_of_line(points: Sequence[Point]) -> Experiment:
    """A curve over a number line.

    Args:
        points: input and target of each, at least one.
    """
    inputs = tuple((x,) for x, _ in points)
    targets = tuple((y,) for _, y in points)
    layers = (Layer(6, activation("tanh")), Layer(1, activation("identity")))
    return _experiment(inputs, targets, layers, "mean_squared_error", "A curve, drawn by hand")


def _experiment(
    inputs: Sequence[Sequence[float]],
    targets: Sequence[Sequence[float]],
    layers: tuple[Layer, ...],
    loss_key: str,
    name: str,
) -> Experiment:
    rows = {
        "inputs": tuple(tuple(map(float, row)) for row in inputs),
        "targets": tuple(tuple(map(float, row)) for row in targets),
    }
    size = min(10, max(1, len(inputs) // 2))
    return Experiment(
        data=Data("inline", frozen(rows)),
        network=Network(layers),
        loss=loss(loss_key),
        sampling=Sampling("mini_batch", batch_size=size),
        optimizer=optimizer("adam", learning_rate=0.03),
        seed=7,
        name=name,
    )
