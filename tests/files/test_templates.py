"""The shipped experiments: each can be opened, asks one question, and has a card."""

from __future__ import annotations

import pytest

from gdsim.core.program import Stage
from gdsim.core.timeline import Timeline
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.walk import stage_end

TOPICS = {"data", "network", "topic"}


def test_templates_begin_with_the_first_backward_pass() -> None:
    """The first backward pass is template 0; those with a key of their own follow."""
    keys = list(templates())
    assert keys[:7] == [FIRST_PASS, "xor", "moons-adam", "penguins", "mazur", "ravine", "spirals"]
    assert len(keys) >= 14


@pytest.mark.parametrize("key", templates())
def test_a_template_asks_one_question_in_few_words(key: str) -> None:
    """Each asks one question and says in a few words what it is; its topics are those of the filter."""
    template = templates()[key]
    assert template.about.count("?") == 1 and template.about.endswith("?")
    assert 0 < len(template.title) <= 24
    assert 0 < len(template.line) <= 40
    assert template.topics and set(template.topics) <= TOPICS


def test_no_two_templates_share_a_title() -> None:
    """No two templates have the same title on their cards."""
    titles = [template.title for template in templates().values()]
    assert len(set(titles)) == len(titles)


def test_the_first_backward_pass_opens_before_any_gradient() -> None:
    """It opens where the loss is known and no gradient is; the numbers are those of the picture."""
    experiment = read(templates()[FIRST_PASS].path)
    samples = samples_of(experiment)
    trace = Timeline(experiment, arrays_of(samples, experiment)).trace(1)
    cursor = experiment.view["cursor"]
    assert (cursor["update"], cursor["line"]) == (1, stage_end(trace.program, Stage.LOSS))
    assert trace.program.layout.size == 13
    assert trace["x"].ravel().tolist() == [1.0, 0.0]
    assert trace["a1"].ravel().round(3).tolist() == [0.834, -0.537, 0.380]
    assert trace["a2"].item() == pytest.approx(0.852, abs=5e-4)
    assert float(trace["L"]) == pytest.approx(0.1607, abs=5e-5)


def test_each_press_of_the_first_pass_is_one_gradient() -> None:
    """From there Space gives δ², then one more gradient each, eight in all, and nothing but gradients."""
    experiment = read(templates()[FIRST_PASS].path)
    trace = Timeline(experiment, arrays_of(samples_of(experiment), experiment)).trace(1)
    start = experiment.view["cursor"]["line"]
    end = stage_end(trace.program, Stage.BACKPROP)
    lines = trace.program.lines[start:end]
    assert {line.stage for line in lines} == {Stage.BACKPROP}
    assert [line.writes for line in lines] == [
        *("delta2", "dW2", "db2", "da1", "slope1", "delta1", "dW1", "db1"),
    ]


def test_spirals_can_be_told_apart() -> None:
    """The network of the spirals template learns them: a card that shows a failure teaches the wrong thing."""
    experiment = read(templates()["spirals"].path)
    run = Timeline(experiment, arrays_of(samples_of(experiment), experiment))
    run.advance(100 * run.course.last_update(1))
    assert run.curves.accuracy[-1].min() > 0.95
