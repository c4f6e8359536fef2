"""The compiled executor: every primitive and every program gives the numbers of the NumPy executor."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from gdsim.core.executors.flatten import UFUNCS
from gdsim.core.executors.names import available
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.experiment import Layer, Network, Sampling, activation, optimizer
from gdsim.core.formula import parse
from gdsim.core.functions import FUNCTIONS
from gdsim.core.registries import ACTIVATIONS, OPTIMIZERS
from gdsim.core.timeline import Timeline
from tests.oracle.small import bits, small

if "compiled" not in available():
    pytest.skip("gdsim was built without a compiler here", allow_module_level=True)

from gdsim.core.executors._vm import vector_width
from gdsim.core.executors.compiled_executor import CompiledExecutor, has_primitive

SHAPES = [(1, 1), (4, 1), (1, 7), (3, 10), (16, 33), (8, 400)]
EXTREMES = np.array([0.0, -0.0, 1e-300, -1e-9, 0.6249, 0.6251, -30.0, 40.0, 709.0, -745.0, 800.0, -800.0, np.inf,
                     -np.inf, np.nan, 1e308])  # fmt: skip
POSITIVE = {"log", "log1p", "sqrt"}


def both(formula: str, **names: object) -> tuple[np.ndarray, np.ndarray]:
    """The value of a formula by the NumPy executor and by the compiled one."""
    tree = parse(formula)
    return NumpyExecutor.value_of(tree, names), CompiledExecutor.value_of(tree, names)  # type: ignore[arg-type]


def agree(formula: str, **names: object) -> None:
    """Both executors give a formula the same shape and, within 1e-12, the same numbers."""
    expected, found = both(formula, **names)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12, err_msg=formula)


def test_every_function_and_operator_has_a_compiled_primitive():
    """Every function and every operator of a formula has a primitive in C."""
    assert all(has_primitive(name) for name in FUNCTIONS)
    assert all(has_primitive(ufunc.__name__) for ufunc in UFUNCS.values())


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"columns"}))
def test_every_compiled_function_agrees_with_numpy(name, shape):
    """On random numbers of any shape, one sample and one unit included, and on a vector like theta."""
    random = np.random.default_rng(len(name) + shape[1])
    a, b, c = random.normal(size=(3, *shape)) * 3
    if name in POSITIVE:
        a = np.abs(a) + 1e-3
    arguments = {1: "a", 2: "a, b", 3: "a > 0, b, c", -1: "a, b, c"}[FUNCTIONS[name].arity]
    agree(f"{name}({arguments})", a=a, b=b, c=c)
    if FUNCTIONS[name].elementwise:
        agree(f"{name}({arguments})", a=a[0], b=b[0], c=c[0])
        agree(f"{name}({arguments})", a=a.T, b=b.T, c=1.5)


def test_columns_takes_a_batch_bit_for_bit():
    """The samples of a batch, some of them twice, are taken out bit for bit."""
    experiment, arrays = small(samples=12)
    run = Timeline(experiment, arrays)
    executor = CompiledExecutor(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    batch = np.array([3, 0, 3, 11, 7])
    values = executor.trace(replace(run.course.position(1), batch=batch))
    np.testing.assert_array_equal(values["x"], arrays.x[:, batch])
    np.testing.assert_array_equal(values["y"], arrays.y[:, batch])


@pytest.mark.parametrize("operator", sorted(UFUNCS))
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_compiled_operator_agrees_with_numpy(operator, shape):
    """With equal shapes, a column, a row, a number at either side, and transposed."""
    random = np.random.default_rng(shape[0] + shape[1])
    columns = shape[1]
    a, b = np.abs(random.normal(size=(2, *shape))) + 0.1
    if operator == "@":
        for other in (b.T, random.normal(size=(columns, 5))):
            agree("a @ b", a=a, b=other)
        agree("a.T @ b", a=a, b=b)
        agree("a @ b.T", a=a, b=b)
        return
    column, row = b[:, :1], b[:1]
    for left, right in ((a, b), (a, column), (column, a), (a, row), (row, a), (a, 1.5), (1.5, a), (a.T, b.T)):
        agree(f"a {operator} b", a=left, b=right)


@pytest.mark.parametrize("name", [name for name, f in FUNCTIONS.items() if f.elementwise and f.arity == 1])
def test_extreme_numbers_give_what_numpy_gives(name):
    """Very small and very large numbers, infinities and NaN give what NumPy gives."""
    expected, found = both(f"{name}(a)", a=EXTREMES)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-300)


def test_exp_tanh_and_sigmoid_agree_to_rounding():
    """Exp within one unit in the last place or so, tanh likewise, over all that they meet."""
    x = np.concatenate([np.linspace(-745, 709, 200_001), np.linspace(-1, 1, 100_001)])
    for name in ("exp", "tanh", "sigmoid"):
        expected, found = both(f"{name}(a)", a=x)
        normal = np.abs(expected) > 1e-300
        np.testing.assert_allclose(found[normal], expected[normal], rtol=1e-15)


CASES = [
    (rule, function)
    for rule, function in product(sorted(set(OPTIMIZERS) - {"custom"}), sorted(ACTIVATIONS))
    if not ACTIVATIONS[function].output_only
]


@pytest.mark.parametrize(("rule", "function"), CASES, ids=["-".join(case) for case in CASES])
@pytest.mark.parametrize("size", [1, 10])
def test_a_thousand_compiled_updates_agree_with_numpy(rule, function, size):
    """Every optimizer with every activation, one sample and ten at a time: theta and memory stay within 1e-9."""
    experiment, arrays = small(samples=40, sampling=Sampling("mini_batch", "shuffle", size))
    layers = (Layer(4, activation(function)), *experiment.network.layers[-1:])
    chosen = optimizer(rule) if "learning_rate" not in settings(rule) else optimizer(rule, learning_rate=1e-3)
    run = Timeline(replace(experiment, network=Network(layers), optimizer=chosen), arrays)
    executors = [
        kind(run.course.legs[0].program, arrays.x, arrays.y, {}) for kind in (NumpyExecutor, CompiledExecutor)
    ]
    for executor in executors:
        executor.load(run.state(0))
        for position in run.course.positions(1, 1000):
            executor.run(position)
            executor.carry()
    plain, fast = (executor.state() for executor in executors)
    assert np.isfinite(plain.theta).all() and not np.array_equal(plain.theta, run.state(0).theta)
    np.testing.assert_allclose(fast.theta, plain.theta, rtol=1e-9, atol=1e-9)
    for name, kept in plain.memory.items():
        np.testing.assert_allclose(fast.memory[name], kept, rtol=1e-9, atol=1e-9, err_msg=name)


def settings(rule: str) -> set[str]:
    """Names of a rule's settings."""
    return {parameter.key for parameter in OPTIMIZERS[rule].parameters}


