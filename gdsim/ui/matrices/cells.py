"""Cells: an array as a picture, one per matrix, made once for as long as array, size and colours stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from gdsim.ui.canvas.ink import blend
from gdsim.ui.theme import Theme

MOST_CELLS = 64
"""More rows or columns than these are pooled: of each group the number of largest magnitude stands for all."""
MARKED = 5.0
"""From this size on in pixels a cell has room for the bar of a negative gradient."""
RULED = 7.0
"""From this size on cells are parted by lines."""
_STEPS = 255


@dataclass(frozen=True)
class Painting:
    """How numbers become colours.

    Args:
        theme: the colours.
        paint: ``value`` by sign, ``gradient`` by size in magenta, ``size`` for what has no direction.
        largest: the magnitude of full colour.
        faded: draw it pale.
    """

    theme: Theme
    paint: str
    largest: float
    faded: bool = False


def pooled(values: np.ndarray, most: int = MOST_CELLS) -> np.ndarray:
    """At most ``most`` rows and columns: of each block the number of largest magnitude, NaN where one is not finite.

    >>> pooled(np.array([[1.0, -3.0, 2.0, 0.0]]), 2).tolist()
    [[-3.0, 2.0]]
    """
    if max(values.shape) <= most:
        return values
    finite = np.isfinite(values)
    whole = bool(finite.all())
    clean = values if whole else np.where(finite, values, 0.0)
    top, low = clean, clean
    for axis in (0, 1):
        starts = edges(values.shape[axis], most)[:-1]
        if len(starts) < values.shape[axis]:
            top, low = np.maximum.reduceat(top, starts, axis), np.minimum.reduceat(low, starts, axis)
            if not whole:
                finite = np.logical_and.reduceat(finite, starts, axis)
    strongest: np.ndarray = np.where(top >= -low, top, low)
    return strongest if whole else np.where(finite, strongest, np.nan)


def edges(count: int, most: int = MOST_CELLS) -> np.ndarray:
    """Where the groups of ``count`` cells begin, and the end of the last.

    >>> edges(5, 2).tolist()
    [0, 2, 5]
    """
    groups = min(count, most)
    return np.arange(groups + 1) * count // groups


def picture(values: np.ndarray, size: tuple[int, int], ratio: float, painting: Painting) -> QImage:
    """The cells of an array.

    Args:
        values: (rows, columns).
        size: width and height in pixels of the device.
        ratio: pixels of the device to one of the design.
        painting: the colours.
    """
    small = pooled(values)
    wide, high = max(1, size[0]), max(1, size[1])
    colours = _coloured(small, painting)
    rows, columns = _places(small.shape[0], high), _places(small.shape[1], wide)
    pixels = np.ascontiguousarray(colours[rows][:, columns])
    cell_wide, cell_high = wide / small.shape[1], high / small.shape[0]
    if painting.paint == "gradient" and min(cell_wide, cell_high) >= MARKED * ratio:
        inside_x, inside_y = _inside(small.shape[1], wide), _inside(small.shape[0], high)
        bar_y = np.abs(inside_y - 0.5) * cell_high <= max(0.5, 0.11 * cell_high)
        bar = bar_y[:, None] & (np.abs(inside_x - 0.5) < 0.3)[None, :]
        pixels[bar & (small < 0)[rows][:, columns]] = _packed(mark_colour(painting.theme))
    if min(cell_wide, cell_high) >= RULED * ratio:
        rule = _packed(painting.theme.colour("panel"))
        pixels[np.flatnonzero(np.diff(rows)) + 1] = rule
        pixels[:, np.flatnonzero(np.diff(columns)) + 1] = rule
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image


def mark_colour(theme: Theme) -> QColor:
    """The bar of a negative gradient: the darker of ground and text."""
    ground, text = theme.colour("background"), theme.colour("text")
    return ground if ground.lightness() < text.lightness() else text


def scale_colour(theme: Theme, paint: str, share: float) -> QColor:
    """The colour of a number, from −1 to 1 of the largest; zero is the card."""
    table = _table(theme, paint, False)
    return QColor.fromRgb(int(table[round((share + 1) / 2 * (_STEPS - 1))]))


def _coloured(values: np.ndarray, painting: Painting) -> np.ndarray:
    """0xffRRGGBB of each number."""
    half = (_STEPS - 1) // 2
    finite = np.isfinite(values)
    shares = np.where(finite, values, 0.0) / (painting.largest or 1.0)
    places = np.rint(np.clip(shares, -1, 1) * half).astype(int)
    # A number is never painted as the zero that it is not.
    tiny = (places == 0) & (shares != 0)
    places[tiny] = np.sign(shares[tiny]).astype(int)
    found = _table(painting.theme, painting.paint, painting.faded)[places + half]
    if not finite.all():
        found[~finite] = _packed(painting.theme.colour("warning"))
    return found


@lru_cache(maxsize=64)
def _table(theme: Theme, paint: str, faded: bool) -> np.ndarray:
    ground = theme.colour("card")
    low, high = {
        "value": ("negative_fill", "positive_fill"),
        "gradient": ("gradient", "gradient"),
        "size": ("text", "text"),
    }[paint]
    colours = []
    for place in range(_STEPS):
        share = place / (_STEPS - 1) * 2 - 1
        size = abs(share) ** 0.8
        if paint == "size":
            size *= 0.75
        colour = ground if not share else blend(ground, theme.colour(high if share > 0 else low), size)
        colours.append(_packed(blend(colour, theme.colour("panel"), 0.55) if faded else colour))
    return np.array(colours, np.uint32)


def _packed(colour: QColor) -> int:
    return colour.rgb() | 0xFF000000


@lru_cache(maxsize=256)
def _places(cells: int, pixels: int) -> np.ndarray:
    """The cell of each pixel."""
    return (np.arange(pixels) * cells) // pixels


@lru_cache(maxsize=256)
def _inside(cells: int, pixels: int) -> np.ndarray:
    """How far each pixel lies inside its cell, from 0 to 1."""
    return ((np.arange(pixels) + 0.5) * cells / pixels) % 1.0
