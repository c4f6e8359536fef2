"""Batch: all samples at once: one update an epoch."""

from gdsim.core.declaration import SamplingMode


def size(samples: int, batch_size: int | None) -> int:
    """Samples in a batch."""
    return samples


MODE = SamplingMode(key="batch", name="Batch", size=size, about="all samples at once: one update an epoch.")
