"""Schedules, one a file: how the learning rate changes."""
