"""Scale: the ends of an axis and its three or four ticks, linear or logarithmic; always finite."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdsim.core.readings.digits import MINUS, short

FAR = 1e30
"""What lies beyond is off the chart: a gap, so that an axis stays readable and finite."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Tick = tuple[float, str]


@dataclass(frozen=True)
class Scale:
    """One axis: from ``low`` to ``high`` with its ticks; on a logarithmic one all of these are exponents of ten."""

    low: float
    high: float
    ticks: tuple[Tick, ...]


def within_reach(values: np.ndarray) -> np.ndarray:
    """The values as a plot can take them: what is not finite, or too far off, becomes a gap."""
    values = np.asarray(values, dtype=float)
    if values.size and values.max() < FAR and values.min() > -FAR:
        return values
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(values) < FAR, values, np.nan)


def exponents(values: np.ndarray) -> np.ndarray:
    """log₁₀ of each value; zero, negative and not finite ones become gaps."""
    values = np.asarray(values, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        usable = np.isfinite(values) & (values > 0)
        return np.log10(np.where(usable, values, np.nan))


def linear(values: np.ndarray, zero: bool = False) -> Scale:
    """The scale for these values, with a little room at both ends.

    Args:
        values: any; those out of reach are left out.
        zero: start at 0, as a size or a loss does.

    >>> [text for _, text in linear(np.array([0.05, 0.83]), zero=True).ticks]
    ['0', '0.4', '0.8']
    """
    known = within_reach(values)
    # fmin and fmax pass over NaN, and copy nothing.
    low, high = (float(ends.reduce(known, axis=None, initial=np.nan)) for ends in (np.fmin, np.fmax))
    if math.isnan(low):
        low, high = 0.0, 1.0
    # Nothing that small is told apart on an axis, and its steps would fall below the smallest float.
    low, high = (0.0 if abs(end) < 1 / FAR else end for end in (low, high))
    if zero and low >= 0:
        low = 0.0
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        room = 0.5 if low == 0 else 0.1 * abs(low)
        low, high = (low if zero and low == 0 else low - room), high + room
    bottom, top = _steady(low, high)
    room = 0.03 * (top - bottom)
    return Scale((0.0 if zero and low == 0 else bottom) - room, top + room, linear_ticks(low, high))


def linear_ticks(low: float, high: float) -> tuple[Tick, ...]:
    """Three or four round numbers from ``low`` to ``high``.

    >>> [text for _, text in linear_ticks(-1.2, 3.1)]
    ['−1', '0', '1', '2', '3']
    """
    power = 10.0 ** math.floor(math.log10(high - low))
    choices = []
    for step in [power * part for part in (0.1, 0.2, 0.25, 0.4, 0.5, 1.0, 2.0, 2.5, 4.0, 5.0)]:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if 3 <= last - first + 1 <= 5:
            decimals = next(places for places in range(16) if places == 15 or _fits(step, places))
            choices.append((decimals, abs(last - first - 3), last - first, first, step))
    # The shortest labels; then as near to four of them as can be.
    decimals, _, count, first, step = min(choices)
    best = (first + np.arange(count + 1)) * step
    far = max(abs(best[0]), abs(best[-1])) >= 1e5 or decimals > 4
    values = [float(value) for value in best]
    return tuple((at, short(at).replace(".0×", "×") if far else _plain(at, decimals)) for at in values)


def logarithmic(powers: np.ndarray) -> Scale:
    """The scale for exponents of ten: decades are ticks, with 2 and 5 between them where there are few.

    >>> [text for _, text in logarithmic(np.array([-3.2, -0.8])).ticks]
    ['10⁻³', '10⁻²', '10⁻¹']
    """
    known = powers[np.isfinite(powers)]
    low, high = (float(known.min()), float(known.max())) if known.size else (-3.0, 0.0)
    if high - low < 0.6:
        middle = (low + high) / 2
        low, high = middle - 0.3, middle + 0.3
    low, high = _steady(low, high)
    room = 0.03 * (high - low)
    low, high = low - room, high + room
    decades = range(math.ceil(low), math.floor(high) + 1)
    if len(decades) >= 2:
        every = next(step for step in (1, 2, 3, 5, 10, 20, 30, 50, 100, 200) if step * 4 >= len(decades))
        shown = [power for power in decades if power % every == 0]
        return Scale(
            low, high, tuple((float(power), f"10{str(power).translate(_RAISED)}") for power in shown)
        )
    fine = [
        (power + math.log10(part), part * 10.0**power)
        for power in range(math.floor(low), math.floor(high) + 1)
        for part in (1, 2, 5)
    ]
    return Scale(low, high, tuple((at, short(value, 6).rstrip("0") if value < 1 else short(value, 0))
                                  for at, value in fine if low <= at <= high))  # fmt: skip


def _steady(low: float, high: float) -> tuple[float, float]:
    """Ends a little further out, in steps, so that an axis stands still while its values change a little."""
    step = 2.0 ** math.floor(math.log2((high - low) / 16))
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _fits(step: float, places: int) -> bool:
    scaled = step * 10.0**places
    return abs(scaled - round(scaled)) < 1e-6 * max(1.0, scaled)


def _plain(value: float, decimals: int) -> str:
    text = f"{abs(value):.{decimals}f}"
    if not float(text):
        return "0"
    return (MINUS if value < 0 else "") + text
