"""Draws, one a file: which samples come next."""
