"""Actions: one table of what can be done, from which menus, shortcuts, the key page and the command palette come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from gdsim.state.intents import NewWeights, Rewind, Step
from gdsim.state.model import Granularity
from gdsim.state.snapshot import Snapshot
from gdsim.ui import about, deeds, dialogs, fitness, key_page, questions
from gdsim.ui.command_palette import open_palette
from gdsim.ui.self_test_dialog import open_self_test

if TYPE_CHECKING:
    from gdsim.ui.plots.plot_docks import PlotDocks
    from gdsim.ui.window import Window

LATER = "comes with a later version of gdsim"
"""Why something that has its place already cannot be chosen yet."""

LETTERED = {"Experiment": "E&xperiment"}
"""Menus whose first letter chooses another one."""
OF_DOCUMENT = ("Experiment", "Network")
HIDDEN = "open something first, or go back to the experiment (Ctrl+E)"
"""Menus about the document, and why they are closed while the start screen is shown."""


@dataclass(frozen=True)
class Entry:
    """One action.

    Args:
        menu: where it stands; a part after ▸ is a submenu.
        text: its words, with & before the letter that chooses it.
        keys: its shortcuts.
        intent: what it asks of the session, or
        does: what it does with the window.
        unfit: why it cannot be done now; empty where it can.
        separated: a line above it in the menu.
        repeats: a held key does it again and again.
    """

    menu: str
    text: str
    keys: tuple[str, ...] = ()
    intent: object = None
    does: Callable[[Window], object] | None = None
    unfit: Callable[[Snapshot], str] = fitness.always
    separated: bool = False
    repeats: bool = False

    @property
    def words(self) -> str:
        """The words without marks; also the action's key in the window."""
        return self.text.replace("&", "").rstrip("…")


def _step(text: str, keys: tuple[str, ...], intent: Step, separated: bool = False) -> Entry:
    return Entry("Experiment", text, keys, intent, None, fitness.step(intent), separated, repeats=True)


