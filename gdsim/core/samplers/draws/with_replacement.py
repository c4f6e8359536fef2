"""With replacement: each time any sample: some come twice in an epoch, some not at all."""

import numpy as np

from gdsim.core.declaration import Draw
from gdsim.core.stream import Stream


def order(stream: Stream, samples: int) -> np.ndarray:
    """Numbers of the samples of one epoch, in the order in which they are taken."""
    return stream.below(np.full(samples, samples))


DRAW = Draw(
    key="with_replacement",
    name="With replacement",
    order=order,
    about="each time any sample: some come twice in an epoch, some not at all.",
)
