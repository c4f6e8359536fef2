"""Every formula and every name of the lesson is typeset, with room for all its parts and no letter missing."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gdsim.core import registries
from gdsim.core.compile import compile
from gdsim.core.experiment import Clip, Sampling, activation, schedule
from gdsim.core.formula import names, parse
from gdsim.core.functions import FUNCTIONS
from gdsim.core.registries import ACTIVATIONS, LOSSES, SCHEDULES
from gdsim.core.registry import Registry
from gdsim.core.symbols import SYMBOLS
from gdsim.ui.typesetting.assignment import assignment_box
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.glyphs import Glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box
from tests.oracle.small import activations, optimizers, small

STYLE = Style(14.0, QColor("black"))


def declared():
    """Every formula that a declaration of some registry holds."""
    found = set()
    for registry in (value for value in vars(registries).values() if isinstance(value, Registry)):
        for _, one in registry.items():
            found |= {
                getattr(one, key, "") or "" for key in ("value", "gradient", "short_form", "formula", "scale")
            }
            for form in getattr(one, "forms", ()):
                found |= {form.value, form.slope, form.pullback}
            found |= {rule.formula for rule in getattr(one, "rule", ())}
    return found - {""}


def lines():
    """Every line of programs that hold each activation, loss, optimizer and schedule."""
    experiments = []
    for _, chosen in activations():
        where = {"output": chosen} if ACTIVATIONS[chosen.key].output_only else {"hidden": chosen}
        experiments.append(small(**where))
    for key in LOSSES:
        output = activation((LOSSES[key].outputs or ("softmax",))[0])
        experiments.append(small(output=output, loss_key=key, reduction="sum", l1=0.1, l2=0.2))
    for clip in (Clip("norm", 0.1), Clip("value", 0.1)):
        for _, chosen in optimizers(weight_decay=0.1, clip=clip, schedule=schedule("cosine")):
            experiments.append(small(chosen=chosen, sampling=Sampling("sgd", "shuffle")))
    for key in SCHEDULES:
        experiments.append(small(chosen=optimizers(schedule=schedule(key))[0][1]))
    return {
        (line.writes, line.formula): line
        for experiment, _ in experiments
        for line in compile(experiment, 2).lines
    }


FORMULAS = sorted(declared() | {formula for _, formula in lines()})


def check(box: Box) -> None:
    """Fails unless a box is finite and positive, holds all its parts, and has every letter."""
    assert all(math.isfinite(size) for size in (box.width, box.ascent, box.descent))
    assert box.width > 0 and box.height > 0
    pending = [box]
    while pending:
        outer = pending.pop()
        if isinstance(outer, Glyphs):
            assert outer.run is not None and 0 not in outer.run.glyphIndexes()
        for part in outer.parts:
            inner = part.box
            assert part.x + inner.width <= outer.width + outer.lean + 1e-6
            assert inner.ascent - part.y <= outer.ascent + 1e-6
            assert inner.descent + part.y <= outer.descent + 1e-6
            pending.append(inner)


@pytest.mark.parametrize("text", FORMULAS)
def test_every_formula_is_typeset_whole(qtbot: QtBot, text: str) -> None:
    """Displayed, in a line, with positive and with negative numbers put in: always whole."""
    tree = parse(text)
    for inline in (False, True):
        check(formula_box(tree, STYLE, inline=inline))
        for number in ("0.6475", "−0.0465"):
            numbers = STYLE.with_numbers()
            check(formula_box(tree, numbers, lambda name, style, n=number: number_box(n, style), inline))


@pytest.mark.parametrize("line", lines().values(), ids=lambda line: f"{line.writes} = {line.formula}")
def test_every_line_is_typeset_with_its_name(qtbot: QtBot, line) -> None:
    """A line with its name before it, which is higher than nothing and lower than a page."""
    for inline in (False, True):
        box = assignment_box(line, STYLE, inline=inline)
        check(box)
        assert box.height < 6 * STYLE.size
    check(assignment_box(line, STYLE, lambda name, style: name_box(name, style.coloured(QColor("red")))))


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_is_typeset_in_any_place(qtbot: QtBot, function: str) -> None:
    """Every function of the grammar, also under a power and in a product."""
    arguments = ", ".join(
        ("a1", "y", "c")[: FUNCTIONS[function].arity] if FUNCTIONS[function].arity > 0 else "abcd"
    )
    for text in (
        f"{function}({arguments})",
        f"{function}({arguments})**2",
        f"m * {function}({arguments}) * v",
    ):
        check(formula_box(parse(text), STYLE))


NAMES = sorted(
    {name for text in FORMULAS for name in names(parse(text))}
    | set(SYMBOLS)
    | {"W2[3,2]", "dW2[12,3]", "db1[4]", "theta_next", "m_hat[5]", "slope2[1]", "velocity_two", "ключ"}
)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_typeset_whole(qtbot: QtBot, name: str) -> None:
    """Every name that a formula reads, and the user's own in whatever letters."""
    check(name_box(name, STYLE))
    check(name_box(name, STYLE.inlined()))
