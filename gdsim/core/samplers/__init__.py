"""Sampling: how many samples an update looks at (modes) and which (draws)."""
