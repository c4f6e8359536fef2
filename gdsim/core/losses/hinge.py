"""Hinge: nothing beyond the margin, straight before it; at the margin the subgradient 0 is taken."""

from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="hinge",
    name="hinge",
    value="maximum(0, 1 - y * a)",
    gradient="where(y * a < 1, -y, 0)",
    source=Source("Cortes & Vapnik 1995", "Support-vector networks"),
    outputs=("identity",),
    targets="signs",
    decision=0.0,
    kinks="1 - y * a",
    about="nothing beyond the margin, straight before it.",
)
