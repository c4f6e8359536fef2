"""Digits: the one formatter of numbers, so that a quantity reads the same on canvas, in formula, table and sentence."""

from __future__ import annotations

import math

MINUS = "\u2212"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, decimals: int = 4) -> str:
    """A number in about as many places as a screen has room for.

    Args:
        value: any float, NaN and infinities included.
        decimals: digits after the point for numbers of ordinary size.

    >>> short(0.607537), short(-12345.678), short(2.4e-9), short(0.0)
    ('0.6075', '−12346', '2.4×10⁻⁹', '0')
    """
    value = float(value)
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else (MINUS if value < 0 else "") + "∞"
    size = abs(value)
    if size == 0.0:
        return "0"
    if size >= 1e6 or size < 10.0**-decimals / 2:
        mantissa, exponent = f"{size:.1e}".split("e")
        text = f"{mantissa}×10{str(int(exponent)).translate(_RAISED)}"
    else:
        whole = len(str(int(size)))
        text = f"{size:.{max(0, min(decimals, 5 - whole))}f}"
    return (MINUS if value < 0 else "") + text


def signed(value: float, decimals: int = 4) -> str:
    """The same with its sign always written; a true zero has none.

    >>> signed(0.5274), signed(-0.4730, 3), signed(0.0)
    ('+0.5274', '−0.473', '0')
    """
    text = short(value, decimals)
    return text if text.startswith(MINUS) or text in ("0", "not a number") else "+" + text


def in_full(value: float) -> str:
    """A number with all its digits, a power of ten where it is very small or large: a setting in a formula.

    >>> in_full(0.999), in_full(1e-8), in_full(-2.5e-7), in_full(10.0)
    ('0.999', '10⁻⁸', '−2.5×10⁻⁷', '10')
    """
    size = abs(value)
    text = str(int(size)) if size.is_integer() and size < 1e15 else repr(size)
    mantissa, _, exponent = text.partition("e")
    if exponent:
        power = f"10{str(int(exponent)).translate(_RAISED)}"
        text = power if mantissa == "1" else f"{mantissa}×{power}"
    return (MINUS if value < 0 else "") + text


def setting(value: object) -> str:
    """A setting as its field shows it: the shortest text that gives the value back.

    >>> setting(0.02), setting(1e-8), setting(10), setting(True)
    ('0.02', '1e-08', '10', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e6 else repr(value)
    return str(value)
