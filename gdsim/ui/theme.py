"""Theme: the colours of the window by their meaning, and how Qt is dressed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache, cached_property

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from gdsim.ui import fonts
from gdsim.ui.stylesheet import stylesheet
from gdsim.ui.tokens import tokens

_APPLIED = "gdsim_theme"


@dataclass(frozen=True)
class Theme:
    """One set of colours, ``#rrggbb`` each. A colour has one meaning everywhere.

    ``positive``, ``negative``, ``gradient``, ``action`` are for text and thin lines, ``…_fill`` for areas,
    thick curves and points; ``not_computed`` is a grey for shapes, its text is ``muted``.
    """

    name: str
    background: str
    panel: str
    card: str
    line: str
    text: str
    muted: str
    negative: str
    positive: str
    gradient: str
    on_gradient: str
    action: str
    on_action: str
    selected: str
    not_computed: str
    positive_fill: str
    negative_fill: str
    run_1: str
    run_2: str
    run_3: str
    run_4: str
    run_5: str
    run_6: str
    warning: str

    @cached_property
    def roles(self) -> dict[str, str]:
        """Role → ``#rrggbb``, all of them."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "name"}

    @property
    def runs(self) -> tuple[str, ...]:
        """Colours of run 1 to 6."""
        return self.run_1, self.run_2, self.run_3, self.run_4, self.run_5, self.run_6

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """A role as Qt takes it, with an opacity from 0 to 1."""
        colour = QColor(self.roles[role])
        colour.setAlphaF(opacity)
        return colour


def names() -> tuple[str, ...]:
    """The themes there are.

    >>> names()
    ('dark', 'light', 'contrast')
    """
    return tuple(tokens().colours)


@cache
def theme(name: str) -> Theme:
    """A theme by its name.

    >>> theme("dark").gradient
    '#ff4fa3'
    """
    return Theme(name=name, **tokens().colours[name])


def system(application: QApplication) -> Theme:
    """The theme that the system asks for; dark where it says nothing, as the pictures of the lessons are."""
    scheme = application.styleHints().colorScheme()
    return theme("light" if scheme == Qt.ColorScheme.Light else "dark")


def follow_system(application: QApplication, use: Callable[[Theme], None]) -> Callable[[], None]:
    """Calls ``use`` whenever the system turns light or dark; returns what ends that."""
    # Without one reference to the enumeration before connecting, PySide cannot convert the signal's argument.
    assert Qt.ColorScheme.Dark is not None

    def turned() -> None:
        use(system(application))

    hints = application.styleHints()
    hints.colorSchemeChanged.connect(turned)

    def end() -> None:
        hints.colorSchemeChanged.disconnect(turned)

    return end


def apply(application: QApplication, worn: Theme) -> None:
    """Dresses the whole application: Fusion style, palette, fonts, style sheet."""
    # Style, fonts and style sheet are each polished into every widget, which takes a quarter of a second.
    if applied(application) is worn:
        return
    if applied(application) is None:
        application.setStyle("Fusion")
        application.setFont(fonts.text_font())
        QToolTip.setFont(fonts.text_font())
    application.setProperty(_APPLIED, worn.name)
    palette = _palette(worn)
    application.setPalette(palette)
    QToolTip.setPalette(palette)
    application.setStyleSheet(stylesheet(worn.roles))


@contextmanager
def dressed_afterwards(application: QApplication) -> Iterator[None]:
    """Widgets that are made inside get the style sheet at the end, all at once.

    Qt goes through it for a widget each time that it, or one around it, is put into another: a third of the time in
    which the window is made. Only for the first window: a widget that Qt has seen under one style sheet and has not
    polished is not watched under the next, and when it goes, the theme after that meets what is no longer there.
    """
    if application.allWidgets():
        yield
        return
    application.setStyleSheet("")
    try:
        yield
    finally:
        if not application.styleSheet():  # else another theme has been put on in the meantime
            application.setStyleSheet(stylesheet(current().roles))


def applied(application: QCoreApplication) -> Theme | None:
    """The theme an application wears, None where it wears none of ours yet."""
    name = application.property(_APPLIED)
    return theme(name) if name else None


def current() -> Theme:
    """The theme in force, for whoever paints. Ask at each painting: there is nothing to keep in step."""
    application = QCoreApplication.instance()
    worn = applied(application) if application is not None else None
    return worn if worn is not None else theme("dark")


def _palette(worn: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: worn.background,
        role.WindowText: worn.text,
        role.Base: worn.panel,
        role.AlternateBase: worn.card,
        role.Text: worn.text,
        role.PlaceholderText: worn.muted,
        role.Button: worn.panel,
        role.ButtonText: worn.text,
        role.BrightText: worn.warning,
        role.ToolTipBase: worn.card,
        role.ToolTipText: worn.text,
        role.Highlight: worn.action,
        role.HighlightedText: worn.on_action,
        role.Accent: worn.action,
        role.Link: worn.action,
        role.LinkVisited: worn.action,
        role.Light: worn.line,
        role.Midlight: worn.line,
        role.Mid: worn.line,
        role.Dark: worn.line,
        role.Shadow: worn.background,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(worn.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(worn.line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(worn.muted))
    return palette
