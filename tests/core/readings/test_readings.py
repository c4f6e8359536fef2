"""Every formula of every declaration can be written, typeset and read aloud."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from gdsim.core import registries
from gdsim.core.compile import compile
from gdsim.core.experiment import Clip, Sampling, activation, schedule
from gdsim.core.formula import parse
from gdsim.core.readings.digits import setting, short, signed
from gdsim.core.readings.latex import latex, scientific
from gdsim.core.readings.python import python
from gdsim.core.readings.rich import rich, rich_name
from gdsim.core.readings.spoken import spoken
from gdsim.core.registries import ACTIVATIONS, LOSSES, SCHEDULES
from gdsim.core.registry import Registry
from gdsim.core.timeline import Timeline
from tests.oracle.small import activations, optimizers, small


def declared_formulas():
    """Every formula that some declaration holds, found by what declarations are made of."""
    found = {}
    for registry in (value for value in vars(registries).values() if isinstance(value, Registry)):
        for key, declared in registry.items():
            texts = [
                getattr(declared, name, "")
                for name in ("value", "gradient", "short_form", "formula", "scale")
            ]
            texts += [
                text
                for form in getattr(declared, "forms", ())
                for text in (form.value, form.slope, form.pullback)
            ]
            texts += [rule.formula for rule in getattr(declared, "rule", ())]
            found |= {f"{registry.kind} {key}: {text}": text for text in texts if text}
    return found


def programs():
    """Experiments whose programs hold every line that there can be: (name, experiment, arrays)."""
    found = [("plain", *small())]
    for name, chosen in activations():
        declared = ACTIVATIONS[chosen.key]
        where = {"output": chosen} if declared.output_only else {"hidden": chosen}
        found.append((name, *small(**where)))
    for key in LOSSES:
        output = activation((LOSSES[key].outputs or ("softmax",))[0])
        found.append((key, *small(output=output, loss_key=key, reduction="sum", l1=0.1, l2=0.2)))
    for clip in (Clip("norm", 0.1), Clip("value", 0.1)):
        for name, chosen in optimizers(weight_decay=0.1, clip=clip, schedule=schedule("cosine")):
            found.append((f"{name} {clip.by}", *small(chosen=chosen, sampling=Sampling("sgd", "shuffle"))))
    for key in SCHEDULES:
        found.append((key, *small(chosen=optimizers(schedule=schedule(key))[0][1])))
    return found


PROGRAMS = programs()
FORMULAS = declared_formulas() | {
    f"{line.writes} = {line.formula}": line.formula
    for _, experiment, _ in PROGRAMS
    for line in compile(experiment, 2).lines
}
EVERY = pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)


class Tags(HTMLParser):
    """Fails where a tag closes that is not open, and knows what is left open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag


def balanced(text):
    """True where braces and \\left … \\right of LaTeX close as they open."""
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    pairs = re.findall(r"\\(left|right)(?![a-z])", text), re.findall(r"\\(begin|end)\{", text)
    return depth == 0 and all(found.count(a) == found.count(b) for found, (a, b) in zip(
        pairs, (("left", "right"), ("begin", "end")), strict=True))  # fmt: skip


@EVERY
def test_python_text_reads_as_the_same_tree(text):
    """Its text is read as the same tree, and so is the text as NumPy writes it, less the prefix."""
    tree = parse(text)
    assert parse(python(tree)) == tree
    assert python(tree, numpy=True).replace("np.", "") == python(tree)


@EVERY
def test_latex_closes_what_it_opens(text):
    """Its LaTeX closes what it opens, with names and with numbers put in, negative ones too."""
    tree = parse(text)
    for typeset in (
        latex(tree),
        latex(tree, lambda name: "-0.25"),
        latex(tree, lambda name: r"1.5\cdot 10^{-7}"),
    ):
        assert typeset and balanced(typeset), typeset
        assert not re.search(r"(?<!\\)\b[a-zA-Z]+_[a-zA-Z]{2,}", typeset), typeset


@EVERY
def test_every_formula_is_spoken_in_words(text):
    """It is spoken in words: no sign that a screen reader would skip or spell out."""
    said = spoken(parse(text))
    assert re.fullmatch(r"[A-Za-z0-9 .,'-]+", said), said
    assert not re.search(r"\b_|_\b|  ", said), said


@EVERY
def test_rich_text_closes_every_tag(text):
    """Its rich text closes every tag, and no LaTeX is left in it, with names and with numbers put in."""
    for write in (rich_name, lambda name: "−0.25"):
        written, tags = rich(parse(text), write), Tags()
        tags.feed(written)
        tags.close()
        assert not tags.open and not re.search(r"[\\{}^]", written), written


@pytest.mark.parametrize("text", ["(a < b) == c", "x - (y - z)", "-(a + b)", "(a + b)**2", "a / (b * c)"])
def test_parentheses_that_matter_are_spoken_as_quantities(text):
    """What has to be done first is in parentheses, a fraction or a phrase of its own, in every reading."""
    assert "quantity" in spoken(parse(text))


def test_latex_with_numbers_is_a_sum_to_type():
    """With the numbers of a trace in place of its names the LaTeX is a sum that a student can type in."""
    trace = Timeline(*small()).trace(1)
    line = next(line for line in trace.program.lines if line.writes == "theta_next")
    assert latex(line.tree, lambda name: short(trace[name][0])) == (
        f"{short(trace['theta'][0])} + {short(trace['step'][0])}"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1.0000"), (9.99999, "10.0000"), (99999.4, "99999"), (-0.00004, "−4.0×10⁻⁵"),
        (1e6, "1.0×10⁶"), (float("nan"), "not a number"), (float("-inf"), "−∞"), (5e-324, "4.9×10⁻³²⁴"),
        (123.456789, "123.46"), (0.00005, "0.0001"),
    ],
)  # fmt: skip
def test_short_numbers_never_show_zero_for_small(value, text):
    """A number in the room that a screen has, and a small one is never shown as 0."""
    assert short(value) == text


def test_signs_and_settings_are_written_as_on_screen():
    """Signs are written where a direction matters; a setting as its field shows it."""
    assert signed(2.5) == "+2.5000" and signed(-2.5) == "−2.5000" and signed(0.0) == "0"
    assert (
        setting(1e-8) == "1e-08"
        and setting(3.0) == "3"
        and setting(False) == "no"
        and setting("tanh") == "tanh"
    )


def test_scientific_numbers_are_powers_of_ten():
    """Powers of ten as a book prints them."""
    assert (
        scientific("1e+20") == "10^{20}"
        and scientific("2.5e-07") == r"2.5\cdot 10^{-7}"
        and scientific("3") == "3"
    )


APART = [
    ("norm(a - b)", "norm(a) - b"),
    ("norm(a - b)", "sqrt(sum(a - b**2))"),
    ("sqrt(v + epsilon)", "sqrt(v) + epsilon"),
    ("sum(a)**2", "sum(a**2)"),
    ("sum(a) * b", "sum(a * b)"),
    ("(a < b) == c", "a < (b == c)"),
    ("a - (b - c)", "a - b - c"),
    ("-(a + b)", "-a + b"),
]


@pytest.mark.parametrize("write", [latex, rich, spoken], ids=["latex", "rich", "spoken"])
@pytest.mark.parametrize(("one", "other"), APART, ids=[f"{one} | {other}" for one, other in APART])
def test_another_meaning_reads_otherwise(write, one, other):
    """Two formulas that are worth something else never look or sound the same."""
    assert write(parse(one)) != write(parse(other))
