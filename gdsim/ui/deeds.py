"""Deeds: what the actions without an intent do with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gdsim.state.intents import AddLayer, RemoveLayer, Seek, ViewMean, ViewSample
from gdsim.state.marks import Bookmark

if TYPE_CHECKING:
    from gdsim.ui.window import Window


def show_start(window: Window) -> None:
    """The start screen; the document waits behind it."""
    window.session.play(False)
    window.pages.show_start()


def show_bench(window: Window) -> None:
    """From the start screen back to the document."""
    window.pages.show_bench()


def close(window: Window) -> None:
    """Close the window."""
    window.close()


def undo(window: Window) -> None:
    """Take the last edit back."""
    window.session.undo()


def redo(window: Window) -> None:
    """Make it again."""
    window.session.redo()


def present(window: Window) -> None:
    """To the presenter's view, or back from it."""
    window.pages.present(not window.pages.presenting)


def full_screen(window: Window) -> None:
    """The whole screen, or the window again."""
    window.showNormal() if window.isFullScreen() else window.showFullScreen()


def fold_panels(window: Window) -> None:
    """The panels as a rail, or open again."""
    window.bench.fold(not window.bench.folded)


def toggle_form(window: Window) -> None:
    """Layers as matrices, or as neurons."""
    window.bench.canvas.toggle_form()


def toggle_table(window: Window) -> None:
    """The optimizer table in every stage, or in the update only."""
    window.bench.right.toggle_table()


def reset_layout(window: Window) -> None:
    """Everything where it was at the first start."""
    window.bench.reset_layout()


def wear(name: str) -> Callable[[Window], None]:
    """Wear a theme; ``system`` follows the system."""
    return lambda window: window.use_theme(name)


def toggle_play(window: Window) -> None:
    """Play or pause."""
    window.session.play(not window.session.snapshot.playing)


def add_layer(window: Window) -> None:
    """A hidden layer below the output."""
    window.session.dispatch(AddLayer(len(window.session.snapshot.current.network.layers) - 1))


def remove_layer(window: Window) -> None:
    """Away with the hidden layer below the output."""
    window.session.dispatch(RemoveLayer(len(window.session.snapshot.current.network.layers) - 2))


def next_sample(window: Window) -> None:
    """The next sample of the batch into view."""
    window.session.dispatch(ViewSample(window.session.model.sample + 1))


def sample_before(window: Window) -> None:
    """The sample before it into view."""
    window.session.dispatch(ViewSample(window.session.model.sample - 1))


def toggle_mean(window: Window) -> None:
    """The mean over the batch on the canvas, or one sample again."""
    window.session.dispatch(ViewMean(not window.session.model.mean))


def next_bookmark(window: Window) -> None:
    """To the first bookmark behind the cursor, or round to the first of all."""
    _to_bookmark(window, 1)


def bookmark_before(window: Window) -> None:
    """To the last bookmark before the cursor, or round to the last of all."""
    _to_bookmark(window, -1)


def _to_bookmark(window: Window, way: int) -> None:
    cursor, marks = window.session.model.cursor, window.session.model.marks.bookmarks
    if not marks:
        return
    here = (cursor.update, cursor.line)

    def beyond(mark: Bookmark) -> bool:
        place = (mark.update, mark.line)
        return place > here if way > 0 else place < here

    ahead = [mark for mark in marks if beyond(mark)] or list(marks)
    mark = ahead[0 if way > 0 else -1]
    window.session.dispatch(Seek(mark.update, mark.line))
