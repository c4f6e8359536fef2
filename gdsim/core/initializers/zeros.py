"""zeros: all weights 0: units of a layer then stay equal for ever."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="zeros",
    name="zeros",
    scale="0",
    distribution="constant",
    source=Source("textbook", "the distribution as it is"),
    about="all weights 0: units of a layer then stay equal for ever.",
)
