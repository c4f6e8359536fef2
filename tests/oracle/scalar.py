"""Scalar: reverse-mode differentiation of single numbers, after the idea of Karpathy's micrograd (2020).

It knows nothing of gdsim, of matrices or of layers: every number remembers what it was made of, and the chain rule is
summed over all paths.
"""

from __future__ import annotations

import math


class Scalar:
    """A number and the numbers that it was made of, each with the slope towards it."""

    def __init__(self, value, parents=()):
        self.value = float(value)
        self.parents = parents
        self.grad = 0.0

    def __add__(self, other):
        other = number(other)
        return Scalar(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = number(other)
        return Scalar(self.value * other.value, ((self, other.value), (other, self.value)))

    def __pow__(self, power):
        return Scalar(self.value**power, ((self, power * self.value ** (power - 1)),))

    def __sub__(self, other):
        return self + number(other) * -1.0

    def __truediv__(self, other):
        return self * number(other) ** -1

    __radd__, __rmul__ = __add__, __mul__

    def exp(self):
        value = math.exp(self.value)
        return Scalar(value, ((self, value),))

    def log(self):
        return Scalar(math.log(self.value), ((self, 1 / self.value),))

    def tanh(self):
        value = math.tanh(self.value)
        return Scalar(value, ((self, 1 - value * value),))

    def abs(self):
        return Scalar(abs(self.value), ((self, math.copysign(1.0, self.value)),))

    def backward(self):
        """Give every number that this one was made of its derivative, ``grad``."""
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad


def number(value):
    """A number as a Scalar."""
    return value if isinstance(value, Scalar) else Scalar(value)


ACTIVATIONS = {
    "identity": lambda z: z,
    "tanh": lambda z: z.tanh(),
    "relu": lambda z: (z + z.abs()) * 0.5,
    "sigmoid": lambda z: (1 + (z * -1.0).exp()) ** -1,
    "softplus": lambda z: (1 + z.exp()).log(),
}
LOSSES = {
    "mean_squared_error": lambda a, y: (a - y) ** 2,
    "half_squared_error": lambda a, y: 0.5 * (a - y) ** 2,
    "mean_absolute_error": lambda a, y: (a - y).abs(),
    "binary_cross_entropy": lambda a, y: -1 * (y * a.log() + (1 - y) * (a * -1.0 + 1).log()),
    "categorical_cross_entropy": lambda a, y: -1 * y * a.log(),
}


def layer(name, weights, biases, inputs):
    """The answers of one layer to one sample: an activation by name, or softmax."""
    z = [
        sum((w * x for w, x in zip(row, inputs, strict=True)), b)
        for row, b in zip(weights, biases, strict=True)
    ]
    if name != "softmax":
        return [ACTIVATIONS[name](unit) for unit in z]
    powers = [unit.exp() for unit in z]
    return [power / sum(powers) for power in powers]
