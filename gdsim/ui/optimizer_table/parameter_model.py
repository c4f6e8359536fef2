"""Parameter model: the rows as Qt's views and screen readers read them; nothing is computed before it is asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gdsim.ui.optimizer_table.rows import Rows, spoken

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ParameterModel(QAbstractTableModel):
    """One row a parameter, one column a quantity of the rule."""

    rows: Rows | None = None

    def show(self, rows: Rows) -> bool:
        """Take other rows; True where rows or columns came or went, so that the view begins anew."""
        before = self.rows
        anew = before is None or before.columns != rows.columns or len(before.places) != len(rows.places)
        if anew:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        self.rows = rows
        if len(rows.places):
            last = self.index(len(rows.places) - 1, len(rows.forms) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return False

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() or self.rows is None else len(self.rows.places)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() or self.rows is None else len(self.rows.forms)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.rows is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = spoken(self.rows.forms[index.column()].column)
            label = self.rows.parameter(index.row()).label
            return f"{label}, {name}: {self.rows.text(index.row(), index.column())}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.rows is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.rows.parameter(section).label if section < len(self.rows.places) else None
        return spoken(self.rows.forms[section].column) if section < len(self.rows.forms) else None
