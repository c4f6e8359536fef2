"""Plot docks: the plots in an area of their own, where each can be moved, stacked, taken out and closed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QTabWidget, QWidget
from shiboken6 import isValid

from gdsim.state.snapshot import Snapshot
from gdsim.ui.burst import Burst
from gdsim.ui.calm import Calm
from gdsim.ui.plots.arrangement import FEW, GAP, MANY, TABS, arrangement
from gdsim.ui.plots.confusion_plot import ConfusionPlot
from gdsim.ui.plots.data_plot import DataPlot
from gdsim.ui.plots.decimate import HASTY
from gdsim.ui.plots.docking import put
from gdsim.ui.plots.epochs import epochs_of
from gdsim.ui.plots.error_plot import ErrorPlot
from gdsim.ui.plots.line_plot import LinePlot
from gdsim.ui.plots.path import ParameterPath
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.run_plots import run_plots
from gdsim.ui.plots.surface_plot import SurfacePlot
from gdsim.ui.plots.x_axis import Along, XAxis
from gdsim.ui.theme import Theme

_ALONG = {
    Along.EPOCHS: "one unit is one pass over the training samples",
    Along.UPDATES: "one unit is one step of the optimizer",
    Along.SAMPLES: "samples seen so far: fair between batch sizes",
}
_VERSION = 1
_LOOK = f"""
QMainWindow::separator {{ width: {GAP}px; height: {GAP}px; background: transparent; }}
QTabBar {{ qproperty-elideMode: ElideNone; }}
QTabBar::tab {{ padding: 2px 7px; margin: 1px 1px 0 1px; font-size: 11px; }}
"""


class PlotDocks(QMainWindow):
    """All plots. Until somebody moves one, they lie as the area's size asks for."""

    wanted = Signal(object)
    failed = Signal(str)
    """A picture could not be written: one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("plots")
        self.setAccessibleName("Plots")
        self.setStyleSheet(_LOOK)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setMinimumSize(180, 120)
        self.lines: dict[str, LinePlot] = run_plots()
        self.path = ParameterPath()
        self.lines["path"] = LinePlot(
            "Parameters per update", self.path, False, "every weight and bias after each update", "path"
        )
        self.data, self.surface = DataPlot(), SurfacePlot()
        self.confusion, self.error = ConfusionPlot(), ErrorPlot()
        self._others: dict[str, DataPlot | SurfacePlot | ConfusionPlot | ErrorPlot] = {
            "data": self.data, "surface": self.surface, "confusion": self.confusion, "error": self.error,
        }  # fmt: skip
        self._drawn = list(self.lines)
        self._snapshot: Snapshot | None = None
        self._burst, self._calm = Burst(self), Calm(0.19)
        self._burst.over.connect(self._refresh)
        self._shown: list[str] = list(FEW)
        self._many = False
        self._by_hand = False
        self._placing, self._held = True, False
        self._places: object = None
        self._along = Along.EPOCHS
        self._along_actions = self._made_along()
        self._filling = QTimer(self, interval=16)
        self._filling.timeout.connect(self._fill)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._arrange_now)
        for plot in (*self.lines.values(), *self._others.values()):
            plot.wanted.connect(self.wanted)
        for name, card in self.cards.items():
            self._adopt(name, card)
        self._placing = False
        self._place()

    @property
    def cards(self) -> dict[str, PlotCard]:
        """Every plot's card by its name."""
        return {name: plot.card for name, plot in (self.lines | self._others).items()}

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the plots that are seen; the others follow when they come into view."""
        self._snapshot = snapshot
        self._burst.frame()
        many = len(snapshot.samples.classes) > 2
        if many != self._many and not self._by_hand:
            self._many = many
            self._shown = list(MANY if many else FEW)
            self._place()
        self._refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for plot in (*self.lines.values(), *self._others.values()):
            plot.apply_theme(theme)
        self._refresh()

    # Placing

    @property
    def moved(self) -> bool:
        """True once somebody has put a plot elsewhere: only then is the arrangement worth remembering."""
        return self._by_hand

    def arrangement(self) -> QByteArray:
        """Where everything lies, for :meth:`restore`."""
        return self.saveState(_VERSION)

    def restore(self, saved: QByteArray | bytes) -> bool:
        """Puts everything where it was; False where that cannot be read."""
        self._placing = True
        found = self.restoreState(QByteArray(saved), _VERSION)
        self._placing = False
        self._by_hand = self._by_hand or found
        self._refresh()
        return found

    def reset(self) -> None:
        """Back to where everything lies at first."""
        self._by_hand = False
        self._shown = list(MANY if self._many else FEW)
        self._places = None
        self._place()
        self._refresh()

    def toggles(self) -> list[QAction]:
        """For the View menu: each shows or closes a plot."""
        return [card.toggleViewAction() for card in self.cards.values()]

    def along_actions(self) -> list[QAction]:
        """For the View menu: what runs from left to right in all plots of the run."""
        return list(self._along_actions.values())

    @property
    def along(self) -> Along:
        """What runs from left to right."""
        return self._along

    def choose_along(self, along: Along) -> None:
        """Lets all plots of the run go along epochs, updates or samples."""
        self._along_actions[along].setChecked(True)
        self._along = along
        self._refresh()

    def hold(self, held: bool) -> None:
        """While held, nothing is placed or drawn: the area has not got its last size yet."""
        self._held = held
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(480, 500)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 120)

    def createPopupMenu(self) -> QMenu | None:
        """None: each card has its own menu."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.surface.rest()
        self._filling.stop()

    def _adopt(self, name: str, card: PlotCard) -> None:
        card.set_short_name(TABS[name])
        card.more = self._add_along if name in self.lines else lambda menu: None
        card.failed.connect(self.failed)
        card.dockLocationChanged.connect(lambda area: self._moved())
        card.topLevelChanged.connect(lambda floats: self._moved())
        card.visibilityChanged.connect(self._turned)
        card.toggleViewAction().triggered.connect(lambda on: self._toggled(name, on))
        card.closed.connect(lambda: self._toggled(name, False))
        if name == "surface":
            card.more = self.surface.add_to
        self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, card)

    def _moved(self) -> None:
        if not self._placing:
            self._by_hand = True

    def _toggled(self, name: str, on: bool) -> None:
        if self._by_hand or self._placing:
            return
        self._shown = [shown for shown in self._shown if shown != name] + ([name] if on else [])
        self._later.start()

    def _arrange_now(self) -> None:
        self._place()
        self._refresh()

    def _place(self) -> None:
        """Puts the plots where the size asks for, unless somebody has moved one."""
        columns = arrangement(tuple(self._shown), self.width(), self.height()) if self._shown else []
        if self._by_hand or self._held or self._places == columns:
            return
        self._places = columns
        self._placing = True
        cards = self.cards
        for card in cards.values():
            if card.isFloating():
                card.setFloating(False)
            self.removeDockWidget(card)
        put(self, [[tuple(cards[name] for name in place) for place in column] for column in columns])
        self._placing = False

    # Drawing

    def _made_along(self) -> dict[Along, QAction]:
        group = QActionGroup(self)
        made = {}
        for along, meaning in _ALONG.items():
            action = QAction(f"x axis: {along.value}", self, checkable=True, checked=along is self._along)
            action.setToolTip(meaning)
            action.triggered.connect(lambda on, along=along: self.choose_along(along))
            group.addAction(action)
            made[along] = action
        return made

    def _add_along(self, menu: QMenu) -> None:
        menu.addActions(self.along_actions())

    def _seen(self, names: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
        cards = self.cards
        for name in names:
            if cards[name].isVisible() and not cards[name].widget().visibleRegion().isEmpty():
                yield name

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self._placing or self._held or not self.isVisible():
            return
        run = run_of(snapshot)
        last = max(run.made, snapshot.model.cursor.update)
        if self._burst.running:
            # The right end moves on by two pixels at once; with each update every plot would be drawn anew.
            apart = max(1, last // HASTY)
            last = -(-last // apart) * apart
        # While frames follow each other one plot draws new points in each, and then has to let the others go first.
        lines = sorted(self._seen(tuple(self.lines)), key=self._drawn.index)
        if lines:
            axis = XAxis(self._along, epochs_of(snapshot), last)
            hold = False
            for name in lines:
                if name == "path" and self.path.fill(snapshot, run):
                    self._filling.start()
                stamp = self.path.count if name == "path" else None
                exact = not self._burst.running
                if self.lines[name].show_snapshot(snapshot, axis, run, stamp, exact, hold):
                    hold = not exact
                    self._drawn.remove(name)
                    self._drawn.append(name)
        self.surface.hurried = self._burst.running
        if not self._calm.due(snapshot):
            return
        for name in self._seen(tuple(self._others)):
            self._others[name].show_snapshot(snapshot)

    def _turned(self, seen: bool) -> None:
        """A plot has come into view, or gone; when all goes at the end, so has this."""
        if seen and isValid(self):
            self._refresh()
            # It may not have its place yet: once more when it has been laid out.
            self._filling.start()

    def _fill(self) -> None:
        """More of what a replay finds, a few milliseconds a frame."""
        self._filling.stop()
        self._refresh()
