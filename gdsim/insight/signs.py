"""Signs: which quantities of an update are sizes, never below zero, and which have a direction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, children, names
from gdsim.core.program import Program, Stage
from gdsim.core.trace import Trace

_NEVER_BELOW_ZERO = frozenset(("abs", "sqrt", "exp", "sigmoid", "softplus", "norm"))


def sizes(trace: Trace) -> frozenset[str]:
    """The names of stage 5 that tell a size and no direction, such as v and v̂; told by the formulas, not the numbers.

    A name is one where its formula cannot give less than 0, or where a line takes its root.
    """
    program = trace.program
    rooted = {name for line in _update(program) for part in _roots(line.tree) for name in _summands(part)}
    carried = {before: after for before, after in program.carry.items() if before != "theta"}
    assumed = {name for name in carried if np.all(np.asarray(program.initial[name]) >= 0)}
    while True:
        found = _proved(trace, assumed)
        broken = {name for name in assumed if carried[name] not in found}
        if not broken:
            break
        # Whatever was proved with the help of a memory that can fall below 0 has to be proved anew.
        assumed -= broken
    found |= rooted | assumed
    found |= {after for before, after in carried.items() if before in found}
    return frozenset(found)


def _update(program: Program) -> Iterator:
    return (line for line in program.lines if line.stage is Stage.UPDATE)


def _proved(trace: Trace, assumed: set[str]) -> set[str]:
    found = set(assumed)
    for line in _update(trace.program):
        if line.writes != "g" and _never_negative(line.tree, found, trace):
            found.add(line.writes)
    return found


def _never_negative(part: Formula, known: set[str], trace: Trace) -> bool:
    read = set(names(part))
    if all(np.ndim(trace.values.get(name, 0.0)) == 0 and name in trace.values for name in read):
        return bool(evaluate(part, trace.values) >= 0)  # settings and counts: 1 - beta_2**t
    match part:
        case Name(name):
            return name in known
        case Binary("**", base, Number(power)):
            return power % 2 == 0 or _never_negative(base, known, trace)
        case Binary("*" | "/", left, right) if left == right:
            return True
        case Binary("+" | "*" | "/", left, right):
            return _never_negative(left, known, trace) and _never_negative(right, known, trace)
        case Call("maximum", arguments):
            return any(_never_negative(argument, known, trace) for argument in arguments)
        case Call("minimum", arguments):
            return all(_never_negative(argument, known, trace) for argument in arguments)
        case Call("where", (_, *both)):
            return all(_never_negative(argument, known, trace) for argument in both)
        case Call(function, _):
            return function in _NEVER_BELOW_ZERO
    return False


def _roots(part: Formula) -> Iterator[Formula]:
    """What stands under the roots of a formula."""
    match part:
        case Call("sqrt", (argument,)) | Binary("**", argument, Number(0.5)):
            yield argument
    for child in children(part):
        yield from _roots(child)


def _summands(part: Formula) -> Iterator[str]:
    match part:
        case Name(name):
            yield name
        case Binary("+", left, right):
            yield from _summands(left)
            yield from _summands(right)


def points_along(formula: Formula, name: str) -> int:
    """+1 where a formula grows with a name, -1 where it falls, as far as its signs tell; 0 where it does not read it.

    >>> from gdsim.core.formula import parse
    >>> points_along(parse("-learning_rate * m_hat / (sqrt(v_hat) + epsilon)"), "m_hat")
    -1
    >>> points_along(parse("a - (b - c)"), "c"), points_along(parse("a"), "c")
    (1, 0)
    """
    match formula:
        case Name(found):
            return int(found == name)
        case Negative(operand):
            return -points_along(operand, name)
        case Binary("-", left, right):
            return points_along(left, name) or -points_along(right, name)
        case Binary("*", left, right):
            return points_along(left, name) * _sign(right) or points_along(right, name) * _sign(left)
        case Binary("/", left, right):
            return points_along(left, name) * _sign(right) or -points_along(right, name) * _sign(left)
    return next((sign for child in children(formula) if (sign := points_along(child, name))), 0)


def _sign(factor: Formula) -> int:
    """-1 for a factor that is written with a minus; settings and quantities themselves count as positive."""
    match factor:
        case Number(value):
            return -1 if value < 0 else 1
        case Negative(operand):
            return -_sign(operand)
        case Binary("*" | "/", left, right):
            return _sign(left) * _sign(right)
    return 1
