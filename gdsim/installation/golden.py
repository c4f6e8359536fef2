"""Golden: 91 runs whose numbers are known from PyTorch in float64, and how far this program is from them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from gdsim.core.timeline import Timeline
from gdsim.data.resources_folder import resources
from gdsim.export.trace_record import trace_record
from gdsim.files import parse_document
from gdsim.library import timeline

RTOL, ATOL = 1e-9, 1e-11
UPDATES = (1, 2, 3, 20)
OF_LAYERS = ("z", "a", "delta", "dW", "db")

Case = Mapping[str, Any]


def cases() -> list[Case]:
    """All runs: an ``id``, an ``experiment`` and what to ``expect``."""
    found: list[Case] = json.loads((resources() / "golden" / "cases.json").read_text(encoding="utf-8"))[
        "cases"
    ]
    return found


def excess(case: Case) -> tuple[float, str]:
    """The worst distance from the truth in a case, and which number it is.

    Args:
        case: one of :func:`cases`.

    Returns:
        The distance as a multiple of the tolerance, :data:`ATOL` + :data:`RTOL` · |truth|: up to 1 is well.
    """
    run = timeline(parse_document(case["experiment"], case["id"], None), resume=False)
    run.advance(max(UPDATES))
    expect = case["expect"]
    compared = (pair for update in UPDATES for pair in _pairs(run, expect, update))
    return max((_distance(*pair) for pair in compared), key=lambda found: found[0])


def _pairs(run: Timeline, expect: Mapping[str, Any], update: int) -> Iterator[tuple[str, Any, Any]]:
    """What is compared in an update: its name, what was found, what is true."""
    found = trace_record(run, run.trace(update))
    yield f"learning rate of update {update}", found["learning_rate"], expect["learning_rate"][update - 1]
    yield f"loss of update {update}", found["loss"]["value"], expect["loss"][update - 1]
    yield (
        f"parameters after update {update}",
        found["parameters_after"],
        expect["parameters_after"][str(update)],
    )
    if update <= len(expect["updates"]):
        truth = expect["updates"][update - 1]
        for key in OF_LAYERS:
            if key in truth:
                yield f"{key} of update {update}", [layer[key] for layer in found["layers"]], truth[key]
        yield f"norm of update {update}", found["gradient_norm"], truth["grad_norm"]


def _distance(name: str, found: Any, truth: Any) -> tuple[float, str]:
    ours, theirs = list(_numbers(found)), list(_numbers(truth))
    if len(ours) != len(theirs):
        return math.inf, f"{name}: {len(ours)} numbers, not {len(theirs)}"
    worst, told = 0.0, f"{name}: equal"
    for one, other in zip(ours, theirs, strict=True):
        distance = abs(one - other) / (ATOL + RTOL * abs(other)) if math.isfinite(one) else math.inf
        if distance > worst:
            worst, told = distance, f"{name}: {one!r}, not {other!r}"
    return worst, told


def _numbers(value: Any) -> Iterator[float]:
    """Every number in a record, in the order of its keys."""
    if isinstance(value, Mapping):
        for key in sorted(value):
            yield from _numbers(value[key])
    elif isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    else:
        yield float(value)
