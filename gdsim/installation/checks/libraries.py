"""Libraries: every package that gdsim asks for is installed, in a version that works with it."""

from __future__ import annotations

import importlib.metadata as metadata

from packaging.requirements import Requirement

from gdsim.installation.check import Check, Finding


def look() -> Finding:
    """Compares what is installed with what gdsim asks for."""
    try:
        asked = [Requirement(line) for line in metadata.requires("gdsim") or ()]
    except metadata.PackageNotFoundError:
        return Finding(
            None, "gdsim runs from its sources and was never installed: nobody wrote down what it needs"
        )
    needed = [each for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
    faults = [(each, fault) for each in needed if (fault := fault_of(each))]
    if faults:
        wanted = " ".join(f'"{each.name}{each.specifier}"' for each, _ in faults)
        return Finding(False, f"{'; '.join(fault for _, fault in faults)}: python -m pip install {wanted}")
    return Finding(True, f"all {len(needed)} that gdsim asks for are here, in versions that fit")


def fault_of(needed: Requirement) -> str:
    """What is wrong with a library, nothing where it fits.

    >>> fault_of(Requirement("numpy>=1000")).endswith("gdsim needs >=1000")
    True
    """
    try:
        found = metadata.version(needed.name)
    except metadata.PackageNotFoundError:
        return f"{needed.name} is missing"
    if needed.specifier.contains(found, prereleases=True):
        return ""
    return f"{needed.name} is here as {found}, gdsim needs {needed.specifier}"


CHECK = Check("libraries", "libraries", look)
