"""Presenter mode: one line of the program on a whole screen, to be read from the last row."""
