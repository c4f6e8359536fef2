"""Symbols: the names of the lesson, how each is written, spoken and explained."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """One name of the lesson.

    Args:
        key: the name in formulas, files and code, in snake_case.
        latex: how a textbook writes it; the key itself where nothing is given.
        spoken: how a teacher says it; the key with spaces where nothing is given.
        meaning: what it is, in one phrase.

    >>> Symbol("rho", r"\\\\rho").next.key
    'rho_next'
    """

    key: str
    latex: str = ""
    spoken: str = ""
    meaning: str = ""

    @property
    def next(self) -> Symbol:
        """The same quantity after this update: no name is ever written twice."""
        return Symbol(f"{self.key}_next", self.latex, f"new {self.spoken or self.key}", self.meaning)


LEARNING_RATE = Symbol("learning_rate", r"\alpha", "alpha", "learning rate")
LEARNING_RATE_0 = Symbol("learning_rate_0", r"\alpha_{0}", "alpha zero", "learning rate of the first update")
RHO = Symbol("rho", r"\rho", "rho", "how much of the running mean is kept")
BETA_1 = Symbol("beta_1", r"\beta_{1}", "beta one", "how much of the mean gradient is kept")
BETA_2 = Symbol("beta_2", r"\beta_{2}", "beta two", "how much of the mean square is kept")
EPSILON = Symbol("epsilon", r"\varepsilon", "epsilon", "a small number that keeps the quotient finite")
MOMENTUM = Symbol("momentum", r"\mu", "mu", "how much of the last step's direction is kept")
DAMPENING = Symbol("dampening", r"\tau", "tau", "how much a new gradient is held back")
WEIGHT_DECAY = Symbol("weight_decay", r"\lambda", "lambda", "weight decay")
LIMIT = Symbol("limit", "c", "c", "limit of the clipping")

THETA = Symbol("theta", r"\theta", "theta", "all weights and biases")
STEP = Symbol("step", r"\Delta\theta", "delta theta", "the step of this update")
G = Symbol("g", "g", "g", "gradient of the objective, all parameters together")
M = Symbol("m", "m", "m", "running mean of the gradient")
M_HAT = Symbol("m_hat", r"\hat{m}", "m hat", "mean gradient, corrected for its start at 0")
V = Symbol("v", "v", "v", "running mean of the squared gradient")
V_HAT = Symbol("v_hat", r"\hat{v}", "v hat", "mean square, corrected for its start at 0")

_TABLE = (
    LEARNING_RATE,
    LEARNING_RATE_0,
    RHO,
    BETA_1,
    BETA_2,
    EPSILON,
    MOMENTUM,
    DAMPENING,
    WEIGHT_DECAY,
    LIMIT,
    THETA,
    STEP,
    G,
    M,
    M_HAT,
    V,
    V_HAT,
    Symbol("g_clipped", r"g^{\mathrm{clip}}", "clipped g", "gradient after clipping"),
    Symbol("g_decayed", r"g^{\lambda}", "g with decay", "gradient with the weight decay added"),
    Symbol("gradient_norm", r"\lVert g\rVert", "norm of g", "length of the whole gradient"),
    Symbol("v_max", r"v^{\max}", "v max", "largest mean square so far"),
    Symbol("g_mean", r"\bar{g}", "g bar", "running mean of the gradient"),
    Symbol("v_centered", r"\tilde{v}", "v tilde", "mean square less the squared mean"),
    Symbol("scaled", "s", "s", "gradient in units of its usual size"),
    Symbol("b", "b", "b", "momentum buffer: gradients with a fading memory"),
    Symbol("u", "u", "u", "largest recent size of the gradient"),
    Symbol("G", "G", "G", "sum of all squared gradients"),
    Symbol("rate", r"\tilde{\alpha}", "alpha tilde", "learning rate after its own decay"),
    Symbol("mu", r"\mu_{t}", "mu t", "momentum of this update"),
    Symbol("mu_ahead", r"\mu_{t+1}", "mu t plus one", "momentum of the next update"),
    Symbol("mu_product", r"\Pi\mu", "product of mu", "product of all momenta so far"),
    Symbol("d", "d", "d", "direction before the learning rate"),
    Symbol("x", "x", "x", "inputs of the batch, one column a sample"),
    Symbol("y", "y", "y", "targets of the batch, one column a sample"),
    Symbol("X", "X", "capital X", "all inputs of the training set"),
    Symbol("Y", "Y", "capital Y", "all targets of the training set"),
    Symbol("batch", r"\mathcal{B}", "batch", "numbers of the samples in this batch"),
    Symbol("B", "B", "B", "number of samples in the batch"),
    Symbol("K", "K", "K", "number of outputs"),
    Symbol("l", r"\ell", "l", "loss of one sample"),
    Symbol("L", "L", "L", "loss of the batch"),
    Symbol("penalty", "P", "penalty", "what l1 and l2 add to the loss"),
    Symbol("l1", r"\lambda_{1}", "lambda one", "weight of the sum of |W|"),
    Symbol("l2", r"\lambda_{2}", "lambda two", "weight of half the sum of squares of W"),
    Symbol("t", "t", "t", "updates made by this rule, this one included"),
    Symbol("update", "u", "update", "number of this update, from 1"),
    Symbol("epoch", "e", "epoch", "number of this epoch, from 1"),
    Symbol("k", "k", "k", "steps of the schedule so far, from 0"),
    Symbol("pi", r"\pi", "pi", "3.14159…"),
    Symbol("gamma", r"\gamma", "gamma", "factor of the schedule"),
    Symbol("alpha", r"\alpha", "alpha", "slope scale for negative inputs"),
    Symbol("omega", r"\omega", "omega", "frequency"),
    Symbol("delta_limit", r"\delta", "delta", "where the squared loss turns straight"),
    Symbol("negative_slope", "s", "s", "slope for negative inputs"),
    Symbol("learning_rate_decay", r"\eta", "eta", "decay of the learning rate"),
    Symbol("initial_accumulator", "G_{0}", "G zero", "where the sum of squares starts"),
    Symbol("momentum_decay", r"\psi", "psi", "how fast the momentum approaches beta one"),
)
SYMBOLS = {symbol.key: symbol for symbol in _TABLE}

# Quantities of a layer carry its number: W2, delta1, dW2_loss. Base → (LaTeX with {} for the layer, spoken, meaning).
LAYERED = {
    "W": ("W^{{{0}}}", "W {0}", "weights of layer {0}"),
    "b": ("b^{{{0}}}", "b {0}", "biases of layer {0}"),
    "z": ("z^{{{0}}}", "z {0}", "weighted inputs of layer {0}"),
    "a": ("a^{{{0}}}", "a {0}", "activations of layer {0}"),
    "da": (
        r"\frac{{\partial \ell}}{{\partial a^{{{0}}}}}",
        "d l by d a {0}",
        "what layer {0} hears from above",
    ),
    "slope": ("f'(z^{{{0}}})", "f prime of z {0}", "slope of the activation of layer {0}"),
    "delta": (r"\delta^{{{0}}}", "delta {0}", "∂l/∂z of layer {0}, one column a sample"),
    "dW": (
        r"\frac{{\partial L}}{{\partial W^{{{0}}}}}",
        "d L by d W {0}",
        "gradient of the weights of layer {0}",
    ),
    "db": (
        r"\frac{{\partial L}}{{\partial b^{{{0}}}}}",
        "d L by d b {0}",
        "gradient of the biases of layer {0}",
    ),
}
_LAYERED_NAME = re.compile(r"(da|dW|db|slope|delta|W|b|z|a)(\d+)(_loss|_next)?\Z")


def layer_of(name: str) -> int | None:
    """The layer that a name belongs to, or None.

    >>> layer_of("dW2"), layer_of("beta_1"), layer_of("l1")
    (2, None, None)
    """
    match = _LAYERED_NAME.fullmatch(name)
    return int(match[2]) if match else None


def is_kept(name: str) -> bool:
    """True for a name that is kept for the next update, and so is written with an arrow.

    >>> is_kept("m_next"), is_kept("m_hat")
    (True, False)
    """
    return name.endswith("_next")


def symbol(name: str) -> Symbol:
    """The symbol behind any name of a program, layer numbers and ``_next`` included.

    >>> symbol("delta2").latex
    '\\\\delta^{2}'
    >>> symbol("m_next").spoken
    'new m'
    >>> symbol("velocity").latex
    '\\\\mathrm{velocity}'
    """
    if name in SYMBOLS:
        return SYMBOLS[name]
    if match := _LAYERED_NAME.fullmatch(name):
        latex, spoken, meaning = (text.format(match[2]) for text in LAYERED[match[1]])
        if match[3] == "_loss":
            meaning += ", of the loss alone, before the penalty"
        return Symbol(name, latex, spoken, meaning)
    setting, _, layer = name.removeprefix("schedule_").rpartition("_")
    if layer.isdigit() and setting in SYMBOLS:
        found = SYMBOLS[setting]
        return Symbol(
            name, found.latex, f"{found.spoken} of layer {layer}", f"{found.meaning}, of layer {layer}"
        )
    if name.startswith("schedule_"):
        return symbol(name.removeprefix("schedule_"))
    if is_kept(name):
        return symbol(name.removesuffix("_next")).next
    words = name.replace("_", " ")
    latex = name if len(name) == 1 else r"\mathrm{" + words.replace(" ", r"\ ") + "}"
    return Symbol(name, latex, words, words)
