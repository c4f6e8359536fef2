"""Digits: the one formatter of numbers, so that a quantity reads the same on canvas, in formula, table and sentence."""

from __future__ import annotations

import math

import numpy as np

MINUS = "\u2212"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, decimals: int = 4) -> str:
    """A number in about as many places as a screen has room for.

    Args:
        value: any float, NaN and infinities included.
        decimals: digits after the point for numbers of ordinary size; fewer where more than one stands before it.

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
        text = f"{size:.{max(0, min(decimals, max(decimals, 4) + 1 - whole))}f}"
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


def decimals_for(values: np.ndarray, digits: int = 4) -> int:
    """The decimals at which nearly all numbers of a column keep two or three digits, from 4 to 8.

    Args:
        values: any number of floats. Of many thousand only some are looked at, always the same.
        digits: the most that the largest gets after its first zeros.

    >>> decimals_for(np.array([0.35, -1.17, 0.04])), decimals_for(np.array([0.00028, 0.0238, 0.0022]), 5)
    (4, 6)
    """
    sizes = np.abs(values[:: max(1, values.size // 4096)])
    sizes = sizes[np.isfinite(sizes) & (sizes > 0.0)]
    if not sizes.size:
        return 4
    place = sizes.size // 10
    zeros = -math.floor(math.log10(float(np.partition(sizes, place)[place])))
    most = digits - 1 - math.floor(math.log10(float(np.max(sizes))))
    return min(max(min(max(min(zeros + 2, 6), zeros + 1), most), 4), 8)


def reckoned(value: float) -> str:
    """A number with places enough to go on reckoning with it on a pocket calculator.

    >>> reckoned(0.6075371), reckoned(-0.0018774), reckoned(0.000046852), reckoned(4.68519e-7), reckoned(1234.5678)
    ('0.607537', '−0.001877', '0.00004685', '4.685×10⁻⁷', '1234.568')
    """
    size = abs(value)
    if 0.0 < size < 1e-5 or size >= 1e6:
        if not math.isfinite(value):
            return short(value)
        mantissa, exponent = f"{value:.3e}".replace("-", MINUS, 1 if value < 0 else 0).split("e")
        return f"{mantissa}×10{str(int(exponent)).translate(_RAISED)}"
    return short(value, 6 if size >= 0.001 else 8)


def fine(value: float, decimals: int = 6) -> str:
    """A number to reckon with: its sign, and always so many decimals; below and far above them a power of ten.

    >>> fine(-0.0465296), fine(1.1045636, 5), fine(0.0), fine(2.41e-9), fine(1234567.8)
    ('−0.046530', '+1.10456', '0', '+2.410×10⁻⁹', '+1.235×10⁶')
    """
    value = float(value)
    size = abs(value)
    if not math.isfinite(value) or size == 0.0:
        return signed(value)
    if size >= 1e6 or size < 50 * 10.0**-decimals:
        mantissa, exponent = f"{size:.3e}".split("e")
        text = f"{mantissa}×10{str(int(exponent)).translate(_RAISED)}"
    else:
        text = f"{size:.{decimals}f}"
    return (MINUS if value < 0 else "+") + text


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
