"""91 runs by PyTorch in float64: everything that a trace shows is the same."""

from __future__ import annotations

import copy
import math

import pytest

from gdsim.installation.golden import cases, excess

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_number_of_a_trace_is_pytorchs(case):
    """z, a, delta, dW, db, loss, learning rate, norm and parameters of updates 1, 2, 3 and 20 are PyTorch's."""
    distance, told = excess(case)
    assert distance <= 1, told


def test_all_91_golden_runs_are_there():
    """The reference has 91 runs, each with its own name; a lost file does not pass as a success."""
    assert len(CASES) == 91 == len({case["id"] for case in CASES})


def numbers(value, path=()):
    """The path of every number in what a case expects."""
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        return [found for key, part in entries for found in numbers(part, (*path, key))]
    return [path]


def test_no_number_goes_unseen():
    """Each number that is expected is really compared: a change of one part in a million in any of them is found."""
    case = CASES[0]
    # Learning rate and loss stand there for all updates; compared are those of the four that are traced.
    compared = [
        path
        for path in numbers(case["expect"])
        if path[0] not in ("learning_rate", "loss") or path[1] + 1 in (1, 2, 3, 20)
    ]
    assert len(compared) > 50
    for path in compared:
        changed = copy.deepcopy(case)
        part = changed["expect"]
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] += 1e-6 * max(abs(part[path[-1]]), 1.0)
        assert excess(changed)[0] > 1, path


def test_a_lost_number_is_a_fault():
    """Where a layer is missing the distance is infinite, whatever the other numbers say."""
    changed = copy.deepcopy(CASES[0])
    changed["expect"]["updates"][0]["z"].pop()
    distance, told = excess(changed)
    assert distance == math.inf and "numbers" in told
