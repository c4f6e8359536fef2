"""Key page: every shortcut on one page, from the table of actions and from what each pane says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout

from gdsim.ui import fonts, theme

if TYPE_CHECKING:
    from gdsim.ui.window import Window

ELSEWHERE = (
    ("Canvas", (("Sample before, next sample", "↑ ↓"), ("Menu of what is selected", "Menu"))),
    ("Timeline", (("Drag, or click", "to any update"), ("One update back, one on", "← → with the focus"))),
    ("Presenting", (("Next line, back", "PgDn PgUp"), ("Other unit", "↑ ↓"), ("More or fewer digits", "+ −"),
                    ("Zoom, black, vector form", "Z B V"), ("Leave", "Esc"))),
)  # fmt: skip
"""Keys that belong to one place of the window, not to the whole."""


def open_keys(window: Window) -> None:
    """Show the page."""
    dialog = QDialog(window)
    dialog.setWindowTitle("Keys")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = QLabel(_page(window))
    text.setTextFormat(Qt.TextFormat.RichText)
    text.setFont(fonts.text_font())
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setContentsMargins(16, 8, 16, 8)
    scroll = QScrollArea()
    scroll.setWidget(text)
    scroll.setWidgetResizable(True)
    scroll.setAccessibleName("Keys and what they do")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(scroll)
    column.addWidget(buttons)
    dialog.resize(560, min(640, window.height() - 40))
    dialog.open()


def _page(window: Window) -> str:
    from gdsim.ui.actions import ENTRIES

    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in ENTRIES:
        if entry.keys:
            native = [
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in entry.keys
            ]
            groups.setdefault(entry.menu, []).append((entry.words, " or ".join(native)))
    for place, keys in ELSEWHERE:
        groups[place] = list(keys)
    return "".join(_group(name, rows) for name, rows in groups.items())


def _group(name: str, rows: list[tuple[str, str]]) -> str:
    muted = theme.current().muted
    lines = "".join(f"<tr><td width='330'>{words}</td><td><b>{keys}</b></td></tr>" for words, keys in rows)
    return f"<p style='color:{muted}; margin:10px 0 2px 0'>{name}</p><table cellpadding='2'>{lines}</table>"
