"""uniform: evenly between minus and plus the limit."""

from gdsim.core.declaration import Initializer, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

INITIALIZER = Initializer(
    key="uniform",
    name="uniform",
    scale="limit",
    distribution="uniform",
    source=Source("textbook", "the distribution as it is"),
    parameters=(Parameter(Symbol("limit", "c", "c", "largest size of a weight"), 0.5, low=0),),
    about="evenly between minus and plus the limit.",
)
