"""Controls: the few drawn parts that every panel is made of, one a file."""
