"""Wiring: what the workbench wants is done by the session, or asked for in a dialog of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdsim.ui import dialogs, questions

if TYPE_CHECKING:
    from gdsim.ui.window import Window
    from gdsim.ui.workbench import Workbench


def wire(window: Window, bench: Workbench) -> None:
    """Connect a new workbench."""
    session = window.session
    bench.wanted.connect(session.dispatch)
    bench.transport.play_wanted.connect(session.play)
    bench.transport.present_wanted.connect(lambda: window.pages.present(True))
    bench.transport.speed_wanted.connect(session.set_speed)
    for panels in (bench.sidebar, bench.rail):
        panels.csv_wanted.connect(lambda: dialogs.ask_csv(window))
        panels.draw_wanted.connect(lambda: dialogs.draw_points(window))
    bench.timeline.bookmark_wanted.connect(lambda: questions.ask_bookmark(window))
    bench.timeline.stop_wanted.connect(lambda: questions.ask_breakpoint(window))
    bench.timeline.run_to_wanted.connect(lambda: questions.ask_run_to(window))
