"""Readings of a formula: the same tree as Python, as LaTeX, aloud, and written out for one number."""
