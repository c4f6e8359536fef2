"""Stage 5, Update: what is done to the gradient before the rule, the learning rate, the rule, and the step."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.declaration import Memory, Rule
from gdsim.core.experiment import OptimizerChoice
from gdsim.core.formula import parse
from gdsim.core.layout import Layout
from gdsim.core.lines.naming import in_program, of_schedule
from gdsim.core.program import Line, Stage
from gdsim.core.readings.python import python
from gdsim.core.registries import OPTIMIZERS, SCHEDULES
from gdsim.core.symbols import symbol


def update_lines(chosen: OptimizerChoice, layout: Layout) -> Iterator[Line]:
    """Gradient in one row → clipping → weight decay → schedule → rule → step, in this order."""
    everything = ", ".join(f"d{block.name}" for block in layout.blocks)
    yield _line(
        "g", f"concatenate({everything})", "All gradients in one row, in the order of the parameters."
    )
    yield _line("gradient_norm", "norm(g)", "How long the gradient is, all parameters together.")
    gradient = "g"
    if chosen.clip is not None:
        gradient = "g_clipped"
        if chosen.clip.by == "norm":
            # PyTorch's 1e-6; Pascanu et al. 2013 (arXiv:1211.5063) has none, Keras' clipnorm cuts each variable alone.
            yield _line(
                gradient,
                "g * minimum(1, limit / (gradient_norm + 1e-6))",
                "A gradient longer than the limit is cut to it, its direction kept.",
            )
        else:
            yield _line(
                gradient,
                "maximum(-limit, minimum(limit, g))",
                "Every number of the gradient is kept inside the limit.",
            )
    if chosen.weight_decay and not OPTIMIZERS[chosen.method].decouples(chosen.settings):
        yield _line(
            "g_decayed",
            f"{gradient} + weight_decay * theta",
            "Weight decay: every parameter's gradient also pulls it a little towards 0.",
        )
        gradient = "g_decayed"
    yield from _schedule(chosen)
    for rule in rules_of(chosen):
        yield _line(rule.writes.key, in_program(rule.formula, {"g": gradient}), rule.why)
    yield _line("theta_next", "theta + step", "Only now do the weights change.")


def rules_of(chosen: OptimizerChoice) -> tuple[Rule, ...]:
    """The lines of the rule that hold, declared or the user's own."""
    declared = OPTIMIZERS[chosen.method]
    if declared.rule:
        return declared.rules(chosen.settings)
    lines = (line.split("=", 1) for line in chosen.rule)
    why = "A line of your own rule."
    return tuple(Rule(symbol(name.strip()), python(parse(formula)), why) for name, formula in lines)


def memory_of(chosen: OptimizerChoice) -> tuple[Memory, ...]:
    """The memory in use: what some line of the rule writes anew."""
    declared = OPTIMIZERS[chosen.method]
    kept = declared.memory if declared.rule else tuple(Memory(symbol(name)) for name in chosen.memory)
    written = {rule.writes.key for rule in rules_of(chosen)}
    return tuple(memory for memory in kept if memory.symbol.next.key in written)


def _schedule(chosen: OptimizerChoice) -> Iterator[Line]:
    if chosen.schedule.key == "constant":
        return
    declared = SCHEDULES[chosen.schedule.key]
    yield _line("k", f"{chosen.per} - 1", f"The schedule counts each {chosen.per}, from 0.")
    yield _line(
        "learning_rate",
        in_program(declared.formula, of_schedule(chosen.schedule.settings)),
        f"The schedule's learning rate: {declared.about}",
    )


def _line(writes: str, formula: str, why: str) -> Line:
    return Line(writes, formula, Stage.UPDATE, None, why)
