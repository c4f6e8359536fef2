"""Xavier, uniform: keeps the size of signals both ways, drawn evenly."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="xavier_uniform",
    name="Xavier, uniform",
    scale="sqrt(6 / (fan_in + fan_out))",
    distribution="uniform",
    source=Source(
        "Glorot & Bengio 2010", "Understanding the difficulty of training deep feedforward neural networks"
    ),
    about="keeps the size of signals both ways, drawn evenly.",
)
