"""Thumbnail making: runs a template and turns what came out into a small picture; only when gdsim is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from gdsim.core.experiment import Experiment, optimizer
from gdsim.core.readings.digits import short
from gdsim.core.timeline import Timeline
from gdsim.core.trace import State
from gdsim.data.prepare import Samples
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.state.recent import shape_line
from gdsim.ui.plots.data_view import certainty, classed, groups
from gdsim.ui.start_screen.thumbnails import Marks, Points, Thumbnail

ACROSS, UP = 40, 24
"""Cells of the picture of an answer."""
UPDATES, EPOCHS = 6000, 300
"""A network is trained so long for its picture, whichever is less."""
DRAWN = 150
"""At most so many samples."""
DESCENT, OWN = 0.72, 0.1
"""Learning rates in the valley: near the largest with which plain descent arrives, and one that momentum runs with."""
LEVELS = 9


def made(path: Path) -> Thumbnail:
    """The picture of an experiment file."""
    experiment = read(path)
    samples = samples_of(experiment)
    timeline = Timeline(experiment, arrays_of(samples, experiment))
    per_epoch = timeline.course.last_update(1)
    epochs = int(min(EPOCHS, max(40, UPDATES / per_epoch)))
    inputs, rows = samples.x.shape
    thumb = Thumbnail("", shape_line(experiment, samples))
    if rows == 1 or experiment.view.get("card", {}).get("picture") == "network":
        thumb = _network(thumb, timeline)
    timeline.advance(epochs * per_epoch)
    thumb = replace(thumb, loss=_thinned(timeline.curves.loss[:, 0]))
    if thumb.kind:
        return thumb
    if inputs == 1:
        return _curve(thumb, timeline, samples)
    if inputs == 2 and len(experiment.network.layers) == 1 and not classed(samples, experiment).classes:
        return _valley(thumb, experiment, samples)
    if inputs == 2:
        return _decision(thumb, timeline, _two_sided(classed(samples, experiment)))
    return _points(thumb, samples)


def _network(thumb: Thumbnail, timeline: Timeline) -> Thumbnail:
    trace = timeline.trace(1)
    layers = range(1, len(timeline.initial) + 1)
    names = ["x", *(f"a{number}" for number in layers)]
    columns = [trace[name][:, 0] for name in names]
    return replace(
        thumb,
        kind="network",
        values=tuple(tuple(round(float(value), 3) for value in column) for column in columns),
        weights=tuple(
            tuple(tuple(round(float(w), 3) for w in row) for row in layer.weights)
            for layer in timeline.initial
        ),
    )


def _decision(thumb: Thumbnail, timeline: Timeline, samples: Samples) -> Thumbnail:
    box = _Box(samples.x[0], samples.x[1], 0.5 if samples.x.shape[1] < 10 else 0.08, 0.75 * ACROSS / UP)
    x, y = np.meshgrid(box.across(ACROSS), box.up(UP))
    outputs = timeline.outputs(timeline.state(timeline.updates), np.stack([x.ravel(), y.ravel()]))
    winners: tuple[tuple[int, ...], ...] = ()
    if outputs.shape[0] > 2:
        ranked = np.sort(outputs, axis=0)
        values = ranked[-1] - ranked[-2]
        winners = _whole(outputs.argmax(axis=0))
    else:
        values = certainty(outputs, samples, timeline.experiment)
    marks = _marks(samples, box, samples.x[0], samples.x[1])
    return replace(thumb, kind="decision", shades=_whole(100 * values), winners=winners, marks=marks)


def _points(thumb: Thumbnail, samples: Samples) -> Thumbnail:
    first, second = _telling_pair(samples)
    box = _Box(samples.x[first], samples.x[second])
    return replace(thumb, kind="points", marks=_marks(samples, box, samples.x[first], samples.x[second]))


def _curve(thumb: Thumbnail, timeline: Timeline, samples: Samples) -> Thumbnail:
    box = _Box(samples.x[0], samples.y[0])
    x = box.across(60)
    y = timeline.outputs(timeline.state(timeline.updates), x[None, :])[0]
    marks = (Marks("circle", "muted", box.points(samples.x[0], samples.y[0])),)
    return replace(thumb, kind="curve", marks=marks, curve=box.points(x, y))


def _valley(thumb: Thumbnail, experiment: Experiment, samples: Samples) -> Thumbnail:
    """Contours of the loss and two paths, in the plane through the end along the two main directions of a path."""
    from pyqtgraph.functions import isocurve

    arrays = arrays_of(samples, experiment)

    def path(method: str, rate: float, updates: int) -> tuple[Timeline, np.ndarray]:
        run = Timeline(replace(experiment, optimizer=optimizer(method, learning_rate=rate)), arrays)
        run.advance(updates)
        return run, run.curves.parameters.copy()

    run, plain = path("gd", DESCENT, 40)
    _, own = path(experiment.optimizer.method, OWN, 60)
    end = path(experiment.optimizer.method, OWN, 600)[1][-1]
    _, _, directions = np.linalg.svd(np.diff(plain, axis=0), full_matrices=False)
    # The steps of plain descent swing across the valley, so the floor of the valley lies from left to right.
    across, up = directions[1], directions[0]
    across = across * -np.sign((plain[0] - end) @ across)
    up = up * np.sign((plain[0] - end) @ up)
    seen = np.vstack([plain, own]) - end
    x, y = seen @ across, seen @ up
    wide, high = 1.15 * np.abs(x).max(), 1.15 * np.abs(y).max()
    # The end lies right of the middle: nothing happens beyond it.
    box = _Box(np.array([-wide, 0.5 * wide]), np.array([-high, high]), 0.0)
    grid = np.array([
        [_loss(run, end + a * across + b * up, samples) for b in box.up(UP * 2)] for a in box.across(ACROSS * 2)
    ])  # fmt: skip
    lines = []
    for share in np.linspace(0.06, 1.0, LEVELS) ** 2:
        for line in isocurve(grid, share * grid.max(), connected=True, extendToEdge=True):
            cells = np.array([(point.x(), point.y()) if hasattr(point, "x") else point for point in line])
            lines.append(_rounded((cells - 0.5) / (np.array(grid.shape) - 1)))
    shown = tuple(box.points((run_ - end) @ across, (run_ - end) @ up) for run_ in (plain, own))
    return replace(thumb, kind="valley", contours=tuple(lines), paths=shown)


def _loss(run: Timeline, theta: np.ndarray, samples: Samples) -> float:
    return float(run.evaluated(State(1, theta, {}), samples.x, samples.y)["L"])


class _Box:
    """A frame around points, and places in it from 0 to 1, y downwards."""

    def __init__(self, x: np.ndarray, y: np.ndarray, room: float = 0.1, aspect: float | None = None) -> None:
        middle = [(float(v.min()) + float(v.max())) / 2 for v in (x, y)]
        half = [(0.5 + room) * float(np.ptp(v)) for v in (x, y)]
        if aspect is not None:
            # One unit is about as long on both axes.
            half = [max(half[0], aspect * half[1]), max(half[1], half[0] / aspect)]
        self._x = (middle[0] - half[0], middle[0] + half[0])
        self._y = (middle[1] - half[1], middle[1] + half[1])

    def across(self, count: int) -> np.ndarray:
        """Places from left to right."""
        return np.linspace(*self._x, count)

    def up(self, count: int) -> np.ndarray:
        """Places from the top down."""
        return np.linspace(self._y[1], self._y[0], count)

    def points(self, x: np.ndarray, y: np.ndarray) -> Points:
        """Values as places in the box."""
        across = (x - self._x[0]) / (self._x[1] - self._x[0])
        down = (self._y[1] - y) / (self._y[1] - self._y[0])
        return _rounded(np.column_stack([across, down]))


def _two_sided(samples: Samples) -> Samples:
    """Numbers of which there are only two stand for two classes."""
    low, high = float(samples.y.min()), float(samples.y.max())
    if samples.classes or samples.y.shape[0] > 1 or not np.isin(samples.y, (low, high)).all():
        return samples
    return replace(samples, classes=(short(low), short(high)), labels=(samples.y[0] == high).astype(np.int64))


def _marks(samples: Samples, box: _Box, x: np.ndarray, y: np.ndarray) -> tuple[Marks, ...]:
    found = groups(samples)
    step = max(1, round(sum(len(group.places) for group in found) / DRAWN))
    return tuple(
        Marks(group.marker, group.role, box.points(x[group.places][::step], y[group.places][::step]))
        for group in found
    )


def _telling_pair(samples: Samples) -> tuple[int, int]:
    """The two features in which the classes lie furthest apart, against how far the samples do."""
    assert samples.labels is not None
    means = np.stack([samples.x[:, samples.labels == c].mean(axis=1) for c in range(len(samples.classes))])
    ratio = means.var(axis=0) / samples.x.var(axis=1)
    first, second = sorted(np.argsort(-ratio, kind="stable")[:2].tolist())
    return first, second


def _thinned(values: np.ndarray, most: int = 40) -> tuple[float, ...]:
    places = np.unique(np.linspace(0, len(values) - 1, most).round().astype(int))
    return tuple(float(f"{value:.3g}") for value in values[places])


def _rounded(points: np.ndarray) -> Points:
    return tuple((round(float(x), 3), round(float(y), 3)) for x, y in points)


def _whole(values: np.ndarray) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(v) for v in row) for row in np.round(values).reshape(UP, ACROSS))
