"""Memory: what the window remembers from one start to the next; damaged settings are passed over."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


class Memory:
    """Named values that outlive the process, or, where nothing is to be remembered, none.

    Args:
        settings: where they are kept; None forgets all.
    """

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings

    def keep(self, name: str, value: Any) -> None:
        """Remember a JSON value."""
        if self._settings is not None:
            self._settings.setValue(name, json.dumps(value))

    def kept(self, name: str, otherwise: Any) -> Any:
        """What was remembered, if it is of the kind of ``otherwise``."""
        text = self._settings.value(name) if self._settings is not None else None
        try:
            found = json.loads(text) if isinstance(text, str) else otherwise
        except ValueError:
            return otherwise
        return found if isinstance(found, type(otherwise)) else otherwise

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Remember what Qt made of a place."""
        if self._settings is not None:
            self._settings.setValue(name, value)

    def kept_bytes(self, name: str) -> QByteArray | None:
        """What Qt made of a place, or None."""
        found = self._settings.value(name) if self._settings is not None else None
        return found if isinstance(found, QByteArray) else None
