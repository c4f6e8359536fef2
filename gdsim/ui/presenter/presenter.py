"""Presenter: the widget of presenter mode; it holds what is looked at, and nothing of the lesson."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gdsim.core.program import Stage
from gdsim.insight.units import Chosen
from gdsim.state.intents import Intent, Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.motion import Motion, reduced_by_environment
from gdsim.ui.presenter.badges import badge_rect, badge_words
from gdsim.ui.presenter.foot import draw_hints, draw_sentence, sentence_of
from gdsim.ui.presenter.formula import aloud, draw_formula
from gdsim.ui.presenter.head import draw_readout, draw_ribbon, readout_rects, stage_at
from gdsim.ui.presenter.keys import deed
from gdsim.ui.presenter.network import draw_network
from gdsim.ui.presenter.placement import Placement, placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.table import table
from gdsim.ui.presenter.zones import Fit, fit
from gdsim.ui.theme import Theme

HINTS, FLOW = 3000, 300
"""Milliseconds that the keys are shown, and that the dashes move."""


class Presenter(QWidget):
    """One line of the program on the whole screen: stages, network, formula and one sentence.

    Nothing advances by itself, and nothing needs the pointer.
    """

    wanted = Signal(object)
    """An intent."""
    leave_wanted = Signal()
    """Esc or F5: back to the window, at the same cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presenter")
        self.setAccessibleName("Presenter")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 180)
        self.reduced_motion = reduced_by_environment()
        self.black = False
        self._snapshot: Snapshot | None = None
        self._chosen = Chosen()
        self._more = 0
        self._vector = self._zoomed = self._loss = False
        self._scene: Scene | None = None
        self._flow = Motion(FLOW, self.update, self)
        self._hints = QTimer(self)
        self._hints.setSingleShot(True)
        self._hints.setInterval(HINTS)
        self._hints.timeout.connect(self._hide_hints)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another moment."""
        before, self._snapshot = self._snapshot, snapshot
        if before is not None and before.model.cursor != snapshot.model.cursor:
            self._loss = False
            self._animate(before, snapshot)
        units = snapshot.program.layout.units
        if any(layer >= len(units) or unit >= units[layer] for layer, unit in self._chosen.units.items()):
            self._chosen = Chosen()
        if self._chosen.layer is not None and self._chosen.layer >= len(units):
            self._chosen = Chosen()
        self._refresh()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self._refresh()

    def _refresh(self) -> None:
        self._scene = None
        scene = self.scene()
        if scene is not None:
            self.setAccessibleDescription(f"{sentence_of(scene)} {aloud(scene)}")
        self.update()

    def scene(self) -> Scene | None:
        """All that the next painting needs."""
        if self._snapshot is None:
            return None
        worn = theme.current()
        if self._scene is None or self._scene.theme is not worn:
            made = Scene(
                self._snapshot, worn, self._chosen, self._more, self._vector, self._zoomed, self._loss
            )
            told = made.told_equation
            self._scene = (
                made if told is None else replace(made, own=made.equation, fitted=table(made, told).equation)
            )
        return self._scene

    def placement(self) -> Placement | None:
        """Where the neurons lie, in pixels of the design."""
        scene = self.scene()
        return placement(scene) if scene is not None else None

    def fit(self) -> Fit:
        """How the design lies in the widget."""
        return fit(self.width(), self.height())

    @property
    def hints_shown(self) -> bool:
        """True for three seconds after entering and after the pointer has moved."""
        return self._hints.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.black:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        painter.fillRect(self.rect(), theme.current().colour("background"))
        scene, placed, lies = self.scene(), self.placement(), self.fit()
        if scene is None or placed is None:
            return
        if self._flow.share < 1.0:
            scene = replace(scene, flow=self._flow.share)
        painter.translate(lies.left, lies.top)
        painter.scale(lies.scale, lies.scale)
        draw_ribbon(painter, scene)
        draw_readout(painter, scene)
        draw_network(painter, scene, placed)
        draw_formula(painter, scene)
        draw_sentence(painter, scene)
        if self.hints_shown:
            draw_hints(painter, scene)

    def _animate(self, before: Snapshot, now: Snapshot) -> None:
        self._flow.stop()
        forward = before.model.cursor < now.model.cursor
        if forward and now.stage is Stage.BACKPROP and not self.reduced_motion and self.isVisible():
            self._flow.start()

    # What is looked at

    def look_at(self, layer: int, unit: int) -> None:
        """Makes a unit the one that the formula is written out for."""
        scene = self.scene()
        if scene is not None and (layer, unit) in scene.choices:
            self._chosen = self._chosen.with_unit(layer, unit)
            self._refresh()

    def other_unit(self, by: int) -> None:
        """Looks at the next unit, or the one before."""
        scene = self.scene()
        if scene is None or scene.focus is None or scene.focus not in scene.choices:
            return
        place = scene.choices.index(scene.focus) + by
        if 0 <= place < len(scene.choices):
            self.look_at(*scene.choices[place])

    def more_digits(self, by: int) -> None:
        """One decimal more, or one less, for this session."""
        scene = self.scene()
        if scene is None:
            return
        decimals = scene.digits.decimals
        if 1 <= decimals + by <= 9:
            self._more += by
            self._refresh()

    def toggle_vector(self) -> None:
        """The formula about whole columns, or that for one unit."""
        self._vector = not self._vector
        self._refresh()

    def toggle_zoom(self) -> None:
        """The neighbourhood of the unit, or the whole network."""
        self._zoomed = not self._zoomed
        self._refresh()

    def toggle_black(self) -> None:
        """A black screen; any key returns."""
        self.black = not self.black
        self.update()

    def want(self, intent: Intent) -> None:
        """Sends an intent."""
        self.wanted.emit(intent)

    def go_to(self, stage: Stage) -> None:
        """Goes to the first line of a stage."""
        if self._snapshot is not None:
            first = self._snapshot.program.stage_lines(stage)[0]
            self.want(Seek(self._snapshot.model.cursor.update, first + 1))

    # Keys and pointer

    def event(self, event: QEvent) -> bool:
        # The window's own shortcuts, Space and the arrows among them, wait while the presenter has the keys.
        overrides = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and (self.black or deed(event) is not None):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.black:
            self.toggle_black()
            return
        found: Callable[[Presenter], None] | None = deed(event)
        if found is None:
            super().keyPressEvent(event)
        else:
            found(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_hints()
        hot = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.black:
            self.toggle_black()
            return
        found = self._under(event.position())
        if found is not None:
            found()

    def _under(self, point: QPointF) -> Callable[[], None] | None:
        """What a click at a point does."""
        scene, placed = self.scene(), self.placement()
        if scene is None or placed is None:
            return None
        place = self.fit().to_design(point)
        stage = stage_at(place)
        if stage is not None:
            return lambda: self.go_to(stage)
        if readout_rects(scene)[2].contains(place):
            return self._show_loss
        unit = placed.at(place)
        if unit is not None and unit in scene.choices:
            return lambda: self.look_at(*unit)
        writer = self._badge_at(scene, placed, place)
        return (lambda: self._seek(writer)) if writer else None

    def _badge_at(self, scene: Scene, placed: Placement, place: QPointF) -> str | None:
        for column in placed.columns:
            for unit in column.places:
                rect, told = (
                    badge_rect(scene, placed, (column.layer, unit)),
                    badge_words(scene, (column.layer, unit)),
                )
                if rect is not None and told is not None and rect.contains(place):
                    return told[1]
        return None

    def _seek(self, name: str) -> None:
        """Goes to the line that wrote a name; nothing is computed anew."""
        if self._snapshot is not None:
            self.want(Seek(self._snapshot.model.cursor.update, self._snapshot.program.written[name] + 1))

    def _show_loss(self) -> None:
        """The formula of the loss, until the next step."""
        self._loss = not self._loss
        self._refresh()

    def _show_hints(self) -> None:
        fresh = not self.hints_shown
        self._hints.start()
        if fresh:
            self.update()

    def _hide_hints(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_hints()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self._hints.stop()
        self._flow.stop()
        self.black = False
        super().hideEvent(event)
