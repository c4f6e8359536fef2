"""Choice: one entry of a control that offers several."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """An entry.

    Args:
        key: its name in files and code.
        label: what the screen says.
        reason: why it cannot be chosen now; None where it can.
        meaning: one line on what it does.
        briefer: what the label may be in a narrow box, from long to short.
    """

    key: str
    label: str
    reason: str | None = None
    meaning: str = ""
    briefer: tuple[str, ...] = ()
