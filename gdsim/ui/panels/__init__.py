"""Panels: the cards at the left, in which an experiment is put together; one file each."""
