"""Edit: one change of the document on the undo stack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from gdsim.state.model import Model


class Edit(QUndoCommand):
    """The model before a change and after it.

    Args:
        restore: goes to a model of the past, or back from it.
        before, after: the two models.
    """

    def __init__(self, restore: Callable[[Model], None], before: Model, after: Model) -> None:
        super().__init__(after.message or "change")
        self._restore, self._before, self._after = restore, before, after
        # The stack calls redo when the command is pushed, but by then the change has been made.
        self._done = True

    def redo(self) -> None:
        if not self._done:
            self._restore(self._after)
        self._done = True

    def undo(self) -> None:
        self._restore(self._before)
        self._done = False
