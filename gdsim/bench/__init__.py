"""Bench: how fast gdsim is on this machine, measured as users meet it."""
