"""squared error: the square of the distance."""

from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="mean_squared_error",
    name="squared error",
    value="(a - y)**2",
    gradient="2 * (a - y)",
    source=Source("Legendre 1805", "Nouvelles méthodes pour la détermination des orbites des comètes"),
    about="the square of the distance.",
)
