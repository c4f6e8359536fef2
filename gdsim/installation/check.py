"""Check: what one file says about one thing that the installed program looks at in itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gdsim.core.registry import Registry


@dataclass(frozen=True)
class Finding:
    """What a check came to.

    Args:
        well: None where it could not be looked at here; that is told and counts as neither.
        told: one line for the reader: what was looked at; where it is not well, what mends it.
    """

    well: bool | None
    told: str


@dataclass(frozen=True)
class Check:
    """One thing that is looked at: its name for the reader, and how."""

    key: str
    name: str
    look: Callable[[], Finding]

    def find(self) -> Finding:
        """What there is; whatever goes wrong on the way is a finding, too.

        >>> Check("sum", "a sum", lambda: Finding(1 / 0 > 1, "")).find()
        Finding(well=False, told='ZeroDivisionError: division by zero')
        """
        try:
            return self.look()
        except Exception as error:  # a damaged installation can fail in any way
            return Finding(False, " ".join(f"{type(error).__name__}: {error}".split()))


CHECKS: Registry[Check] = Registry(
    "checks",
    "gdsim.installation.checks",
    "CHECK",
    Check,
    ("files", "libraries", "declarations", "golden_cases", "templates", "system_libraries", "window"),
)
