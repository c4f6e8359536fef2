"""Actions: one table of what can be done, from which menus and shortcuts come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gdsim.state.intents import NewWeights, Rewind, Step
from gdsim.state.model import Granularity


@dataclass(frozen=True)
class Entry:
    """One action: its menu, words and keys, and an intent or the name of what the window does."""

    menu: str
    text: str
    keys: tuple[str, ...] = ()
    intent: object = None
    does: str = ""
    separated: bool = False
    """A line above it in the menu."""


ENTRIES = (
    Entry("File", "&New from template…", ("Ctrl+N",), does="new_from_template"),
    Entry("File", "&Open…", ("Ctrl+O",), does="ask_open"),
    Entry("File", "Open &CSV…", ("Ctrl+Shift+O",), does="ask_csv"),
    Entry("File", "&Save", ("Ctrl+S",), does="save", separated=True),
    Entry("File", "Save &as…", ("Ctrl+Shift+S",), does="ask_save"),
    Entry("File", "&Quit", ("Ctrl+Q",), does="close", separated=True),
    Entry("Edit", "&Undo", ("Ctrl+Z",), does="undo"),
    Entry("Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), does="redo"),
    Entry("View", "&Dark", does="use_dark"),
    Entry("View", "&Light", does="use_light"),
    Entry("View", "High &contrast", does="use_contrast"),
    Entry("View", "As the &system", does="use_system"),
    Entry("Experiment", "&Step", ("Space", "Right"), intent=Step()),
    Entry("Experiment", "Step &back", ("Left",), intent=Step(back=True)),
    Entry("Experiment", "Step to the end of an &update", ("Shift+Right",), intent=Step(Granularity.UPDATE)),
    Entry(
        "Experiment", "Back to the end of an update", ("Shift+Left",), intent=Step(Granularity.UPDATE, True)
    ),
    Entry("Experiment", "Step to the end of an &epoch", ("Ctrl+Right",), intent=Step(Granularity.EPOCH)),
    Entry("Experiment", "Back to the end of an epoch", ("Ctrl+Left",), intent=Step(Granularity.EPOCH, True)),
    Entry("Experiment", "&Play or pause", ("K",), does="toggle_play", separated=True),
    Entry("Experiment", "&Rewind: same first weights", ("Home",), intent=Rewind(), separated=True),
    Entry("Experiment", "&New weights: next seed", ("Ctrl+R",), intent=NewWeights()),
    Entry("Help", "&Keys", ("F1",), does="show_keys"),
    Entry("Help", "&About gdsim", does="show_about"),
)


def build(window: QWidget, bar: QMenuBar, run: Callable[[Entry], None]) -> dict[str, QAction]:
    """Fill the menu bar; the actions by their words without marks.

    Args:
        window: owner of the actions; their keys work wherever the focus is in it.
        bar: the menu bar.
        run: called with the entry that is chosen.
    """
    menus: dict[str, QMenu] = {}
    actions: dict[str, QAction] = {}
    for entry in ENTRIES:
        menu = menus.get(entry.menu)
        if menu is None:
            menu = menus[entry.menu] = bar.addMenu(f"&{entry.menu}")
        if entry.separated:
            menu.addSeparator()
        action = QAction(entry.text, window)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setAutoRepeat(entry.intent is not None)
        action.triggered.connect(lambda _checked=False, entry=entry: run(entry))
        menu.addAction(action)
        actions[entry.text.replace("&", "").rstrip("…")] = action
    return actions
