"""relu: keeps what is positive; its slope at 0 is 0, as in PyTorch."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="relu",
    name="relu",
    forms=(Form("maximum(z, 0)", "where(z > 0, 1, 0)"),),
    source=Source("Nair & Hinton 2010", "Rectified linear units improve restricted Boltzmann machines"),
    kinks=(0.0,),
    about="keeps what is positive.",
)
