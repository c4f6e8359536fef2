"""The canvas: the network with its values, weights, gradients and steps."""
