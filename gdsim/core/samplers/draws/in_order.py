"""In order: every sample once an epoch, always in the same order."""

import numpy as np

from gdsim.core.declaration import Draw
from gdsim.core.stream import Stream


def order(stream: Stream, samples: int) -> np.ndarray:
    """Numbers of the samples of one epoch, in the order in which they are taken."""
    return np.arange(samples)


DRAW = Draw(
    key="in_order",
    name="In order",
    order=order,
    about="every sample once an epoch, always in the same order.",
)
