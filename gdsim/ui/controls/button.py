"""Button: a push button of one of the drawn kinds, whose icon keeps to the theme."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gdsim.ui import fonts, icons, theme
from gdsim.ui.tokens import tokens


class Kind(Enum):
    """How a button looks: its weight in the window, never its meaning."""

    PLAIN = "plain"
    LARGE = "large"
    PRIMARY = "primary"
    LINK = "link"
    QUIET = "quiet"


_FACES = {
    Kind.PLAIN: (0.0, fonts.MEDIUM),
    Kind.LARGE: (1.5, fonts.MEDIUM),
    Kind.PRIMARY: (1.5, fonts.SEMIBOLD),
    Kind.LINK: (0.0, fonts.SEMIBOLD),
    Kind.QUIET: (0.0, fonts.MEDIUM),
}
_INK = {Kind.PRIMARY: "on_action", Kind.LINK: "action"}


class Button(QPushButton):
    """A button.

    Args:
        text: what it says; a button without words needs ``name``.
        icon_name: a drawing of resources/icons.
        kind: how it looks.
        name: what a screen reader says, and the tool tip where there are no words.
        icon_after: the icon stands behind the words, as in "Step ▸".
    """

    def __init__(
        self,
        text: str,
        icon_name: str | None = None,
        kind: Kind = Kind.PLAIN,
        name: str = "",
        icon_after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # A click leaves the focus where it is, so that Space and the arrows go on stepping the run.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon_name = icon_name
        self._icon_after = icon_after
        self.set_words(text)
        self.kind = kind
        self.setAccessibleName(name or text)
        if name and not text:
            self.setToolTip(name)
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.set_kind(kind)

    def set_kind(self, kind: Kind) -> None:
        """Changes the look: the transport lends its one primary look to whichever button is next."""
        self.kind = kind
        larger, weight = _FACES[kind]
        self.setProperty("kind", kind.value)
        self.setFont(fonts.text_font(tokens().type.body + larger, weight))
        self.setIconSize(QSize(16, 16) if larger else QSize(14, 14))
        if kind is Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def set_words(self, text: str) -> None:
        """Changes what it says; a thin space keeps the words off the icon."""
        thin = "\u2009" if self._icon_name and text else ""
        self.setText(text + thin if self._icon_after else thin + text)

    def set_icon(self, icon_name: str | None) -> None:
        """Changes the drawing: play becomes pause."""
        self._icon_name = icon_name
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name is None:
            return
        role = _INK.get(self.kind, "text") if self.isEnabled() else "muted"
        self.setIcon(icons.icon(self._icon_name, theme.current().roles[role]))
