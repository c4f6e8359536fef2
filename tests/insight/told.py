"""A number worked out as plain text, for tests of what is told: ``∂L/∂W232 = (… + 5 more) / 10 = −0.0465``."""

from __future__ import annotations

import re

from gdsim.core.readings.digits import MINUS
from gdsim.core.readings.rich import rich, rich_name
from gdsim.insight.arithmetic import Arithmetic


def worked_text(worked: Arithmetic) -> str:
    """The number's name, its scalar formula with the numbers put in, and the result."""
    whose = worked.of if worked.of.startswith("sample") else rich_name(worked.of)
    name = rich_name(worked.entry) + (f" of {whose}" if worked.of else "")
    if worked.listed:
        return f"{name} = ({', '.join(worked.listed)})"
    result = f"{worked.result}"
    if worked.tree is None:
        return f"{name} = {result}"

    def write(label: str) -> str:
        text = worked.numbers.get(label, label)
        return f"({text})" if text.startswith(MINUS) else text

    return f"{name} = {_tidy(rich(worked.tree, write))} = {result}"


def _tidy(text: str) -> str:
    """Take away the parentheses round a negative number that a reader does not need.

    >>> _tidy("((−0.8)·0.2 + (−0.1)·(−3)) / 2"), _tidy("1 − (−2)<sup>2</sup>")
    ('(−0.8·0.2 − 0.1·(−3)) / 2', '1 − (−2)<sup>2</sup>')
    """
    number = rf"\({MINUS}([^()<> ]+)\)(?!<sup>)"
    text = re.sub(rf"\+ {number}", rf"{MINUS} \1", text)
    return re.sub(rf"(^|\(){number}", rf"\1{MINUS}\2", text)
