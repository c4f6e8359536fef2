"""GD: step straight against the gradient."""

from gdsim.core.declaration import Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import STEP

OPTIMIZER = Optimizer(
    key="gd",
    name="GD",
    parameters=(learning_rate(0.1),),
    rule=(Rule(STEP, "-learning_rate * g", "Step against the gradient, longer where it is steeper."),),
    variant="The libraries call this rule SGD; whether it is stochastic is decided by the sampling, not by the rule.",
    source=Source("Cauchy 1847", "Méthode générale pour la résolution des systèmes d'équations simultanées"),
    about="step straight against the gradient.",
)
