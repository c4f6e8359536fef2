"""The grammar: what it reads, what it gives back, and what it refuses."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gdsim.core.formula import (
    LONGEST,
    Binary,
    Call,
    FormulaError,
    Name,
    Negative,
    Number,
    Transpose,
    children,
    names,
    parse,
    rebuilt,
    renamed,
)
from gdsim.core.functions import FUNCTIONS
from gdsim.core.readings.python import STRENGTH, python

NAMES = some.sampled_from(["theta", "g", "m", "v_next", "beta_1", "W2", "delta1", "learning_rate", "a"]).map(
    Name
)
NUMBERS = (
    some.one_of(
        some.integers(0, 10**6).map(float), some.floats(0, 1e300, allow_nan=False, allow_infinity=False)
    )
    .map(abs)
    .map(Number)
)


def _grown(parts):
    calls = some.sampled_from([function for function in FUNCTIONS.values() if function.arity > 0]).flatmap(
        lambda function: some.tuples(*[parts] * function.arity).map(lambda given: Call(function.name, given))
    )
    return some.one_of(
        some.builds(Binary, some.sampled_from(sorted(STRENGTH)), parts, parts),
        some.builds(Binary, some.sampled_from(sorted(STRENGTH)), parts, parts),
        parts.filter(lambda part: not (isinstance(part, Binary) and part.operator in "*/@")).map(Negative),
        parts.filter(lambda part: not isinstance(part, Number)).map(Transpose),
        some.lists(parts, min_size=1, max_size=3).map(lambda given: Call("concatenate", tuple(given))),
        calls,
    )


LEAVES = some.one_of(NAMES, NUMBERS)
SMALL = some.one_of(_grown(LEAVES), LEAVES)
TREES = _grown(some.one_of(_grown(SMALL), SMALL))


@settings(max_examples=300)
@given(TREES)
def test_every_tree_is_read_back_as_written(tree):
    """Every tree that a formula can have is written as text that is read as the same tree."""
    assert parse(python(tree)) == tree


@given(TREES)
def test_text_written_twice_stays_the_same(tree):
    """Reading and writing the text once more changes nothing."""
    text = python(tree)
    assert python(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "(a < b) == (c < d)",
        "(a == b) == c",
        "a < (b < c)",
        "where((g > 0) == (m > 0), 1, 0.5) * g",
        "(a >= b) != 0",
    ],
)
def test_a_comparison_in_a_comparison_keeps_parentheses(text):
    """A comparison inside a comparison keeps its parentheses: without them Python reads a chain."""
    assert parse(python(parse(text))) == parse(text)


def test_minus_before_a_product_needs_no_parentheses():
    """−(a·b) may lose its parentheses, because (−a)·b is the same number; −(a + b) may not."""
    assert python(parse("-(a * b)")) == "-a * b"
    assert python(parse("-(a + b)")) == "-(a + b)"
    assert python(parse("(-a)**2")) == "(-a)**2" and python(parse("-a**2")) == "-a**2"
    assert python(parse("a**-b")) == "a**(-b)" or parse(python(parse("a**-b"))) == parse("a**-b")


REFUSED = [
    "a.b", "a.T.real", "a.__class__", "a[0]", "a[1:2]", "'text'", 'b"bytes"', 'f"{a}"', "None", "True", "...", "1j",
    "lambda: 1", "lambda a: a", "[a for a in b]", "{a}", "{a: b}", "[a]", "(a, b)", "a if b else c", "a and b",
    "not a", "~a", "+a", "a // b", "a % b", "a & b", "a | b", "a << 1", "a is b", "a in b", "a < b < c",
    "(a := 1)", "await a", "yield a", "*a", "exp(*a)", "exp(a, b)", "exp()", "exp(x=a)", "where(a, b)",
    "exp(**a)", "exp", "f(a)", "eval(a)", "__import__(1)", "a.T()", "exp(a)(b)", "a b", "a +", "", "   ", "a = b",
    "a; b", "import os", "a\nb", "def f(): pass", "1 +* 2", "(a", "a)", "a\x00b", "a ? b",
]  # fmt: skip


@pytest.mark.parametrize("text", [text for text in REFUSED if text != "exp"])
def test_what_the_grammar_lacks_is_refused_in_one_sentence(text):
    """What the grammar does not have is refused with one sentence, whatever Python would make of it."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert str(caught.value) and "\n" not in str(caught.value)


def test_a_function_without_a_call_is_a_name():
    """``exp`` alone is a name, which no program writes; it is not the function."""
    assert parse("exp") == Name("exp")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "a" + ")" * 300,
        "-" * 900 + "a",
        "abs(" * 190 + "a" + ")" * 190,
        "a" + "**a" * 300,
        "a.T" + ".T" * 300,
    ],
    ids=["parentheses", "signs", "calls", "powers", "transposes"],
)
def test_deep_nesting_is_read_or_refused(text):
    """Nesting as deep as the length allows is read or refused, and never ends the program."""
    with suppress(FormulaError):
        parse(text)


def test_a_text_above_the_limit_is_refused():
    """A text above the limit is refused by its length alone; one at the limit is read."""
    with pytest.raises(FormulaError, match=f"at most {LONGEST} characters"):
        parse("a + " * LONGEST + "a")
    assert parse("a" * LONGEST) == Name("a" * LONGEST)


@pytest.mark.parametrize("text", ["9" * 400, "g * 1" + "0" * 320])
def test_a_number_beyond_all_floats_is_refused(text):
    """A whole number that no float can hold is refused as a formula, not with an error of Python's."""
    with pytest.raises(FormulaError):
        parse(text)


@given(some.text(max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text):
    """Any text at all is a formula or a FormulaError."""
    with suppress(FormulaError):
        parse(text)


def test_operators_bind_as_in_every_textbook():
    """Powers bind from the right, differences and quotients from the left, as in every textbook."""
    a, b, c = Name("a"), Name("b"), Name("c")
    assert parse("a - b - c") == Binary("-", Binary("-", a, b), c)
    assert parse("a / b / c") == Binary("/", Binary("/", a, b), c)
    assert parse("a**b**c") == Binary("**", a, Binary("**", b, c))
    assert parse("-a**b") == Negative(Binary("**", a, b))
    assert parse("-a * b") == Binary("*", Negative(a), b)
    assert parse("a @ b.T") == Binary("@", a, Transpose(b))
    assert parse("a + b < c * a") == Binary("<", Binary("+", a, b), Binary("*", c, a))


def test_names_in_reading_order():
    """Names come from left to right, repeats included; functions are no names."""
    assert list(names(parse("exp(b - a) * b.T + where(t == 1, a, 2)"))) == ["b", "a", "b", "t", "a"]
    assert children(Number(1.0)) == ()


@given(TREES)
def test_renaming_there_and_back_is_the_identity(tree):
    """Renaming to fresh names and back is the identity, and rebuilding without a change gives an equal tree."""
    there = {name: f"{name}_there" for name in names(tree)}
    back = {new: old for old, new in there.items()}
    assert renamed(renamed(tree, there), back) == tree
    assert rebuilt(tree, lambda part: None) == tree
    assert set(names(renamed(tree, there))) == set(there.values())


def test_renaming_is_simultaneous():
    """Two names are exchanged in one go, though each becomes the other."""
    assert renamed(parse("a - b"), {"a": "b", "b": "a"}) == parse("b - a")
