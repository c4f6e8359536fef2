"""Sentence: what the operation at the cursor does, with the arithmetic of one of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Formula, Name, names, rebuilt, summed, terms
from gdsim.core.program import Line, Stage
from gdsim.core.readings.digits import in_full, short, signed
from gdsim.core.readings.element import Entry, Index, NoSingleEntry, written_out
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.core.trace import Trace
from gdsim.insight.arithmetic import MORE, Arithmetic
from gdsim.insight.focus import focus, parameter_at

TERMS = 6
"""The longest sum that is written out; of a longer one the largest terms are, then "12 more"."""


@dataclass(frozen=True)
class Sentence:
    """One operation told.

    Args:
        title: where it happens: ``Backprop of hidden layer 2``.
        why: why it is done.
        aloud: all of it for a screen reader.
        line: the line itself, for a view that sets its formula; None before the first line.
        worked: one entry of its result worked out, for a view that sets it.
    """

    title: str
    why: str
    aloud: str
    line: Line | None = None
    worked: Arithmetic | None = None


def sentence(trace: Trace, done_lines: int, sample: int, selected: str | None) -> Sentence:
    """What the last line that has been done does.

    Args:
        trace: the numbers of the update.
        done_lines: how many of its lines have been done.
        sample: the sample in view, as its place in the batch, from 0.
        selected: the parameter that is pointed at, ``"W2[3,2]"``; its number is written out where the line has it.
    """
    if done_lines == 0:
        why = "nothing of this update has been computed yet."
        return Sentence("Press Step", why, f"Press Step: {why}")
    line = trace.program.lines[done_lines - 1]
    title = _title(line, trace.program.layout.layers)
    index = focus(trace, line, sample, selected)
    worked = arithmetic(trace, line, index)
    formula = line.tree
    aloud = f"{title}. {symbol(line.writes).spoken or line.writes} is {spoken(formula)}. {line.why}"
    value = float(trace[line.writes][index])
    return Sentence(
        title,
        line.why,
        f"{aloud} {_entry_aloud(trace, line, index)} is {signed(value)}.",
        line,
        worked,
    )


def layer_name(layer: int, layers: int) -> str:
    """How a layer is called in a sentence.

    >>> layer_name(2, 3), layer_name(3, 3)
    ('hidden layer 2', 'the output layer')
    """
    return "the output layer" if layer == layers else f"hidden layer {layer}"


def _title(line: Line, layers: int) -> str:
    if line.stage is Stage.SAMPLE:
        return "Sample"
    if line.stage is Stage.FORWARD and line.layer is not None:
        return f"Forward through {layer_name(line.layer, layers)}"
    if line.stage is Stage.BACKPROP and line.layer is not None:
        return f"Backprop of {layer_name(line.layer, layers)}"
    return line.stage.value.capitalize()


def _is_flat(trace: Trace, line: Line, index: Index) -> bool:
    return len(index) == 1 and line.stage is Stage.UPDATE


def _entry(trace: Trace, line: Line, index: Index) -> tuple[str, str]:
    """The entry's label, and whose it is; that of a sample is named by its unit, for the sample is said elsewhere."""
    if _is_flat(trace, line, index):
        return line.writes, parameter_at(trace, index[0]).label
    if line.writes.startswith(("dW", "db")) or not index:
        places = index[:1] if line.writes.startswith("db") else index
        return Entry(line.writes, places).label, ""
    if line.stage is Stage.SAMPLE:
        return line.writes, f"sample {index[-1] + 1}"
    return Entry(line.writes, index[:-1]).label, f"sample {index[-1] + 1}"


def _entry_aloud(trace: Trace, line: Line, index: Index) -> str:
    name = symbol(line.writes).spoken or line.writes
    if _is_flat(trace, line, index):
        return f"For {parameter_at(trace, index[0]).label}, {name}"
    return " ".join([name, *(str(place + 1) for place in index)])


def arithmetic(trace: Trace, line: Line, index: Index) -> Arithmetic:
    """The entry's scalar formula with its numbers and its result; only the result where there is none.

    Args:
        trace: the numbers of the update, in which the line must have been computed.
        line: a line of its program.
        index: which entry of the line's result, counted from 0.
    """
    entry, of = _entry(trace, line, index)
    value = float(trace[line.writes][index])
    neutral = line.stage is Stage.LOSS or (
        line.stage is Stage.UPDATE and bool((trace[line.writes] >= 0).all())
    )
    if line.stage is Stage.SAMPLE:
        column = trace[line.writes][:, index[-1]]
        more = (MORE.name,) if len(column) > TERMS else ()
        return Arithmetic(entry, of, None, {}, "", (*(signed(one) for one in column[:TERMS]), *more))
    result = (short if neutral else signed)(value, _decimals(value))
    alone = Arithmetic(entry, of, None, {}, result)
    try:
        tree, entries = written_out(line.tree, index, trace.values)
    except (NoSingleEntry, KeyError):
        return alone
    if isinstance(tree, Name):
        return alone
    numbers = {label: float(np.asarray(trace[one.name])[one.index]) for label, one in entries.items()}
    texts = {label: _written(numbers[label], not one.index) for label, one in entries.items()}
    return Arithmetic(entry, of, shortened(tree, numbers), texts, result)


def _written(value: float, setting: bool) -> str:
    """A number's text; a setting in full, as its field shows it."""
    # Every very large float is whole; only of a small one are all digits worth writing.
    whole = value.is_integer() and abs(value) < 1e6
    return in_full(value) if whole or setting else short(value, _decimals(value))


def _decimals(value: float) -> int:
    """Four, but of a very small number two digits and a power of ten: 0.0003 could not be reckoned with."""
    return 4 if abs(value) >= 0.001 else 1


def shortened(tree: Formula, numbers: Mapping[str, float]) -> Formula:
    """The formula with every sum of more than :data:`TERMS` terms cut to its largest, then ``12 more``.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> numbers = {name: float(size) for size, name in enumerate("abcdefghi")}
    >>> python(shortened(parse("(a + b + c + d + e + f + g + h) / i"), numbers))
    '(d + e + f + g + h + 3 more) / i'
    """

    def change(part: Formula) -> Formula | None:
        every = terms(part)
        if len(every) <= TERMS:
            return None
        # Each term gets its own few numbers: a row of 512 products would else be handed all of them 512 times.
        sizes = [abs(float(evaluate(term, {n: numbers[n] for n in names(term)}))) for term in every]
        kept = sorted(sorted(range(len(every)), key=lambda place: -sizes[place])[: TERMS - 1])
        return summed([*(every[place] for place in kept), Name(f"{len(every) - len(kept)} more")])

    return rebuilt(tree, change)
