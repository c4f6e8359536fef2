"""Lines of a program as the panels show them: the program's own, never written a second time."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.experiment import OptimizerChoice
from gdsim.core.formula import Binary, Formula, Name, Negative, Number, parse, rebuilt
from gdsim.core.program import Line, Program, Stage
from gdsim.core.readings.python import python
from gdsim.core.readings.spoken import spoken
from gdsim.core.registries import OPTIMIZERS

_GATHERED = ("g", "gradient_norm")
"""Lines of stage 5 that belong to no rule: they only gather what backprop has found."""
PLAIN = "step = -learning_rate * g"


def said(line: Line) -> str:
    """A line in words."""
    return f"{spoken(Name(line.writes))} becomes {spoken(line.tree)}"


def loss_lines(program: Program) -> list[Line]:
    """The lines that make one number of outputs and targets."""
    return [program.lines[number] for number in program.stage_lines(Stage.LOSS)]


def rule_lines(program: Program) -> list[Line]:
    """The lines of the optimizer, the step itself put into the last one: ``θ ← θ − α·g``."""
    lines = [program.lines[number] for number in program.stage_lines(Stage.UPDATE)]
    lines = [line for line in lines if line.writes not in _GATHERED]
    step = next((line for line in lines if line.writes == "step"), None)
    moves = lines[-1]
    if step is None or step is not lines[-2]:
        return lines
    moved = python(_moved(step.tree))
    return [*lines[:-2], Line(moves.writes, moved, moves.stage, moves.layer, step.why)]


def own_rule(chosen: OptimizerChoice) -> tuple[list[str], list[str]]:
    """The rule in use as lines that the user can change: its settings put in as numbers, and what it keeps.

    >>> from gdsim.core.experiment import optimizer
    >>> own_rule(optimizer("nesterov"))
    (['b_next = 0.9 * b + g', 'step = -learning_rate * (g + 0.9 * b_next)'], ['b'])
    """
    declared = OPTIMIZERS[chosen.method]
    starts = [
        chosen.settings[kept.initial] if isinstance(kept.initial, str) else kept.initial
        for kept in declared.memory
    ]
    plain = not any(starts) and not any(kept.scalar for kept in declared.memory)
    if chosen.rule or not declared.rule or not plain or declared.decouples(chosen.settings):
        return (list(chosen.rule), list(chosen.memory)) if chosen.rule else ([PLAIN], [])
    rules = declared.rules(chosen.settings)
    written = {rule.writes.key for rule in rules}

    def numbers(part: Formula) -> Formula | None:
        known = isinstance(part, Name) and part.name != "learning_rate" and part.name in chosen.settings
        return Number(float(chosen.settings[part.name])) if known else None  # type: ignore[union-attr]

    lines = [f"{rule.writes.key} = {python(rebuilt(parse(rule.formula), numbers))}" for rule in rules]
    return lines, [kept.key for kept in declared.memory if kept.symbol.next.key in written]


def _moved(step: Formula) -> Formula:
    """θ plus a step, with the step's leading minus drawn out."""
    terms = list(_terms(step))
    moved: Formula = Name("theta")
    for positive, term in terms:
        moved = Binary("+" if positive else "-", moved, term)
    return moved


def _terms(formula: Formula, positive: bool = True) -> Iterator[tuple[bool, Formula]]:
    """The terms of a sum from left to right, each with its sign."""
    match formula:
        case Binary("+" | "-" as operator, left, right):
            yield from _terms(left, positive)
            yield from _terms(right, positive is (operator == "+"))
        case _:
            negative, term = _lifted(formula)
            yield positive is not negative, term


def _lifted(formula: Formula) -> tuple[bool, Formula]:
    """Whether a product begins with a minus, and the product without it."""
    match formula:
        case Negative(operand):
            return True, operand
        case Binary("*" | "/" as operator, left, right):
            negative, rest = _lifted(left)
            return negative, Binary(operator, rest, right)
    return False, formula
