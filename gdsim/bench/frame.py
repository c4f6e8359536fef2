"""Frame: what a frame of the running window takes, measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys


def frame_times() -> dict[str, dict[str, float]] | None:
    """Median and 95th percentile in milliseconds for each way to run, offscreen; None where Qt cannot start."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "gdsim.ui.frame_time"]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return None
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found
