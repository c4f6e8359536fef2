"""Optimizers, one a file: the rule that turns a gradient into a step."""
