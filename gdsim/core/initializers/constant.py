"""constant: all weights the same number."""

from gdsim.core.declaration import Initializer, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

INITIALIZER = Initializer(
    key="constant",
    name="constant",
    scale="value",
    distribution="constant",
    source=Source("textbook", "the distribution as it is"),
    parameters=(Parameter(Symbol("value", "c", "c", "the value of every weight"), 0.1),),
    about="all weights the same number.",
)
