"""Parameter: one setting of a declaration, with its range; form, file format and checks come from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from gdsim.core import symbols
from gdsim.core.symbols import Symbol

Value = float | int | bool | str


@dataclass(frozen=True)
class Parameter:
    """One setting: its symbol, default and range.

    Args:
        symbol: name, LaTeX and meaning of the setting.
        default: the value where none is given; its type (bool, int, float, str) says what kind of setting it is.
        low, high: the range, both ends included unless ``low_open`` or ``high_open``; None is no limit.
        choices: the allowed words, for a setting that is a word.

    >>> rho = Parameter(symbols.RHO, 0.99, low=0, high=1, high_open=True)
    >>> rho.fault(0.5) is None
    True
    >>> rho.fault(1.0)
    'must be a number of at least 0 and below 1, not 1.0'
    """

    symbol: Symbol
    default: Value
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The setting's name in files and code."""
        return self.symbol.key

    @property
    def kind(self) -> str:
        """``switch``, ``choice``, ``whole`` or ``number``."""
        if isinstance(self.default, bool):
            return "switch"
        if isinstance(self.default, str):
            return "choice"
        return "whole" if isinstance(self.default, int) else "number"

    @property
    def rule(self) -> str:
        """What a value has to be, in words."""
        if self.kind == "switch":
            return "true or false"
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        noun = "a whole number" if self.kind == "whole" else "a number"
        if self.low is not None and self.high is not None and not (self.low_open or self.high_open):
            return f"{noun} from {_plain(self.low)} to {_plain(self.high)}"
        ends = []
        if self.low is not None:
            ends.append(f"{'above' if self.low_open else 'of at least'} {_plain(self.low)}")
        if self.high is not None:
            ends.append(f"{'below' if self.high_open else 'of at most'} {_plain(self.high)}")
        return " ".join([noun if ends else noun.replace("a ", "a finite ", 1), " and ".join(ends)]).strip()

    def fault(self, value: Any) -> str | None:
        """What is wrong with a value, as a sentence, or None where it fits."""
        if self.kind == "switch":
            fits = isinstance(value, bool)
        elif self.kind == "choice":
            fits = isinstance(value, str) and value in self.choices
        else:
            numeric = int if self.kind == "whole" else (int, float)
            fits = isinstance(value, numeric) and not isinstance(value, bool) and self._inside(value)
        return None if fits else f"must be {self.rule}, not {shown(value)}"

    def _inside(self, value: float) -> bool:
        try:
            if not math.isfinite(value):
                return False
        except OverflowError:  # a whole number beyond every float
            return False
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below


def _plain(limit: float) -> str:
    """A limit as a person writes it: 1000000, not 1e+06."""
    return str(int(limit)) if float(limit).is_integer() else f"{limit:g}"


def shown(value: Any) -> str:
    """A value as an error quotes it: at most 60 characters, NaN and infinity by name.

    >>> shown(float("nan")), shown(-3), shown("x" * 80)[-2:]
    ('NaN', '-3', 'x…')
    """
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def learning_rate(default: float) -> Parameter:
    """The learning rate, which every optimizer declares with its own default."""
    return Parameter(symbols.LEARNING_RATE, default, low=0)


def epsilon(default: float) -> Parameter:
    """The small number beside a root."""
    return Parameter(symbols.EPSILON, default, low=0)


def share(symbol: Symbol, default: float) -> Parameter:
    """A share that is kept from one update to the next: at least 0 and below 1."""
    return Parameter(symbol, default, low=0, high=1, high_open=True)
