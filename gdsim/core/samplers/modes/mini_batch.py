"""Mini-batch: a few samples at a time."""

from gdsim.core.declaration import SamplingMode

DEFAULT = 10
"""The batch size where none is given, or all the samples where there are fewer."""


def size(samples: int, batch_size: int | None) -> int:
    """Samples in a batch."""
    return min(batch_size or DEFAULT, samples)


MODE = SamplingMode(
    key="mini_batch", name="Mini-batch", size=size, about="a few samples at a time.", takes_batch_size=True
)
