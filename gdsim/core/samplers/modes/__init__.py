"""Sampling modes, one a file: how many samples an update looks at."""
