"""The executor in use, by name, without importing it."""

NAME = "numpy"
