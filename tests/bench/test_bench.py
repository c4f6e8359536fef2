"""The figures of gdsim bench: what is measured is there and is told; their size is held in tests/benchmarks."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.bench.bench import table
from gdsim.bench.cases import SAMPLES, Case, cases
from gdsim.bench.seek import made, seek_time
from gdsim.bench.stopwatch import seconds
from gdsim.bench.updates import run_time, update_time
from gdsim.core.executors.names import available


def test_cases_are_three_networks_three_batches_two_optimizers():
    """Three networks, three sizes of batch, two optimizers; the third batch is all samples."""
    found = list(cases())
    assert len(set(found)) == 18 and {case.network for case in found} == {"2-4-2-1", "2-8-8-1", "4-16-16-3"}
    assert {case.batch for case in found} == {1, 10, SAMPLES}


def test_a_case_is_the_same_everywhere():
    """Its samples and weights come from the project's own stream, so that two machines measure the same run."""
    (one, arrays), (other, again) = (Case((2, 4, 2, 1), 10, "adam").made() for _ in range(2))
    assert one == other and np.array_equal(arrays.x, again.x) and arrays.x.shape == (2, SAMPLES)
    assert arrays.x[0, :2].tolist() == pytest.approx([-0.2629, -1.4671], abs=1e-4)


@pytest.mark.parametrize("name", available())
def test_every_executor_has_a_time_for_an_update(name):
    """Every executor's update takes some microseconds, and a whole run takes longer than its updates."""
    case = Case((2, 4, 2, 1), 10, "gd")
    assert 0.05 < update_time(case, name, 0.02) < 5000
    assert run_time(case, 40) > 0


def test_a_seek_has_times_and_its_run_a_size():
    """A run in tenths, and the time to look at updates of it; its memory is counted."""
    *tenths, (updates, run) = made(500)
    assert [each for each, _ in tenths] == list(range(50, 500, 50)) and updates == run.updates == 500
    found = seek_time(run, 20)
    assert found.updates == 500 and 0 < found.p50_ms <= found.p95_ms and found.bytes >= 500 * 7 * 8


def test_what_takes_longer_is_measured_as_longer():
    """What takes twice as long is told to take longer, whatever the number of calls."""
    numbers = np.arange(20_000.0)
    assert (
        0
        < seconds(lambda: np.sort(numbers[:200]), 0.01)
        < seconds(lambda: np.sort(numbers[::-1].copy()), 0.01)
    )


def test_the_table_tells_every_figure_with_its_unit():
    """Every figure is told, with its unit; where Qt cannot start that is said."""
    figures = {
        "executor": "compiled", "executors": ["numpy", "compiled"],
        "updates": [{"network": "2-4-2-1", "batch": 400, "samples": 400, "optimizer": "gd",
                     "microseconds": {"numpy": 74.08, "compiled": 13.45}, "run_microseconds": 58.1}],
        "seek": {"updates": 1_000_000, "p50_ms": 1.42, "p95_ms": 2.5, "bytes": 61_000_000},
        "start_up": {"version_seconds": 0.021, "window_seconds": 0.55, "file_window_seconds": 0.71},
        "frame": None,
    }  # fmt: skip
    told = table(figures)
    for part in (
        "74.08",
        "13.45",
        "58.10",
        "all 400",
        "1,000,000",
        "1.4 ms",
        "2.5 ms",
        "61 MB",
        "0.02 s",
        "Qt cannot",
    ):
        assert part in told
    figures["frame"] = {"playing by update": {"median_ms": 9.6, "p95_ms": 17.4}}
    assert "playing by update" in table(figures) and "17.4" in table(figures)
    assert max(map(len, told.splitlines())) <= 110 and "without a compiler" not in told
    figures["executors"] = ["numpy"]
    assert "without a compiler" in table(figures)
