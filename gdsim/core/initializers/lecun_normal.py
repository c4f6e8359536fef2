"""LeCun, normal: keeps the size of signals on the way forward."""

from gdsim.core.declaration import Initializer, Source

INITIALIZER = Initializer(
    key="lecun_normal",
    name="LeCun, normal",
    scale="sqrt(1 / fan_in)",
    distribution="normal",
    source=Source("LeCun, Bottou, Orr & Müller 1998", "Efficient BackProp, section 4.6"),
    about="keeps the size of signals on the way forward.",
)