ENTRIES = (
    Entry("File", "&New: start screen", ("Ctrl+N",), does=deeds.show_start),
    Entry("File", "&Open…", ("Ctrl+O",), does=dialogs.ask_open),
    Entry("File", "Open &CSV…", ("Ctrl+Shift+O",), does=dialogs.ask_csv),
    Entry("File", "&Draw points…", does=dialogs.draw_points),
    Entry("File", "&Save", ("Ctrl+S",), does=dialogs.save, separated=True),
    Entry("File", "Save &as…", ("Ctrl+Shift+S",), does=dialogs.ask_save),
    Entry("File", "Save as NumP&y script…", does=dialogs.ask_script),
    Entry("File", "Save &picture of the window…", ("Ctrl+Shift+P",), does=dialogs.ask_picture),
    Entry("File", "&Quit", ("Ctrl+Q",), does=deeds.close, separated=True),
    Entry("Edit", "&Undo", ("Ctrl+Z",), does=deeds.undo, unfit=fitness.undo, repeats=True),
    Entry("Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), does=deeds.redo, unfit=fitness.redo, repeats=True),
    Entry("Edit", "&Command palette…", ("Ctrl+K",), does=open_palette, separated=True),
    Entry("View", "Back to the &experiment", ("Ctrl+E",), does=deeds.show_bench),
    Entry("View", "&Present", ("F5",), does=deeds.present),
    Entry("View", "&Full screen", ("F11",), does=deeds.full_screen),
    Entry("View", "Fold the pa&nels", ("Ctrl+B",), does=deeds.fold_panels, separated=True),
    Entry("View", "&Matrices or neurons", ("V",), does=deeds.toggle_form),
    Entry("View", "Optimizer ta&ble", ("Ctrl+T",), does=deeds.toggle_table),
    Entry("View", "&Reset the layout", does=deeds.reset_layout),
    Entry("View ▸ Theme", "&Dark", does=deeds.wear("dark")),
    Entry("View ▸ Theme", "&Light", does=deeds.wear("light")),
    Entry("View ▸ Theme", "High &contrast", does=deeds.wear("contrast")),
    Entry("View ▸ Theme", "As the &system", does=deeds.wear("system")),
    _step("&Step", ("Space", "Right"), Step()),
    _step("Step &back", ("Left",), Step(back=True)),
    _step("Step to the end of an &update", ("Shift+Right",), Step(Granularity.UPDATE)),
    _step("Back to the end of an update", ("Shift+Left",), Step(Granularity.UPDATE, True)),
    _step("Step to the end of an &epoch", ("Ctrl+Right",), Step(Granularity.EPOCH)),
    _step("Back to the end of an epoch", ("Ctrl+Left",), Step(Granularity.EPOCH, True)),
    Entry("Experiment", "&Play or pause", ("K",), does=deeds.toggle_play, separated=True),
    Entry("Experiment", "Run &to…", ("Ctrl+G",), does=questions.ask_run_to),
    Entry("Experiment", "Stop &when…", ("Ctrl+Shift+B",), does=questions.ask_breakpoint),
    Entry("Experiment", "Book&mark here…", ("Ctrl+D",), does=questions.ask_bookmark),
    Entry("Experiment", "Next bookmark", ("Ctrl+Down",), does=deeds.next_bookmark, unfit=fitness.bookmarks),
    Entry("Experiment", "Bookmark before", ("Ctrl+Up",), does=deeds.bookmark_before, unfit=fitness.bookmarks),
    Entry("Experiment", "&Rewind: same first weights", ("Home",), Rewind(), separated=True),
    Entry("Experiment", "&New weights: next seed", ("Ctrl+R",), NewWeights()),
    Entry("Network", "&Add a hidden layer", ("Ctrl+L",), does=deeds.add_layer, unfit=fitness.another_layer),
    Entry("Network", "&Remove the last hidden layer", does=deeds.remove_layer, unfit=fitness.hidden_layer),
    Entry("Network", "Sample &before", ("Alt+Up",), does=deeds.sample_before, separated=True, repeats=True),
    Entry("Network", "&Next sample", ("Alt+Down",), does=deeds.next_sample, repeats=True),
    Entry("Network", "&Mean of the batch, or one sample", ("M",), does=deeds.toggle_mean),
    Entry("Lessons", "&All lessons", unfit=fitness.never(LATER)),
    Entry("Help", "&Keys", ("F1",), does=key_page.open_keys),
    Entry("Help", "&Test this installation", does=open_self_test),
    Entry("Help", "&About gdsim", does=about.open_about),
)


def build(window: Window, bar: QMenuBar, run: Callable[[Entry], None]) -> dict[str, QAction]:
    """Fill the menu bar; the actions by their words without marks.

    Args:
        window: owner of the actions; their keys work wherever the focus is in it.
        bar: the menu bar.
        run: called with the entry that is chosen.
    """
    menus: dict[str, QMenu] = {}
    actions: dict[str, QAction] = {}
    for entry in ENTRIES:
        menu = _menu(menus, bar, entry.menu)
        if entry.separated:
            menu.addSeparator()
        action = QAction(entry.text, window)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setAutoRepeat(entry.repeats)
        action.triggered.connect(lambda _checked=False, entry=entry: run(entry))
        menu.addAction(action)
        menu.setToolTipsVisible(True)
        actions[entry.words] = action
        if entry.does is dialogs.ask_open:
            _add_recent(window, menu.addMenu("Open &recent"))
    return actions


def _add_recent(window: Window, menu: QMenu) -> None:
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: window.opening.fill_menu(menu))


def add_plots(bar: QMenuBar, plots: PlotDocks) -> None:
    """A submenu of the View menu: which plots there are, and along what they run."""
    view = next(action.menu() for action in bar.actions() if action.text() == "&View")
    assert isinstance(view, QMenu)
    menu = view.addMenu("P&lots")
    menu.addActions(plots.toggles())
    menu.addSeparator()
    menu.addActions(plots.along_actions())


def refresh(actions: dict[str, QAction], snapshot: Snapshot, stepping: bool = True) -> None:
    """What cannot be done now is disabled, with the reason as its tip.

    Args:
        actions: by their words.
        snapshot: of the document.
        stepping: False while the start screen hides it.
    """
    for entry in ENTRIES:
        action, why = actions[entry.words], entry.unfit(snapshot)
        if not stepping and entry.menu in OF_DOCUMENT:
            why = HIDDEN
        if action.isEnabled() is bool(why):
            action.setEnabled(not why)
        if action.toolTip() != (why or entry.words):
            action.setToolTip(why or entry.words)


def _menu(menus: dict[str, QMenu], bar: QMenuBar, name: str) -> QMenu:
    found = menus.get(name)
    if found is None:
        outer, _, inner = name.partition(" ▸ ")
        found = (
            _menu(menus, bar, outer).addMenu(f"&{inner}")
            if inner
            else bar.addMenu(LETTERED.get(name, f"&{name}"))
        )
        menus[name] = found
    return found
