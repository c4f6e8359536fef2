"""The mathematics: NumPy and the standard library, nothing else."""
