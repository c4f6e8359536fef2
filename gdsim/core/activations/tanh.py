"""tanh: squeezes any number into −1 … 1, around 0."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="tanh",
    name="tanh",
    forms=(Form("tanh(z)", "1 - a**2"),),
    source=Source("LeCun, Bottou, Orr & Müller 1998", "Efficient BackProp, section 4.4"),
    about="squeezes any number into −1 … 1, around 0.",
)
