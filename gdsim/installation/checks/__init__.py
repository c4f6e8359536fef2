"""What ``gdsim self-test`` looks at: one check a file."""
