"""Column widths: each as wide as its numbers, the room that is left shared evenly; where it is too little, all alike.

Then as many columns are in view as fit, none of them cut by an edge.
"""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from gdsim.ui.optimizer_table.ink import GAP, PAD, ink
from gdsim.ui.optimizer_table.rows import Form

_MOST_EXTRA = 60
_TIGHT = 3
"""The gap to the left where without it the columns had to be scrolled."""


def widths(forms: tuple[Form, ...], room: int) -> list[int]:
    """Pixels of each column.

    Args:
        forms: the columns.
        room: what there is; where it is too little the columns are scrolled, one by one.
    """
    metrics = QFontMetricsF(ink().bold)
    # The widest number of a column: its largest, or one with a power of ten.
    longest = [max(metrics.horizontalAdvance(text) for text in samples(form)) for form in forms]
    least = [round(long + PAD + GAP) for long in longest]
    if sum(least) > room:
        least = [round(long + PAD + _TIGHT) for long in longest]
    spare = room - sum(least)
    if not forms:
        return []
    if spare < 0:
        in_view = max(1, room // max(least))
        each = max(room // in_view, max(least))
        return [each] * (len(forms) - 1) + [each + max(0, room - each * in_view)]
    extra = min(spare // len(forms), _MOST_EXTRA)
    rest = min(spare - extra * len(forms), len(forms) - 1) if extra < _MOST_EXTRA else 0
    return [width + extra + (place < rest) for place, width in enumerate(least)]


def samples(form: Form) -> tuple[str, ...]:
    """The longest that a column writes."""
    sign = -1.0 if form.column.directed else 1.0
    return form.text(sign * form.largest), form.text(sign * form.smallest)
