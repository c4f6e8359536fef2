"""Summary: what a run came to, as the command line prints it."""

from __future__ import annotations

from typing import Any

from gdsim.core.executors.names import executor_name
from gdsim.core.readings.digits import short
from gdsim.core.timeline import Timeline
from gdsim.export.trace_record import parameter_records


def summary(run: Timeline, started: int, seconds: float) -> dict[str, Any]:
    """The record of ``gdsim run --json``.

    Args:
        run: the run, advanced.
        started: updates that had been made before.
        seconds: time of the training alone.
    """
    updates = run.updates - started
    train, test = run.measure()
    accuracy = None if train.accuracy is None else {"train": train.accuracy, "test": test.accuracy}
    return {
        "updates": updates,
        "epochs": run.course.position(run.updates).epoch if run.updates else 0,
        "seconds": seconds,
        "updates_per_second": updates / seconds if seconds > 0 else 0.0,
        "executor": executor_name(),
        "loss": {"train": train.loss, "test": test.loss},
        "accuracy": accuracy,
        "parameters": parameter_records(run.parameters),
    }


def told(result: dict[str, Any]) -> str:
    """The same in one line for a person."""
    parts = [f"{result['updates']} updates, epoch {result['epochs']}, {short(result['seconds'], 2)} s"]
    for what in ("loss", "accuracy"):
        if result[what] is None:
            continue
        shown = [
            f"{where} {short(100 * value, 1)} %" if what == "accuracy" else f"{where} {short(value)}"
            for where, value in result[what].items()
            if value is not None
        ]
        parts.append(f"{what} {', '.join(shown)}")
    return "; ".join(parts)
