"""The optimizer's panel: every declared rule, its settings and its lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from gdsim.core.experiment import Clip, optimizer, schedule
from gdsim.core.readings.rich import rich, rich_name
from gdsim.core.registries import OPTIMIZERS, SCHEDULES
from gdsim.state.intents import SetField
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.controls.switch import Switch
from gdsim.ui.form import value_text
from gdsim.ui.panels.optimizer import OptimizerPane

DECLARED = [key for key, declared in OPTIMIZERS.items() if declared.rule]
EXTRA = '''"""Sign: only the direction of each gradient counts."""
from gdsim.core.declaration import Optimizer, Rule, Source
from gdsim.core.parameter import Parameter, learning_rate
from gdsim.core.symbols import STEP, Symbol

OPTIMIZER = Optimizer(
    key="sign_descent", name="Sign descent",
    parameters=(learning_rate(0.01), Parameter(Symbol("boost", r"\\\\kappa", "kappa", "how far"), 2.0, low=0)),
    rule=(Rule(STEP, "-learning_rate * boost * sign(g)", "Step by the sign."),),
    source=Source("test", "test"),
)
'''


@pytest.fixture
def pane(qtbot):
    """The panel, and what it has asked for."""
    built = OptimizerPane()
    qtbot.addWidget(built)
    built.asked = []
    built.wanted.connect(built.asked.append)
    return built


def plain(formulas) -> str:
    """The lines of typeset formulas, as rich text has them."""
    texts = [f"{rich_name(line.writes)} = {rich(line.tree)}" for line in formulas.lines]
    document = QTextDocument()
    document.setHtml("<br>".join(texts))
    return document.toPlainText()


def enter(qtbot, field: NumberField, value: float) -> None:
    """Types a value as a user would."""
    field.edit.setText(value_text(value))
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def another(parameter) -> float:
    """A value that fits a parameter and is not its default."""
    for candidate in (0.25, 0.5, 2.0):
        if parameter.fault(candidate) is None and candidate != parameter.default:
            return candidate
    raise AssertionError(parameter)


def test_every_declared_method_is_listed(pane, look, moons) -> None:
    """Whatever is declared can be chosen, and nothing else."""
    pane.show_snapshot(look(moons))
    names = [pane.method.itemText(place) for place in range(pane.method.count())]
    assert names == [declared.name for declared in OPTIMIZERS.values()]


@pytest.mark.parametrize("method", DECLARED)
def test_every_setting_has_a_control(pane, look, moons, qtbot, method: str) -> None:
    """Each declared setting of each rule can be changed, and says so in the words of the file."""
    pane.show_snapshot(look(replace(moons, optimizer=optimizer(method))))
    pane.more.setChecked(True)
    for parameter in OPTIMIZERS[method].parameters:
        field = f"optimizer.{parameter.key}"
        pane.asked.clear()
        if parameter.kind == "switch":
            control = pane.findChild(Switch, field)
            control.click()
            expected = not parameter.default
        elif parameter.kind == "choice":
            control = pane.findChild(ChoiceBox, field)
            expected = parameter.choices[-1]
            control.chosen.emit(expected)
        else:
            control = pane.findChild(NumberField, field)
            expected = another(parameter)
            enter(qtbot, control, expected)
        assert pane.asked == [SetField(field, expected)]
        assert control.accessibleName() or control.edit.accessibleName()


def test_a_new_declaration_appears(pane, look, moons, tmp_path: Path) -> None:
    """One file more is a choice more, with its settings and its typeset rule; without it, it is gone again."""
    pane.show_snapshot(look(moons))
    before = pane.method.count()
    file = tmp_path / "sign_descent.py"
    file.write_text(EXTRA.replace("\\\\", "\\"), encoding="utf-8")
    with OPTIMIZERS.including(file):
        chosen = replace(moons, optimizer=optimizer("sign_descent"))
        pane.show_snapshot(look(chosen))
        assert pane.method.choice == "sign_descent"
        assert pane.method.count() == before + 1
        assert pane.findChild(NumberField, "optimizer.boost").value == 2.0
        assert "sign(g)" in plain(pane.step)
    pane.show_snapshot(look(moons))
    assert pane.method.count() == before
    assert "boost" not in pane.settings.controls


def test_showing_a_snapshot_sends_no_wish(pane, look, moons) -> None:
    """What the program shows is no wish of the user."""
    for method in DECLARED:
        clipped = optimizer(method, weight_decay=0.1, clip=Clip("value", 0.5), schedule=schedule("cosine"))
        pane.show_snapshot(look(replace(moons, optimizer=clipped)))
    own = optimizer("custom", rule=("step = -learning_rate * g",))
    pane.show_snapshot(look(replace(moons, optimizer=own)))
    assert pane.asked == []


def test_the_lines_shown_are_those_that_run(pane, look, moons) -> None:
    """The lines shown are those that run, with an arrow where something is kept."""
    pane.show_snapshot(look(moons))
    lines = plain(pane.rule).split("\n")
    assert lines[0] == "m = β1·m + (1 − β1)·g"
    assert plain(pane.step) == "θ = θ − α·m̂ / (√(v̂) + ε)"
    assert "theta becomes theta minus alpha times m hat over" in pane.step.accessibleName()


def test_decay_of_the_biases_needs_a_decay(pane, look, moons) -> None:
    """Without a weight decay there is nothing to say about the biases."""
    pane.more.setChecked(True)
    pane.show_snapshot(look(moons))
    assert pane.decay_biases.isHidden()
    pane.show_snapshot(look(replace(moons, optimizer=optimizer("adam", weight_decay=0.01))))
    assert not pane.decay_biases.isHidden()


def test_folded_settings_say_what_they_hold(pane, look, moons) -> None:
    """What is folded away and unusual is still said."""
    chosen = optimizer("adam", weight_decay=0.01, clip=Clip("norm", 1.0))
    pane.show_snapshot(look(replace(moons, optimizer=chosen)))
    assert pane.rest.text() == "decay 0.01 · clip norm 1"
    pane.more.setChecked(True)
    assert pane.rest.isHidden()


def test_clipping_is_one_wish_with_its_limit(pane, look, moons, qtbot) -> None:
    """Choosing a clipping and its limit is one wish in the words of the file, none takes it away."""
    pane.show_snapshot(look(moons))
    pane.clip.by.chosen.emit("norm")
    clipped = replace(moons, optimizer=optimizer("adam", clip=Clip("norm", 1.0)))
    pane.show_snapshot(look(clipped))
    enter(qtbot, pane.clip.limit.controls["limit"], 0.5)
    pane.clip.by.chosen.emit("none")
    assert pane.asked == [
        SetField("optimizer.clip", {"by": "norm", "limit": 1.0}),
        SetField("optimizer.clip", {"by": "norm", "limit": 0.5}),
        SetField("optimizer.clip", None),
    ]


@pytest.mark.parametrize("kind", list(SCHEDULES))
def test_a_changed_schedule_is_sent_whole(pane, look, moons, qtbot, kind: str) -> None:
    """Every schedule shows its settings, and a change sends the whole schedule."""
    pane.more.setChecked(True)
    pane.show_snapshot(look(replace(moons, optimizer=optimizer("gd", schedule=schedule(kind)))))
    assert pane.schedule.kind.choice == kind
    assert list(pane.schedule.settings.controls) == [one.key for one in SCHEDULES[kind].parameters]
    pane.schedule.per.chosen.emit("epoch")
    assert pane.asked[0].value["kind"] == kind and pane.asked[0].value["per"] == "epoch"


def test_a_fault_stands_under_its_own_control(pane, look, moons) -> None:
    """What was refused is said under its own control, which shows the value that holds."""
    pane.show_snapshot(look(moons))
    field = pane.findChild(NumberField, "optimizer.beta_1")
    field.edit.setText("0.5")
    field.leave()
    assert field.value == 0.5
    pane.show_snapshot(look(moons, ("optimizer.beta_1", "cannot be changed now")))
    row = next(row for row in pane.settings.rows if field in row.controls)
    assert row.fault.label.text() == "cannot be changed now" and not row.fault.isHidden()
    assert field.value == 0.9
    pane.show_snapshot(look(moons))
    assert row.fault.isHidden()


def test_a_fault_unfolds_its_control(pane, look, moons) -> None:
    """A message that nobody sees is none."""
    pane.show_snapshot(look(moons, ("optimizer.weight_decay", "must be at least 0")))
    assert not pane.decay.isHidden()


def test_a_snapshot_does_not_disturb_typing(pane, look, moons, qtbot) -> None:
    """Snapshots arrive while someone types: the text stays, the focus stays."""
    pane.show_snapshot(look(moons))
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    field = pane.findChild(NumberField, "optimizer.learning_rate")
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    field.edit.setText("0.0")
    pane.show_snapshot(look(replace(moons, optimizer=optimizer("adam", learning_rate=0.5))))
    assert field.edit.text() == "0.0"
    pane.hide()


def test_own_rule_begins_as_the_one_in_use(pane, look, moons) -> None:
    """My optimizer starts from lines that run, with the settings as numbers."""
    pane.show_snapshot(look(moons))
    pane.method.chosen.emit("custom")
    words = pane.asked[0].value
    assert pane.asked[0].field == "optimizer" and words["method"] == "custom"
    assert words["rule"][0] == "m_next = 0.9 * m + (1 - 0.9) * g" and words["memory"] == ["m", "v"]


def test_own_rule_is_sent_whole_and_stays_when_refused(pane, look, moons) -> None:
    """Lines and memory go together; a refused text stays, with the message, until it is mended or given up."""
    own = replace(moons, optimizer=optimizer("custom", rule=("step = -learning_rate * g",)))
    pane.show_snapshot(look(own))
    pane.editor.rule.setPlainText("v_next = 0.9 * v + h\nstep = -v_next")
    pane.editor.memory.setText("v")
    pane.editor.use()
    assert pane.asked[0].value["rule"] == ["v_next = 0.9 * v + h", "step = -v_next"]
    pane.show_snapshot(look(own, ("optimizer.rule[0]", "reads h, which is not known here")))
    assert pane.editor.rule_row.fault.label.text() == "reads h, which is not known here"
    assert "h" in pane.editor.rule.toPlainText()
    pane.editor.restore()
    assert pane.editor.rule.toPlainText() == "step = -learning_rate * g"


def test_leaving_the_own_rule_leaves_no_line(pane, look, moons) -> None:
    """Another method after My optimizer takes the general settings along, not the rule."""
    own = optimizer("custom", learning_rate=0.3, rule=("step = -learning_rate * g",))
    pane.show_snapshot(look(replace(moons, optimizer=own)))
    pane.method.chosen.emit("gd")
    words = pane.asked[0].value
    assert words["method"] == "gd" and words["learning_rate"] == 0.3
    assert "rule" not in words and "memory" not in words
