"""A formula as LaTeX, and the same with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS
from gdsim.core.readings.python import STRENGTH, binds, number
from gdsim.core.symbols import symbol

_SIGN = {"*": r"\cdot ", "@": r"\,", "==": "=", "!=": r"\neq ", "<=": r"\le ", ">=": r"\ge "}


def symbol_latex(name: str) -> str:
    """How a name is typeset.

    >>> symbol_latex("delta2")
    '\\\\delta^{2}'
    """
    return symbol(name).latex or name


def latex(formula: Formula, write: Callable[[str], str] = symbol_latex) -> str:
    """The formula typeset.

    Args:
        formula: the tree.
        write: how a name is written; give a function that looks values up to have the numbers put in.

    >>> from gdsim.core.formula import parse
    >>> latex(parse("m_next / (1 - beta_1**t)"))
    '\\\\frac{m}{1 - \\\\beta_{1}^{t}}'
    >>> latex(parse("0.5 * a1"), lambda name: "0.593")
    '0.5\\\\cdot 0.593'
    """

    def inner(part: Formula, least: int) -> str:
        text = latex(part, write)
        return text if binds(part) >= least else rf"\left({text}\right)"

    match formula:
        case Number(value):
            return scientific(number(value))
        case Name(name):
            return write(name)
        case Negative(operand):
            return "-" + inner(operand, 3)
        case Transpose(operand):
            return f"{{{inner(operand, 9)}}}^{{\\mathsf{{T}}}}"
        case Call(function, arguments):
            return _call(function, arguments, write)
        case Binary("/", left, right):
            return rf"\frac{{{latex(left, write)}}}{{{latex(right, write)}}}"
        case Binary("**", left, right):
            return _raised(inner(left, 6), latex(right, write))
        case Binary("*", left, right) if not _digit(inner(right, 4)) and not isinstance(left, Number):
            return f"{inner(left, 3)}\\,{inner(right, 4)}"
        case Binary(operator, left, right):
            least = STRENGTH[operator]
            return f"{inner(left, least)}{_SIGN.get(operator, f' {operator} ')}{inner(right, least + 1)}"
    raise TypeError(formula)


def _call(function: str, arguments: tuple[Formula, ...], write: Callable[[str], str]) -> str:
    # A Σ reaches as far as a product; under the root of a norm the square belongs to the whole argument.
    least = 9 if function == "norm" else 3 if function.startswith(("sum", "mean")) else 0
    texts = [
        latex(argument, write) if binds(argument) >= least else rf"\left({latex(argument, write)}\right)"
        for argument in arguments
    ]
    return FUNCTIONS[function].latex.format(*texts, all=r",\,".join(texts))


def _digit(text: str) -> bool:
    return text.lstrip("-(").startswith(tuple("0123456789")) or text.startswith("-")


def _raised(base: str, power: str) -> str:
    """A power; a base that carries a layer above is put in parentheses, so that no layer reads as a power."""
    carries_layer = "^" in base and not base.startswith(r"\left(")
    return rf"\left({base}\right)^{{{power}}}" if carries_layer else f"{base}^{{{power}}}"


def scientific(text: str) -> str:
    """A number's text with its exponent as a power of ten.

    >>> scientific("1e-08")
    '10^{-8}'
    >>> scientific("-4.2e-05")
    '-4.2\\\\cdot 10^{-5}'
    """
    if "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa}\cdot {power}"
