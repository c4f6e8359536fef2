"""Matrices: the network as matrices of cells, for layers too large for neurons."""
