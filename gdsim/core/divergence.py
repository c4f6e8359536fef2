"""Divergence: where and by which line a run left the finite numbers, and what usually helps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Divergence:
    """A run that left the finite numbers: at which update, and which line overflowed first."""

    update: int
    writes: str
    formula: str

    @property
    def message(self) -> str:
        """What happened and what usually helps, in one line."""
        return (
            f"the run left the finite numbers at update {self.update}: {self.writes} = {self.formula} "
            "overflowed first; a smaller learning rate, clipping, or scaled inputs usually help"
        )
