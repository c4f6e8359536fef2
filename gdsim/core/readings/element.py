"""A formula written out for one number: a line about matrices becomes sums and products of single entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS

Index = tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """One number of a named quantity.

    >>> Entry("W2", (2, 1)).label
    'W2[3,2]'
    """

    name: str
    index: Index

    @property
    def label(self) -> str:
        """Name and place, counted from 1 as on the screen."""
        places = ",".join(str(place + 1) for place in self.index)
        return f"{self.name}[{places}]" if places else self.name


class NoSingleEntry(ValueError):
    """The number depends on whole rows or columns in a way that is not a short sum of products."""


def written_out(
    formula: Formula, index: Index, values: Mapping[str, np.ndarray]
) -> tuple[Formula, dict[str, Entry]]:
    """The scalar formula behind one entry of a line's result.

    Args:
        formula: the line's formula.
        index: which entry, counted from 0; shape of the line's result.
        values: the arrays that the formula reads, for their shapes.

    Returns:
        The scalar formula, whose names are labels such as ``W2[3,2]``, and what each label stands for.

    Raises:
        NoSingleEntry: for softmax and other lines that read a whole column at once.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> values = {"W1": np.ones((1, 2)), "x": np.ones((2, 3)), "b1": np.ones((1, 1))}
    >>> python(written_out(parse("W1 @ x + b1"), (0, 2), values)[0])
    'W1[1,1] * x[1,3] + W1[1,2] * x[2,3] + b1[1,1]'
    """
    entries: dict[str, Entry] = {}

    def at(part: Formula, place: Index) -> Formula:
        match part:
            case Number():
                return part
            case Name(name):
                array = values[name]
                if array.ndim == 0:
                    inner: Index = ()
                else:
                    inner = tuple(
                        0 if length == 1 else position
                        for length, position in zip(array.shape, place[-array.ndim :], strict=True)
                    )
                entry = Entry(name, inner)
                entries[entry.label] = entry
                return Name(entry.label)
            case Negative(operand):
                return Negative(at(operand, place))
            case Transpose(operand):
                return at(operand, place[::-1])
            case Binary("@", left, right):
                row, column = place
                inner_length = _shape(left, values)[1]
                return _sum(
                    [Binary("*", at(left, (row, j)), at(right, (j, column))) for j in range(inner_length)]
                )
            case Binary(operator, left, right):
                return Binary(operator, at(left, place), at(right, place))
            case Call("sum_outputs" | "mean_outputs" as name, (argument,)):
                count = _shape(argument, values)[0]
                total = _sum([at(argument, (j, *place)) for j in range(count)])
                return total if name == "sum_outputs" else _share(total, count)
            case Call("sum_batch" | "mean_batch" as name, (argument,)):
                shape = _shape(argument, values)
                rows = place[:1] if len(shape) == 2 else ()
                total = _sum([at(argument, (*rows, i)) for i in range(shape[-1])])
                return total if name == "sum_batch" else _share(total, shape[-1])
            case Call("sum_units" | "mean_units" as name, (argument,)):
                count = _shape(argument, values)[0]
                total = _sum([at(argument, (j, place[-1])) for j in range(count)])
                return total if name == "sum_units" else _share(total, count)
            case Call("concatenate", arguments):
                return at(*_part(arguments, place[0], values))
            case Call(function, arguments) if FUNCTIONS[function].elementwise:
                return Call(function, tuple(at(argument, place) for argument in arguments))
        raise NoSingleEntry(str(part))

    return at(formula, index), entries


def _sum(terms: list[Formula]) -> Formula:
    total = terms[0]
    for term in terms[1:]:
        total = Binary("+", total, term)
    return total


def _share(total: Formula, count: int) -> Formula:
    """The mean: of a single number the number itself."""
    return total if count == 1 else Binary("/", total, Number(float(count)))


def _part(
    arguments: tuple[Formula, ...], place: int, values: Mapping[str, np.ndarray]
) -> tuple[Formula, Index]:
    """Which of the parts laid end to end holds a place, and where in it."""
    for argument in arguments:
        shape = _shape(argument, values)
        size = int(np.prod(shape))
        if place < size:
            return argument, tuple(int(position) for position in np.unravel_index(place, shape))
        place -= size
    raise NoSingleEntry(f"place {place} beyond the end")


def _shape(part: Formula, values: Mapping[str, np.ndarray]) -> tuple[int, ...]:
    match part:
        case Number():
            return ()
        case Name(name):
            return values[name].shape
        case Negative(operand):
            return _shape(operand, values)
        case Transpose(operand):
            return _shape(operand, values)[::-1]
        case Binary("@", left, right):
            return _shape(left, values)[0], _shape(right, values)[1]
        case Binary(_, left, right):
            return np.broadcast_shapes(_shape(left, values), _shape(right, values))
        case Call(function, arguments) if FUNCTIONS[function].elementwise:
            return np.broadcast_shapes(*(_shape(argument, values) for argument in arguments))
        case Call("softmax", (argument,)):
            return _shape(argument, values)
        case Call("sum_units" | "mean_units" | "log_sum_exp", (argument,)):
            return (1, _shape(argument, values)[1])
    raise NoSingleEntry(str(part))
