"""Cells: how numbers become pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gdsim.ui import theme
from gdsim.ui.matrices.cells import MARKED, MOST_CELLS, Painting, edges, mark_colour, picture, pooled


def painted(values: list[list[float]], paint: str, cell: int = 10, name: str = "dark") -> QImage:
    """The picture of some numbers, one to the largest."""
    array = np.array(values)
    size = array.shape[1] * cell, array.shape[0] * cell
    return picture(array, size, 1.0, Painting(theme.theme(name), paint, float(np.abs(array).max())))


def test_pooling_keeps_the_largest_magnitude_with_its_sign() -> None:
    """One large number among many stands for its whole block, negative or not."""
    values = np.zeros((200, 130))
    values[150, 7], values[3, 129] = -5.0, 2.0
    small = pooled(values)
    assert small.shape == (MOST_CELLS, MOST_CELLS)
    assert small.min() == -5.0 and small.max() == 2.0 and np.count_nonzero(small) == 2


def test_a_small_matrix_is_not_pooled() -> None:
    """Up to the limit every number has its own cell."""
    values = np.arange(MOST_CELLS * MOST_CELLS, dtype=float).reshape(MOST_CELLS, MOST_CELLS)
    assert pooled(values) is values


def test_what_is_not_finite_stays_seen() -> None:
    """A single NaN among thousands is not lost in its block."""
    values = np.ones((128, 128))
    values[40, 90] = np.nan
    values[100, 3] = np.inf
    assert np.count_nonzero(np.isnan(pooled(values))) == 2


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 100, 512])
def test_groups_cover_everything_once(count: int) -> None:
    """Groups follow one another without a gap, and none is empty."""
    found = edges(count)
    assert found[0] == 0 and found[-1] == count and (np.diff(found) > 0).all()


def test_colour_says_sign_and_size() -> None:
    """Zero is the card, full size the role's colour; a tiny number is not painted as zero."""
    image, worn = painted([[0.0, 1.0, -1.0, 1e-9]], "value"), theme.theme("dark")
    at = [image.pixelColor(5 + 10 * column, 5) for column in range(4)]
    assert at[:3] == [worn.colour("card"), worn.colour("positive_fill"), worn.colour("negative_fill")]
    assert at[3] != worn.colour("card")


@pytest.mark.parametrize("name", theme.names())
def test_negative_gradients_carry_a_bar(name: str) -> None:
    """Magenta shows size alone: the sign is a bar in the cell, where there is room for it."""
    bar = mark_colour(theme.theme(name))
    image = painted([[1.0, -1.0]], "gradient", 10, name)
    assert image.pixelColor(15, 5) == bar and image.pixelColor(5, 5) == QColor(theme.theme(name).gradient)
    small = painted([[1.0, -1.0]], "gradient", int(MARKED) - 1, name)
    assert small.pixelColor(2, 2) == small.pixelColor(6, 2)


def test_what_is_not_finite_has_a_warning_colour() -> None:
    """NaN has the colour of a warning, not that of a value."""
    image = picture(np.array([[np.nan, 1.0]]), (20, 10), 1.0, Painting(theme.theme("light"), "value", 1.0))
    assert image.pixelColor(5, 5) == theme.theme("light").colour("warning")
