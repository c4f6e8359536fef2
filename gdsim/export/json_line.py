"""JSON line: numbers as JSON can hold them; what is not finite becomes null."""

from __future__ import annotations

import json
import math
from typing import Any


def json_line(value: Any, indent: int | None = None) -> str:
    """The value as JSON that every reader takes.

    >>> json_line({"loss": float("inf"), "epochs": 3})
    '{"loss": null, "epochs": 3}'
    """
    return json.dumps(_finite(value), indent=indent, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(entry) for entry in value]
    return value
