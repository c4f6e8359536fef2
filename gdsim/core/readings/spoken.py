"""A formula read aloud: what a screen reader gets."""

from __future__ import annotations

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS
from gdsim.core.readings.python import binds, number
from gdsim.core.symbols import symbol

_WORDS = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "over",
    "@": "times",
    "==": "equals",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is greater than",
    ">=": "is at least",
}


def spoken(formula: Formula) -> str:
    """The formula in words.

    >>> from gdsim.core.formula import parse
    >>> spoken(parse("W2.T @ delta2"))
    'W 2 transposed times delta 2'
    >>> spoken(parse("m / (sqrt(v) + epsilon)"))
    'm over the quantity root of v plus epsilon, end'
    """

    def inner(part: Formula, least: int) -> str:
        return spoken(part) if binds(part) >= least else f"the quantity {spoken(part)}, end"

    match formula:
        case Number(value):
            return number(value)
        case Name(name):
            found = symbol(name)
            return found.spoken or name.replace("_", " ")
        case Negative(operand):
            return "minus " + inner(operand, 3)
        case Transpose(operand):
            return inner(operand, 9) + " transposed"
        case Call(function, arguments):
            # "root of v plus epsilon" would be heard in two ways.
            texts = [
                spoken(a) if function == "where" and place == 0 else inner(a, 9)
                for place, a in enumerate(arguments)
            ]
            return FUNCTIONS[function].spoken.format(*texts, all=" and ".join(texts))
        case Binary("**", left, Number(2.0)):
            return inner(left, 6) + " squared"
        case Binary("**", left, right):
            return f"{inner(left, 6)} to the power {inner(right, 5)}"
        case Binary(operator, left, right):
            least = 2 if operator in "+-" else 3
            return f"{inner(left, least)} {_WORDS[operator]} {inner(right, least + 1)}"
    raise TypeError(formula)
