"""sine: a wave of the input."""

from gdsim.core.declaration import Activation, Form, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import SYMBOLS

ACTIVATION = Activation(
    key="sine",
    name="sine",
    forms=(Form("sin(omega * z)", "omega * cos(omega * z)"),),
    source=Source("Sitzmann et al. 2020", "arXiv:2006.09661"),
    parameters=(Parameter(SYMBOLS["omega"], 1.0, low=0, low_open=True),),
    about="a wave of the input.",
)
