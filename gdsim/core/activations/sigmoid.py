"""sigmoid: squeezes any number into 0 … 1."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="sigmoid",
    name="sigmoid",
    forms=(Form("sigmoid(z)", "a * (1 - a)"),),
    source=Source("Rumelhart, Hinton & Williams 1986", "Learning representations by back-propagating errors"),
    about="squeezes any number into 0 … 1.",
)
