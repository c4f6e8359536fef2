"""gdsim bench as it is called: the JSON that others read, with this machine's figures."""

from __future__ import annotations

import json
import subprocess
import sys

from gdsim.core.executors.names import available


def test_bench_json_has_every_figure_that_others_read():
    """Nine cases with GD and with Adam for each executor, the seek as agreed, start-up and frames."""
    words = [sys.executable, "-m", "gdsim", "bench", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert done.stderr == "" and len(found["updates"]) == 18
    for case in found["updates"]:
        assert set(case["microseconds"]) == set(available()) and min(case["microseconds"].values()) > 0
    assert set(found["seek"]) == {"updates", "p50_ms", "p95_ms", "bytes"}
    assert found["seek"]["updates"] == (1_000_000 if found["executor"] == "compiled" else 20_000)
    assert set(found["start_up"]) == {"version_seconds", "window_seconds", "file_window_seconds"}
    assert found["frame"] is not None and all(times["median_ms"] > 0 for times in found["frame"].values())
    print(f"\n{done.stdout}")
