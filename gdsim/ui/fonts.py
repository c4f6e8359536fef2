"""Fonts: Inter for words and numbers, STIX Two Math for formulas, the same on every machine."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from gdsim.data.resources_folder import resources
from gdsim.ui.tokens import tokens

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
_LOADED = "gdsim_fonts_loaded"


def load() -> None:
    """Gives the fonts to Qt, once per application.

    Raises:
        RuntimeError: where Qt refuses a file, which means that the installation is damaged.
    """
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("fonts need an application: see gdsim.ui.application")
    if application.property(_LOADED):
        return
    for file in sorted((resources() / "fonts").glob("*.woff2")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"the font {file.name} cannot be read: please install gdsim again")
    application.setProperty(_LOADED, True)


def text_font(size: float | None = None, weight: int = REGULAR) -> QFont:
    """Words. Sizes are pixels of the design; signs that Inter lacks (▸ ∇ ⊙ …) come from STIX Two Math."""
    type_ = tokens().type
    return _font([type_.family, type_.formula], type_.body if size is None else size, weight)


def number_font(size: float | None = None, weight: int = REGULAR) -> QFont:
    """Numbers: all digits equally wide, so that columns stand still while their values change."""
    font = text_font(size, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def formula_font(size: float | None = None) -> QFont:
    """Formulas: the mathematical face, for single symbols and short lines in running text."""
    type_ = tokens().type
    return _font([type_.formula, type_.family], type_.formula_inline if size is None else size, REGULAR)


def _font(families: list[str], size: float, weight: int) -> QFont:
    # Qt's pixel sizes are whole numbers, and the design has 12.5: hence points, at the screen's logical dpi.
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInchY() if screen is not None else 96.0
    font = QFont()
    font.setFamilies(families)
    font.setPointSizeF(size * 72.0 / dpi)
    font.setWeight(QFont.Weight(weight))
    return font
