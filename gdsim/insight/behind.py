"""Behind: the parameter that a label tells of, such as W²₃₂ behind ``dW2[3,2]`` and ``m_hat[W2[3,2]]``."""

from __future__ import annotations

import re

from gdsim.core.trace import Trace
from gdsim.insight.focus import Parameter, parameter, place_in_theta

_OF_PARAMETER = re.compile(r"[A-Za-z]\w*\[([Wb]\d+\[\d+(?:,\d+)?\])\]\Z")
_GRADIENT = re.compile(r"d([Wb]\d+)(?:_loss)?(\[\d+(?:,\d+)?\])\Z")


def parameter_behind(label: str | None) -> Parameter | None:
    """The weight or bias itself, or the one whose gradient or memory a label names; None behind any other.

    >>> parameter_behind("m_hat[W2[3,2]]") == parameter_behind("dW2[3,2]") == parameter_behind("W2[3,2]")
    True
    >>> parameter_behind("delta2[3]"), parameter_behind(None)
    (None, None)
    """
    text = label or ""
    if found := _OF_PARAMETER.match(text):
        text = found[1]
    elif found := _GRADIENT.match(text):
        text = found[1] + found[2]
    return parameter(text)


def place_behind(trace: Trace, label: str | None) -> int | None:
    """Where that parameter lies in theta, or None."""
    chosen = parameter_behind(label)
    return None if chosen is None else place_in_theta(trace, chosen)
