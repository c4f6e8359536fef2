"""Rail: the five panels folded to what they hold; a click opens one over the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.registries import ACTIVATIONS, LOSSES, OPTIMIZERS
from gdsim.data.registries import DATASETS
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, icons, theme
from gdsim.ui.brevity import briefer, longest_that_fits
from gdsim.ui.panels.data import DataPane
from gdsim.ui.panels.loss import LossPane
from gdsim.ui.panels.network import NetworkPane
from gdsim.ui.panels.optimizer import OptimizerPane
from gdsim.ui.panels.pane import Pane, Room
from gdsim.ui.panels.sampling import SamplingPane
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

WIDTH = 86
OPENED = 290
_PARTS: tuple[tuple[str, str, Callable[[], Pane]], ...] = (
    ("Data", "table", DataPane),
    ("Sampling", "shuffle", SamplingPane),
    ("Network", "git-compare", NetworkPane),
    ("Loss", "chevrons-right", LossPane),
    ("Optimizer", "settings", OptimizerPane),
)


class Tab(QAbstractButton):
    """One panel folded: its name and its choice in a few words."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self.setText(title)
        self._icon_name = icon
        self.words: tuple[str, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"Open {title}")

    def say(self, words: tuple[str, ...]) -> None:
        """Shows the choice."""
        if words != self.words:
            self.words = words
            self.setAccessibleDescription(", ".join(words))
            self.setToolTip(", ".join(words))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, radius = theme.current(), tokens().radius.card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(worn.colour("action" if lit else "line"), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(worn.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        small, high = tokens().type.small, 17.0
        rows: list[tuple[str, str, int]] = [(self.text(), "text", fonts.BOLD)]
        rows += [(word, "muted", fonts.REGULAR) for word in self.words]
        room = int((self.height() - 16) / high)
        if room > len(rows) + 1:
            rows.append(("open ▸", "action", fonts.SEMIBOLD))
        rows = rows[: max(room, 1)]
        y = max(6.0, (self.height() - len(rows) * high) / 2)
        if y > 26:
            icons.icon(self._icon_name, worn.action).paint(
                painter, self.width() // 2 - 9, int(y) - 14, 18, 18
            )
            y += 10
        for words, role, weight in rows:
            painter.setFont(fonts.text_font(small + (1 if weight == fonts.BOLD else 0), weight))
            painter.setPen(worn.colour(role))
            metrics, wide = painter.fontMetrics(), self.width() - 8

            def fits(text: str, metrics: QFontMetrics = metrics, wide: int = wide) -> bool:
                return metrics.horizontalAdvance(text) <= wide

            shown = longest_that_fits(briefer(words), fits) or metrics.elidedText(
                words, Qt.TextElideMode.ElideRight, wide
            )
            painter.drawText(QRectF(2, y, self.width() - 4, high), Qt.AlignmentFlag.AlignCenter, shown)
            y += high


class Rail(QWidget):
    """The folded panels; one at a time opens beside it."""

    wanted = Signal(object)
    csv_wanted = Signal()
    draw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Experiment, folded")
        self.setFixedWidth(WIDTH)
        self._seen: Snapshot | None = None
        self._opened: QFrame | None = None
        self._pane: Pane | None = None
        self.tabs = tuple(Tab(title, icon) for title, icon, _ in _PARTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _=False, number=number: self.open(number))
            column.addWidget(tab, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the choices as they are at the cursor."""
        self._seen = snapshot
        for tab, words in zip(self.tabs, choices(snapshot), strict=True):
            tab.say(words)
        if self._pane is not None:
            self._pane.show_snapshot(snapshot)
            self._pane.follow(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        for tab in self.tabs:
            tab.update()

    def open(self, number: int) -> None:
        """Open one panel over the canvas, or close it again."""
        again = self._opened is not None and self._opened.property("part") == number
        self.close_panel()
        if again or self._seen is None:
            return
        frame = QFrame(self.window(), Qt.WindowType.Widget)
        frame.setProperty("part", number)
        pane = _PARTS[number][2]()
        # The panel of the sidebar keeps the name of the contract; this is a second view of it.
        pane.setObjectName(f"{pane.objectName()}.opened")
        pane.wanted.connect(self.wanted)
        if isinstance(pane, DataPane):
            pane.csv_wanted.connect(self.csv_wanted)
            pane.draw_wanted.connect(self.draw_wanted)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(pane)
        pane.set_room(Room.MORE)
        pane.show_snapshot(self._seen)
        pane.follow(self._seen)
        self._opened, self._pane = frame, pane
        corner = self.tabs[number].mapTo(self.window(), self.tabs[number].rect().topRight())
        high = min(pane.sizeHint().height(), self.window().height() - 40)
        low = max(20, min(corner.y(), self.window().height() - high - 20))
        frame.setGeometry(corner.x() + 8, low, OPENED, high)
        frame.show()
        frame.raise_()
        self.window().installEventFilter(self)

    def close_panel(self) -> None:
        """Close the panel that is open, if one is."""
        if self._opened is not None:
            self.window().removeEventFilter(self)
            self._opened.hide()
            self._opened.deleteLater()
            self._opened = self._pane = None

    def hideEvent(self, event: object) -> None:
        self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, or a click elsewhere, closes the panel."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape or event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Resize):
            self.close_panel()
        return super().eventFilter(watched, event)


def choices(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """The choice of each panel in at most four short lines."""
    now, samples = snapshot.current, snapshot.samples
    units = "–".join(str(count) for count in snapshot.program.layout.units)
    hidden = dict.fromkeys(layer.activation.key for layer in now.network.layers)
    sampling = {"batch": "all at once", "sgd": "one sample"}.get(now.sampling.mode, "mini-batch")
    rate = now.optimizer.settings.get("learning_rate")
    rows = samples.x.shape[1] + samples.x_test.shape[1]
    return (
        (DATASETS[now.data.source].name, f"{rows} rows", f"{samples.x.shape[0]} → {samples.y.shape[0]}"),
        (
            sampling,
            f"{len(snapshot.position.batch)} of {samples.x.shape[1]}",
            now.sampling.draw.replace("_", " "),
        ),
        (units, *(ACTIVATIONS[key].name for key in list(hidden)[:2])),
        (LOSSES[now.loss.function.key].name, f"{now.loss.reduction} over", "the batch"),
        (OPTIMIZERS[now.optimizer.method].name, f"α {rate:g}" if isinstance(rate, float) else ""),
    )
