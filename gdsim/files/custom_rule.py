"""The user's own rule: whether its lines are formulas that an optimizer can run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gdsim.core.experiment import OptimizerChoice
from gdsim.core.formula import (
    Binary,
    Call,
    Formula,
    FormulaError,
    Name,
    Negative,
    Number,
    Transpose,
    children,
    names,
    parse,
)
from gdsim.core.functions import FUNCTIONS
from gdsim.core.program import Program
from gdsim.core.registries import ACTIVATIONS
from gdsim.core.symbols import layer_of
from gdsim.files.messages import Fault
from gdsim.files.quoted import quoted

LINE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]{0,39})\s*=(?!=)(.*)", re.DOTALL)
READABLE = ("theta", "g", "t", "B", "epoch", "update", "learning_rate", "weight_decay")
"""What a rule may read beside its settings, its memory and what it has written above."""
PROGRAM = frozenset(
    (
        *Program.INPUTS,
        *READABLE,
        "x",
        "y",
        "l",
        "L",
        "K",
        "pi",
        "penalty",
        "l1",
        "l2",
        "k",
        "limit",
        "theta_next",
    )
) | {"g_clipped", "g_decayed", "gradient_norm", "learning_rate_0"}
"""Names that a program writes or is given by itself."""
WHOLE = ("sum", "norm")
"""Functions that make one number of all."""
DEEPEST = 60


def rule_faults(chosen: OptimizerChoice) -> Iterator[Fault]:
    """What is wrong with the rule of an optimizer; nothing where the rule is not the user's own.

    >>> from gdsim.core.experiment import optimizer
    >>> own = optimizer("custom", rule=("v_next = 0.9 * v + g", "step = -learning_rate * w"), memory=("v",))
    >>> [fault.reason for fault in rule_faults(own)]  # doctest: +ELLIPSIS
    ['reads w, which is not known here; known are: theta, g, t, B, ..., weight_decay, v, v_next']
    """
    if not chosen.rule:
        return
    yield from _memory_faults(chosen)
    settings = tuple(name for name, value in chosen.settings.items() if not isinstance(value, (bool, str)))
    known = list(dict.fromkeys((*READABLE, *settings, *chosen.memory)))
    per_parameter = {"theta", "g", *chosen.memory}
    written: set[str] = set()
    for number, line in enumerate(chosen.rule):
        place = ("optimizer", "rule", number)
        match = LINE.fullmatch(line)
        if match is None:
            yield Fault(place, f'must be a line such as "step = -learning_rate * g", not {quoted(line)}')
            continue
        name, formula = match.groups()
        reason = _written_twice(name, written, known, chosen) or _formula_fault(formula, known)
        vector = name == "step" or name.removesuffix("_next") in chosen.memory
        if reason is None and vector and not _per_parameter(parse(formula), per_parameter):
            reason = (
                f"{name} must be one number for each parameter: it reads neither g nor theta nor a memory"
            )
        if reason is not None:
            yield Fault(place, reason)
        elif _per_parameter(parse(formula), per_parameter):
            per_parameter.add(name)
        written.add(name)
        known.append(name)
    if "step" not in written and all(map(LINE.fullmatch, chosen.rule)):
        yield Fault(
            ("optimizer", "rule"), 'must write the step, in a line such as "step = -learning_rate * g"'
        )
    for number, name in enumerate(chosen.memory):
        if f"{name}_next" not in written:
            reason = f"{name} is kept, but no line of the rule writes {name}_next"
            yield Fault(("optimizer", "memory", number), reason)


def _memory_faults(chosen: OptimizerChoice) -> Iterator[Fault]:
    for number, name in enumerate(chosen.memory):
        place = ("optimizer", "memory", number)
        if not LINE.fullmatch(f"{name} = 0") or name != name.strip() or not name.isascii():
            yield Fault(place, f"must be a name of letters, digits and _, not {quoted(name)}")
        elif name in chosen.memory[:number]:
            yield Fault(place, f"{name} is given twice")
        elif name == "step" or name.endswith("_next") or _is_taken(name, chosen):
            yield Fault(place, f"{name} is a name that gdsim uses itself; take another")


def _written_twice(name: str, written: set[str], known: list[str], chosen: OptimizerChoice) -> str | None:
    if name in written:
        return f"writes {name} a second time; every line writes a name of its own"
    if name in chosen.memory:
        return f"writes {name}, which is what was kept; write {name}_next instead"
    if name in known or _is_taken(name, chosen):
        return f"writes {name}, a name that gdsim uses itself; take another"
    if name.endswith("_next") and name.removesuffix("_next") not in chosen.memory:
        return f"writes {name}, but {name.removesuffix('_next')} is not in optimizer.memory"
    return None


def _is_taken(name: str, chosen: OptimizerChoice) -> bool:
    setting, _, layer = name.rpartition("_")
    of_layer = layer.isdigit() and any(
        setting == one.key for a in ACTIVATIONS.values() for one in a.parameters
    )
    return (
        name in PROGRAM
        or name in FUNCTIONS
        or name in chosen.settings
        or layer_of(name) is not None
        or of_layer
        or name.startswith("schedule_")
        or name.endswith("_limit")
    )


def _formula_fault(text: str, known: list[str]) -> str | None:
    try:
        tree = parse(text)
        if _depth(tree) > DEEPEST:
            return f"is nested more than {DEEPEST} deep"
        fault = next(filter(None, map(_part_fault, _parts(tree))), None)
        unknown = next((name for name in names(tree) if name not in known), None)
    except FormulaError as error:
        return f"{quoted(text.strip())}: {error}".replace("\n", " ")
    except (OverflowError, RecursionError):
        return "holds a number that is too large, or is nested too deeply"
    if fault is None and unknown is not None:
        fault = f"reads {unknown}, which is not known here; known are: {', '.join(known)}"
    return fault


def _part_fault(part: Formula) -> str | None:
    match part:
        case Call(function, _) if not FUNCTIONS[function].elementwise and function not in WHOLE:
            allowed = ", ".join(
                sorted(name for name, one in FUNCTIONS.items() if one.elementwise or name in WHOLE)
            )
            return f"calls {function}, which a rule cannot; it can call {allowed}"
        case Binary("@", _, _) | Transpose():
            return "multiplies matrices; a rule works on each parameter alone, with + - * / ** and functions"
        case Number(value) if abs(value) == float("inf"):
            return "holds a number that is too large"
    return None


def _parts(formula: Formula) -> Iterator[Formula]:
    yield formula
    for child in children(formula):
        yield from _parts(child)


def _depth(formula: Formula) -> int:
    return 1 + max(map(_depth, children(formula)), default=0)


def _per_parameter(formula: Formula, known: set[str]) -> bool:
    """True where the formula gives one number for each parameter, not one in all."""
    match formula:
        case Name(name):
            return name in known
        case Call(function, _) if function in WHOLE:
            return False
        case Negative() | Binary() | Call():
            return any(_per_parameter(child, known) for child in children(formula))
    return False
