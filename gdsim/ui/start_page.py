"""Start page: the start screen, connected to what its wishes do with the window; made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdsim.ui import dialogs

if TYPE_CHECKING:
    from gdsim.ui.start_screen.start_screen import StartScreen
    from gdsim.ui.window import Window


def start_page(window: Window) -> StartScreen:
    """The start screen of a window."""
    from gdsim.ui.start_screen.start_screen import StartScreen

    screen, opening = StartScreen(), window.opening
    screen.begin.connect(opening.begin)
    screen.template_wanted.connect(opening.open_template)
    screen.file_wanted.connect(opening.open_file)
    screen.locate_wanted.connect(lambda path: dialogs.ask_open(window))
    screen.removal_wanted.connect(opening.forget)
    screen.open_wanted.connect(lambda: dialogs.ask_open(window))
    screen.csv_wanted.connect(lambda: dialogs.ask_csv(window))
    screen.draw_wanted.connect(lambda: dialogs.draw_points(window))
    return screen
