"""binary cross-entropy with logits: surprise at the target; the output is z itself."""

from gdsim.core.cross_entropy import BINARY
from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="binary_cross_entropy_with_logits",
    name="binary cross-entropy with logits",
    value=BINARY,
    gradient="sigmoid(a) - y",
    source=Source("Good 1952", "Rational decisions"),
    outputs=("identity",),
    targets="zero_one",
    decision=0.0,
    about="surprise at the target; the output is z itself.",
)
