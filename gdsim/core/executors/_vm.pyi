"""Types of the compiled loop in ``_vm.pyx``."""

import numpy as np

Place = tuple[int, int, int]
"""Address of the first number, and the bytes from row to row and from column to column."""
Step = tuple[str, tuple[int, int, int], int, tuple[Place, ...], int]

PRIMITIVES: dict[str, int]

def shuffle(order: np.ndarray, others: np.ndarray) -> None: ...
def vector_width(wanted: int = 0) -> int: ...

class Tape:
    def __init__(self, steps: list[Step], kept: list[np.ndarray], readings: list[Step] = ...) -> None: ...
    def feed(
        self,
        batch: int,
        size: int,
        counters: tuple[int, int, int],
        carry: list[tuple[int, int, int]],
        read: list[int],
    ) -> None: ...
    def run(self) -> None: ...
    def advance(self, order: np.ndarray, update: float, epoch: float, t: float, rows: np.ndarray) -> int: ...
