"""Icons: every drawing loads, in the colour asked for, sharp at two device pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gdsim.ui import icons


def ink(image: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_is_drawn_in_its_colour(qapp: QApplication, name: str) -> None:
    """The drawing has ink, and all of it is of the colour asked for."""
    image = icons.icon(name, "#4fd1c5").pixmap(QSize(48, 48)).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    found = ink(image)
    assert found
    for colour in map(QColor, found):  # drawing where strokes cross rounds by one
        assert abs(colour.red() - 0x4F) + abs(colour.green() - 0xD1) + abs(colour.blue() - 0xC5) <= 3


def test_an_icon_is_sharp_at_two_device_pixels(qapp: QApplication) -> None:
    """At a device pixel ratio of 2 there are twice as many pixels, not larger ones."""
    pixmap = icons.icon("play", "#000000").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_the_same_icon_is_drawn_once(qapp: QApplication) -> None:
    """The same icon is the same object."""
    assert icons.icon("play", "#ffffff") is icons.icon("play", "#ffffff")


def test_an_unknown_icon_is_refused() -> None:
    """A mistyped name fails at once instead of drawing nothing."""
    with pytest.raises(KeyError, match="plya"):
        icons.icon("plya", "#ffffff")


def test_an_icon_needs_a_colour() -> None:
    """What goes into a file name and a drawing is checked."""
    with pytest.raises(ValueError, match="#rrggbb"):
        icons.icon_file("play", QColor("red").name() + "/x")
