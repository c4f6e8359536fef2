"""Labels: how the views name one number, ``W2[3,2]``, ``delta2[3]``, ``m_hat[W2[3,2]]``, and where it is in a trace."""

from __future__ import annotations

import re

from gdsim.core.program import Stage
from gdsim.core.readings.element import Entry, Index
from gdsim.core.trace import Trace
from gdsim.insight.focus import parameter, parameter_at, place_in_theta

_PLACED = re.compile(r"([A-Za-z]\w*)\[(\d+)(?:,(\d+))?\]\Z")
_OF_PARAMETER = re.compile(r"([A-Za-z]\w*)\[([Wb]\d+\[\d+(?:,\d+)?\])\]\Z")
_LIKE_PARAMETERS = re.compile(r"d?[Wb]\d+(_loss)?\Z")


def is_per_sample(trace: Trace, name: str) -> bool:
    """True for a quantity with one column, or one number, for each sample of the batch."""
    line = trace.program.written.get(name)
    if line is None or _LIKE_PARAMETERS.match(name):
        return False
    return trace.program.lines[line].stage is not Stage.UPDATE and trace[name].ndim > 0


def entry_of(trace: Trace, label: str | None, sample: int) -> Entry | None:
    """Where the number of a label is, or None where this network has no such number.

    Args:
        trace: the numbers of an update.
        label: counted from 1; ``a0`` are the inputs, and ``m[W2[3,2]]`` is the m of that weight.
        sample: the sample in view, as its place in the batch: units are told of it.
    """
    if label is None:
        return None
    if match := _OF_PARAMETER.match(label):
        chosen = parameter(match[2])
        place = place_in_theta(trace, chosen) if chosen else None
        return None if place is None else _checked(trace, match[1], (place,))
    if match := _PLACED.match(label):
        row, column = int(match[2]) - 1, int(match[3]) - 1 if match[3] else None
        name = "x" if match[1] == "a0" else match[1]
        if is_per_sample(trace, name):
            return None if column is not None else _checked(trace, name, (row, sample))
        return _checked(trace, name, (row, 0 if column is None else column))
    return _checked(trace, label, (sample,) if is_per_sample(trace, label) else ())


def _checked(trace: Trace, name: str, index: Index) -> Entry | None:
    values = trace.values.get(name)
    if values is None or len(index) != values.ndim:
        return None
    inside = all(0 <= place < length for place, length in zip(index, values.shape, strict=True))
    return Entry(name, index) if inside else None


def label_of(trace: Trace, entry: Entry) -> str:
    """The label of an entry: the reverse of :func:`entry_of`."""
    name, index = entry.name, entry.index
    if is_per_sample(trace, name):
        name = "a0" if name == "x" else name
        return f"{name}[{index[0] + 1}]" if len(index) == 2 else name
    if len(index) == 1:
        return f"{name}[{parameter_at(trace, index[0]).label}]"
    if len(index) == 2 and index[1] == 0 and trace[name].shape[1] == 1 and not re.match(r"d?W", name):
        return f"{name}[{index[0] + 1}]"
    return entry.label


def drawn_name(label: str) -> str:
    """How a label is typeset: what belongs to a parameter by its own name alone, for the parameter is said elsewhere.

    >>> drawn_name("m_hat[W2[3,2]]"), drawn_name("a0[1]"), drawn_name("theta[b1[2]]"), drawn_name("delta2[3]")
    ('m_hat', 'x[1]', 'b1[2]', 'delta2[3]')
    """
    if match := _OF_PARAMETER.match(label):
        return match[2] if match[1] == "theta" else match[1]
    return f"x{label.removeprefix('a0')}" if label.startswith("a0[") else label
