"""Parameters: the rule in words, and what is wrong with a value."""

from __future__ import annotations

import math

import pytest

from gdsim.core import registries
from gdsim.core.parameter import Parameter, epsilon, learning_rate, share, shown
from gdsim.core.registry import Registry
from gdsim.core.symbols import RHO, Symbol

ALL = [
    (f"{registry.kind} {key} {parameter.key}", parameter)
    for registry in vars(registries).values()
    if isinstance(registry, Registry)
    for key, declared in registry.items()
    for parameter in getattr(declared, "parameters", ())
]
C = Symbol("c")
RULES = [
    (Parameter(C, 0.5), "a finite number"),
    (Parameter(C, 3), "a whole number"),
    (Parameter(C, 0.5, low=0), "a number of at least 0"),
    (Parameter(C, 0.5, low=0, low_open=True), "a number above 0"),
    (Parameter(C, 0.5, high=1), "a number of at most 1"),
    (Parameter(C, 0.5, high=1, high_open=True), "a number below 1"),
    (Parameter(C, 0.5, low=0, high=1), "a number from 0 to 1"),
    (Parameter(C, 3, low=1, high=1_000_000), "a whole number from 1 to 1000000"),
    (Parameter(C, 0.5, low=0, high=1, high_open=True), "a number of at least 0 and below 1"),
    (Parameter(C, 0.5, low=0, high=1, low_open=True), "a number above 0 and of at most 1"),
    (Parameter(C, 0.5, low=-0.5, high=1.5), "a number from -0.5 to 1.5"),
    (Parameter(C, True), "true or false"),
    (Parameter(C, "none", choices=("none", "tanh")), "one of none, tanh"),
]


@pytest.mark.parametrize(("parameter", "rule"), RULES, ids=[rule for _, rule in RULES])
def test_a_parameter_tells_its_rule_in_words(parameter, rule):
    """What a value has to be, as a person would say it."""
    assert parameter.rule in (rule, rule.replace("a whole", "a finite whole", 1))


FAULTS = [
    (share(RHO, 0.9), 1.0, "must be a number of at least 0 and below 1, not 1.0"),
    (share(RHO, 0.9), -0.0001, "must be a number of at least 0 and below 1, not -0.0001"),
    (learning_rate(0.1), "0.1", 'must be a number of at least 0, not "0.1"'),
    (learning_rate(0.1), True, "must be a number of at least 0, not true"),
    (learning_rate(0.1), None, "must be a number of at least 0, not null"),
    (learning_rate(0.1), math.nan, "must be a number of at least 0, not NaN"),
    (learning_rate(0.1), -math.inf, "must be a number of at least 0, not -Infinity"),
    (learning_rate(0.1), math.inf, "must be a number of at least 0, not Infinity"),
    (Parameter(C, 3, low=1), 2.0, "must be a whole number of at least 1, not 2.0"),
    (Parameter(C, True), 1, "must be true or false, not 1"),
    (Parameter(C, "a", choices=("a", "b")), "c", 'must be one of a, b, not "c"'),
    (Parameter(C, "a", choices=("a", "b")), 1, "must be one of a, b, not 1"),
]


@pytest.mark.parametrize(("parameter", "value", "said"), FAULTS)
def test_a_fault_names_rule_and_value(parameter, value, said):
    """What is wrong, in one sentence with the rule and the value."""
    assert parameter.fault(value) == said


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (learning_rate(0.1), 0),
        (learning_rate(0.1), 10**6),
        (epsilon(1e-8), 0.0),
        (share(RHO, 0.9), 0),
        (Parameter(C, 3, low=1), 1),
    ],
)
def test_values_at_the_limits_are_allowed(parameter, value):
    """Limits belong to the range, and a whole number is a number."""
    assert parameter.fault(value) is None


@pytest.mark.parametrize(("name", "parameter"), ALL, ids=[name for name, _ in ALL])
def test_every_default_is_allowed(name, parameter):
    """Each declared default is inside its own range, each setting has a meaning, and rubbish is refused."""
    assert parameter.fault(parameter.default) is None and parameter.symbol.meaning
    for value in (None, [], {}, math.nan, "\x00"):
        said = parameter.fault(value)
        assert said is not None and said.startswith("must be ") and parameter.rule in said


def test_a_quoted_value_has_at_most_60_characters():
    """A quoted value has at most 60 characters."""
    assert len(shown("x" * 1000)) == 60 and shown(False) == "false" and len(shown(10**100)) == 60
