"""Sampling: whether batches fit the training samples."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.experiment import Sampling
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.files.messages import Fault, Place
from gdsim.files.quoted import quoted

LARGEST = 1_000_000


def sampling_faults(sampling: Sampling, samples: int | None) -> Iterator[Fault]:
    """A batch size below 1, or above the number of training samples where batches are drawn.

    Args:
        sampling: the choice.
        samples: how many training samples there are; None where the data cannot be made.

    >>> [fault.reason for fault in sampling_faults(Sampling(batch_size=200), 160)]
    ['must be a whole number from 1 to 160, the number of training samples, not 200']
    """
    size = sampling.batch_size
    if size is None:
        return
    drawn = SAMPLING_MODES[sampling.mode].takes_batch_size and DRAWS[sampling.draw].order is not None
    known = drawn and samples is not None
    most = samples if known and samples is not None else LARGEST
    if not 1 <= size <= most:
        which = ", the number of training samples" if known else ""
        reason = f"must be a whole number from 1 to {most}{which}, not {quoted(size)}"
        yield Fault(("sampling", "batch_size"), reason)


def listed_faults(sampling: Sampling, samples: int | None, key: str) -> Iterator[Fault]:
    """Listed batches that are empty, name samples that there are not, or are too large for their mode.

    Args:
        sampling: the choice.
        samples: how many training samples there are; None where the data cannot be made.
        key: ``batches`` or ``epochs``, as the file has it.
    """
    if not sampling.listed and key == "epochs":
        yield Fault(("sampling", key), "must have at least one epoch")
    one_sample = SAMPLING_MODES[sampling.mode].size(LARGEST, None) == 1
    for number, batches in enumerate(sampling.listed):
        epoch: Place = ("sampling", key) if key == "batches" else ("sampling", key, number)
        if not batches:
            yield Fault(epoch, "must have at least one batch")
        for place, batch in enumerate(batches):
            if reason := _batch_fault(batch, samples, one_sample, sampling.mode):
                yield Fault((*epoch, place, *reason[1]), reason[0])
                return


def _batch_fault(
    batch: tuple[int, ...], samples: int | None, one_sample: bool, mode: str
) -> tuple[str, tuple[int, ...]] | None:
    if not batch:
        return "must name at least one sample", ()
    if one_sample and len(batch) != 1:
        return f"must name one sample, as the mode {mode} takes, not {len(batch)}", ()
    if samples is not None and max(batch) >= samples:
        wrong = max(batch)
        rule = f"must be a sample's number from 0 to {samples - 1}, as there are {samples} training samples"
        return f"{rule}, not {quoted(wrong)}", (batch.index(wrong),)
    return None
