"""Gallery: all templates with their pictures, narrowed by what they are about and by words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gdsim.files.templates import Template, templates
from gdsim.ui import fonts
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.start_screen.focus_order import FocusOrder, Group
from gdsim.ui.start_screen.header import FindField
from gdsim.ui.start_screen.scroll import Scroll
from gdsim.ui.start_screen.template_card import TemplateCard
from gdsim.ui.tokens import tokens

TOPICS = (
    Choice("all", "All"),
    Choice("data", "Data", meaning="told apart or fitted: points, classes, curves"),
    Choice("network", "Network", meaning="one sample through a small network, number by number"),
    Choice("topic", "Topic", meaning="one question about how training goes"),
)
CARD = 250
"""A column is at least about so wide."""


class Gallery(QDialog):
    """Choose one of all templates; Enter or a click opens it."""

    template_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setWindowTitle("All templates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1100, 700)
        self.cards = tuple(self._card(template) for template in templates().values())
        self.topics = Segmented("About", TOPICS)
        self.topics.chosen.connect(self._narrow)
        self.search = FindField("Find a template")
        self.search.textChanged.connect(self._narrow)
        self.search.down_wanted.connect(self._into_cards)
        self.search.left.connect(self.reject)
        self.search.returnPressed.connect(self._take_first)
        self._nothing = QLabel("No template has these words.")
        self._nothing.setProperty("role", "caption")
        self._nothing.setFont(fonts.text_font())
        self._columns = 0
        self._place()
        self._order = FocusOrder((
            Group(lambda: (self.search,), arrows=False),
            Group(lambda: [self.topics.button(topic.key) for topic in TOPICS], lambda: len(TOPICS)),
            Group(lambda: self.shown, lambda: self._columns),
        ))  # fmt: skip
        self._narrow()
        self.cards[0].setFocus()

    @property
    def shown(self) -> list[TemplateCard]:
        """The cards that are not filtered away."""
        return [card for card in self.cards if not card.isHidden()]

    def _card(self, template: Template) -> TemplateCard:
        card = TemplateCard(template)
        card.clicked.connect(lambda: self._open(template.key))
        return card

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 8)
        head.setSpacing(12)
        title = QLabel("All templates")
        title.setFont(fonts.text_font(tokens().type.title + 4, fonts.BOLD))
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.topics)
        head.addWidget(self.search)
        content = QWidget()
        for part in (*self.cards, self._nothing):
            part.setParent(content)
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(14, 6, 14, 14)
        self._grid.setSpacing(0)
        self._scroll = Scroll(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _narrow(self) -> None:
        """Shows the cards of the topic that have the words."""
        words, topic = self.search.text().casefold().split(), self.topics.choice
        for card in self.cards:
            one = card.template
            text = " ".join((one.title, one.name, one.about, one.line, one.key)).casefold()
            fits = topic == "all" or topic in one.topics
            card.setVisible(fits and all(word in text for word in words))
        self._arrange()

    def _arrange(self) -> None:
        shown = self.shown
        self._columns = max(2, (self.width() - 28) // CARD)
        for card in (*self.cards, self._nothing):
            self._grid.removeWidget(card)
        high = 0.5 * ((self.width() - 40) / self._columns - 32)
        for place, card in enumerate(shown):
            card.set_picture_height(high)
            self._grid.addWidget(card, place // self._columns, place % self._columns)
        for column in range(12):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for row in range(20):
            self._grid.setRowStretch(row, 1 if row == -(-len(shown) // self._columns) else 0)
        self._nothing.setVisible(not shown)
        if not shown:
            self._grid.addWidget(self._nothing, 0, 0, 1, self._columns, Qt.AlignmentFlag.AlignCenter)

    def _open(self, key: str) -> None:
        self.template_wanted.emit(key)
        self.accept()

    def _take_first(self) -> None:
        if self.shown:
            self.shown[0].click()

    def _into_cards(self) -> None:
        if self.shown:
            self._go(self.shown[0])

    # Keys

    def event(self, event: QEvent) -> bool:
        moves = (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        )
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in moves
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._order.moved(QApplication.focusWidget(), event.key())
        if target is not None:
            self._go(target)
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = self._order.tabbed(QApplication.focusWidget(), forward)
        self._go(target)
        return target is not None

    def _go(self, target: QWidget | None) -> None:
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            if self._scroll.isAncestorOf(target):
                self._scroll.ensureWidgetVisible(target, 8, 8)
