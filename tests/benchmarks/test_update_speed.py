"""How fast an update is beside NumPy written by hand for one network: printed, and for the compiled executor held.

Run with ``-s`` to see the figures; GDSIM_BENCHMARK_SECONDS (0.05 by default) is the time for each of them.
"""

from __future__ import annotations

import os
import time
from itertools import pairwise

import numpy as np
import pytest

from gdsim.core.executors.names import available, executor_name
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.experiment import Sampling, activation, optimizer
from gdsim.core.timeline import Timeline
from tests.oracle.small import small

SECONDS = float(os.environ.get("GDSIM_BENCHMARK_SECONDS", "0.05"))
LEAST = {1: 2.0, 10: 1.5, 400: 0.4}
"""Batch size → how many times as fast as NumPy by hand the compiled executor is at least: half of what is usual."""
NETWORKS = [((2, 4, 2, 1), 1), ((2, 8, 8, 1), 10), ((4, 16, 16, 3), 400)]


def case(units, size, method):
    """An experiment of tanh layers with squared error, its arrays, and batches of one size."""
    from dataclasses import replace

    from gdsim.core.experiment import Layer, LayerParameters, Network

    experiment, arrays = small(inputs=units[0], outputs=units[-1], samples=max(size, 100), hidden_layers=0)
    random = np.random.default_rng(1)
    layers = (*(Layer(u, activation("tanh")) for u in units[1:-1]), Layer(units[-1], activation("identity")))
    given = tuple(
        LayerParameters(tuple(map(tuple, random.normal(size=(o, i)).tolist())), (0.1,) * o)
        for i, o in pairwise(units)
    )
    sampling = Sampling("mini_batch", "in_order", size)
    chosen = optimizer(method, learning_rate=1e-3)
    return replace(experiment, network=Network(layers, given), sampling=sampling, optimizer=chosen), arrays


class ByHand:
    """The same update as careful NumPy would write it for this network alone: every array made beforehand."""

    def __init__(self, run, size):
        self.layout, self.x, self.y = run.course.legs[0].program.layout, run.arrays.x, run.arrays.y
        self.theta = run.state(0).theta.copy()
        self.g, self.work, self.root = (np.zeros_like(self.theta) for _ in range(3))
        self.m, self.v, self.t = np.zeros_like(self.theta), np.zeros_like(self.theta), 0
        block = self.layout.block
        numbers = range(1, self.layout.layers + 1)
        self.w = [block(f"W{n}").of(self.theta) for n in numbers]
        self.b = [block(f"b{n}").of(self.theta) for n in numbers]
        self.dw = [block(f"W{n}").of(self.g) for n in numbers]
        self.db = [block(f"b{n}").of(self.g) for n in numbers]
        self.a = [np.zeros((units, size)) for units in self.layout.units]
        self.d = [np.zeros((units, size)) for units in self.layout.units]
        self.target = np.zeros((self.layout.units[-1], size))

    def gradient(self, batch):
        np.take(self.x, batch, axis=1, out=self.a[0])
        np.take(self.y, batch, axis=1, out=self.target)
        top, size = len(self.w), len(batch)
        for n in range(top):
            np.matmul(self.w[n], self.a[n], out=self.a[n + 1])
            np.add(self.a[n + 1], self.b[n], out=self.a[n + 1])
            if n < top - 1:
                np.tanh(self.a[n + 1], out=self.a[n + 1])
        np.subtract(self.a[top], self.target, out=self.d[top])
        self.loss = float(np.einsum("ij,ij->", self.d[top], self.d[top])) / self.d[top].size
        np.multiply(self.d[top], 2.0 / self.d[top].size, out=self.d[top])
        for n in range(top - 1, -1, -1):
            np.matmul(self.d[n + 1], self.a[n].T, out=self.dw[n])
            np.sum(self.d[n + 1], axis=1, keepdims=True, out=self.db[n])
            if n:
                np.matmul(self.w[n].T, self.d[n + 1], out=self.d[n])
                np.square(self.a[n], out=self.a[n])
                np.subtract(1.0, self.a[n], out=self.a[n])
                np.multiply(self.d[n], self.a[n], out=self.d[n])
        return size

    def gd(self, batch):
        self.gradient(batch)
        np.multiply(self.g, 1e-3, out=self.work)
        np.subtract(self.theta, self.work, out=self.theta)

    def adam(self, batch):
        self.gradient(batch)
        self.t += 1
        np.multiply(self.m, 0.9, out=self.m)
        np.multiply(self.g, 0.1, out=self.work)
        np.add(self.m, self.work, out=self.m)
        np.multiply(self.v, 0.999, out=self.v)
        np.square(self.g, out=self.work)
        np.multiply(self.work, 0.001, out=self.work)
        np.add(self.v, self.work, out=self.v)
        np.sqrt(self.v, out=self.root)
        np.divide(self.root, (1 - 0.999**self.t) ** 0.5, out=self.root)
        np.add(self.root, 1e-8, out=self.root)
        np.divide(self.m, self.root, out=self.work)
        np.multiply(self.work, 1e-3 / (1 - 0.9**self.t), out=self.work)
        np.subtract(self.theta, self.work, out=self.theta)


