"""constant: the same learning rate throughout."""

from gdsim.core.declaration import Schedule, Source

SCHEDULE = Schedule(
    key="constant",
    name="constant",
    formula="learning_rate_0",
    source=Source("textbook", "learning rate schedules"),
    about="the same learning rate throughout.",
)
