"""Recent: the files that were opened or saved last, each with what its row on the start screen says of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.experiment import Experiment
from gdsim.core.registries import OPTIMIZERS
from gdsim.data.bundled_tables import bundled_tables
from gdsim.data.prepare import Samples
from gdsim.data.registries import DATASETS
from gdsim.state.snapshot import Snapshot

MOST = 20
"""So many files are remembered."""
POINTS = 40
"""A loss curve has at most so many points."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Entry:
    """One file.

    Args:
        path: where it is, absolute.
        name: its name without the ending.
        summary: data, network, rule and how far it has run, in one line.
        when: the local time at which it was opened or saved last, ISO 8601.
        loss: the training loss at the end, or None where nothing has run.
        curve: the training loss so far, at most 40 finite numbers; perhaps none.
    """

    path: Path
    name: str
    summary: str
    when: datetime
    loss: float | None = None
    curve: tuple[float, ...] = ()


@dataclass(frozen=True)
class Recent:
    """The files, the newest first.

    >>> Recent().entries
    ()
    """

    entries: tuple[Entry, ...] = ()

    def added(self, entry: Entry) -> Recent:
        """With a file at the top, once; the oldest go where there are more than 20."""
        others = tuple(other for other in self.entries if other.path != entry.path)
        return Recent((entry, *others)[:MOST])

    def without(self, path: Path) -> Recent:
        """Without a file; on the disk it stays."""
        return Recent(tuple(entry for entry in self.entries if entry.path != path))

    def text(self) -> str:
        """As it is kept in the settings."""
        return json.dumps(
            [
                asdict(entry) | {"path": str(entry.path), "when": entry.when.isoformat()}
                for entry in self.entries
            ],
            ensure_ascii=False,
        )


def recent_from(text: object) -> Recent:
    """The list out of the settings; what is damaged is left out, for it is only a memory.

    >>> recent_from("no JSON").entries, recent_from(None).entries
    ((), ())
    """
    try:
        found = json.loads(text) if isinstance(text, str) else ()
    except (ValueError, RecursionError):
        return Recent()
    entries = [entry for one in (found if isinstance(found, list) else ()) if (entry := _entry(one))]
    paths = [entry.path for entry in entries]
    whole = [entry for place, entry in enumerate(entries) if entry.path not in paths[:place]]
    return Recent(tuple(whole[:MOST]))


def entry_of(path: Path, snapshot: Snapshot, when: datetime) -> Entry:
    """What the start screen says of a file that was just opened or saved.

    Args:
        path: the file.
        snapshot: its moment.
        when: now, in local time.
    """
    experiment = snapshot.current
    curves = snapshot.curves
    epochs = int(curves.epochs[-1]) if len(curves.epochs) else 0
    losses = curves.loss[:, 0] if epochs >= 2 else curves.batch_loss
    known = losses[np.isfinite(losses)]
    curve = tuple(float(value) for value in _thinned(known)) if len(known) >= 2 else ()
    made = f"{epochs} epoch{'' if epochs == 1 else 's'}" if epochs else _updates(snapshot.updates)
    said = made if snapshot.updates else "not run yet"
    network = shape(experiment, snapshot.samples)
    rule = OPTIMIZERS[experiment.optimizer.method].name
    return Entry(
        path.absolute(),
        path.stem,
        f"{data_name(experiment)} {network} · {rule} · {said}",
        when.replace(microsecond=0),
        float(known[-1]) if len(known) and snapshot.updates else None,
        curve,
    )


def when_words(when: datetime, now: datetime) -> str:
    """A time as one says it: ``today 18:20``, ``yesterday``, ``19 Nov``, ``19 Nov 2024``.

    >>> when_words(datetime(2026, 11, 25, 18, 20), datetime(2026, 11, 26, 0, 1))
    'yesterday'
    """
    days = (now.date() - when.date()).days
    if days == 0:
        return f"today {when:%H:%M}"
    if days == 1:
        return "yesterday"
    year = "" if when.year == now.year else f" {when.year}"
    return f"{when.day} {_MONTHS[when.month - 1]}{year}"


def data_name(experiment: Experiment) -> str:
    """The data in one or two words: ``Two moons``, ``Penguins``, ``Given rows``, ``heights.csv``."""
    data = experiment.data
    if data.source == "csv":
        return Path(str(data.settings.get("path", ""))).name
    table = str(data.settings.get("table", ""))
    if table in bundled_tables():
        return bundled_tables()[table].name.split(" (")[0]
    return DATASETS[data.source].name


def shape(experiment: Experiment, samples: Samples) -> str:
    """The sizes of the layers: ``2–4–3–1``."""
    sizes = (samples.x.shape[0], *(layer.units for layer in experiment.network.layers))
    return "–".join(str(size) for size in sizes)


def shape_line(experiment: Experiment, samples: Samples) -> str:
    """Network and rows: ``2–4–3–1 · 200 rows``; a single unit is told by its parameters."""
    rows = samples.x.shape[1] + samples.x_test.shape[1]
    told = "one sample" if rows == 1 else f"{_FEW[rows]} points" if rows < 10 else f"{rows} rows"
    layers = experiment.network.layers
    if len(layers) == 1 and layers[0].units == 1 and rows > 1:
        numbers = samples.x.shape[0] + (layers[0].bias is True)
        return f"{numbers} parameter{'' if numbers == 1 else 's'} · one unit"
    return f"{shape(experiment, samples)} · {told}"


def _updates(count: int) -> str:
    return f"{count} update{'' if count == 1 else 's'}"


def _thinned(values: np.ndarray) -> np.ndarray:
    places = np.unique(np.linspace(0, len(values) - 1, POINTS).round().astype(int))
    thin: np.ndarray = values[places]
    return thin


def _entry(one: Any) -> Entry | None:
    """One entry, or None where a part of it is not what it should be."""
    if not isinstance(one, Mapping):
        return None
    try:
        path, name, summary = (one[key] for key in ("path", "name", "summary"))
        when = datetime.fromisoformat(one["when"])
        if not all(isinstance(word, str) for word in (path, name, summary)) or not path or when.tzinfo:
            return None
        return Entry(Path(path), name, summary, when, _number(one.get("loss")), _curve(one.get("curve", ())))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


def _curve(values: Any) -> tuple[float, ...]:
    numbers = [_number(value) for value in values][:POINTS]
    return tuple(number for number in numbers if number is not None)
