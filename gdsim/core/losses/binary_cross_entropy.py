"""Binary cross-entropy of a sigmoid output, from z: a saturated wrong unit keeps its gradient.

Sources differ: torch.nn.BCELoss clamps log at −100 and a(1 − a) at 1e-12, so that such a unit has gradient 0."""

from gdsim.core.cross_entropy import BINARY
from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="binary_cross_entropy",
    name="binary cross-entropy",
    value=BINARY,
    gradient="(a - y) / (a * (1 - a))",
    source=Source("Good 1952", "Rational decisions"),
    outputs=("sigmoid",),
    targets="zero_one",
    short_form="a - y",
    about="surprise at the target, with a sigmoid output.",
)
