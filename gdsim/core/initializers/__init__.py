"""Initializers, one a file: how the first weights are drawn."""
