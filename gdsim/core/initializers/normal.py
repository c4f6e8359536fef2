"""normal: a bell curve of the given width."""

from gdsim.core.declaration import Initializer, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

INITIALIZER = Initializer(
    key="normal",
    name="normal",
    scale="std",
    distribution="normal",
    source=Source("textbook", "the distribution as it is"),
    parameters=(Parameter(Symbol("std", r"\sigma", "sigma", "standard deviation"), 0.1, low=0),),
    about="a bell curve of the given width.",
)
