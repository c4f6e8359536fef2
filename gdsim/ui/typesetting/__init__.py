"""Typesetting: formulas and names of the lesson as a textbook prints them, built of boxes and drawn by Qt."""
