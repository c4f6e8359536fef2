"""Layers: what is known of each layer at the cursor, for the sample in view; what is not computed yet is None."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short, signed
from gdsim.core.registries import ACTIVATIONS
from gdsim.state.snapshot import Snapshot

Numbers = np.ndarray | None


@dataclass(frozen=True)
class LayerView:
    """One layer, 0 for the input. One number a unit unless said otherwise.

    Args:
        number: 0 for the input.
        title: ``hidden 1 · tanh``.
        names: of the features or outputs, perhaps none.
        a, z, da, slope, delta, target: of the sample in view, or their means over the batch.
        scale: largest |a| in the batch.
        W, dW, step, W_next: (units, units below).
        db, b_step: gradient and step of the biases.
        gradient_norm, step_norm: ‖∂L/∂W‖ and ‖ΔW‖.
        active: True where the operation at the cursor works here.
        mean: True where the numbers of the units are means over the batch.
    """

    number: int
    units: int
    title: str
    names: tuple[str, ...]
    active: bool
    a: Numbers
    z: Numbers = None
    da: Numbers = None
    slope: Numbers = None
    delta: Numbers = None
    target: Numbers = None
    scale: float = 1.0
    W: Numbers = None
    dW: Numbers = None
    step: Numbers = None
    W_next: Numbers = None
    db: Numbers = None
    b_step: Numbers = None
    gradient_norm: float | None = None
    step_norm: float | None = None
    mean: bool = False

    @property
    def edges(self) -> int:
        """How many weights it has."""
        return 0 if self.W is None else self.W.size


def layer_views(snapshot: Snapshot) -> tuple[LayerView, ...]:
    """Every layer from the input on."""
    return tuple(_views(snapshot))


def place(snapshot: Snapshot) -> int:
    """The sample in view, inside the batch."""
    return min(snapshot.model.sample, len(snapshot.position.batch) - 1)


def description(snapshot: Snapshot) -> str:
    """The canvas in words: of each layer what is computed, with its numbers, and what is not."""
    parts = []
    for view in layer_views(snapshot):
        known = [_listed("means over the batch" if view.mean else "values", view.a)]
        if view.number:
            known += [_listed("δ", view.delta), _norm("norm of ∂L/∂W", view.gradient_norm)]
            known += [_norm("norm of the step", view.step_norm)] if snapshot.stage is Stage.UPDATE else []
        parts.append(f"{view.title}: {'; '.join(known)}.")
    return " ".join(parts)


def _views(snapshot: Snapshot) -> Iterator[LayerView]:
    at, sample = snapshot.value, None if snapshot.model.mean else place(snapshot)
    layers = snapshot.current.network.layers
    active = _active(snapshot)
    layout = snapshot.program.layout
    x = at("x")
    samples = snapshot.samples
    yield LayerView(
        0,
        layout.units[0],
        "input",
        samples.features,
        active == 0,
        _column(x, sample),
        scale=_top(x),
        mean=sample is None,
    )
    step, theta_next = at("step"), at("theta_next")
    y = at("y")
    for number, layer in enumerate(layers, 1):
        a, gradient = at(f"a{number}"), _either(at(f"dW{number}"), at(f"dW{number}_loss"))
        weights, bias = layout.block(f"W{number}"), layout.block(f"b{number}")
        assert weights is not None
        last = number == len(layers)
        steps = [] if step is None else [block.of(step) for block in (weights, bias) if block is not None]
        many = f" · {layer.units} units" if layer.units > 16 else ""
        function = ACTIVATIONS[layer.activation.key].name
        yield LayerView(
            number,
            layer.units,
            f"{'output' if last else f'hidden {number}'} · {function}{many}",
            samples.outputs if last and len(samples.outputs) == layer.units else (),
            active == number,
            _column(a, sample),
            _column(at(f"z{number}"), sample),
            _column(at(f"da{number}"), sample),
            _column(at(f"slope{number}"), sample),
            _column(at(f"delta{number}"), sample),
            _column(y, sample) if last else None,
            _top(a),
            at(f"W{number}"),
            gradient,
            steps[0] if steps else None,
            None if theta_next is None else weights.of(theta_next),
            _column(at(f"db{number}"), 0),
            steps[1][:, 0] if len(steps) > 1 else None,
            None if gradient is None else float(np.linalg.norm(gradient)),
            float(np.linalg.norm(steps[0])) if steps else None,
            sample is None,
        )


def _active(snapshot: Snapshot) -> int | None:
    """The layer that the operation at the cursor works in."""
    line, top = snapshot.line, snapshot.program.layout.layers
    if line is None or line.stage is Stage.UPDATE:
        return None
    if line.stage is Stage.LOSS or line.writes == "y":
        return top
    return 0 if line.stage is Stage.SAMPLE else line.layer


def _column(values: Numbers, sample: int | None) -> Numbers:
    """One sample's numbers, or for None their means; a line that needs no batch has one column for all."""
    if values is None:
        return None
    if sample is None and values.ndim == 2:
        mean: np.ndarray = values.mean(axis=1)
        return mean
    sample = sample or 0
    return values[:, min(sample, values.shape[1] - 1)] if values.ndim == 2 else np.atleast_1d(values)


def _top(values: Numbers) -> float:
    largest = 0.0 if values is None else float(np.max(np.abs(np.nan_to_num(values))))
    return largest or 1.0


def _either(first: Numbers, second: Numbers) -> Numbers:
    return second if first is None else first


def _listed(name: str, values: Numbers) -> str:
    if values is None:
        return f"{name} not computed yet"
    more = ", …" if len(values) > 8 else ""
    return f"{name} {', '.join(signed(value, 3) for value in values[:8])}{more}"


def _norm(name: str, value: float | None) -> str:
    return f"{name} not computed yet" if value is None else f"{name} {short(value)}"
