"""Xavier, normal: keeps the size of signals both ways, drawn from a bell curve."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="xavier_normal",
    name="Xavier, normal",
    scale="sqrt(2 / (fan_in + fan_out))",
    distribution="normal",
    source=Source(
        "Glorot & Bengio 2010", "Understanding the difficulty of training deep feedforward neural networks"
    ),
    about="keeps the size of signals both ways, drawn from a bell curve.",
)
