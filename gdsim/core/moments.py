"""Moments: the running means of the gradient and of its square, which Adam and its relatives share."""

from __future__ import annotations

from gdsim.core.declaration import Rule
from gdsim.core.parameter import epsilon, share
from gdsim.core.symbols import BETA_1, BETA_2, M_HAT, STEP, V_HAT, M, V

SETTINGS = (share(BETA_1, 0.9), share(BETA_2, 0.999), epsilon(1e-8))
"""β₁, β₂ and ε with the defaults of Kingma & Ba 2014 (arXiv:1412.6980)."""

MEAN = Rule(M.next, "beta_1 * m + (1 - beta_1) * g", "Remember where the gradient has pointed.")
SQUARE = Rule(V.next, "beta_2 * v + (1 - beta_2) * g**2", "Remember how large it has been.")
MEAN_CORRECTED = Rule(M_HAT, "m_next / (1 - beta_1**t)", "Make up for the start at 0.")
SQUARE_CORRECTED = Rule(V_HAT, "v_next / (1 - beta_2**t)", "Make up for the start at 0.")
ALONG_THE_MEAN = Rule(
    STEP, "-learning_rate * m_hat / (sqrt(v_hat) + epsilon)", "Step along the mean, in units of that size."
)
