"""Arrangement: which plots lie where in an area of some size, as long as nobody has moved one."""

from __future__ import annotations

NARROW = 380
"""Below this width there is one column."""
LEAST = 150
"""A plot lower than this cannot be read: those that find no place are stacked on others."""
GAP = 8

FEW = ("parameters", "loss", "gradient_norm", "data", "surface", "update_size")
"""What shows first: two classes, or numbers."""
MANY = ("loss", "gradient_norm", "error", "confusion", "data", "surface")
"""What shows first with more than two classes."""
_IN_A_ROW = ("parameters", "update_size", "loss", "gradient_norm", "error", "confusion", "data", "surface")

Place = tuple[str, ...]
"""Plots stacked on one another, the front one first."""
TABS = {
    "parameters": "Parameters", "path": "Each update", "loss": "Loss", "gradient_norm": "Gradients",
    "update_size": "Steps", "accuracy": "Accuracy", "data": "Data", "surface": "Surface", "confusion": "Classes",
    "error": "Errors",
}  # fmt: skip
"""Short names for tabs and menu, where a title would be cut."""


def arrangement(names: tuple[str, ...], width: int, height: int) -> list[list[Place]]:
    """The columns from left to right, each with its places from top to bottom.

    >>> arrangement(FEW, 480, 500)
    [[('parameters',), ('gradient_norm', 'update_size'), ('surface',)], [('loss',), ('data',)]]
    >>> arrangement(("parameters", "update_size", "loss"), 540, 180)
    [[('parameters',)], [('update_size',)], [('loss',)]]
    """
    columns = 1 if width < NARROW else 3 if width > 2 * height else 2
    rows = max(1, (height + GAP) // (LEAST + GAP))
    if columns == 3 or (columns == 2 and rows == 1):
        # In a low area first what the update stage speaks of.
        names = tuple(sorted(names, key=_IN_A_ROW.index)) if set(names) <= set(_IN_A_ROW) else names
    rows = min(rows, -(-len(names) // columns))
    columns = min(columns, len(names))
    tall = columns == 2 and rows == 3 and "data" in names and names[0] == "parameters"
    slots = [(row, column) for row in range(rows) for column in range(columns)]
    if tall:
        slots.remove((2, 1))
    taken: dict[tuple[int, int], list[str]] = {slot: [name] for slot, name in zip(slots, names, strict=False)}
    for number, name in enumerate(names[len(slots) :]):
        friend = "gradient_norm" if name == "update_size" else None
        slot = next((s for s, held in taken.items() if friend in held), slots[number % len(slots)])
        taken[slot].append(name)
    return [
        [tuple(taken[row, column]) for row in range(rows) if (row, column) in taken]
        for column in range(columns)
    ]
