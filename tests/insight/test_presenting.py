"""The line for one unit: its factors opened, its numbers closing, its groups named, its reason short."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.compile import compile
from gdsim.core.declaration import defaults
from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import Experiment, Sampling, activation, optimizer, schedule
from gdsim.core.formula import Name, names
from gdsim.core.readings.python import python
from gdsim.core.registries import LOSSES, SCHEDULES
from gdsim.core.timeline import Arrays, Timeline
from gdsim.insight.cells import columns
from gdsim.insight.closing import Digits, closing
from gdsim.insight.presenting import Equation, present
from gdsim.insight.units import Chosen, layer_title
from tests.core.readings.test_readings import PROGRAMS
from tests.oracle.small import activations, fits, optimizers, small
from tests.ui.canvas.scenes import Scene, mazur, moons, penguins

SCENES = [moons, mazur, penguins, lambda: penguins((32, 16))]
LONGEST = 14


def told(scene: Scene, writes: str, update: int = 1, sample: int = 0, **chosen: object) -> Equation:
    """The equation of a line."""
    trace = scene.after(writes, update).trace
    line = trace.program.lines[trace.program.written[writes]]
    kinds = tuple(layer.activation.key for layer in scene.experiment.network.layers)
    return present(trace, line, sample, Chosen(**chosen), None, kinds)  # type: ignore[arg-type]


def rows(equation: Equation) -> tuple[list[str], list[str]]:
    """The texts of row 1 and row 2."""
    above, below = [], []
    for cell in columns(equation).cells:
        above.append(cell.above if isinstance(cell.above, str) else python(cell.above))
        if isinstance(cell.below, Name):
            below.append(equation.digits.text(equation.parts[cell.below.name].value))
        else:
            below.append(cell.below if isinstance(cell.below, str) else python(cell.below))
    return above, below


def every_program() -> list[tuple[str, Experiment, Arrays]]:
    """Every loss with every activation that fits, every rule, every schedule, and the options beside them."""
    found = list(PROGRAMS)
    for key in LOSSES:
        found += [
            (f"{key} {name}", *small(output=chosen, loss_key=key))
            for name, chosen in activations()
            if fits(key, chosen)
        ]
    found += [(name, *small(chosen=chosen)) for name, chosen in optimizers(weight_decay=0.1)]
    for key, declared in SCHEDULES.items():
        own = schedule(key, **defaults(declared.parameters))
        found += [
            (f"{key} {per}", *small(chosen=optimizer("gd", schedule=own, per=per)))
            for per in ("update", "epoch")
        ]
    return [*found, ("deep", *small(hidden_layers=3, l1=0.1, l2=0.1, reduction="sum", over_outputs="sum"))]


EVERY_PROGRAM = every_program()


def test_mazurs_equation_is_the_designs_picture() -> None:
    """Update 1 of the worked example at δ of hidden 1: symbols, numbers, groups, and three decimals that close."""
    equation = told(mazur(), "delta1")
    above, below = rows(equation)
    assert [text for text in above if text not in "()+"] == [
        *("W2[1,1]", "delta2[1]", "W2[2,1]", "delta2[2]"),
        *("·", "a1[1]", "1 - a1[1]"),
    ]
    assert "".join(below) == "(0.40×0.138+0.50×−0.038)×0.593×0.407"
    assert equation.digits.signed(equation.result.value) == "+0.009"
    assert python(equation.name) == "delta1[1]" and equation.left_caption == "hidden 1"
    groups = [caption.text for caption in columns(equation).captions]
    assert groups == ["from output 1", "from output 2", "slope of the sigmoid"]
    assert python(equation.vector) == "W2.T @ delta2 * slope1"


def test_the_equation_follows_the_chosen_unit() -> None:
    """The indices follow the unit that is looked at."""
    equation = told(mazur(), "delta1", units={1: 1})
    assert {entry.label for entry in equation.weights} == {"W2[1,2]", "W2[2,2]"}
    assert equation.left_caption == "hidden 2" and equation.unit == (1, 1)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("update", [1, 3, 20])
def test_rounded_numbers_on_the_screen_close(scene: object, update: int) -> None:
    """Worked out again from the numbers as they read, the right side gives the left, and only a true 0 reads 0."""
    made: Scene = scene()  # type: ignore[operator]
    for writes in made.lines(update):
        equation = told(made, writes, update).closing()
        if equation.tree is None:
            continue
        digits = equation.digits
        parts = {key: equation.parts[key] for key in set(names(equation.tree))}
        read = {key: p.value if p.exact else digits.read(p.value) for key, p in parts.items()}
        again = float(evaluate(equation.tree, read))
        written = digits.for_result(equation.result.value)
        assert written.text(again) == written.text(equation.result.value), writes
        for part in parts.values():
            assert part.value == 0 or part.exact or digits.text(part.value).strip("−0.") != ""


@pytest.mark.parametrize("scene", SCENES)
def test_the_equation_gives_the_number_of_its_line(scene: object) -> None:
    """Unrounded, every right side gives the number of the trace: nothing of the mathematics is written twice."""
    made: Scene = scene()  # type: ignore[operator]
    for writes in made.lines(2):
        equation: Equation | None = told(made, writes, 2)
        while equation is not None:
            if equation.tree is not None:
                numbers = {key: part.value for key, part in equation.parts.items()}
                again = float(evaluate(equation.tree, numbers))
                assert again == pytest.approx(equation.result.value, rel=1e-9, abs=1e-12), writes
            equation = equation.shorter()


def test_long_sums_name_what_they_leave_out() -> None:
    """Over six terms the two largest and the smallest stay; the others are one number."""
    equation = told(penguins((32, 16)), "z2", 3)
    assert len(equation.weights) == 3
    assert "29 more" in rows(equation)[0]
    assert {caption.text for caption in columns(equation).captions} >= {"the rest", "bias"}


def test_sums_over_the_largest_layers_are_cut() -> None:
    """Sums over 512 units and over a batch of 1,100 samples are cut before anything goes through them."""
    wide = penguins((512, 512))
    for writes in wide.lines(2):
        assert len(told(wide, writes, 2).weights) <= 4
    experiment, arrays = small(samples=1100)
    trace = Timeline(experiment, arrays).trace(1)
    line = trace.program.lines[trace.program.written["dW1"]]
    equation = present(trace, line, 3, Chosen(), None, ("tanh", "identity"))
    assert "1097 more" in rows(equation)[0]


def test_groups_fold_from_the_right() -> None:
    """A formula that is too long keeps its symbols and shows the value of its last group, then of the one before."""
    whole = told(mazur(), "delta1")
    folded = whole.shorter()
    assert folded is not None
    above, below = rows(folded)
    assert "a1[1]" not in above and "a1[1] * (1 - a1[1])" in above and "0.241" in below
    twice = folded.shorter()
    assert twice is not None and "W2[2,1] * delta2[2]" in rows(twice)[0]
    assert [caption.text for caption in columns(twice).captions] == [
        *("from output 1", "from output 2", "slope of the sigmoid"),
    ]


def test_a_case_is_the_one_that_holds() -> None:
    """Where a rule or an activation has cases, the formula is that of the case, and says which."""
    experiment, arrays = small(chosen=optimizer("momentum"), sampling=Sampling("batch", "in_order"))
    run = Timeline(experiment, arrays)
    run.advance(2)
    for update, caption, terms in ((1, "for t = 1", 1), (2, "for t ≠ 1", 2)):
        trace = run.trace(update)
        line = trace.program.lines[trace.program.written["b_next"]]
        equation = present(trace, line, 0, Chosen(), None, ("tanh", "identity"))
        assert caption in equation.captions.values()
        assert rows(equation)[1].count("+") == terms - 1


def test_a_slope_with_cases_stays_a_symbol() -> None:
    """Relu's slope is no short arithmetic: it stays f′(z) with its value."""
    experiment, arrays = small(hidden=activation("relu"))
    trace = Timeline(experiment, arrays).trace(1)
    line = trace.program.lines[trace.program.written["delta1"]]
    equation = present(trace, line, 0, Chosen(), None, ("relu", "identity"))
    assert rows(equation)[0][-1] == "slope1[1]"
    assert "slope of the relu" in equation.captions.values()


