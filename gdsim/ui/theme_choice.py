"""Theme choice: which theme the application wears, and whether it follows the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gdsim.ui import theme

SYSTEM = "system"


class ThemeChoice(QObject):
    """A theme by its name, or the system's."""

    worn = Signal(object)
    """Another :class:`Theme` is worn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        self._application = running
        self.name = SYSTEM
        self.destroyed.connect(theme.follow_system(running, self._system_turned))

    def use(self, name: str) -> None:
        """Wear a theme, or with ``system`` follow the system; an unknown name is the system."""
        self.name = name if name in theme.names() else SYSTEM
        chosen = theme.system(self._application) if self.name == SYSTEM else theme.theme(self.name)
        theme.apply(self._application, chosen)
        self.worn.emit(chosen)

    def _system_turned(self, _: theme.Theme) -> None:
        if self.name == SYSTEM:
            self.use(SYSTEM)
