"""Number text: what people type for a number, read; and a number, shortened to what a field can show."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\Z")
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+\Z")
_SIGNS = {
    "−": "-",
    "﹣": "-",
    "－": "-",
    "＋": "+",
    "，": ",",
    "、": ",",
    "．": ".",
    "٫": ".",
    "ｅ": "e",
    "Ｅ": "e",
}


class NotANumber(ValueError):
    """The text is no number; the message, if any, says why it is refused."""


def read(text: str) -> float | int:
    """The number in a text: a whole number as an int, any other as a float.

    A decimal comma, digits of other scripts and full-width signs are understood. A comma before three
    digits is refused, because it is a thousand to some readers and a fraction to others.

    >>> read("1e-3"), read("0,1"), read("１２"), read("−.5"), read("1e3")
    (0.001, 0.1, 12, -0.5, 1000)
    >>> read("1,000")
    Traceback (most recent call last):
    gdsim.ui.controls.number_text.NotANumber: 1,000 can be read in two ways: write 1000 or 1.000
    """
    plain = "".join(_ascii(sign) for sign in text.strip()).lower()
    if _TWO_READINGS.match(plain):
        raise NotANumber(
            f"{plain} can be read in two ways: write {plain.replace(',', '')} or {_fraction(plain)}"
        )
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not _NUMBER.match(plain):
        raise NotANumber
    if len(plain) > 60:
        raise NotANumber("a number has at most 60 characters here")
    if "." not in plain and "e" not in plain:
        return int(plain)
    value = float(plain)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def short(value: float | int) -> str:
    """A number with at most six significant digits.

    >>> short(0.02), short(1 / 3), short(1e-8), short(1000000), short(12345678)
    ('0.02', '0.333333', '1e-8', '1000000', '12345678')
    """
    if isinstance(value, int):
        return str(value)
    text = f"{value:.6g}"
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else text


def full(value: float | int) -> str:
    """A number with every digit it has."""
    return str(value) if isinstance(value, int) else repr(float(value))


def _ascii(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    # decimal() knows ５ and ٥ but not ⁵: "10²" must be refused, not read as 102.
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def _fraction(plain: str) -> str:
    head, _, tail = plain.partition(",")
    return f"{head}.{tail.replace(',', '')}"