def test_stage_five_follows_the_unit() -> None:
    """Without a choice the steepest parameter is told; with one, the steepest of that unit."""
    assert told(mazur(), "theta_next").name == Name("W2[1,2]")
    equation = told(mazur(), "theta_next", units={1: 1}, layer=1)
    assert equation.name == Name("W1[2,2]") and equation.becomes


@pytest.mark.parametrize("experiment", [each[1] for each in EVERY_PROGRAM], ids=[e[0] for e in EVERY_PROGRAM])
def test_every_reason_is_short(experiment: Experiment) -> None:
    """One sentence of at most 14 words for every line that any program can have."""
    for line in compile(experiment, 2).lines:
        assert len(line.why.split()) <= LONGEST, line.why


def test_every_line_of_every_program_can_be_presented() -> None:
    """Whatever is chosen, each line has an equation whose numbers are those of the trace."""
    for name, experiment, arrays in EVERY_PROGRAM[::4]:
        trace = Timeline(experiment, arrays).trace(1)
        kinds = tuple(layer.activation.key for layer in experiment.network.layers)
        for line in trace.program.lines:
            equation = present(trace, line, 0, Chosen(), None, kinds)
            assert np.isfinite(equation.result.value), (name, line)
            assert columns(equation).cells


def test_digits_never_show_zero_for_what_is_none() -> None:
    """Three decimals, two where they are exact, never 0 for what is none, and whole numbers whole."""
    digits = Digits(3)
    assert [digits.text(value) for value in (0.4, 0.05, 0.138498, 10.0, 0.0, -0.5)] == [
        *("0.40", "0.05", "0.138", "10", "0", "−0.50"),
    ]
    assert digits.text(0.0000123) == "1.2×10⁻⁵" and digits.reads_zero(0.0000123)
    assert digits.text(float("nan")) == "not a number" and digits.text(float("inf")) == "∞"
    assert digits.text(12345.678) == "12345.7" and Digits(5).text(0.999) == "0.999"


def test_more_decimals_where_fewer_do_not_close() -> None:
    """0.0004 needs a fourth decimal; 1 − 0.9996 needs it too."""
    assert closing([0.0004], 0.0004, lambda read: read(0.0004)).decimals == 4
    assert closing([0.9996, 0.0004], 0.0004, lambda read: 1 - read(0.9996)).decimals == 4
    assert closing([0.3], 0.3, lambda read: 0.7).decimals == 3


def test_layers_are_titled_by_their_place() -> None:
    """Layers are called by their place; one hidden layer needs no number."""
    assert [layer_title(layer, 3) for layer in range(4)] == ["input", "hidden 1", "hidden 2", "output"]
