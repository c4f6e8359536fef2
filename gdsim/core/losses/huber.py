"""Huber: squared near the target, straight far from it."""

from gdsim.core.declaration import Loss, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

DELTA = Symbol("delta", r"\delta", "delta", "where the squared loss turns straight")

LOSS = Loss(
    key="huber",
    name="Huber",
    value="where(abs(a - y) <= delta, 0.5 * (a - y)**2, delta * (abs(a - y) - 0.5 * delta))",
    gradient="maximum(-delta, minimum(delta, a - y))",
    source=Source("Huber 1964", "Robust estimation of a location parameter"),
    parameters=(Parameter(DELTA, 1.0, low=0, low_open=True),),
    about="squared near the target, straight far from it.",
)
