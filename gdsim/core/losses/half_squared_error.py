"""half squared error: half the square, so that its derivative is the distance."""

from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="half_squared_error",
    name="half squared error",
    value="0.5 * (a - y)**2",
    gradient="a - y",
    source=Source("Rumelhart, Hinton & Williams 1986", "Learning representations by back-propagating errors"),
    about="half the square, so that its derivative is the distance.",
)
