"""Activation functions, one a file: value and slope side by side."""
