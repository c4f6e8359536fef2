"""How long gdsim takes to answer and to be seen: printed, and held beside what Python and the libraries take.

Run with ``-s`` to see the figures; GDSIM_BENCHMARK_ROUNDS (15 by default) starts are measured for each of them.
"""

from __future__ import annotations

import os

from gdsim.bench.start_up import KINDS, medians

ROUNDS = int(os.environ.get("GDSIM_BENCHMARK_ROUNDS", "15"))
VERSION = 3.0
"""``--version`` beside an empty Python at most: 1.6 is usual, and 7 is what NumPy alone would make of it."""
WINDOW, WITH_A_FILE = 4.0, 5.0
"""The window beside the import of Qt and NumPy at most: 3.1 and 4.0 are usual, and pyqtgraph would add 2 to each."""


def test_version_and_window_are_there_early() -> None:
    """The version is said nearly as soon as Python runs, and the window is seen before its plots are imported."""
    taken = medians(tuple(KINDS), ROUNDS)
    empty, libraries = taken["empty Python"], taken["libraries"]
    print()
    for kind, seconds in taken.items():
        print(
            f"{kind}: {1e3 * seconds:.0f} ms, {seconds / empty:.1f} times an empty Python, "
            f"{seconds / libraries:.2f} times the libraries"
        )
    assert taken["version"] < VERSION * empty
    assert taken["window"] < WINDOW * libraries
    assert taken["window with a file"] < WITH_A_FILE * libraries
