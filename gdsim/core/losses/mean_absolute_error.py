"""Absolute error: the distance itself; its slope at distance 0 is 0."""

from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="mean_absolute_error",
    name="absolute error",
    value="abs(a - y)",
    gradient="sign(a - y)",
    source=Source("Boscovich 1757", "De litteraria expeditione"),
    kinks="a - y",
    about="the distance itself; outliers pull no harder than others.",
)
