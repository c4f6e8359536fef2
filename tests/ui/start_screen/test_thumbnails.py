"""The thumbnails that are shipped are those of the templates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gdsim.files.templates import templates
from gdsim.ui import theme
from gdsim.ui.start_screen.picture import draw_picture
from gdsim.ui.start_screen.thumbnail_making import made
from gdsim.ui.start_screen.thumbnails import Thumbnail, file_of, from_document, thumbnail

KINDS = {
    "xor": "decision",
    "penguins": "points",
    "mazur": "network",
    "ravine": "valley",
    "sine": "curve",
}


@pytest.mark.parametrize("key", templates())
def test_a_shipped_thumbnail_is_what_its_template_gives(key: str) -> None:
    """``python -m gdsim.ui.start_screen.thumbnails`` after any change of a template, or this fails.

    Processors round differently, and a long training lets that grow: numbers need agree nearly, words and shape fully.
    """
    shipped, fresh = thumbnail(key), made(templates()[key].path)
    assert shipped is not None
    assert (shipped.kind, shipped.line) == (fresh.kind, fresh.line)
    assert len(shipped.loss) == len(fresh.loss)
    assert shipped.loss[0] == pytest.approx(fresh.loss[0], rel=0.01)
    assert [(mark.marker, mark.role) for mark in shipped.marks] == [
        (mark.marker, mark.role) for mark in fresh.marks
    ]
    for before, now in zip(shipped.marks, fresh.marks, strict=True):
        assert np.allclose(before.points, now.points, atol=0.002)
    if shipped.shades:
        differences = np.abs(np.subtract(shipped.shades, fresh.shades))
        assert np.mean(differences) < 5
    assert np.allclose(shipped.curve or 0, fresh.curve or 0, atol=0.03)
    for before_path, now_path in zip(shipped.paths, fresh.paths, strict=True):
        assert np.allclose(before_path, now_path, atol=0.01)
    assert shipped.values == fresh.values
    assert shipped.weights == fresh.weights


def test_no_thumbnail_without_a_template() -> None:
    """Nothing is left of templates that are gone."""
    files = {file.stem for file in file_of("xor").parent.glob("*.json")}
    assert files == set(templates())


@pytest.mark.parametrize(("key", "kind"), KINDS.items())
def test_data_and_network_decide_the_kind_of_picture(key: str, kind: str) -> None:
    """Which picture fits a template follows from its data and its network."""
    shown = thumbnail(key)
    assert shown is not None and shown.kind == kind


def test_a_thumbnail_is_read_back_from_text() -> None:
    """A picture that is written and read is the same."""
    import json

    shown = thumbnail("gaussians")
    assert shown is not None
    assert from_document(json.loads(shown.text())) == shown


def test_an_unknown_template_has_no_thumbnail() -> None:
    """Without a file there is no picture, and no error."""
    assert thumbnail("no-such-template") is None


@pytest.mark.parametrize("name", theme.names())
@pytest.mark.parametrize("key", templates())
def test_each_thumbnail_is_drawn_in_each_theme(qtbot: QtBot, key: str, name: str) -> None:
    """Each is drawn in each theme, and is more than an empty frame."""
    shown = thumbnail(key)
    assert shown is not None
    assert drawn(shown, name) != drawn(replace(shown, kind="none"), name)


def drawn(shown: Thumbnail, name: str) -> QImage:
    """A picture on the card of a theme."""
    worn = theme.theme(name)
    image = QImage(200, 110, QImage.Format.Format_RGB32)
    image.fill(worn.colour("card"))
    painter = QPainter(image)
    draw_picture(painter, QRectF(1, 1, 198, 108), shown, worn)
    painter.end()
    return image
