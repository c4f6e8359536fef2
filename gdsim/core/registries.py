"""The registries of the mathematics: what there is, found in its folder."""

from __future__ import annotations

from gdsim.core.declaration import Activation, Draw, Initializer, Loss, Optimizer, SamplingMode, Schedule
from gdsim.core.registry import Registry

ACTIVATIONS: Registry[Activation] = Registry(
    "activations", "gdsim.core.activations", "ACTIVATION", Activation, ("identity", "sigmoid", "tanh", "relu")
)
LOSSES: Registry[Loss] = Registry(
    "losses", "gdsim.core.losses", "LOSS", Loss, ("mean_squared_error", "half_squared_error")
)
OPTIMIZERS: Registry[Optimizer] = Registry(
    "optimizers",
    "gdsim.core.optimizers",
    "OPTIMIZER",
    Optimizer,
    ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam"),
)
INITIALIZERS: Registry[Initializer] = Registry(
    "initializers", "gdsim.core.initializers", "INITIALIZER", Initializer, ("xavier_uniform",)
)
SCHEDULES: Registry[Schedule] = Registry(
    "schedules", "gdsim.core.schedules", "SCHEDULE", Schedule, ("constant",)
)
SAMPLING_MODES: Registry[SamplingMode] = Registry(
    "sampling modes", "gdsim.core.samplers.modes", "MODE", SamplingMode, ("batch", "mini_batch", "sgd")
)
DRAWS: Registry[Draw] = Registry(
    "draws", "gdsim.core.samplers.draws", "DRAW", Draw, ("shuffle", "in_order", "with_replacement", "listed")
)
