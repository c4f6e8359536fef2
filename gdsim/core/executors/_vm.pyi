"""Types of the compiled loop in ``_vm.pyx``."""

import numpy as np

Place = tuple[int, int, int]
"""Address of the first number, and the bytes from row to row and from column to column."""
Step = tuple[str, tuple[int, int, int], int, tuple[Place, ...], int]

PRIMITIVES: dict[str, int]

class Tape:
    def __init__(self, steps: list[Step], kept: list[np.ndarray]) -> None: ...
    def run(self) -> None: ...