@pytest.mark.parametrize("rule", sorted(set(OPTIMIZERS) - {"custom"}))
@pytest.mark.parametrize("sampling", [
    Sampling("sgd", "shuffle"), Sampling("mini_batch", "with_replacement", 7), Sampling("batch", "in_order"),
    Sampling("mini_batch", "listed", listed=(((3, 0), (1,), (5, 4)), ((2, 2, 7),))),
], ids=lambda sampling: f"{sampling.mode}-{sampling.draw}")  # fmt: skip
def test_updates_in_one_call_have_the_same_bits(rule, sampling):
    """Made in a row or one by one, stepped through and traced: the same bits; the rows are those of NumPy."""
    experiment, arrays = small(samples=40, sampling=sampling)
    run = Timeline(replace(experiment, optimizer=optimizer(rule)), arrays)
    program = run.course.legs[0].program
    many, single, plain = (
        kind(program, arrays.x, arrays.y, {}) for kind in (CompiledExecutor, CompiledExecutor, NumpyExecutor)
    )
    for executor in (many, single, plain):
        executor.load(run.state(0))
    update = 1
    while update < 90:
        stretch = run.course.stretch(update, 23)
        rows, expected = many.advance(stretch), plain.advance(stretch)
        np.testing.assert_allclose(rows, expected, rtol=1e-9, atol=1e-12)
        for number in range(len(stretch)):
            values = single.run(stretch.position(number))
            assert float(values["L"]) == rows[number, 0]
            single.carry()
        assert bits(many.state()) == bits(single.state())
        assert many.state().update == update + len(stretch) - 1
        update += len(stretch)


@pytest.mark.parametrize("where", [1, 2, 5, 8])
def test_a_run_stops_before_the_update_that_overflows(where):
    """All before it are made, it leaves no trace in theta, and the line that overflowed first is named."""
    experiment, arrays = small(samples=8, sampling=Sampling("sgd", "in_order"))
    targets = arrays.y.copy()
    targets[:, where - 1] = 1e200
    run = Timeline(experiment, replace(arrays, y=targets))
    found = []
    for kind in (NumpyExecutor, CompiledExecutor):
        executor = kind(run.course.legs[0].program, arrays.x, targets, {})
        executor.load(run.state(0))
        rows = executor.advance(run.course.stretch(1, 8))
        assert len(rows) == where - 1 == executor.state().update and np.isfinite(executor.state().theta).all()
        found.append(executor.overflow())
    assert found[0] is not None and found[0] == found[1]


@pytest.mark.parametrize("width", [1, 2, 4, 8])
def test_vectors_of_any_width_give_equal_bits(width):
    """What a machine without wide vectors computes has the same bits, whatever the shapes."""
    widest = vector_width()
    if width > widest:
        pytest.skip(f"this machine has vectors of {widest} numbers")
    random = np.random.default_rng(3)
    try:
        for rows, inner, columns in [
            (1, 9, 8),
            (3, 5, 9),
            (16, 16, 400),
            (17, 3, 23),
            (5, 64, 10),
            (9, 1, 8),
        ]:
            a, b = random.normal(size=(rows, inner)), random.normal(size=(inner, columns))
            results = []
            for number in (widest, width):
                vector_width(number)
                results += [
                    CompiledExecutor.value_of(parse("a @ b"), {"a": a, "b": b}),
                    CompiledExecutor.value_of(parse("a @ b.T"), {"a": a, "b": b.T.copy()}),
                    CompiledExecutor.value_of(parse("a.T @ b"), {"a": a.T.copy(), "b": b}),
                ]
            for one, other in zip(results[:3], results[3:], strict=True):
                assert one.tobytes() == other.tobytes()
                np.testing.assert_allclose(one, a @ b, rtol=1e-12, atol=1e-12)
    finally:
        vector_width(widest)


def test_arrays_that_do_not_fit_are_refused():
    """Too few samples for the rows, or rows of another width, raise instead of reading beyond an array."""
    experiment, arrays = small(samples=8, sampling=Sampling("mini_batch", "in_order", 4))
    run = Timeline(experiment, arrays)
    executor = CompiledExecutor(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    executor.advance(run.course.stretch(1, 2))
    tape = executor._tapes[4]
    for order, rows in ((np.arange(8), np.zeros((3, 5))), (np.arange(8), np.zeros((2, 4)))):
        with pytest.raises(ValueError, match="do not fit"):
            tape.advance(order, 1.0, 1.0, 1.0, rows)
