"""SGD (1): one sample at a time."""

from gdsim.core.declaration import SamplingMode


def size(samples: int, batch_size: int | None) -> int:
    """Samples in a batch."""
    return 1


MODE = SamplingMode(key="sgd", name="SGD (1)", size=size, about="one sample at a time.")
