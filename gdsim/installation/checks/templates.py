"""Templates: every experiment that gdsim ships opens and makes an update."""

from __future__ import annotations

from gdsim.files.reading import read
from gdsim.files.templates import templates
from gdsim.installation.check import Check, Finding
from gdsim.library import timeline


def look() -> Finding:
    """Reads each of them, with its table, and goes one update further."""
    for template in templates().values():
        run = timeline(read(template.path))
        before = run.updates
        run.advance(1)
        if run.updates != before + 1 or run.diverged:
            return Finding(False, f"{template.path.name} makes no update: please install gdsim again")
    return Finding(bool(templates()), f"{len(templates())} experiments open and make an update")


CHECK = Check("templates", "templates", look)
