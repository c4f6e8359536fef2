"""Column widths: each as wide as its numbers, the room that is left shared evenly."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from gdsim.ui.optimizer_table.ink import GAP, PAD, ink
from gdsim.ui.optimizer_table.rows import Form

_MOST_EXTRA = 60


def widths(forms: tuple[Form, ...], room: int) -> list[int]:
    """Pixels of each column.

    Args:
        forms: the columns.
        room: what there is; where it is too little the columns keep their least width and are scrolled.
    """
    metrics = QFontMetricsF(ink().bold)
    # The widest number of a column: its largest, or one with a power of ten.
    least = [
        round(max(metrics.horizontalAdvance(text) for text in _samples(form)) + PAD + GAP) for form in forms
    ]
    spare = room - sum(least)
    if spare <= 0 or not forms:
        return least
    extra = min(spare // len(forms), _MOST_EXTRA)
    rest = min(spare - extra * len(forms), len(forms) - 1) if extra < _MOST_EXTRA else 0
    return [width + extra + (place < rest) for place, width in enumerate(least)]


def _samples(form: Form) -> tuple[str, ...]:
    sign = -1.0 if form.column.directed else 1.0
    return form.text(sign * form.largest), form.text(sign * form.smallest)
