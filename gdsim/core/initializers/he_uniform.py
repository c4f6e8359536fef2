"""He, uniform: makes up for the half that relu cuts away, drawn evenly."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="he_uniform",
    name="He, uniform",
    scale="sqrt(6 / fan_in)",
    distribution="uniform",
    source=Source("He, Zhang, Ren & Sun 2015", "arXiv:1502.01852"),
    about="makes up for the half that relu cuts away, drawn evenly.",
)
