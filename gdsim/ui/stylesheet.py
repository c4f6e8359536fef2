"""Style sheet: resources/theme/gdsim.qss with the colours, radii and coloured icons of a theme put in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Template

from gdsim.data.resources_folder import resources
from gdsim.ui.icons import icon_file
from gdsim.ui.tokens import tokens


def stylesheet(roles: Mapping[str, str]) -> str:
    """The text for ``QApplication.setStyleSheet``; an unknown name in the file is an error."""
    radius = tokens().radius
    icons = {
        "icon_down": icon_file("chevron-down", roles["muted"]),
        "icon_up": icon_file("chevron-up", roles["muted"]),
        "icon_right": icon_file("chevron-right", roles["muted"]),
        "icon_check": icon_file("check", roles["action"]),
        "icon_check_on": icon_file("check", roles["on_action"]),
        "icon_check_off": icon_file("check", roles["muted"]),
    }
    return _file().substitute(
        roles,
        radius_card=f"{radius.card}px",
        radius_control=f"{radius.control}px",
        **{name: file.as_posix() for name, file in icons.items()},
    )


@cache
def _file() -> Template:
    return Template((resources() / "theme" / "gdsim.qss").read_text(encoding="utf-8"))
