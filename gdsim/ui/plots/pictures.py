"""Pictures: a plot as SVG, PNG or a table of its numbers, ready to be put in a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

SCALE = 2.0
"""Pixels of a PNG for each of the screen, so that it can be printed."""
Table = tuple[Sequence[str], Iterable[Sequence[object]]]
"""The heads of the columns, and the rows."""


def svg(widget: QWidget) -> bytes:
    """The drawing of a widget; texts stay texts."""
    buffer = QBuffer()
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(widget.size())
    made.setViewBox(QRect(QPoint(0, 0), widget.size()))
    # At another resolution axes and curves would part.
    made.setResolution(widget.logicalDpiX())
    made.setTitle(widget.accessibleName())
    with QPainter(made) as painter:
        widget.render(painter, QPoint(0, 0))
    return bytes(buffer.data().data())


def pixmap(widget: QWidget) -> QPixmap:
    """The picture of a widget, sharp enough for a page."""
    picture = QPixmap(widget.size() * SCALE)
    picture.setDevicePixelRatio(SCALE)
    widget.render(picture, QPoint(0, 0))
    return picture


def png(widget: QWidget) -> bytes:
    """The same as the content of a file."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap(widget).save(buffer, "PNG")
    return bytes(kept.data())


def csv_text(table: Table) -> bytes:
    """The numbers, every one of them, with as many digits as they have.

    >>> csv_text((("update", "loss"), [(1, 0.1), (2, None)])).decode().splitlines()
    ['update,loss', '1,0.1', '2,']
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([plain(head) for head in table[0]])
    writer.writerows(["" if cell is None or cell != cell else cell for cell in row] for row in table[1])
    return written.getvalue().encode("utf-8")


def plain(rich: str) -> str:
    """A rich name as it is typed.

    >>> plain("<i>W</i><sup>2</sup><sub>32</sub>"), plain("<i>b</i><sup>1</sup><sub>12</sub>"), plain("train")
    ('W2[3,2]', 'b1[12]', 'train')
    """
    text = re.sub("</?i>|</?sup>", "", rich)
    found = re.fullmatch(r"([^<]*)<sub>([^<]*)</sub>", text)
    if found is None:
        return re.sub("<[^>]*>", "", text)
    name, index = found.groups()
    if name.startswith("W") and "," not in index:
        index = ",".join(index)
    return f"{name}[{index}]"
