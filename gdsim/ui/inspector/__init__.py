"""The inspector: where a number comes from."""
