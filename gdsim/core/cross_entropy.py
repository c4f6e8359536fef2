"""Cross-entropy of a yes-or-no output, which two losses share: from z, so that no logarithm of 0 is ever taken."""

BINARY = "softplus(z) - y * z"
"""−y ln σ(z) − (1 − y) ln(1 − σ(z)), written so that neither a large z nor a small one overflows."""
