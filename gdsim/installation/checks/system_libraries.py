"""System libraries: what Qt needs of Linux to draw a window here."""

from __future__ import annotations

import os

from gdsim.installation.check import Check, Finding
from gdsim.installation.system_libraries import look as looked


def look() -> Finding:
    """Looks for the libraries of this session's display; without one, for those that every window needs."""
    report = looked()
    if report.missing or report.platform is not None:
        told = report.message.removeprefix("gdsim: ")
        return Finding(not told, told or f"everything is here that Qt needs for {report.platform}")
    without = looked(dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}).message.removeprefix("gdsim: ")
    return Finding(
        False if without else None, without or "there is no display here, so no window can open; pictures can"
    )


CHECK = Check("system_libraries", "system libraries", look)
