"""Data: generators, bundled tables, CSV files and given rows; split, scaling and coding of the targets."""
