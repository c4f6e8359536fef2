"""How fast an update is beside NumPy written by hand for one network: printed, and for the compiled executor held.

Run with ``-s`` to see the figures; GDSIM_BENCHMARK_SECONDS (0.3 by default) is the time for each of them.
"""

from __future__ import annotations

import os
import time
from statistics import median

import numpy as np
import pytest

from gdsim.bench.cases import SAMPLES, Case
from gdsim.bench.seek import made, seek_time
from gdsim.bench.stopwatch import seconds
from gdsim.bench.updates import run_time
from gdsim.core.executors.chosen import executor_of
from gdsim.core.executors.names import available, executor_name
from gdsim.core.timeline import Timeline

SECONDS = float(os.environ.get("GDSIM_BENCHMARK_SECONDS", "0.3"))
LEAST = {((2, 4, 2, 1), 1): 40.0, ((2, 8, 8, 1), 10): 8.0, ((4, 16, 16, 3), SAMPLES): 1.0}
"""Network and batch → how many times as fast as NumPy by hand the compiled executor is at least."""
TURNS = 9
"""Both are measured in turns, so that a busy machine slows both."""


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


@pytest.mark.benchmark
@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("method", ["gd", "adam"])
@pytest.mark.parametrize(("units", "size"), LEAST, ids=lambda value: str(value))
def test_an_update_keeps_up_with_careful_numpy(units, size, method, name):
    """Every executor makes the numbers of NumPy by hand; both times are printed, the compiled one's ratio is held."""
    case = Case(units, size, method)
    experiment, arrays = case.made()
    run = Timeline(experiment, arrays)
    executor = executor_of(name)(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    by_hand, stretch = ByHand(run, size), run.course.stretch(1, SAMPLES)
    hand, batches = getattr(by_hand, method), [*stretch.batches]
    executor.advance(run.course.stretch(1, 1))
    hand(batches[0])
    np.testing.assert_allclose(by_hand.theta, executor.state().theta, rtol=1e-12, atol=1e-15)
    executor.advance(run.course.stretch(2, SAMPLES))
    for batch in batches[1:] or batches:
        hand(batch)
    np.testing.assert_allclose(by_hand.theta, executor.state().theta, rtol=1e-9, atol=1e-12)

    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(seconds(lambda: executor.advance(stretch), SECONDS / TURNS, 1) / len(stretch))
        theirs.append(seconds(lambda: hand(batches[0]), SECONDS / TURNS, 1))
    ratio = median(theirs) / median(ours)
    print(
        f"\n{case.network} at {size}, {method}, {name}: {1e6 * median(ours):.2f} µs an update; "
        f"careful NumPy {1e6 * median(theirs):.1f} µs, {ratio:.1f} times"
    )
    if name == "compiled":
        assert ratio > LEAST[units, size]


@pytest.mark.benchmark
@pytest.mark.parametrize("method", ["gd", "adam"])
def test_a_whole_runs_time_is_printed(method):
    """An update of the executor in use with its curves, sampling, epochs and checkpoints is printed."""
    found = run_time(Case((2, 4, 2, 1), 1, method))
    print(f"\n2-4-2-1 at 1, {method}, {executor_name()}, whole run: {found:.2f} µs an update")


@pytest.mark.benchmark
def test_a_long_run_neither_slows_down_nor_delays_seeks():
    """Any update of a long run is there within a frame; the last tenth is made as fast as the first; memory is bound.

    A frame of 16 ms are 550 updates of NumPy by hand on the machine for which it is meant.
    """
    tenths, clock = [], time.perf_counter()
    for _, whole in made():
        tenths.append(time.perf_counter() - clock)
        clock, run = time.perf_counter(), whole
    found, each = seek_time(run), [1e7 * tenth / run.updates for tenth in tenths]
    hand = ByHand(Timeline(*Case((2, 4, 2, 1), 1, "adam").made()), 1)
    frame = 550e3 * seconds(lambda: hand.adam(np.array([7])), 0.1)
    print(
        f"\n{found.updates:,} updates, µs an update by tenth: {', '.join(f'{one:.2f}' for one in each)}\n"
        f"random seek: median {found.p50_ms:.1f} ms, 95th percentile {found.p95_ms:.1f} ms; "
        f"history {found.bytes / 1e6:.0f} MB"
    )
    assert min(each[-3:]) < 1.5 * min(each[:3])
    assert found.bytes < 200e6 and found.p95_ms < frame
