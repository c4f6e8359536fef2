"""Origin: where one number comes from: the line that wrote it, the same with its numbers, and what those came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import names
from gdsim.core.formula import terms as terms_of
from gdsim.core.program import Line, Stage
from gdsim.core.readings.element import Entry
from gdsim.core.trace import Trace
from gdsim.insight.expansion import Expansion, Terms, expansion
from gdsim.insight.focus import parameter, place_in_theta, unit
from gdsim.insight.labels import entry_of, label_of
from gdsim.insight.source import moment, source

ROWS = 9
"""The most rows; the deepest factors are left to the next click."""


@dataclass(frozen=True)
class Row:
    """One number and how it was made.

    Args:
        label: which number it is.
        value: the number, or None: not computed yet.
        words: what there is to say of it; where it is not computed yet, when it will be.
        made: the formula and its factors, the formula None for a mean over the batch; None for a number only told.
        sample: the place in the batch of the sample whose share of ``label`` this is; None for the number itself.
        terms: the shares of all samples, where the number is their mean or sum.
        part: True for one term of the number's own sum.
    """

    label: str
    value: float | None
    words: str = ""
    made: Expansion | None = None
    sample: int | None = None
    terms: Terms | None = None
    part: bool = False


@dataclass(frozen=True)
class Origin:
    """Where one number comes from.

    Args:
        label: the number that is told of: of a selected weight its gradient in stage 4, its step in stage 5.
        rows: the number itself first, then what it was made of, one line of the program each.
        sample: the sample in view, as its place in the batch.
    """

    label: str
    rows: tuple[Row, ...]
    sample: int

    @property
    def terms(self) -> Terms | None:
        """The shares of the samples, where the number is their mean or sum."""
        return next((row.terms for row in self.rows if row.terms is not None), None)

    @property
    def value(self) -> float | None:
        """The number itself, or None: not computed yet."""
        return self.rows[0].value


def asked(trace: Trace, done: int, label: str) -> str:
    """Which number a selection asks for at the cursor.

    A selected parameter stands for itself before backprop, then for its gradient, and in stage 5 for its step.
    """
    chosen = parameter(label)
    if chosen is None or chosen.label != label or place_in_theta(trace, chosen) is None:
        return label
    stage = trace.program.lines[done - 1].stage.number if done else 0
    return {4: f"d{label}", 5: f"step[{label}]"}.get(stage, f"theta[{label}]")


def origin(trace: Trace, done: int, label: str | None, sample: int) -> Origin | None:
    """Where a number comes from, read from the lines of the program.

    Args:
        trace: the numbers of the update.
        done: how many of its lines have been done; what later lines write is not told.
        label: the selection.
        sample: the sample in view, as its place in the batch.

    Returns:
        The number and its rows, or None where this network has no such number.
    """
    if label is None:
        return None
    label = asked(trace, done, label)
    entry = entry_of(trace, label, sample)
    if entry is None:
        return None
    rows = _rows(trace, done, entry, sample)
    if len(rows) == 1:
        # Its terms are told one by one where nothing else is.
        rows += _parts(rows[0])
    rows += _beside(trace, done, label, sample)
    return Origin(label, tuple(rows), sample)


def _rows(trace: Trace, done: int, entry: Entry, sample: int) -> list[Row]:
    """The entry's row, then depth first those of its factors that were written in the same stage and layer."""
    own = _line(trace, entry.name)
    rows: list[Row] = []
    seen: set[Entry] = set()

    def follow(each: Entry) -> None:
        line = _line(trace, each.name)
        other = line is None or own is None or (line.stage, line.layer) != (own.stage, own.layer)
        if each in seen or len(rows) >= ROWS or (other and rows):
            return
        seen.add(each)
        made = list(_told(trace, done, each, sample))
        rows.extend(made)
        for row in made:
            # A line that reads whole columns has too many factors to follow all of them.
            for factor in row.made.factors.values() if row.made and row.made.scalar else ():
                follow(factor.entry)

    follow(entry)
    return rows


def _told(trace: Trace, done: int, entry: Entry, sample: int) -> Iterator[Row]:
    """One number: one row, or two where it is a mean over the batch and the sample in view has a share in it."""
    label = label_of(trace, entry)
    line = _line(trace, entry.name)
    if line is None or line.stage is Stage.SAMPLE:
        yield Row(label, float(trace[entry.name][entry.index]), source(trace, entry))
        return
    number = trace.program.written[line.writes]
    known = number < done
    value = float(trace[entry.name][entry.index]) if known else None
    words = "" if known else moment(trace.program, number)
    made = expansion(trace, done, line, entry, sample)
    if made.terms is None:
        yield Row(label, value, words, made)
        return
    count = len(made.terms.values)
    over = f"over the {count} samples of the batch" if count > 1 else "over the one sample of the batch"
    yield Row(label, value, words or over, replace(made, formula=None), None, made.terms)
    if not entry.index:
        return  # the share of one sample in L is its l, which has a line of its own
    share = float(made.terms.values[sample]) if known else None
    yield Row(label, share, words, replace(made, terms=None), sample)


def _parts(row: Row) -> list[Row]:
    """The terms of a sum of more than two, each as a row."""
    made = row.made
    if made is None or made.formula is None or not made.scalar or row.value is None or made.terms is not None:
        return []
    terms = terms_of(made.formula)
    if len(terms) <= 2:
        return []
    rows = []
    for term in terms:
        factors = {name: made.factors[name] for name in names(term)}
        numbers = {name: factor.value for name, factor in factors.items() if factor.value is not None}
        value = float(evaluate(term, numbers))
        rows.append(Row(row.label, value, made=replace(made, formula=term, factors=factors), part=True))
    return rows


def _beside(trace: Trace, done: int, label: str, sample: int) -> Iterator[Row]:
    """What stands beside the number: of a weight what becomes of it, of a step where it leads, of a unit its δ."""
    chosen, unit_at = parameter(label), unit(label)
    if chosen is not None and label == f"theta[{chosen.label}]":
        for name in (f"d{chosen.label}", f"step[{chosen.label}]", f"theta_next[{chosen.label}]"):
            yield from _short(trace, done, name, sample)
    elif chosen is not None and label == f"step[{chosen.label}]":
        entry = entry_of(trace, f"theta_next[{chosen.label}]", sample)
        if entry is not None:
            yield from _told(trace, done, entry, sample)
    elif unit_at is not None and label.startswith("a") and unit_at[0] > 0 and _backprop(trace, done):
        yield from _short(trace, done, f"delta{unit_at[0]}[{unit_at[1] + 1}]", sample)


def _short(trace: Trace, done: int, label: str, sample: int) -> Iterator[Row]:
    entry = entry_of(trace, label, sample)
    if entry is None:
        return
    number = trace.program.written[entry.name]
    if number < done:
        yield Row(label, float(trace[entry.name][entry.index]), source(trace, entry))
    else:
        yield Row(label, None, moment(trace.program, number))


def _backprop(trace: Trace, done: int) -> bool:
    return done > 0 and trace.program.lines[done - 1].stage.number >= Stage.BACKPROP.number


def _line(trace: Trace, name: str) -> Line | None:
    number = trace.program.written.get(name)
    return None if number is None else trace.program.lines[number]
