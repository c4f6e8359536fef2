"""Fonts: the shipped ones are what is drawn, with digits that stand in columns."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from gdsim.ui import fonts

SIGNS = "∂δΔθαβερμσ²³¹₀₁₂₃←→▸▾✓−×÷·‖≤≈√∇⊙…—ŷ"


@pytest.mark.parametrize("weight", [fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD, fonts.BOLD])
def test_each_weight_has_its_own_font_file(qapp: QApplication, weight: int) -> None:
    """Each weight has its own file: none is made by smearing another."""
    information = QFontInfo(fonts.text_font(13, weight))
    assert information.family() == "Inter"
    assert information.weight() == weight


def test_digits_are_equally_wide(qapp: QApplication) -> None:
    """Columns of numbers stand still while their values change; signs are as wide as digits."""
    metrics = QFontMetricsF(fonts.number_font(40))
    assert len({metrics.horizontalAdvance(sign) for sign in "0123456789+−"}) == 1
    plain = QFontMetricsF(fonts.text_font(40))
    assert plain.horizontalAdvance("1") < plain.horizontalAdvance("0")


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_the_lesson_are_there(qapp: QApplication, sign: str) -> None:
    """One of the two families of a text font has the sign, so that no machine shows a box."""
    families = fonts.text_font().families()
    assert any(QRawFont.fromFont(QFont(family, 12)).supportsCharacter(ord(sign)) for family in families)


def test_font_sizes_are_pixels(qapp: QApplication) -> None:
    """A size of the design is that many pixels, halves included."""
    assert QFontInfo(fonts.text_font(25)).pixelSize() == 25
    small, large = (QFontMetricsF(fonts.text_font(size)).horizontalAdvance("M" * 50) for size in (12.0, 12.5))
    assert small < large


def test_formulas_are_set_in_the_mathematical_face(qapp: QApplication) -> None:
    """Formulas are set in the mathematical face."""
    assert QFontInfo(fonts.formula_font()).family() == "STIX Two Math"


def test_fonts_are_loaded_once_an_application(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the fonts again gives Qt no file a second time."""
    fonts.load()
    given: list[str] = []
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda file: given.append(file) or 0)
    fonts.load()
    assert not given
