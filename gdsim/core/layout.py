"""Layout: where each layer's weights and biases lie in the one flat vector theta."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdsim.core.experiment import LayerParameters


@dataclass(frozen=True)
class Block:
    """One matrix of weights or column of biases, a piece of theta."""

    name: str
    """``W2`` or ``b2``."""
    layer: int
    start: int
    shape: tuple[int, int]
    """(units out, units in) for weights, (units out, 1) for biases."""

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return self.shape[0] * self.shape[1]

    @property
    def is_bias(self) -> bool:
        """True for a column of biases."""
        return self.name.startswith("b")

    def of(self, flat: np.ndarray) -> np.ndarray:
        """This block of a flat vector, as a view of its shape."""
        return flat[self.start : self.start + self.size].reshape(self.shape)


@dataclass(frozen=True)
class Layout:
    """All blocks in theta's order: W¹, b¹, W², b² …; biases that are fixed or absent are not parameters.

    >>> layout = layout_of((2, 4, 1), (True, False))
    >>> [block.name for block in layout.blocks], layout.size
    (['W1', 'b1', 'W2'], 16)
    """

    blocks: tuple[Block, ...]
    units: tuple[int, ...]
    """Inputs, then the units of each layer."""

    @property
    def size(self) -> int:
        """How many parameters there are."""
        return sum(block.size for block in self.blocks)

    @property
    def layers(self) -> int:
        """How many layers there are, without the input."""
        return len(self.units) - 1

    @cached_property
    def layer_starts(self) -> tuple[int, ...]:
        """Where each layer begins in theta; it ends where the next one begins."""
        return tuple(block.start for block in self.blocks if not block.is_bias)

    def block(self, name: str) -> Block | None:
        """The block of that name, or None where it is no parameter."""
        return next((block for block in self.blocks if block.name == name), None)

    def flat(self, layers: Sequence[LayerParameters]) -> np.ndarray:
        """One vector from the numbers layer by layer."""
        flat = np.empty(self.size)
        for block in self.blocks:
            numbers = layers[block.layer - 1]
            values = numbers.bias if block.is_bias else numbers.weights
            block.of(flat)[:] = np.array(values, dtype=float).reshape(block.shape)
        return flat

    def layered(
        self, flat: np.ndarray, others: Sequence[LayerParameters] | None = None
    ) -> tuple[LayerParameters, ...]:
        """The numbers layer by layer from one vector; biases that are not in it come from ``others``."""
        result = []
        for layer in range(1, self.layers + 1):
            weights, bias = self.block(f"W{layer}"), self.block(f"b{layer}")
            assert weights is not None
            rows = tuple(tuple(row) for row in weights.of(flat).tolist())
            kept = others[layer - 1].bias if others is not None else None
            result.append(LayerParameters(rows, tuple(bias.of(flat)[:, 0].tolist()) if bias else kept))
        return tuple(result)


def layout_of(units: Sequence[int], biases: Sequence[object]) -> Layout:
    """The layout of a network: ``units`` from the input on, and for each layer whether its bias is trained."""
    blocks: list[Block] = []
    start = 0
    for layer, (inputs, outputs, bias) in enumerate(zip(units, units[1:], biases, strict=False), 1):
        blocks.append(Block(f"W{layer}", layer, start, (outputs, inputs)))
        start += outputs * inputs
        if bias is True:
            blocks.append(Block(f"b{layer}", layer, start, (outputs, 1)))
            start += outputs
    return Layout(tuple(blocks), tuple(units))
