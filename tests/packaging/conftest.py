"""The build's own modules, which lie in packaging/ and are no package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"


@pytest.fixture(autouse=True)
def modules_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are imported by their plain names, as build.py imports them."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    yield
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(PACKAGING)):
            del sys.modules[name]
    sys.modules.pop("linux", None)


@pytest.fixture
def checkout() -> Path:
    """The folder of the repository."""
    return CHECKOUT
