"""Themes: complete, readable, and worn by the whole application."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gdsim.data.resources_folder import resources
from gdsim.ui import theme
from gdsim.ui.stylesheet import stylesheet
from gdsim.ui.tokens import tokens

TEXT = ("text", "muted", "negative", "positive", "gradient", "action", "warning")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours after WCAG 2.1, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, dressed afterwards as it was before."""
    before = theme.current()
    yield qapp
    theme.apply(qapp, before)


@pytest.mark.parametrize("name", theme.names())
def test_every_text_has_a_readable_contrast(name: str) -> None:
    """Every text colour has a contrast of at least 4.5 to 1 on card and panel, words also on the window."""
    worn = theme.theme(name)
    for role in TEXT:
        for ground in ("card", "panel"):
            assert contrast(worn.roles[role], worn.roles[ground]) >= 4.5, (role, ground)
    for role in ("text", "muted", "action"):
        for ground in ("background", "selected"):
            assert contrast(worn.roles[role], worn.roles[ground]) >= 4.5, (role, ground)
    assert contrast(worn.on_action, worn.action) >= 4.5
    assert contrast(worn.on_gradient, worn.gradient) >= 4.5


def test_the_contrast_theme_has_7_to_1() -> None:
    """The contrast theme gives every text at least 7 to 1, and its rims are seen."""
    worn = theme.theme("contrast")
    for role in TEXT:
        assert contrast(worn.roles[role], worn.card) >= 7
    assert contrast(worn.line, worn.background) >= 7


def test_themes_have_every_role() -> None:
    """The file and the dataclass name the same colours, each as #rrggbb."""
    for name in theme.names():
        assert set(theme.theme(name).roles) == set(tokens().colours[name])
        assert all(QColor(colour).isValid() for colour in theme.theme(name).roles.values())


def test_the_token_file_is_read_whole() -> None:
    """Nothing in the file is left unread."""
    read = set(json.loads((resources() / "theme" / "tokens.json").read_text(encoding="utf-8")))
    assert read == {"note", "type", "space", "radius", "stroke", "runs", *theme.names()}


@pytest.mark.parametrize("name", theme.names())
def test_apply_dresses_the_application(application: QApplication, name: str) -> None:
    """Palette, style sheet and the theme in force agree."""
    worn = theme.theme(name)
    theme.apply(application, worn)
    assert theme.current() == worn
    assert application.palette().color(QPalette.ColorRole.Window) == QColor(worn.background)
    assert worn.action in application.styleSheet()
    assert QWidget().palette().color(QPalette.ColorRole.WindowText) == QColor(worn.text)


def test_disabled_text_stays_readable(application: QApplication) -> None:
    """What cannot be used now can still be read."""
    worn = theme.theme("light")
    theme.apply(application, worn)
    assert application.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(
        worn.muted
    )


def test_no_name_is_left_in_the_style_sheet() -> None:
    """No name of the token file is left standing."""
    assert "$" not in stylesheet(theme.theme("dark").roles)


def test_the_system_is_followed_until_ended(application: QApplication) -> None:
    """A change of the system's scheme is told on, until that is ended."""
    seen: list[str] = []
    end = theme.follow_system(application, lambda worn: seen.append(worn.name))
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    end()
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert len(seen) == 1


def test_a_role_takes_an_opacity() -> None:
    """A role's colour takes the opacity that is asked for."""
    assert theme.theme("dark").colour("gradient", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)
