"""The sentence of each operation: its words and its arithmetic."""

from __future__ import annotations

import re

import numpy as np
import pytest

from gdsim.core.formula import Name, names
from gdsim.core.readings.element import written_out
from gdsim.insight.focus import focus, parameter, parameter_at, place_in_theta
from gdsim.insight.sentence import sentence, shortened
from tests.insight.told import worked_text
from tests.ui.canvas.scenes import Scene, mazur, moons, penguins

SCENES = [moons, mazur, penguins]


def plain(html: str) -> str:
    """Rich text without its marks."""
    return re.sub(r"<[^>]+>", "", html)


def told(
    scene: Scene, name: str, update: int = 1, sample: int = 0, selected: str | None = None
) -> tuple[str, str]:
    """Title and plain numbers of a line."""
    trace = scene.after(name, update).trace
    found = sentence(trace, scene.lines(update).index(name) + 1, sample, selected)
    return found.title, plain(worked_text(found.worked)) if found.worked else ""


def test_the_sentence_of_the_designs_picture_is_told() -> None:
    """The sentence of the design's picture: one gradient, its largest terms, its value."""
    title, numbers = told(moons(), "dW2", 184, 8, "W2[3,2]")
    assert title == "Backprop of hidden layer 2"
    assert numbers.startswith("∂L/∂W232 = (") and numbers.endswith("+ 5 more) / 10 = −0.0465")
    assert "− 0.5174·0.6475" in numbers


def test_every_stage_is_titled_by_its_place() -> None:
    """Every stage says where it happens."""
    assert told(moons(), "x")[0] == "Sample"
    assert told(moons(), "z1")[0] == "Forward through hidden layer 1"
    assert told(moons(), "a3")[0] == "Forward through the output layer"
    assert told(moons(), "L")[0] == "Loss"
    assert told(moons(), "delta3")[0] == "Backprop of the output layer"
    assert told(moons(), "step")[0] == "Update"


@pytest.mark.parametrize("scene", SCENES)
def test_numbers_agree_with_the_trace(scene: object) -> None:
    """The arithmetic that is shown, worked out, gives the number of the trace."""
    from gdsim.core.evaluate import evaluate

    made: Scene = scene()  # type: ignore[operator]
    trace = made.after("L", 2).trace
    for line in trace.program.lines:
        index = focus(trace, line, 0, None)
        try:
            tree, entries = written_out(line.tree, index, trace.values)
        except (ValueError, KeyError):
            continue
        numbers = {
            label: float(np.asarray(trace[entry.name])[entry.index]) for label, entry in entries.items()
        }
        assert float(evaluate(tree, numbers)) == pytest.approx(
            float(trace[line.writes][index]), rel=1e-9, abs=1e-12
        )


@pytest.mark.parametrize("scene", SCENES)
def test_every_line_can_be_told(scene: object) -> None:
    """Every line has a formula, a result, a reason and words for a screen reader; sums stay short."""
    made: Scene = scene()  # type: ignore[operator]
    trace = made.after("L", 2).trace
    for done in range(1, len(trace.program.lines) + 1):
        found = sentence(trace, done, 0, "W1[1,1]")
        assert found.line is trace.program.lines[done - 1] and found.why and found.title in found.aloud
        assert found.worked is not None and (found.worked.result or found.worked.listed)
        assert worked_text(found.worked).count(" + ") <= 12


def test_before_the_first_line_it_says_press_step() -> None:
    """Before the first line there is nothing to tell but how to go on."""
    found = sentence(moons().after(None).trace, 0, 0, None)
    assert found.title == "Press Step" and found.worked is None
    assert found.why == "nothing of this update has been computed yet."


def test_the_selected_parameter_is_followed() -> None:
    """A selected weight is told where the line has it, its units where the line is about units."""
    assert told(moons(), "dW2", 184, 8, "W2[3,2]")[1].startswith("∂L/∂W232")
    assert told(moons(), "delta2", 184, 8, "W2[3,2]")[1].startswith("δ23 of sample 9")
    assert told(moons(), "a1", 184, 8, "W2[3,2]")[1].startswith("a12 of sample 9")
    assert told(moons(), "step", 184, 8, "W2[3,2]")[1].startswith("Δθ of W232")
    assert told(moons(), "db2", 184, 8, "b2[1]")[1].startswith("∂L/∂b21")


def test_a_foreign_selection_counts_for_nothing() -> None:
    """A parameter that this network does not have is passed over."""
    assert told(mazur(), "dW1", selected="W1[9,9]") == told(mazur(), "dW1")


def test_whole_columns_show_their_value() -> None:
    """Softmax reads a whole column: its value stands without arithmetic."""
    numbers = told(penguins(), "a2", 3)[1]
    assert numbers.count(" = ") == 1


def test_a_step_is_written_with_the_settings_in_full() -> None:
    """α, β and ε are written as they were set: the step can be worked out again by hand."""
    numbers = told(moons(), "step", 184, 8, "W2[3,2]")[1]
    assert numbers == "Δθ of W232 = −0.02·(−0.0063) / (√(2.8×10⁻⁴) + 10⁻⁸) = +0.0076"


def test_long_sums_keep_their_largest_terms() -> None:
    """Of a long sum the largest terms stay, in their order."""
    trace = moons().after("dW2", 184).trace
    line = trace.program.lines[trace.program.written["dW2"]]
    tree, entries = written_out(line.tree, (2, 1), trace.values)
    numbers = {label: float(np.asarray(trace[entry.name])[entry.index]) for label, entry in entries.items()}
    short = shortened(tree, numbers)
    assert "5 more" in set(names(short)) and "delta2[3,9]" in set(names(short))
    assert shortened(Name("a"), {"a": 1.0}) == Name("a")


def test_a_parameters_place_in_theta_leads_back() -> None:
    """A parameter's place in theta and back."""
    trace = moons().after("g").trace
    chosen = parameter("W2[3,2]")
    assert chosen is not None
    place = place_in_theta(trace, chosen)
    assert place is not None and parameter_at(trace, place).label == "W2[3,2]"
    assert float(trace["theta"][place]) == float(trace["W2"][2, 1])
