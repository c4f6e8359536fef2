"""Data view: where samples lie, which marker and colour they have, and what the network answers around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

import numpy as np
from PySide6.QtGui import QColor

from gdsim.core.accuracy import Decision
from gdsim.core.experiment import Experiment
from gdsim.core.readings.digits import short
from gdsim.core.registries import LOSSES
from gdsim.data.prepare import Samples
from gdsim.ui.theme import Theme

CELLS = 60
"""The regions are computed on so many by so many points."""
MOST = 1500
"""At most so many samples of a set are drawn."""
MARKERS = ("circle", "square", "triangle", "diamond", "star", "cross")
SIGNS = ("negative_fill", "positive_fill")


@dataclass(frozen=True)
class Group:
    """Samples that look alike: name as rich text, numbers into the set, marker and role of the theme."""

    name: str
    places: np.ndarray
    marker: str
    role: str


@dataclass(frozen=True)
class Frame:
    """The ends of the two axes."""

    left: float
    right: float
    bottom: float
    top: float


def classed(samples: Samples, experiment: Experiment) -> Samples:
    """The samples with their classes named, also where rows were given and the loss takes their targets for classes."""
    declared = LOSSES[experiment.loss.function.key]
    if samples.labels is not None or experiment.data.source != "inline" or declared.targets == "any":
        return samples
    outputs = samples.y.shape[0]
    names = samples.outputs if outputs > 1 else tuple(short(code, 0) for code in declared.class_codes)
    decision = Decision(declared.class_codes)
    return replace(
        samples,
        labels=decision.classes(samples.y),
        labels_test=decision.classes(samples.y_test),
        classes=names,
    )


def is_curve(samples: Samples) -> bool:
    """True where there is one input: it is drawn against the target."""
    return samples.x.shape[0] == 1


def points(samples: Samples, test: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """The two coordinates of each sample."""
    x = samples.x_test if test else samples.x
    y = samples.y_test if test else samples.y
    return x[0], (y[0] if is_curve(samples) else x[1])


def frame(samples: Samples, along: np.ndarray | None = None) -> Frame:
    """Room for all samples, and for the curve ``along`` them where it stays near."""
    across, up = (np.concatenate(both) for both in zip(points(samples), points(samples, True), strict=True))
    left, right = _ends(across)
    bottom, top = _ends(up)
    if along is not None and np.isfinite(along).any():
        room = 0.5 * (top - bottom)
        bottom = min(bottom, max(float(np.nanmin(along)), bottom - room))
        top = max(top, min(float(np.nanmax(along)), top + room))
    return Frame(left, right, bottom, top)


def groups(samples: Samples, test: bool = False) -> tuple[Group, ...]:
    """The samples by class, or by the sign of their target; numbers into the set."""
    labels = samples.labels_test if test else samples.labels
    targets = samples.y_test if test else samples.y
    if labels is None or not samples.classes:
        if is_curve(samples):
            return (Group("samples", _thinned(np.arange(targets.shape[1])), "circle", "muted"),)
        above = targets[0] >= 0
        return (
            Group("target below 0", _thinned(np.flatnonzero(~above)), "circle", SIGNS[0]),
            Group("0 or above", _thinned(np.flatnonzero(above)), "square", SIGNS[1]),
        )
    roles = roles_of(len(samples.classes))
    return tuple(
        Group(escape(name), _thinned(np.flatnonzero(labels == number), len(samples.classes)),
              MARKERS[number % len(MARKERS)], roles[number])
        for number, name in enumerate(samples.classes)
    )  # fmt: skip


def roles_of(classes: int) -> tuple[str, ...]:
    """Two classes are the two signs of the target; more have colours of their own."""
    return SIGNS if classes == 2 else tuple(f"run_{number % 6 + 1}" for number in range(classes))


def mesh(frame: Frame, samples: Samples) -> np.ndarray:
    """The middle of every cell as inputs (inputs, CELLS²): x outer, y inner; other features at their mean."""
    steps = (np.arange(CELLS) + 0.5) / CELLS
    across = frame.left + steps * (frame.right - frame.left)
    up = frame.bottom + steps * (frame.top - frame.bottom)
    inputs = np.repeat(samples.x.mean(axis=1, keepdims=True), CELLS * CELLS, axis=1)
    inputs[0] = np.repeat(across, CELLS)
    inputs[1] = np.tile(up, CELLS)
    return inputs


def regions(outputs: np.ndarray, samples: Samples, experiment: Experiment, theme: Theme) -> np.ndarray:
    """The colours (CELLS, CELLS, 4) of what the network answers: paler where it is less sure."""
    ground = _rgb(theme, "panel")
    outputs = np.nan_to_num(outputs, nan=0.0, posinf=FAR, neginf=-FAR)
    if outputs.shape[0] > 2 and samples.classes:
        ranked = np.sort(outputs, axis=0)
        lead = ranked[-1] - ranked[-2]
        sure = np.clip(lead, 0.0, 1.0)[:, None]
        shades = np.stack([_rgb(theme, role) for role in roles_of(outputs.shape[0])])[outputs.argmax(axis=0)]
        strength = 0.12 + 0.4 * sure
    else:
        signed = certainty(outputs, samples, experiment)[:, None]
        shades = np.where(signed < 0, _rgb(theme, SIGNS[0]), _rgb(theme, SIGNS[1]))
        strength = 0.68 * np.abs(signed)
    mixed = ground + strength * (shades - ground)
    image = np.full((CELLS, CELLS, 4), 255, dtype=np.uint8)
    image[..., :3] = np.round(mixed).reshape(CELLS, CELLS, 3)
    return image


FAR = 1e12


def certainty(outputs: np.ndarray, samples: Samples, experiment: Experiment) -> np.ndarray:
    """−1 where the network is sure of the first class, or of a low target, 1 for the other, 0 at the boundary."""
    if not samples.classes:
        size = float(np.abs(samples.y[0]).max()) or 1.0
        return np.clip(outputs[0] / size, -1.0, 1.0)
    if outputs.shape[0] > 1:
        return np.clip(outputs[1] - outputs[0], -1.0, 1.0)
    declared = LOSSES[experiment.loss.function.key]
    low, high = declared.class_codes
    limit = (low + high) / 2 if declared.decision is None else declared.decision
    return np.clip((outputs[0] - limit) / ((high - low) / 2), -1.0, 1.0)


def title(samples: Samples) -> str:
    """What is to be seen."""
    if is_curve(samples):
        return "Fitted curve"
    return "Decision boundary" if samples.classes else "Network over its inputs"


def caption(samples: Samples) -> str:
    """How many samples are drawn, where not all are."""
    drawn, count = sum(len(group.places) for group in groups(samples)), samples.x.shape[1]
    return f"{drawn:,} of {count:,}" if drawn < count else ""


def remark(samples: Samples) -> str:
    """What of the data is not to be seen, honestly."""
    inputs, outputs = samples.x.shape[0], samples.y.shape[0]
    parts = [f"2 of {inputs} features, others at their mean"] if inputs > 2 else []
    if outputs > 1 and not samples.classes:
        parts.append(f"output 1 of {outputs}")
    return " · ".join(parts)


def _thinned(places: np.ndarray, shares: int = 1) -> np.ndarray:
    most = max(MOST // shares, 1)
    return (
        places if len(places) <= most else places[np.linspace(0, len(places) - 1, most).round().astype(int)]
    )


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = 0.08 * (high - low) or 0.5
    return low - room, high + room


def _rgb(theme: Theme, role: str) -> np.ndarray:
    colour = QColor(theme.colour(role))
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=float)
