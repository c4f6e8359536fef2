"""gdsim: what happens inside the training of a neural network, step by step."""

from __future__ import annotations

# The module typing would be a third of ``gdsim --version``; a type checker knows this name as well as its own.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"
__all__ = ["Experiment", "__version__", "run", "trace"]


def __getattr__(name: str) -> Any:
    """The library's front door, imported when it is first used, so that ``gdsim --version`` stays quick."""
    if name in ("Experiment", "run", "trace"):
        from gdsim import library

        return getattr(library, name)
    raise AttributeError(f"module 'gdsim' has no attribute {name!r}")
