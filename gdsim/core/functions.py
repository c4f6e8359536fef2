"""The functions that formulas may call; numerical care lives here, once, for every reader of a formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), without overflow on either side."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def softplus(z: Array) -> Array:
    """log(1 + exp(z)), without overflow."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def softmax(z: Array) -> Array:
    """exp(z) over its sum over the units, for each sample; the largest unit is taken out first."""
    large = np.exp(z - np.max(z, axis=0))
    return large / np.sum(large, axis=0)


def log_sum_exp(z: Array) -> Array:
    """Log of the sum of exp(z) over the units, for each sample."""
    top = np.max(z, axis=0, keepdims=True)
    return top + np.log(np.sum(np.exp(z - top), axis=0, keepdims=True))


erf = np.vectorize(math.erf, otypes=[float])


def columns(table: Array, batch: Array) -> Array:
    """The samples of a batch, out of a table with one column a sample."""
    return np.take(table, batch, axis=1)


def sum_units(v: Array) -> Array:
    """Sum over the units of a layer, for each sample."""
    return np.sum(v, axis=0, keepdims=True)


def mean_units(v: Array) -> Array:
    """Mean over the units of a layer, for each sample."""
    return np.mean(v, axis=0, keepdims=True)


def sum_outputs(v: Array) -> Array:
    """Sum over the outputs: one number for each sample."""
    return np.sum(v, axis=0)


def mean_outputs(v: Array) -> Array:
    """Mean over the outputs: one number for each sample."""
    return np.mean(v, axis=0)


def sum_batch(v: Array) -> Array:
    """Sum over the samples of the batch."""
    return np.sum(v, axis=-1, keepdims=np.ndim(v) == 2)


def mean_batch(v: Array) -> Array:
    """Mean over the samples of the batch, by its own size."""
    return np.mean(v, axis=-1, keepdims=np.ndim(v) == 2)


def norm(v: Array) -> Array:
    """Length of all the numbers together: the root of the sum of their squares."""
    return np.sqrt(np.sum(np.square(v)))


def concatenate(*parts: Array) -> Array:
    """All numbers in one row, in the order of theta."""
    return np.concatenate([np.ravel(part) for part in parts])


@dataclass(frozen=True)
class Function:
    """One function of the grammar.

    Args:
        name: as written in a formula.
        value: what computes it; a NumPy ufunc, or a plain function of this file that exports carry along.
        arity: number of arguments, -1 for any.
        latex: template of its typesetting, with {0} {1} … for the arguments.
        spoken: template of its reading aloud.
        about: what it does, in one phrase.
    """

    name: str
    value: Callable[..., Array]
    arity: int
    latex: str
    spoken: str
    about: str

    @property
    def in_numpy(self) -> bool:
        """True where NumPy has it by the same name; the others are the plain functions above."""
        return self.value is getattr(np, self.name, None)

    @property
    def elementwise(self) -> bool:
        """True where each number of the result comes from the numbers in the same place."""
        return self.name in _ELEMENTWISE


def _named(name: str) -> str:
    return rf"\operatorname{{{{{name}}}}}\left({{0}}\right)"


_TABLE = (
    Function("exp", np.exp, 1, "e^{{{0}}}", "e to the {0}", "exponential function"),
    Function("log", np.log, 1, r"\ln\left({0}\right)", "log of {0}", "natural logarithm"),
    Function("log1p", np.log1p, 1, r"\ln\left(1+{0}\right)", "log of 1 plus {0}", "log(1 + x)"),
    Function("expm1", np.expm1, 1, r"\left(e^{{{0}}}-1\right)", "e to the {0}, minus 1", "exp(x) − 1"),
    Function("sqrt", np.sqrt, 1, r"\sqrt{{{0}}}", "root of {0}", "square root"),
    Function("tanh", np.tanh, 1, r"\tanh\left({0}\right)", "tanh of {0}", "hyperbolic tangent"),
    Function("sigmoid", sigmoid, 1, r"\sigma\left({0}\right)", "sigmoid of {0}", "1 / (1 + exp(−x))"),
    Function("softplus", softplus, 1, _named("softplus"), "softplus of {0}", "log(1 + exp(x))"),
    Function("softmax", softmax, 1, _named("softmax"), "softmax of {0}", "shares of the units, by sample"),
    Function(
        "log_sum_exp", log_sum_exp, 1, _named("logsumexp"), "log-sum-exp of {0}", "log Σ exp over the units"
    ),
    Function("erf", erf, 1, _named("erf"), "error function of {0}", "error function of Gauss"),
    Function("sin", np.sin, 1, r"\sin\left({0}\right)", "sine of {0}", "sine"),
    Function("cos", np.cos, 1, r"\cos\left({0}\right)", "cosine of {0}", "cosine"),
    Function("floor", np.floor, 1, r"\lfloor {0}\rfloor", "floor of {0}", "largest whole number below"),
    Function("abs", np.abs, 1, r"\left|{0}\right|", "absolute value of {0}", "size without the sign"),
    Function("sign", np.sign, 1, _named("sign"), "sign of {0}", "−1, 0 or 1"),
    Function(
        "maximum", np.maximum, 2, r"\max\left({0},\,{1}\right)", "the larger of {0} and {1}", "the larger"
    ),
    Function(
        "minimum", np.minimum, 2, r"\min\left({0},\,{1}\right)", "the smaller of {0} and {1}", "the smaller"
    ),
    Function(
        "where",
        np.where,
        3,
        r"\begin{{cases}}{1} & {0}\\ {2} & \text{{else}}\end{{cases}}",
        "{1} if {0}, else {2}",
        "the second where the first holds, else the third",
    ),
    Function(
        "columns", columns, 2, r"{0}_{{{1}}}", "the columns of {0} in the {1}", "the samples of a batch"
    ),
    Function("sum_units", sum_units, 1, r"\sum_{{j}} {0}", "sum over the units of {0}", "sum over the units"),
    Function(
        "mean_units", mean_units, 1, r"\overline{{{0}}}", "mean over the units of {0}", "mean over the units"
    ),
    Function(
        "sum_outputs",
        sum_outputs,
        1,
        r"\sum_{{k}} {0}",
        "sum over the outputs of {0}",
        "sum over the outputs",
    ),
    Function(
        "mean_outputs",
        mean_outputs,
        1,
        r"\tfrac{{1}}{{K}}\sum_{{k}} {0}",
        "mean over the outputs of {0}",
        "mean over the outputs",
    ),
    Function("sum_batch", sum_batch, 1, r"\sum_{{i}} {0}", "sum over the batch of {0}", "sum over the batch"),
    Function(
        "mean_batch",
        mean_batch,
        1,
        r"\tfrac{{1}}{{B}}\sum_{{i}} {0}",
        "mean over the batch of {0}",
        "mean over the batch",
    ),
    Function("sum", np.sum, 1, r"\sum {0}", "sum of {0}", "sum of all the numbers"),
    Function(
        "norm", norm, 1, r"\sqrt{{\textstyle\sum {0}^{{2}}}}", "norm of {0}", "root of the sum of squares"
    ),
    Function("concatenate", concatenate, -1, r"\left({all}\right)", "{all} in one row", "all in one row"),
)
FUNCTIONS: dict[str, Function] = {function.name: function for function in _TABLE}
_REDUCING = frozenset(name for name in FUNCTIONS if name.startswith(("sum", "mean")) or name == "log_sum_exp")
_ELEMENTWISE = frozenset(FUNCTIONS) - _REDUCING - {"softmax", "columns", "norm", "concatenate"}
