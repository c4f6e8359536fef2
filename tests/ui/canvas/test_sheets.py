"""Sheets: what was drawn once is laid down again, and drawn anew only where it has to be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gdsim.ui.canvas.sheets import Sheets


def laid(sheets: Sheets, key: object, ratio: float = 1.0, **how: object) -> tuple[QImage, int]:
    """A picture with one red sheet, and how often that was drawn."""
    drawn = []
    image = QImage(round(40 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)

    def draw(pen: QPainter) -> None:
        drawn.append(key)
        pen.fillRect(QRectF(10, 10, 20, 20), QColor("red"))

    painter = QPainter(image)
    sheets.lay(painter, "one", key, QRectF(5, 5, 30, 30), draw, **how)  # type: ignore[arg-type]
    painter.end()
    return image, len(drawn)


def test_a_sheet_is_drawn_once_for_a_key(qapp: object) -> None:
    """The same key is not drawn again; another key, or other pixels of the screen, are."""
    sheets = Sheets()
    assert [laid(sheets, key)[1] for key in ("a", "a", "b")] == [1, 0, 1]
    assert laid(sheets, "b", ratio=2.0)[1] == 1
    sheets.forget()
    assert laid(sheets, "b", ratio=2.0)[1] == 1


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_sheet_lies_where_it_was_drawn(qapp: object, ratio: float) -> None:
    """A sheet stands at its place on every screen, drawn now or taken from before."""
    sheets = Sheets()
    for _ in range(2):
        image, _ = laid(sheets, "a", ratio)
        inside, outside = round(20 * ratio), round(7 * ratio)
        assert image.pixelColor(inside, inside).red() == 255
        assert image.pixelColor(outside, outside).red() == 0


def test_a_sheet_is_laid_down_in_part_and_weakly(qapp: object) -> None:
    """A sheet can be laid down in part, and weakly."""
    sheets = Sheets()
    image, _ = laid(sheets, "a", shown=QRectF(20, 0, 20, 40))
    assert image.pixelColor(15, 20).red() == 0 and image.pixelColor(25, 20).red() == 255
    image, _ = laid(sheets, "a", strength=0.5)
    assert image.pixelColor(20, 20).red() == pytest.approx(128, abs=2)
