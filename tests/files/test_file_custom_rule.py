"""My optimizer: a rule in the file is checked as text, and never evaluated."""

from __future__ import annotations

from typing import Any

import pytest

from gdsim.core.timeline import Timeline
from gdsim.files import arrays_of, parse_document, samples_of, to_json

STEP = "step = -learning_rate * g"
GOOD: list[tuple[list[str], list[str]]] = [
    ([STEP], []),
    (["v_next = 0.9 * v + 0.1 * g**2", "step = -learning_rate * g / (sqrt(v_next) + 1e-8)"], ["v"]),
    (["size = norm(g)", "step = where(size > 1, -g / size, -g) * learning_rate"], []),
    (
        [
            "m_next = where(t == 1, g, m) + 0 * theta",
            "total = sum(m_next)",
            "step = -m_next * sign(total) / B",
        ],
        ["m"],
    ),
    (["step = -learning_rate * (g + weight_decay * theta) * 0.9**(update + epoch)"], []),
]
BAD: list[tuple[list[Any], list[Any], str]] = [
    (["-g"], [], 'rule[0]: must be a line such as "step'),
    (["step == g"], [], "rule[0]: must be a line"),
    (["1 = g"], [], "rule[0]: must be a line"),
    (["d = -g"], [], "rule: must write the step"),
    ([STEP, STEP], [], "rule[1]: writes step a second time"),
    (["step = -w"], [], "rule[0]: reads w, which is not known here; known are: theta, g, t"),
    (["step = -d", "d = g"], [], "rule[0]: reads d"),
    (["step = -m"], [], "rule[0]: reads m"),
    (["step = __import__('os')"], [], "rule[0]: "),
    (["step = g.__class__"], [], "rule[0]: "),
    (["step = (lambda: g)()"], [], "rule[0]: "),
    (["step = g[0]"], [], "rule[0]: "),
    (["step = g if t else g"], [], "rule[0]: "),
    (["step = open(g)"], [], "rule[0]: "),
    (["step = -learning_rate *"], [], "rule[0]: "),
    (["step = columns(g, t)"], [], "rule[0]: calls columns, which a rule cannot"),
    (["step = concatenate(g, g)"], [], "rule[0]: calls concatenate"),
    (["step = softmax(g)"], [], "rule[0]: calls softmax"),
    (["step = g @ g"], [], "rule[0]: multiplies matrices"),
    (["step = g.T"], [], "rule[0]: multiplies matrices"),
    (["step = -1e999 * g"], [], "rule[0]: holds a number that is too large"),
    (["step = g * 1" + "0" * 400], [], "rule[0]: "),
    (["step = " + "(" * 300 + "g" + ")" * 300], [], "rule[0]: "),
    (["step = " + "-" * 900 + "g"], [], "rule[0]: "),
    (["step = g" + " + g" * 400], [], "rule[0]: "),
    (["step = 'a'"], [], "rule[0]: "),
    (["step = True"], [], "rule[0]: "),
    (["step = -learning_rate"], [], "rule[0]: step must be one number for each parameter"),
    (["step = norm(g)"], [], "rule[0]: step must be one number for each parameter"),
    (["g = -g", "step = g"], [], "rule[0]: writes g, a name that gdsim uses itself"),
    (["theta_next = theta", STEP], [], "rule[0]: writes theta_next"),
    (["z1 = g", STEP], [], "rule[0]: writes z1"),
    (["sqrt = g", STEP], [], "rule[0]: writes sqrt"),
    (["learning_rate = 1", STEP], [], "rule[0]: writes learning_rate"),
    (["m_next = g", STEP], [], "rule[0]: writes m_next, but m is not in optimizer.memory"),
    (["m = g", STEP], ["m"], "rule[0]: writes m, which is what was kept"),
    ([STEP], ["m"], "memory[0]: m is kept, but no line of the rule writes m_next"),
    (["m_next = norm(g)", STEP], ["m"], "rule[0]: m_next must be one number for each parameter"),
    (["m_next = g", STEP], ["m", "m"], "memory[1]: m is given twice"),
    (["g_next = g", STEP], ["g"], "memory[0]: g is a name that gdsim uses itself"),
    ([STEP], ["a b"], "memory[0]: must be a name"),
    ([STEP], ["m_next"], "memory[0]: m_next is a name that gdsim uses itself"),
    ([STEP], [1], "memory[0]: must be a text"),
    ([1], [], "rule[0]: must be a text, not 1"),
    ([], [], "rule: must have 1 to 100 lines, not 0"),
    ([STEP] * 101, [], "rule: must have 1 to 100 lines, not 101"),
]


def own(bare: Any, rule: Any, memory: Any) -> Any:
    """The document with a rule of its own."""
    bare["optimizer"] = {"method": "custom", "rule": rule, "memory": memory, "learning_rate": 0.1}
    return bare


@pytest.mark.parametrize(("rule", "memory"), GOOD, ids=str)
def test_an_own_rule_that_fits_runs_and_is_kept(bare: Any, rule: list[str], memory: list[str]) -> None:
    """A rule that is accepted runs, and is written back as it was typed."""
    read = parse_document(own(bare, rule, memory), "ok", None)
    run = Timeline(read, arrays_of(samples_of(read), read))
    run.advance(4)
    assert run.updates == 4 and run.diverged is None
    assert to_json(read)["optimizer"]["rule"] == rule and parse_document(to_json(read), "again", None) == read


@pytest.mark.parametrize(("rule", "memory", "start"), BAD, ids=lambda one: str(one)[:40])
def test_an_own_rule_that_cannot_run_is_refused(
    bare: Any, refused: Any, rule: Any, memory: Any, start: str
) -> None:
    """A rule that could not run is refused at its line, with the reason."""
    assert refused(own(bare, rule, memory)).startswith(f"optimizer.{start}")


def test_only_the_custom_method_needs_a_rule(bare: Any, refused: Any) -> None:
    """The method custom has a rule, and no other method has one."""
    bare["optimizer"] = {"method": "custom"}
    assert refused(bare) == "optimizer.rule: is missing"
    bare["optimizer"] = {"method": "gd", "rule": [STEP]}
    assert refused(bare).startswith("optimizer.rule: is no known key")
