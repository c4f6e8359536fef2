"""What the numbers of a run mean: sentences, origins, checks."""
