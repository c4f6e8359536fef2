"""DataError: what is wrong with the data, said to the reader with the field that has to change."""

from __future__ import annotations


class DataError(ValueError):
    """Data that cannot be used.

    Args:
        field: the setting that has to change, as a dotted path of the experiment file.
        message: what is wrong, where, and what would be right.

    >>> str(DataError("data.samples", "must be a whole number from 2 to 1000000, not 1"))
    'data.samples: must be a whole number from 2 to 1000000, not 1'
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"
