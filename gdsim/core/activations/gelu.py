"""gelu: the input times the share of a normal distribution below it, exact or with tanh in place of erf."""

from gdsim.core.declaration import Activation, Form, Source, When
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

APPROXIMATE = Parameter(
    Symbol("approximate", meaning="exact with erf, or approximated with tanh"),
    "none",
    choices=("none", "tanh"),
)
# The tanh form: a = z/2 (1 + tanh(√(2/π) (z + 0.044715 z³))); written out because the slope needs the inner tanh.
_INNER = "tanh(sqrt(2 / pi) * (z + 0.044715 * z**3))"

ACTIVATION = Activation(
    key="gelu",
    name="gelu",
    forms=(
        Form(
            "0.5 * z * (1 + erf(z / sqrt(2)))",
            "0.5 * (1 + erf(z / sqrt(2))) + z * exp(-0.5 * z**2) / sqrt(2 * pi)",
            when=When("approximate", "none"),
        ),
        Form(
            f"0.5 * z * (1 + {_INNER})",
            f"0.5 * (1 + {_INNER}) + 0.5 * z * (1 - {_INNER}**2) * sqrt(2 / pi) * (1 + 0.134145 * z**2)",
            when=When("approximate", "tanh"),
        ),
    ),
    source=Source("Hendrycks & Gimpel 2016", "arXiv:1606.08415"),
    parameters=(APPROXIMATE,),
    about="the input times the share of a normal distribution below it.",
)
