"""The sampler: what is true of every way of sampling stands in tests/laws/test_sampling.py."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import Sampling
from gdsim.core.sampler import batch_size, batches, updates_in_epoch


@pytest.mark.parametrize(
    ("sampling", "samples", "size", "updates"),
    [
        (Sampling("batch"), 160, 160, 1),
        (Sampling("mini_batch"), 160, 10, 16),
        (Sampling("mini_batch"), 4, 4, 1),
        (Sampling("mini_batch", batch_size=7), 160, 7, 23),
        (Sampling("mini_batch", batch_size=500), 160, 160, 1),
        (Sampling("sgd", batch_size=7), 160, 1, 160),
        (Sampling("sgd"), 1, 1, 1),
    ],
)
def test_batch_size_never_exceeds_the_samples(sampling, samples, size, updates):
    """Batch size and updates an epoch; a batch is never larger than the data, and SGD takes one sample."""
    assert batch_size(sampling, samples) == size and updates_in_epoch(sampling, samples, 1) == updates


def test_listed_epochs_start_over_when_they_end():
    """Listed epochs start over when they end, each with its own number of updates."""
    sampling = Sampling("mini_batch", "listed", None, (((0,), (1,)), ((2, 1),)))
    assert [updates_in_epoch(sampling, 3, epoch) for epoch in (1, 2, 3, 4)] == [2, 1, 2, 1]
    assert batches(sampling, 7, 3, 4)[0].tolist() == [2, 1]


def test_the_first_epoch_of_a_file_stays_for_ever():
    """Seed 7, ten samples, batches of four: the batches that a file shows, for ever."""
    found = [batch.tolist() for batch in batches(Sampling("mini_batch", "shuffle", 4), 7, 10, 1)]
    assert found == FIRST
    replaced = np.concatenate(batches(Sampling("sgd", "with_replacement"), 7, 10, 1)).tolist()
    assert replaced == REPLACED


FIRST = [[3, 5, 4, 9], [8, 2, 7, 6], [0, 1]]
REPLACED = [1, 0, 8, 9, 4, 0, 4, 0, 0, 1]
