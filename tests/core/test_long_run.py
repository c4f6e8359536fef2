"""A run of a million updates in a process of its own: what it takes of memory, and how it goes on."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from gdsim.core.executors.names import executor_name

pytestmark = pytest.mark.skipif(executor_name() != "compiled", reason="NumPy would take minutes")

RUN = """
import json, psutil
from gdsim.bench.cases import Case
from gdsim.core.timeline import Timeline
def resident():
    return psutil.Process().memory_info().rss
units, batch, updates = {what}
run = Timeline(*Case(units, batch, "adam").made("shuffle"))
run.advance(updates // 10)
early, known = resident(), run.history_bytes
run.advance(updates - run.updates)
late = resident()
for update in range(1, updates, updates // 50):
    run.trace(update)
print(json.dumps([early, late, resident(), known, run.history_bytes, run.updates]))
"""


@pytest.mark.parametrize("what", [((2, 4, 2, 1), 1, 1_000_000), ((2, 4, 2, 1), 400, 60_000)], ids=str)
def test_memory_is_flat_but_for_the_curves(what):
    """Resident memory grows by the rows of the curves and nothing else; looking back at any update adds little."""
    words = [sys.executable, "-c", RUN.format(what=what)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    early, late, looked, known, history, updates = json.loads(done.stdout)
    assert updates == what[2] and history < 200e6
    assert late - early < history - known + 12e6
    assert looked - late < 40e6
