"""Losses, one a file: value, gradient and which outputs and targets fit."""
