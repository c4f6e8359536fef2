"""Shuffling: the swaps in C and in Python are the same."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.executors.names import available
from gdsim.core.shuffling import shuffled, swap
from gdsim.core.stream import Stream


@pytest.mark.skipif("compiled" not in available(), reason="gdsim was built without a compiler here")
@pytest.mark.parametrize("count", [1, 2, 3, 50, 4001])
def test_c_and_python_shuffle_alike(count):
    """The swaps in C and in Python leave every number at the same place, and so does the permutation made of them."""
    from gdsim.core.executors._vm import shuffle

    others = Stream(5, "order", count).below(np.arange(count, 1, -1, dtype=np.int64))
    one, two = np.arange(count), np.arange(count)
    shuffle(one, others)
    swap(two, others)
    assert np.array_equal(one, two) and np.array_equal(one, shuffled(count, others))


@pytest.mark.skipif("compiled" not in available(), reason="gdsim was built without a compiler here")
def test_too_few_places_to_swap_are_refused():
    """What would be read from beyond an array is refused."""
    from gdsim.core.executors._vm import shuffle

    with pytest.raises(ValueError, match="too few"):
        shuffle(np.arange(5), np.arange(2))
