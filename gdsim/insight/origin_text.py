"""Origin text: where a number comes from as plain lines, to be copied or read aloud."""

from __future__ import annotations

from gdsim.core.formula import Name, rebuilt
from gdsim.core.readings.digits import fine
from gdsim.core.readings.python import python
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.core.trace import Trace
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.labels import drawn_name
from gdsim.insight.origin import Origin, Row

NOT_YET = "not computed yet"


def origin_text(trace: Trace, found: Origin, check: GradientCheck | None) -> str:
    """Every row with its formula, its numbers and its value, in the names of the program.

    Args:
        trace: the numbers that it was read from.
        found: where the number comes from.
        check: the gradient check, where there is one.

    Returns:
        Lines such as ``delta2[3] = da2[3] * slope2[3] = -0.522896 * +0.989502 = -0.517407``.
    """
    position = trace.position
    head = f"{drawn_name(found.label)} at epoch {position.epoch}, update {position.update}"
    lines = [head, *(_line(trace, row) for row in found.rows)]
    if check is not None:
        told = check.reason or f"agrees to {check.apart:.0e}"
        lines.append(f"finite differences: {fine(check.slope)} ({told})")
    return "\n".join(lines)


def _line(trace: Trace, row: Row) -> str:
    name = drawn_name(row.label)
    if row.sample is not None:
        name = f"{name} of sample {row.sample + 1}"
    parts = [name]
    if row.terms is not None:
        parts.append(f"{row.terms.over} {row.words}" if row.value is not None else row.terms.over)
    elif row.made is not None and row.made.formula is not None:
        tree = row.made.formula
        drawn = rebuilt(tree, lambda part: Name(drawn_name(part.name)) if isinstance(part, Name) else None)
        parts.append(python(drawn))
        if row.value is not None and row.made.scalar:
            values = {label: factor.value or 0.0 for label, factor in row.made.factors.items()}
            put = rebuilt(
                tree, lambda part: Name(fine(values[part.name])) if isinstance(part, Name) else None
            )
            parts.append(python(put))
    elif row.words and row.value is not None:
        return f"{name} = {fine(row.value)} ({row.words})"
    parts.append(NOT_YET if row.value is None else fine(row.value))
    return " = ".join(part for part in parts if part)


def origin_aloud(found: Origin) -> str:
    """The number and its first formula in words, for a screen reader."""
    words = [said(found.label)]
    words.append(NOT_YET if found.value is None else fine(found.value))
    for row in found.rows:
        if row.made is not None and row.made.formula is not None and row.made.scalar:
            tree = rebuilt(
                row.made.formula, lambda part: Name(said(part.name)) if isinstance(part, Name) else None
            )
            words.append(f"{said(row.label)} is {spoken(tree)}")
    return ". ".join(words)


def said(label: str) -> str:
    """A label in words.

    >>> said("dW2[3,2]"), said("m_hat[W2[3,2]]"), said("delta2[3]")
    ('d L by d W 2, 3, 2', 'm hat of W 2, 3, 2', 'delta 2, 3')
    """
    name, _, place = label.partition("[")
    word = symbol(name).spoken or name
    if place.startswith(("W", "b")):
        return said(place[:-1]) if name == "theta" else f"{word} of {said(place[:-1])}"
    return ", ".join([word, *place.removesuffix("]").split(",")]) if place else word
