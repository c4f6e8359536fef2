"""Start screen: one key to the first backward pass; recent files, templates, and where lessons will stand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.recent import Entry, Recent
from gdsim.ui.start_screen.begin_card import BeginCard
from gdsim.ui.start_screen.focus_order import FocusOrder, Group
from gdsim.ui.start_screen.found_list import Find, FoundList, found
from gdsim.ui.start_screen.gallery import Gallery
from gdsim.ui.start_screen.header import Header
from gdsim.ui.start_screen.heading import Heading
from gdsim.ui.start_screen.lessons_row import LessonsRow
from gdsim.ui.start_screen.recent_list import SHOWN, RecentCard
from gdsim.ui.start_screen.scroll import Scroll
from gdsim.ui.start_screen.template_card import TemplateCard
from gdsim.ui.theme import Theme

FEATURED = 6
"""Templates with a key of their own; T shows all."""
NARROW = 1280
"""Below this width there are three columns, and the recent files lie under the large card."""
_MOVES = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class StartScreen(QWidget):
    """What is seen before anything is opened. Nothing on it changes a document: it says what is wanted."""

    begin = Signal()
    """The first backward pass: open template 0, at its own cursor."""
    template_wanted = Signal(str)
    """Open a template by its key."""
    file_wanted = Signal(Path)
    """Open a file."""
    locate_wanted = Signal(Path)
    """A recent file is not where it was: ask where it is."""
    removal_wanted = Signal(Path)
    """Take a file off the recent list; never off the disk."""
    open_wanted = Signal()
    csv_wanted = Signal()
    draw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_screen")
        self.setAccessibleName("Start")
        self._recent = Recent()
        shown = [template for template in templates().values() if template.key != FIRST_PASS]
        self.header, self.begin_card, self.recent = Header(), BeginCard(), RecentCard()
        self.cards = tuple(TemplateCard(one, str(at + 1)) for at, one in enumerate(shown[:FEATURED]))
        self.templates_heading = Heading(
            "Templates", "each one is ready to step", f"All {len(templates())} templates", "T"
        )
        self.lessons = LessonsRow()
        self.found = FoundList(self)
        self._place()
        self._connect()
        self._order = FocusOrder((
            Group(lambda: (self.begin_card,)),
            Group(lambda: self.recent.rows),
            Group(lambda: self.cards, lambda: self._columns),
            Group(lambda: [self.templates_heading.button] if self.templates_heading.button else []),
            Group(lambda: (self.header.search,), arrows=False),
            Group(lambda: self.header.buttons, lambda: len(self.header.buttons)),
        ))  # fmt: skip
        self.setFocusProxy(self.begin_card)

    def sizeHint(self) -> QSize:
        return QSize(1600, 836)

    # Placing

    def _place(self) -> None:
        self._columns = 0
        content = QWidget()
        content.setObjectName("start_content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(18, 10, 10, 12)
        self._column.setSpacing(0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self.begin_card, 1)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(6, 6, 6, 6)
        beside.addWidget(self.recent)
        self._top.addWidget(self._beside)
        self._column.addLayout(self._top, 1)
        self._column.addSpacing(10)
        self._column.addWidget(self.templates_heading)
        self._column.addSpacing(2)
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._column.addLayout(self._grid)
        self._column.addSpacing(10)
        self._column.addWidget(self.lessons)
        self._scroll = Scroll(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._place_found()

    def _arrange(self) -> None:
        """Six or three columns, and pictures as high as there is room for."""
        narrow = self.width() < NARROW
        columns = 3 if narrow else FEATURED
        if columns != self._columns:
            self._columns = columns
            for place, card in enumerate(self.cards):
                self._grid.addWidget(card, place // columns, place % columns)
            for column in range(FEATURED):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            direction = QBoxLayout.Direction
            self._top.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        room = self.width() - 28
        self._beside.setFixedWidth(room if narrow else round(0.327 * room))
        self.begin_card.setMinimumHeight(340 if narrow else 326)
        self.recent.setMinimumHeight(0 if narrow else 250)
        wide = room / columns - 32
        free = self.height() - self.header.height()
        high = 0.56 * wide if narrow else min(0.56 * wide, 0.165 * free)
        for card in self.cards:
            card.set_picture_height(high)

    def _place_found(self) -> None:
        field = self.header.search
        width = min(560, self.width() - 32)
        corner = field.mapTo(self, QPoint(0, field.height() + 4))
        self.found.setFixedWidth(width)
        self.found.move(min(corner.x(), self.width() - width - 16), corner.y())
        self.found.raise_()

    # Connecting

    def _connect(self) -> None:
        self.begin_card.clicked.connect(lambda: self.begin.emit())
        for card in self.cards:
            card.clicked.connect(lambda _=False, key=card.template.key: self._open_template(key))
        self.templates_heading.clicked.connect(self.show_all)
        self.recent.file_wanted.connect(self.file_wanted)
        self.recent.locate_wanted.connect(self.locate_wanted)
        self.recent.removal_wanted.connect(self.removal_wanted)
        self.header.open_wanted.connect(self.open_wanted)
        self.header.csv_wanted.connect(self.csv_wanted)
        self.header.draw_wanted.connect(self.draw_wanted)
        field = self.header.search
        field.textChanged.connect(self._find)
        field.returnPressed.connect(self.found.take_first)
        field.down_wanted.connect(self._into_found)
        field.left.connect(self._leave_find)
        self.found.chosen.connect(self._take)
        self.found.left.connect(field.setFocus)

    # Showing

    def show_recent(self, recent: Recent, now: datetime | None = None) -> None:
        """Shows the files that were opened last."""
        self._recent = recent
        self.recent.show_entries(recent.entries, now or datetime.now())

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.header.apply_theme(worn)
        self.begin_card.apply_theme(worn)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.recent.look(datetime.now())

    def show_all(self) -> Gallery:
        """All templates, over the screen."""
        gallery = Gallery(self)
        gallery.template_wanted.connect(self._open_template)
        gallery.open()
        return gallery

    def _open_template(self, key: str) -> None:
        if key == FIRST_PASS:
            self.begin.emit()
        else:
            self.template_wanted.emit(key)

    # Finding

    def _find(self, text: str) -> None:
        self.found.show_finds(found(text, templates().values(), self._recent.entries), bool(text.strip()))
        self._place_found()

    def _into_found(self) -> None:
        if self.found.isVisible() and self.found.finds:
            self.found.setFocus()

    def _leave_find(self) -> None:
        self.header.search.clear()
        self.header.search.clear()
        self.begin_card.setFocus()

    def _take(self, find: Find) -> None:
        self.header.search.clear()
        self.header.search.clear()
        if find.key is not None:
            self._open_template(find.key)
        elif find.path is not None:
            self._open_entry(next(entry for entry in self._recent.entries if entry.path == find.path))

    def _open_entry(self, entry: Entry) -> None:
        (self.file_wanted if entry.path.is_file() else self.locate_wanted).emit(entry.path)

    # Keys

    def event(self, event: QEvent) -> bool:
        # The keys of this screen are its own, whatever the window does with them elsewhere.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return event.key() == Qt.Key.Key_F or Qt.Key.Key_1 <= event.key() < Qt.Key.Key_1 + SHOWN
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        own = (*_MOVES, Qt.Key.Key_Space, Qt.Key.Key_T, Qt.Key.Key_Escape)
        return event.key() in own or Qt.Key.Key_1 <= event.key() < Qt.Key.Key_1 + len(self.cards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_own(event):
            super().keyPressEvent(event)
            return
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key == Qt.Key.Key_F:
                self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.header.search.selectAll()
            elif key - Qt.Key.Key_1 < len(self.recent.rows):
                self.recent.rows[key - Qt.Key.Key_1].click()
        elif key == Qt.Key.Key_Space:
            self.begin_card.click()
        elif key == Qt.Key.Key_T:
            self.show_all()
        elif key == Qt.Key.Key_Escape:
            self._leave_find()
        elif key in _MOVES:
            self._go(self._order.moved(QApplication.focusWidget(), key))
        else:
            self.cards[key - Qt.Key.Key_1].click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        target = self._order.tabbed(QApplication.focusWidget(), forward)
        self._go(target)
        return target is not None

    def _go(self, target: QWidget | None) -> None:
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(target, 8, 8) if self._scroll.isAncestorOf(target) else None
