"""He, normal: makes up for the half that relu cuts away, drawn from a bell curve."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="he_normal",
    name="He, normal",
    scale="sqrt(2 / fan_in)",
    distribution="normal",
    source=Source("He, Zhang, Ren & Sun 2015", "arXiv:1502.01852"),
    about="makes up for the half that relu cuts away, drawn from a bell curve.",
)
