"""The installation: whether everything is here that gdsim and Qt need, and which packages mend it."""
