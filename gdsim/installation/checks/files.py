"""Files: every module and resource is here and as it was packed."""

from __future__ import annotations

from gdsim.installation.check import Check, Finding
from gdsim.installation.record import recorded


def look() -> Finding:
    """Compares the installation with the list that was packed with it."""
    entries = recorded()
    if not entries:
        return Finding(None, "gdsim runs from its sources: nothing was packed that could be compared")
    faults = [fault for entry in entries if (fault := entry.fault())]
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        return Finding(False, f"{'; '.join(faults[:3])}{more}: please install gdsim again")
    resources = sum(entry.name.startswith("gdsim/resources/") for entry in entries)
    return Finding(
        True, f"{len(entries) - resources} modules and {resources} resources are as they were packed"
    )


CHECK = Check("files", "files", look)
