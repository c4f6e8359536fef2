"""The disk image's window, read by dmgbuild: the app at the left, and a link to Applications to draw it to.

dmgbuild runs this file and gives it ``defines``, the words after ``-D``: app and icon.
"""

from pathlib import Path

files = [defines["app"]]  # noqa: F821
symlinks = {"Applications": "/Applications"}
icon_locations = {Path(defines["app"]).name: (150, 170), "Applications": (450, 170)}  # noqa: F821
icon = defines["icon"]  # noqa: F821
# LZMA: the smallest, and read by every macOS that gdsim runs on.
format = "ULMO"
filesystem = "HFS+"
default_view = "icon-view"
show_icon_preview = False
show_status_bar = show_tab_view = show_toolbar = show_pathbar = show_sidebar = False
window_rect = ((200, 200), (600, 360))
icon_size = 112
text_size = 13