def microseconds(work):
    """The time of one call, the best of three rounds."""
    best = float("inf")
    for _ in range(3):
        done, clock = 0, time.perf_counter()
        while time.perf_counter() - clock < SECONDS / 3:
            for _ in range(20):
                work()
            done += 20
        best = min(best, (time.perf_counter() - clock) / done)
    return 1e6 * best


def kind(name):
    """The class of an executor."""
    if name == "numpy":
        return NumpyExecutor
    from gdsim.core.executors.compiled_executor import CompiledExecutor

    return CompiledExecutor


@pytest.mark.benchmark
@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("method", ["gd", "adam"])
@pytest.mark.parametrize(
    ("units", "size"), NETWORKS, ids=["2-4-2-1 at 1", "2-8-8-1 at 10", "4-16-16-3 at 400"]
)
def test_update_beside_careful_numpy(units, size, method, name):
    """Every executor makes the numbers of NumPy by hand; its time for an update is printed beside that."""
    experiment, arrays = case(units, size, method)
    run = Timeline(experiment, arrays)
    executor = kind(name)(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    by_hand, position = ByHand(run, size), run.course.position(1)

    hand = getattr(by_hand, method)
    executor.run(position)
    executor.carry()
    hand(position.batch)
    np.testing.assert_allclose(by_hand.theta, executor.state().theta, rtol=1e-12, atol=1e-15)

    def update():
        executor.run(position)
        executor.finite()
        executor.carry()

    ours, theirs = microseconds(update), microseconds(lambda: hand(position.batch))
    loop = microseconds(executor._prepared(position).run)
    print(
        f"\n{'-'.join(map(str, units))} at {size}, {method}, {name}: {ours:.1f} µs, of which the instructions "
        f"{loop:.2f} µs; careful NumPy {theirs:.1f} µs, {theirs / ours:.1f} times"
    )
    if name == "compiled":
        assert theirs / ours > LEAST[size]


@pytest.mark.benchmark
@pytest.mark.parametrize("method", ["gd", "adam"])
def test_a_whole_run(method):
    """An update of the executor in use with its curves, sampling and checkpoints is printed."""
    whole = Timeline(*case((2, 4, 2, 1), 1, method))
    print(
        f"\n2-4-2-1 at 1, {method}, {executor_name()}, whole run: {microseconds(lambda: whole.advance(10)) / 10:.1f} µs"
    )


@pytest.mark.benchmark
def test_seek():
    """The time to look at a random update of a long run is printed."""
    run = Timeline(*case((2, 4, 2, 1), 1, "adam"))
    run.advance(3000)
    clock = time.perf_counter()
    for update in (17, 2903, 1444, 799, 2222):
        assert run.trace(update).position.update == update
    print(f"\nrandom seek in 3,000 updates, checkpoints every {run._stride}: "
          f"{1e3 * (time.perf_counter() - clock) / 5:.1f} ms")  # fmt: skip
