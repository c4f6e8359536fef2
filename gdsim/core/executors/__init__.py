"""Executors: they run a program and hold none of its mathematics."""
