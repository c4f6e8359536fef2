"""Inspector: where the number that is pointed at comes from, each factor one click away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gdsim.core.program import Stage
from gdsim.core.trace import Trace
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.origin import Origin, origin
from gdsim.insight.origin_text import origin_aloud, origin_text
from gdsim.state.intents import Select, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.card import Card
from gdsim.ui.inspector.box_line import BoxLine
from gdsim.ui.inspector.hints import hint_forms, title_forms
from gdsim.ui.inspector.measured import Measured
from gdsim.ui.inspector.sheet import Sheet
from gdsim.ui.theme import Theme

TITLE = "Where does this number come from?"


class Inspector(Card):
    """The selected number, its formula, the numbers in it, and where each of those comes from."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, "", parent)
        self.setObjectName("inspector")
        self._snapshot: Snapshot | None = None
        self._trace: Trace | None = None
        self._shown: tuple[object, ...] = ()
        self._before: list[str] = []
        self._label: str | None = None
        self._measured = Measured()
        self.found: Origin | None = None
        self.check: GradientCheck | str = ""
        self._build_head()
        self.sheet, self.hint = Sheet(), BoxLine(18)
        self.hint.setObjectName("inspector_hint")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.sheet)
        self._area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        self.body.setSpacing(1)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.hint)
        # With nothing selected the hint stands under the title.
        self.body.addStretch(0)
        self.sheet.followed.connect(lambda label: self.wanted.emit(Select(label)))
        self.sheet.sample_wanted.connect(lambda place: self.wanted.emit(ViewSample(place)))
        self.sheet.pointed.connect(self._point)
        self._show_nothing()

    def _build_head(self) -> None:
        self.title_label.hide()
        self.caption_label.hide()
        self.heading = BoxLine(20)
        self.back_button = Button("", "chevron-left", Kind.QUIET, name="Back to the number before (Alt+←)")
        self.back_button.setObjectName("inspector_back")
        self.back_button.setFixedSize(22, 20)
        self.back_button.clicked.connect(self.back)
        self.copy_button = Button("copy", None, Kind.LINK, name="Copy formula and numbers")
        self.copy_button.setObjectName("inspector_copy")
        self.copy_button.setToolTip("Copy formula and numbers (Ctrl+C)")
        self.copy_button.clicked.connect(self.copy)
        self.head.insertWidget(0, self.back_button)
        self.head.insertWidget(1, self.heading, 1)
        self.head.addWidget(self.copy_button)
        for keys, does in ((QKeySequence.StandardKey.Copy, self.copy), ("Alt+Left", self.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def sizeHint(self) -> QSize:
        return QSize(460, 250)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.give_room()

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tell what is known of the selected number at the cursor."""
        self._snapshot = snapshot
        model = snapshot.model
        # A trace is told by identity: comparing all its numbers would cost more than showing them.
        shown = (model.cursor, model.sample, model.selected, self._measured.waits(snapshot))
        if snapshot.trace is self._trace and shown == self._shown:
            return
        self._trace = snapshot.trace
        self._shown = shown
        self.found = origin(snapshot.trace, model.cursor.line, model.selected, model.sample)
        self._remember(model.selected if self.found is not None else None)
        self.set_accent("gradient" if self.found is not None and snapshot.stage is Stage.BACKPROP else None)
        if self.found is None:
            self._show_nothing()
            return
        self.check = self._measured.check(snapshot, self.found)
        self._show_found(self.found)

    def apply_theme(self, worn: Theme) -> None:
        """Set everything in the colours of a theme."""
        self._shown = ()
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
        else:
            self._show_nothing()

    def _show_found(self, found: Origin) -> None:
        self.set_title(f"Where does {found.label} come from?")
        self.heading.show_forms(title_forms(found.label), f"Where does {found.label} come from?")
        self.sheet.show_origin(found, self.check)
        self.sheet.setAccessibleName(origin_aloud(found))
        self.copy_button.setVisible(True)
        self._area.setVisible(True)
        self._point("")

    def _show_nothing(self) -> None:
        self.found, self.check = None, ""
        self.set_title(TITLE)
        self.heading.show_forms(title_forms(None), TITLE)
        self.sheet.show_origin(None, "")
        self.copy_button.setVisible(False)
        self._area.setVisible(False)
        self.back_button.setVisible(bool(self._before))
        self._point("")

    def _point(self, label: str) -> None:
        forms, said = hint_forms(self.found, label)
        self.hint.show_forms(forms, said)

    # Doing

    def copy(self) -> None:
        """Put formula and numbers on the clipboard as text."""
        if self.found is not None and self._snapshot is not None:
            check = self.check if isinstance(self.check, GradientCheck) else None
            QGuiApplication.clipboard().setText(origin_text(self._snapshot.trace, self.found, check))

    def back(self) -> None:
        """Point at the number that was selected before."""
        if self._before:
            label = self._before.pop()
            self._label = None
            self.wanted.emit(Select(label))

    def _remember(self, label: str | None) -> None:
        """Keep the way here, a number only once in a row."""
        if label != self._label and self._label is not None and label is not None:
            self._before.append(self._label)
            del self._before[:-50]
        self._label = label if label is not None else self._label
        self.back_button.setVisible(bool(self._before))
