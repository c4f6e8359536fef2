"""Leaky relu: keeps what is positive and a little of the rest; its slope at 0 is that little."""

from gdsim.core.declaration import Activation, Form, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import SYMBOLS

ACTIVATION = Activation(
    key="leaky_relu",
    name="leaky relu",
    forms=(Form("where(z > 0, z, negative_slope * z)", "where(z > 0, 1, negative_slope)"),),
    source=Source(
        "Maas, Hannun & Ng 2013", "Rectifier nonlinearities improve neural network acoustic models"
    ),
    parameters=(Parameter(SYMBOLS["negative_slope"], 0.01, low=0, high=1),),
    kinks=(0.0,),
    about="keeps what is positive and a little of the rest.",
)
