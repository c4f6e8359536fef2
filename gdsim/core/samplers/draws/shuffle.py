"""Shuffle each epoch: every sample once an epoch, in a new order each epoch."""

import numpy as np

from gdsim.core.declaration import Draw
from gdsim.core.stream import Stream


def order(stream: Stream, samples: int) -> np.ndarray:
    """Numbers of the samples of one epoch, in the order in which they are taken."""
    return stream.permutation(samples)


DRAW = Draw(
    key="shuffle",
    name="Shuffle each epoch",
    order=order,
    about="every sample once an epoch, in a new order each epoch.",
)
