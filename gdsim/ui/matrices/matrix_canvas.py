"""MatrixCanvas: the network as matrices, painted in one widget; it holds a snapshot and where the pointer is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from gdsim.state.intents import Intent, Seek, Select, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.motion import reduced_by_environment
from gdsim.ui.matrices.batch_menu import list_samples
from gdsim.ui.matrices.cell import Cell, cell_at, cell_of, label_of, moved
from gdsim.ui.matrices.description import description, line_in_words
from gdsim.ui.matrices.factor import strongest_factor
from gdsim.ui.matrices.fields import Pictures, draw_matrices, draw_not_yet, draw_sample_in_view
from gdsim.ui.matrices.glyphs import glyph_under
from gdsim.ui.matrices.matrix import Matrix, Spot, active_layer, matrices, target_stands_apart
from gdsim.ui.matrices.placement import Placement, Shapes
from gdsim.ui.matrices.reading import draw_marks, draw_tip
from gdsim.ui.matrices.scene import Scene
from gdsim.ui.matrices.surroundings import (
    draw_ground,
    draw_header,
    draw_legend,
    draw_loss,
    draw_norms,
    draw_titles,
    samples_rect,
)
from gdsim.ui.matrices.targets import button_at, line_at
from gdsim.ui.matrices.wires import draw_chips, draw_flow, draw_glyphs, draw_reuses
from gdsim.ui.theme import Theme

FLOW_STEP = 0.7
"""How far the dashes of the flow go from one moment of a play to the next."""
_MOVES = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
_SIDEWAYS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class MatrixCanvas(QWidget):
    """Values and gradients of every layer as cells.

    Hover a cell to read it and to see what makes it, click to select it; ↑ ↓ and Alt+← → go on from there, Enter to
    the largest factor of the number. Click an operation to go to its line. S: one scale for all of a kind. PgUp, PgDn
    or the wheel: other layers.
    """

    wanted = Signal(object)
    """An intent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrices")
        self.setAccessibleName("Network as matrices")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pictures = Pictures()
        self.reduced_motion = reduced_by_environment()
        self._offset = 0.0
        self.samples_menu = QMenu(self)
        self.common_scale = False
        self._snapshot: Snapshot | None = None
        self._placement: Placement | None = None
        self._scene: Scene | None = None
        self._found: dict[Spot, Matrix] = {}
        self._first = 1
        self._pointer: QPointF | None = None

    def sizeHint(self) -> QSize:
        return QSize(1040, 500)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        before, self._snapshot = self._snapshot, snapshot
        if snapshot.playing and not self.reduced_motion:
            self._offset = (self._offset + FLOW_STEP) % 1000
        layer = active_layer(snapshot)
        if layer is not None and (before is None or active_layer(before) != layer):
            self._first = 1 if (placement := self.placement()) is None else placement.first_with(layer)
        self._found = matrices(snapshot, self._found)
        self.setAccessibleDescription(description(snapshot, self._found))
        self._changed()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self._changed()

    def use_common_scale(self, on: bool) -> None:
        """One scale for all matrices of a kind, or one for each."""
        self.common_scale = on
        self._changed()

    def show_from(self, layer: int) -> None:
        """Shows the layers from this one on, where not all find room."""
        placement = self.placement()
        if placement is not None:
            self._first = placement.first_from(layer)
            self._changed()

    def _changed(self) -> None:
        self._scene = None
        self.update()

    def placement(self) -> Placement | None:
        """Where everything lies now; worked out again when size or network change."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        shapes = Shapes(
            snapshot.program.layout.units,
            len(snapshot.position.batch),
            tuple(
                number
                for number, layer in enumerate(snapshot.current.network.layers, 1)
                if layer.bias is not False
            ),
            target_stands_apart(snapshot),
        )
        wanted = Placement(self.width(), self.height(), shapes, self._first)
        if wanted != self._placement:
            self._placement = wanted
        return self._placement

    def scene(self) -> Scene | None:
        """All that the next painting needs."""
        snapshot, placement = self._snapshot, self.placement()
        if snapshot is None or placement is None:
            return None
        ratio = self.devicePixelRatioF()
        kept = self._scene
        if kept is not None and kept.placement is placement and kept.ratio == ratio:
            return kept
        found = self._found
        sample = min(snapshot.model.sample, len(snapshot.position.batch) - 1)
        pinned = cell_of(snapshot.model.selected, sample, found)
        worn = theme.current()
        scene = Scene(snapshot, found, placement, worn, self.common_scale, pinned=pinned)
        scene = replace(scene, ratio=ratio, offset=self._offset)
        if self._pointer is not None:
            glyph = glyph_under(scene.glyphs, self._pointer, placement.glyph)
            hovered = None if glyph else cell_at(self._pointer, placement, found)
            scene = replace(scene, hovered=hovered, glyph=glyph)
        self._scene = scene
        return scene

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()
        if scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, scene, self.hasFocus())
        draw_header(painter, scene)
        draw_titles(painter, scene)
        draw_legend(painter, scene)
        draw_norms(painter, scene)
        draw_loss(painter, scene)
        draw_reuses(painter, scene)
        draw_flow(painter, scene)
        draw_matrices(painter, scene, self.pictures)
        draw_sample_in_view(painter, scene)
        draw_glyphs(painter, scene)
        draw_marks(painter, scene)
        draw_not_yet(painter, scene)
        draw_chips(painter, scene)
        draw_tip(painter, scene)

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before = self.scene()
        self._pointer, self._scene = event.position(), None
        scene = self.scene()
        if scene is None or before is None:
            return
        if (scene.hovered, scene.glyph) != (before.hovered, before.glyph):
            self.update()
        line = line_at(scene, event.position())
        active = line is not None or scene.hovered is not None or button_at(scene, event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        if line is not None:
            QToolTip.showText(
                event.globalPosition().toPoint(), line_in_words(scene.snapshot, line), self, self.rect()
            )
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pointer, self._scene = event.position(), None
        scene = self.scene()
        if scene is None:
            return
        line, button = line_at(scene, event.position()), button_at(scene, event.position())
        shown = scene.placement.visible
        if line is not None:
            self._want(Seek(scene.snapshot.position.update, line + 1))
        elif scene.hovered is not None:
            self._pin(scene, scene.hovered)
        elif button == "samples":
            self.open_samples()
        elif button == "scale":
            self.use_common_scale(not self.common_scale)
        elif button is not None:
            self.show_from(shown.start + (len(shown) if button == "right" else -len(shown)))
        elif scene.snapshot.model.selected is not None:
            self._want(Select(None))

    def wheelEvent(self, event: QWheelEvent) -> None:
        placement = self.placement()
        if placement is None or not any(placement.hidden):
            event.ignore()
            return
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self.show_from(placement.visible.start + (-1 if turned > 0 else 1))
        event.accept()

    def _pin(self, scene: Scene, cell: Cell) -> None:
        """Selects a cell; one of a sample also brings that sample into view."""
        matrix = scene.matrices[cell.spot]
        if matrix.samples and cell.column is not None and cell.column != scene.snapshot.model.sample:
            self._want(ViewSample(cell.column))
        self._want(Select(label_of(matrix, cell)))

    def _want(self, intent: Intent) -> None:
        self.wanted.emit(intent)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        scene, key = self.scene(), Qt.Key(event.key())
        if scene is None:
            super().keyPressEvent(event)
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        way = _MOVES.get(key) or (_SIDEWAYS.get(key) if alt else None)
        if way is not None and scene.pinned is not None:
            beside = moved(scene.pinned, *way, scene.matrices)
            if beside is not None:
                self._pin(scene, beside)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and scene.pinned is not None:
            self._follow(scene, scene.pinned)
        elif key == Qt.Key.Key_S and not event.modifiers():
            self.use_common_scale(not self.common_scale)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and any(scene.placement.hidden):
            self.show_from(scene.placement.visible.start + (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def _follow(self, scene: Scene, cell: Cell) -> None:
        """Selects the largest factor of the pinned number."""
        found = strongest_factor(scene.snapshot, scene.matrices[cell.spot], cell)
        sample = scene.snapshot.model.sample if found is None or found.sample is None else found.sample
        target = None if found is None else cell_of(found.label, sample, scene.matrices)
        if target is not None:
            self._pin(scene, target)

    def open_samples(self) -> None:
        """Opens the list of the batch's samples."""
        scene = self.scene()
        if scene is None:
            return
        list_samples(self.samples_menu, scene.snapshot, self._want)
        self.samples_menu.popup(self.mapToGlobal(samples_rect(scene).bottomLeft().toPoint()))
