"""elu: straight above 0, an exponential that ends at −α below; its slope at 0 is α."""

from gdsim.core.declaration import Activation, Form, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import SYMBOLS

ACTIVATION = Activation(
    key="elu",
    name="elu",
    forms=(Form("where(z > 0, z, alpha * expm1(minimum(z, 0)))", "where(z > 0, 1, a + alpha)"),),
    source=Source("Clevert, Unterthiner & Hochreiter 2015", "arXiv:1511.07289"),
    parameters=(Parameter(SYMBOLS["alpha"], 1.0, low=0, low_open=True),),
    kinks=(0.0,),
    about="straight above 0, an exponential that ends at −α below.",
)
