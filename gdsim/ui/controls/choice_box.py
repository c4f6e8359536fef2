"""Choice box: one of many, in a list that opens; what cannot be chosen stays in it with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gdsim.ui import fonts
from gdsim.ui.brevity import longest_that_fits
from gdsim.ui.controls.choice import Choice

_KEY = Qt.ItemDataRole.UserRole
_LABEL = Qt.ItemDataRole.UserRole + 1
_BRIEFER = Qt.ItemDataRole.UserRole + 2


class ChoiceBox(QComboBox):
    """A list of choices.

    Args:
        name: what is being chosen, for a screen reader.
        choices: from top to bottom. One with a ``reason`` is greyed and says why.
    """

    chosen = Signal(str)
    """The key that the user chose; not sent by ``choose``."""

    def __init__(self, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(fonts.text_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(20)
        self.setIconSize(QSize(0, 0))
        # The style sheet's row heights hold only for this delegate.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.activated.connect(self._tell)
        self.currentIndexChanged.connect(self._describe)
        self.set_choices(choices)

    @property
    def choice(self) -> str:
        """The key of the entry that stands in the box; empty where there is none."""
        return str(self.currentData(_KEY) or "")

    def choose(self, key: str) -> None:
        """Shows an entry, without a signal: this is the program speaking, not the user.

        Raises:
            KeyError: for a key that is not in the list.
        """
        place = self.findData(key, _KEY)
        if place < 0:
            raise KeyError(key)
        self.setCurrentIndex(place)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Fills the list anew and keeps what stood in the box, where it is still there."""
        before = self.choice
        self._items.clear()
        for choice in choices:
            self._items.appendRow(_item(choice))
        keys = [choice.key for choice in choices]
        if before in keys:
            self.setCurrentIndex(keys.index(before))
        else:
            self.setCurrentIndex(next((i for i, choice in enumerate(choices) if not choice.reason), -1))
        self._widen_list()
        self._describe()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt cuts a label that is too long in the middle of a letter.
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.shown(room.width() - 2)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown(self, room: float) -> str:
        """The label in so many pixels: a briefer one before letters are cut."""
        label, metrics = str(self.currentData(_LABEL) or ""), self.fontMetrics()
        texts = [label, *(self.currentData(_BRIEFER) or ())]
        found = longest_that_fits(texts, lambda text: metrics.horizontalAdvance(text) <= room)
        return found or metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, int(room))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past a panel must not change the experiment."""
        event.ignore()

    def _tell(self, place: int) -> None:
        self.chosen.emit(str(self.itemData(place, _KEY)))

    def _describe(self) -> None:
        label = self.currentText()
        meaning = str(self.currentData(Qt.ItemDataRole.ToolTipRole) or "")
        self.setToolTip(f"{label}: {meaning}" if label and meaning else label)
        self.setAccessibleDescription(meaning)

    def _widen_list(self) -> None:
        widths = [self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())]
        self.view().setMinimumWidth(max(widths, default=0) + 36)


def _item(choice: Choice) -> QStandardItem:
    item = QStandardItem(f"{choice.label} — {choice.reason}" if choice.reason else choice.label)
    item.setData(choice.key, _KEY)
    item.setData(choice.label, _LABEL)
    item.setData(list(choice.briefer), _BRIEFER)
    item.setToolTip(choice.reason or choice.meaning)
    item.setData(choice.reason or choice.meaning, Qt.ItemDataRole.AccessibleDescriptionRole)
    item.setEnabled(not choice.reason)
    return item
