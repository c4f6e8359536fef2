"""Reference: the page of all methods, made from their declarations; ``python -m gdsim.export.reference`` writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gdsim.core import registries
from gdsim.core.declaration import Activation, Form, Initializer, Loss, Optimizer, Schedule, Source, When
from gdsim.core.parameter import Parameter, Value
from gdsim.core.registry import Registry
from gdsim.core.symbols import Symbol
from gdsim.data.bundled_tables import BundledTable, bundled_tables
from gdsim.data.dataset import Dataset
from gdsim.data.registries import DATASETS
from gdsim.data.resources_folder import resources
from gdsim.export.formula_text import assignment_text, formula_text, name_text
from gdsim.files.templates import Template, templates

HEAD = """# Methods

Everything that gdsim can choose from, made from the declarations by `python -m gdsim.export.reference`. A formula on
this page is the very text that the program runs, typeset: it cannot differ from what is computed. What the letters
mean is told in [model.md](model.md). An arrow writes what is kept for the next update; after it, the letter stands for
the new value. A range says what the experiment file and the window accept.
"""


def page() -> str:
    """The whole page, as Markdown with formulas as GitHub shows them."""
    parts = [HEAD]
    for title, entries in sections().items():
        parts.append(f"## {title}\n\n{INTRODUCTIONS[title]}\n")
        parts.extend(entries.values())
    return "\n".join(parts)


def sections() -> dict[str, dict[str, str]]:
    """The text of every method by its key, kind by kind.

    >>> sections()["Optimizers"]["gd"].splitlines()[0]
    '### GD'
    """
    told: tuple[tuple[str, Mapping[str, Any], Callable[[Any], Iterator[str]]], ...] = (
        ("Optimizers", registries.OPTIMIZERS, _optimizer),
        ("Schedules", registries.SCHEDULES, _schedule),
        ("Losses", registries.LOSSES, _loss),
        ("Activations", registries.ACTIVATIONS, _activation),
        ("Initializers", registries.INITIALIZERS, _initializer),
        ("Sampling modes", registries.SAMPLING_MODES, lambda mode: iter(())),
        ("Draws", registries.DRAWS, lambda draw: iter(())),
        ("Datasets", DATASETS, _dataset),
        ("Bundled tables", bundled_tables(), _table),
        ("Templates", templates(), _template),
    )
    return {title: {key: _entry(one, tell) for key, one in found.items()} for title, found, tell in told}


def _folder(registry: Registry[Any]) -> str:
    return f"`{registry.package.replace('.', '/')}`"


INTRODUCTIONS = {
    "Optimizers": "An optimizer turns the gradient g into the step Δθ. It computes no gradient. Clipping and coupled"
    " weight decay have been done to g before. One file each in " + _folder(registries.OPTIMIZERS) + ".",
    "Schedules": "A schedule changes the learning rate. k counts updates or epochs from 0, so that the first update"
    " has k = 0. One file each in " + _folder(registries.SCHEDULES) + ".",
    "Losses": "A loss says how far an output a lies from its target y. The formula is that of one output of one sample;"
    " mean or sum over the outputs, then over the batch, are choices of the experiment. One file each in "
    + _folder(registries.LOSSES)
    + ".",
    "Activations": "An activation makes a unit's output a from its weighted input z. The slope may use a, which is"
    " known already. One file each in " + _folder(registries.ACTIVATIONS) + ".",
    "Initializers": "An initializer draws the first weights; biases begin at 0. fan in and fan out are the numbers of"
    " units before and after the weights. One file each in " + _folder(registries.INITIALIZERS) + ".",
    "Sampling modes": "How many samples an update looks at: never part of the optimizer. One file each in "
    + _folder(registries.SAMPLING_MODES)
    + ".",
    "Draws": "Which samples come next. One file each in " + _folder(registries.DRAWS) + ".",
    "Datasets": "Where the samples come from. One file each in " + _folder(DATASETS) + ".",
    "Bundled tables": "Real tables for the dataset `bundled`, in `resources/data`.",
    "Templates": "Experiments to begin with: `gdsim new KEY` writes one. They lie in `resources/experiments`.",
}


def _entry(declared: Any, tell: Callable[[Any], Iterator[str]]) -> str:
    about = getattr(declared, "about", "")
    parts = [f"### {declared.name}", f"`{declared.key}`" + (f": {about}" if about else "")]
    parts += tell(declared)
    parameters = getattr(declared, "parameters", ())
    if parameters:
        parts.append(_settings(parameters))
    if variant := getattr(declared, "variant", ""):
        parts.append(f"Variant: {variant}")
    source = getattr(declared, "source", None)
    if source:
        told = f"{source.author}, {source.title}" if isinstance(source, Source) else str(source).rstrip(".")
        parts.append(f"Source: {told}.")
    return "\n\n".join(parts) + "\n"


def _settings(parameters: Sequence[Parameter]) -> str:
    rows = ["| Setting | | Default | Values | Meaning |", "|---|---|---|---|---|"]
    for parameter in parameters:
        symbol = _math(parameter.symbol.latex) if parameter.symbol.latex else ""
        default = _said(parameter.default)
        rows.append(
            f"| `{parameter.key}` | {symbol} | {default} | {parameter.rule} | {parameter.symbol.meaning} |"
        )
    return "\n".join(rows)


def _optimizer(declared: Optimizer) -> Iterator[str]:
    own = _symbols(declared.parameters) + [memory.symbol for memory in declared.memory]
    own += [memory.symbol.next for memory in declared.memory] + [rule.writes for rule in declared.rule]
    lines = []
    for rule in declared.rule:
        only = " and ".join(map(_condition, rule.when))
        formula = _math(assignment_text(rule.writes.key, rule.formula, own))
        lines.append(f"- {formula}<br>{rule.why}" + (f" (With {only}.)" if only else ""))
    yield "\n".join(lines) if lines else "The lines of its rule stand in the experiment, in the same grammar."
    if declared.memory:
        yield "Kept from one update to the next: " + ", ".join(_kept(declared)) + "."
    if declared.decoupled:
        when = f" where `{declared.decoupled}` is on" if isinstance(declared.decoupled, str) else ""
        default = f" (default {_said(declared.weight_decay)})" if declared.weight_decay else ""
        yield f"Weight decay{default} is decoupled{when}: it leaves the gradient alone."


def _kept(declared: Optimizer) -> Iterator[str]:
    for memory in declared.memory:
        start = f"`{memory.initial}`" if isinstance(memory.initial, str) else f"{memory.initial:g}"
        size = ", one number in all" if memory.scalar else ""
        yield f"{_math(memory.symbol.latex or memory.key)} ({memory.symbol.meaning}; from {start}{size})"


def _schedule(declared: Schedule) -> Iterator[str]:
    yield "- " + _math(assignment_text("learning_rate", declared.formula, _symbols(declared.parameters)))


def _loss(declared: Loss) -> Iterator[str]:
    own = _symbols(declared.parameters)
    lines = [
        f"- Loss of one output: {_math(formula_text(declared.value, own))}",
        f"- Its slope: {_math(name_text('da') + ' = ' + formula_text(declared.gradient, own))}",
    ]
    if declared.short_form:
        short = _math(f"{name_text('delta')} = {formula_text(declared.short_form, own)}")
        lines.append(
            f"- After {' or '.join(declared.outputs)} value and slope cancel, so that it is computed as {short}"
        )
    yield "\n".join(lines)
    fits = [
        f"outputs: {' or '.join(declared.outputs) or 'any activation'}",
        f"targets: {TARGETS[declared.targets]}",
    ]
    always = "always the " if declared.fixed_over_outputs else "the "
    fits.append(
        f"over the outputs: {always}{declared.over_outputs}" + ("" if always != "the " else " unless chosen")
    )
    yield "Fits " + "; ".join(fits) + "."


TARGETS = {"any": "any number", "zero_one": "0 or 1", "one_hot": "one-hot", "signs": "−1 or 1"}


def _activation(declared: Activation) -> Iterator[str]:
    own = _symbols(declared.parameters)
    yield "\n".join(_form(form, own) for form in declared.forms)
    if declared.output_only:
        yield "For the output layer only."
    if declared.kinks:
        yield "It has a bend at " + ", ".join(f"z = {kink:g}" for kink in declared.kinks) + "."


def _form(form: Form, own: list[Symbol]) -> str:
    value = f"{name_text('a')} = {formula_text(form.value, own)}"
    derivative, formula = ("delta", form.pullback) if form.pullback else ("slope", form.slope)
    only = f" (with {_condition(form.when)})" if form.when else ""
    return (
        f"- {_math(value)}{only}\n- {_math(f'{name_text(derivative)} = {formula_text(formula, own)}')}{only}"
    )


SPREADS = {
    "normal": "drawn from a bell curve around 0 of standard deviation",
    "uniform": "drawn evenly between −w and w, with w =",
    "constant": "all",
}


def _initializer(declared: Initializer) -> Iterator[str]:
    scale = _math(formula_text(declared.scale, _symbols(declared.parameters)))
    yield f"- {SPREADS[declared.distribution]} {scale}"


def _dataset(declared: Dataset) -> Iterator[str]:
    task = "decided by the rows" if declared.task == "given" else declared.task
    yield f"Task: {task}. Kept for testing unless chosen: {declared.test_fraction:g} of the samples."
    for field in declared.fields:
        yield f"`{field.key}`: {field.meaning}" + (" (required)." if field.required else ".")


def _table(table: BundledTable) -> Iterator[str]:
    yield f"Task: {table.task}. {', '.join(table.features)} → {table.target}. Licence: {table.licence}."


def _template(template: Template) -> Iterator[str]:
    yield f"{template.title}: {template.line}. Topics: {', '.join(template.topics)}."


def _symbols(parameters: Sequence[Parameter]) -> list[Symbol]:
    return [parameter.symbol for parameter in parameters]


def _condition(when: When) -> str:
    return f"`{when.parameter}` {'not ' if when.differs else ''}{_said(when.value)}"


def _said(value: Value) -> str:
    """A setting's value in words: ``1e-8``, ``off``."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else f"{value:g}".replace("e-0", "e-")


def _math(text: str) -> str:
    """Inline mathematics as GitHub reads it, where no * or _ in it is taken for emphasis."""
    return (
        f"$`\\displaystyle {text}`$" if "frac" in text or "begin" in text or "sum" in text else f"$`{text}`$"
    )


def page_path() -> Path:
    """Where the page lies among what is shipped."""
    return resources() / "docs" / "methods.md"


if __name__ == "__main__":
    page_path().write_text(page(), encoding="utf-8", newline="\n")
