"""identity: the weighted input as it is."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="identity",
    name="identity",
    forms=(Form("z", "1"),),
    source=Source("Widrow & Hoff 1960", "Adaptive switching circuits"),
    about="the weighted input as it is.",
)
