"""Keras's own golden numbers for its optimizers, and the differences from PyTorch's forms that gdsim declares."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import optimizer
from gdsim.core.lines.update import memory_of, rules_of

ENTRIES = {
    entry["optimizer"]: entry
    for entry in json.loads(Path(__file__).with_name("keras_optimizers.json").read_text())["optimizers"]
}
MINE = {
    "Adadelta": ("adadelta", {}),
    "Adagrad": ("adagrad", {}),
    "Adam(amsgrad)": ("amsgrad", {}),
    "AdamW": ("adamw", {}),
    "Adamax": ("adamax", {}),
    "Nadam": ("nadam", {"momentum_decay": 1.0}),
    "RMSprop(centered)": ("rmsprop", {"centered": True}),
    "SGD(nesterov)": ("nesterov", {}),
}
RENAMED = {"initial_accumulator_value": "initial_accumulator"}
DROPPED = {"amsgrad", "nesterov", "centered"}


def path_of(name, **more):
    """X after each of the five updates of Keras's protocol, by the declared rule and nothing else."""
    key, own = MINE[name]
    settings = {RENAMED.get(k, k): v for k, v in ENTRIES[name]["hyper"].items() if k not in DROPPED}
    chosen = optimizer(key, **settings | own | more)
    values = {"theta": np.ones(10), "weight_decay": chosen.weight_decay, **chosen.settings}
    values = {key: value for key, value in values.items() if not isinstance(value, bool)}
    for memory in memory_of(chosen):
        values[memory.key] = (
            float(chosen.settings.get(memory.initial, 0.0))
            if isinstance(memory.initial, str)
            else (memory.initial)
        )
    found = []
    for t in range(1, 6):
        values |= {"t": t, "g": np.full(10, 0.01) if t == 1 else np.arange(0.1, 1.1, 0.1)}
        for rule in rules_of(chosen):
            values[rule.writes.key] = evaluate(rule.formula, values)
        values["theta"] = values["theta"] + values["step"]
        for memory in memory_of(chosen):
            values[memory.key] = values[memory.symbol.next.key]
        found.append(values["theta"])
    return np.array(found)


@pytest.mark.parametrize("name", [name for name in ENTRIES if name != "AdamW"])
def test_optimizers_agree_within_keras_own_tolerance(name):
    """With Keras's settings the rules give its golden numbers within the 5e-4 of its own tests."""
    np.testing.assert_allclose(path_of(name), ENTRIES[name]["golden"], rtol=5e-4, atol=5e-4)


def test_every_keras_entry_has_a_rule_here():
    """Every optimizer of Keras's file is compared, so that a new entry is not passed over."""
    assert set(ENTRIES) == set(MINE)


@pytest.mark.parametrize("name", ["Nadam", "SGD(nesterov)", "Adadelta", "Adamax"])
def test_keras_formulas_agree_to_all_printed_digits(name):
    """NAdam with momentum_decay = 1, Nesterov, Adadelta and Adamax give Keras's numbers to all printed digits."""
    np.testing.assert_allclose(path_of(name), ENTRIES[name]["float64_by_keras_formula"], atol=2e-9)


def test_nadam_differs_with_pytorch_default():
    """With PyTorch's momentum_decay of 0.004 NAdam is another method than Keras's."""
    apart = np.abs(path_of("Nadam", momentum_decay=0.004) - np.array(ENTRIES["Nadam"]["golden"]))
    assert apart.max() > 0.01


def test_adamw_adds_epsilon_elsewhere_than_keras():
    """With an ε of 2 Keras's "epsilon hat" shows: the rule here is Algorithm 1, and lies far off."""
    apart = np.abs(path_of("AdamW") - np.array(ENTRIES["AdamW"]["golden"])).max()
    assert round(apart, 2) == ENTRIES["AdamW"]["check"]["max_abs_golden_vs_torch_same_hyper"]


@pytest.mark.parametrize("name", ["Adagrad", "RMSprop(centered)", "Adam(amsgrad)"])
def test_epsilon_differs_visibly_in_float64(name):
    """Keras puts ε inside the root or elsewhere: equal to Keras's tolerance, not to the last digits."""
    apart = np.abs(path_of(name) - np.array(ENTRIES[name]["float64_by_keras_formula"])).max()
    assert 2e-9 < apart < 5e-4
