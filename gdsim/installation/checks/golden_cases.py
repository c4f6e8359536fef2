"""Golden cases: training gives the numbers of PyTorch."""

from __future__ import annotations

from gdsim.core.executors.names import executor_name
from gdsim.installation.check import Check, Finding
from gdsim.installation.golden import RTOL, cases, excess


def look() -> Finding:
    """Makes every run, and compares all that a trace shows."""
    found = [(case["id"], *excess(case)) for case in cases()]
    faults = [f"{name}: {told}" for name, distance, told in found if distance > 1]
    agree = f"{len(found) - len(faults)} of {len(found)} runs agree with PyTorch to {RTOL:g}"
    told = f"{agree} ({executor_name()} executor)"
    return Finding(False, f"{told}; {faults[0]}") if faults else Finding(bool(found), told)


CHECK = Check("golden_cases", "golden cases", look)
