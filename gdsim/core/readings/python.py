"""A formula as plain Python: what exports write and what parsing gives back."""

from __future__ import annotations

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS

STRENGTH = {
    "==": 1,
    "!=": 1,
    "<": 1,
    "<=": 1,
    ">": 1,
    ">=": 1,
    "+": 2,
    "-": 2,
    "*": 3,
    "/": 3,
    "@": 3,
    "**": 5,
}
"""How strongly an operator binds; a sign binds at 4, a name at 9."""


def strength(formula: Formula) -> int:
    """How strongly the outermost operation of a formula binds."""
    if isinstance(formula, Binary):
        return STRENGTH[formula.operator]
    return 4 if isinstance(formula, Negative) else 9


def binds(formula: Formula) -> int:
    """How strongly a formula binds once it is typeset or spoken: a Σ without parentheses binds like a plus."""
    if isinstance(formula, Call) and formula.function.startswith(("sum", "mean")):
        return 2
    return strength(formula)


def number(value: float) -> str:
    """The shortest text that gives the same float back; whole numbers without a point.

    >>> number(2.0), number(0.1), number(1e-8)
    ('2', '0.1', '1e-08')
    """
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def python(formula: Formula, numpy: bool = False) -> str:
    """The formula as Python text.

    Args:
        formula: the tree.
        numpy: write NumPy's functions as ``np.exp``; otherwise as in the grammar.

    >>> from gdsim.core.formula import parse
    >>> python(parse("-learning_rate*g/(sqrt(v)+epsilon)"), numpy=True)
    '-learning_rate * g / (np.sqrt(v) + epsilon)'
    >>> python(parse("(a - (b - c))**2"))
    '(a - (b - c))**2'
    """

    def inner(part: Formula, least: int) -> str:
        text = python(part, numpy)
        return text if strength(part) >= least else f"({text})"

    match formula:
        case Number(value):
            return number(value)
        case Name(name):
            return name
        case Negative(operand):
            return "-" + inner(operand, 3)
        case Transpose(operand):
            return inner(operand, 9) + ".T"
        case Call(function, arguments):
            prefix = "np." if numpy and FUNCTIONS[function].in_numpy else ""
            return f"{prefix}{function}({', '.join(python(argument, numpy) for argument in arguments)})"
        case Binary("**", left, right):
            return f"{inner(left, 6)}**{inner(right, 5)}"
        case Binary(operator, left, right):
            least = STRENGTH[operator]
            # Python reads a comparison beside a comparison as a chain.
            return f"{inner(left, max(least, 2))} {operator} {inner(right, least + 1)}"
    raise TypeError(formula)
