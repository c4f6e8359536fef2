"""Exports: pure functions from a run to text that others read."""
