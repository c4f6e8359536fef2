"""Scope button: which layer the table shows, and by which column it is sorted, for mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gdsim.insight.rule_table import Column
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.optimizer_table.rows import spoken


class ScopeButton(Button):
    """ "layer 2 ▾"."""

    layer_chosen = Signal(object)
    """A layer from 1, or None for all."""
    sort_asked = Signal(str)
    """One more sorting by the column of this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "layer 1", "chevron-down", Kind.LINK, "Layer in the table", icon_after=True, parent=parent
        )
        self.setObjectName("optimizer_table_layer")
        self._menu = QMenu(self)
        self._sort_menu = QMenu("&Sort by", self)
        self._shown: tuple[object, ...] = ()
        self.clicked.connect(self._open)

    @property
    def menu_of_layers(self) -> QMenu:
        """What a click opens."""
        return self._menu

    def show_choice(self, layer: int | None, layers: int, columns: tuple[Column, ...]) -> None:
        """Offer these layers and columns; ``layer`` is the one that is shown."""
        if (layer, layers, columns) == self._shown:
            return
        self._shown = (layer, layers, columns)
        self.set_words("all layers" if layer is None else f"layer {layer}")
        self._menu.clear()
        group = QActionGroup(self._menu)
        for number in (*range(1, layers + 1), None):
            action = QAction("&All layers" if number is None else f"Layer &{number}", self._menu)
            action.setCheckable(True)
            action.setChecked(number == layer)
            action.triggered.connect(lambda _on=False, number=number: self.layer_chosen.emit(number))
            group.addAction(action)
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._sort_menu.clear()
        for column in columns:
            action = self._sort_menu.addAction(spoken(column))
            action.triggered.connect(lambda _on=False, name=column.name: self.sort_asked.emit(name))
        self._menu.addMenu(self._sort_menu)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
