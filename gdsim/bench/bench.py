"""Bench: all figures of a machine as one value, and as a table to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from gdsim.bench.cases import SAMPLES, cases
from gdsim.bench.frame import frame_times
from gdsim.bench.seek import UPDATES, made, seek_time
from gdsim.bench.start_up import medians
from gdsim.bench.updates import run_time, update_time
from gdsim.core.executors.names import available, executor_name

WINDOWS = {"window": "window_seconds", "window with a file": "file_window_seconds"}


def measured(told: Callable[[str], None] = lambda line: None) -> dict[str, Any]:
    """Everything, in about half a minute.

    Args:
        told: is told what is being measured.

    Returns:
        ``executor``, and ``executors`` that there are; ``updates``, for each case the ``microseconds`` of an update
        by executor, and ``run_microseconds`` of an update in a whole run of the one in use; ``seek``; ``start_up`` in
        seconds and ``frame`` in milliseconds, those of the window None where Qt cannot start.
    """
    updates = []
    for case in cases():
        told(f"an update of {case.network}, {case.batch} samples, {case.method}")
        updates.append({
            "network": case.network, "batch": case.batch, "samples": SAMPLES, "optimizer": case.method,
            "microseconds": {name: update_time(case, name) for name in available()},
            "run_microseconds": run_time(case, 400),
        })  # fmt: skip
    told(f"a run of {UPDATES[executor_name()]:,} updates, and seeking in it")
    *_, (_, run) = made()
    seek = asdict(seek_time(run))
    told("start-up")
    start_up: dict[str, float | None] = {"version_seconds": medians(("version",), 5)["version"]}
    try:
        start_up |= {WINDOWS[kind]: seconds for kind, seconds in medians(tuple(WINDOWS), 5).items()}
    except RuntimeError:  # no window here; `frame` says so, too
        start_up |= dict.fromkeys(WINDOWS.values())
    told("frames of the running window")
    return {
        "executor": executor_name(), "executors": list(available()), "updates": updates, "seek": seek,
        "start_up": start_up, "frame": frame_times(),
    }  # fmt: skip


def table(figures: dict[str, Any]) -> str:
    """The figures for a reader."""
    names = figures["executors"]
    head = f"{'µs an update':<24}" + "".join(f"{name:>11}" for name in names) + f"{'a whole run':>14}"
    lines = [head]
    for one in figures["updates"]:
        batch = "all 400" if one["batch"] == one["samples"] else f"{one['batch']}"
        case = f"{one['network']:<10}{batch:>8} {one['optimizer']:<5}"
        times = "".join(f"{one['microseconds'][name]:>11.2f}" for name in names)
        lines.append(f"{case}{times}{one['run_microseconds']:>14.2f}")
    lines.append(
        f"a whole run ({figures['executor']}) also draws samples, looks at all of them each epoch, keeps checkpoints"
    )
    if "compiled" not in names:
        lines.append("gdsim was built without a compiler here: NumPy runs every update")
    seek, start = figures["seek"], figures["start_up"]
    lines += [
        "",
        f"seek in {seek['updates']:,} updates: half of them below {seek['p50_ms']:.1f} ms, 95 of 100 below "
        f"{seek['p95_ms']:.1f} ms; curves and checkpoints {seek['bytes'] / 1e6:.0f} MB",
        f"start-up: --version {start['version_seconds']:.2f} s",
    ]
    if start["window_seconds"] is None or figures["frame"] is None:
        return "\n".join([*lines, "window: Qt cannot start here"])
    lines[-1] += f", window {start['window_seconds']:.2f} s, with a file {start['file_window_seconds']:.2f} s"
    lines.append("frame of the window, ms, median and 95th percentile:")
    lines += [
        f"  {name:<46}{times['median_ms']:>6.1f}{times['p95_ms']:>7.1f}"
        for name, times in figures["frame"].items()
    ]
    return "\n".join(lines)
