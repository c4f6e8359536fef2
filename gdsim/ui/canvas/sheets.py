"""Sheets: parts of the picture that are kept as they were drawn, until something that they depend on changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap


@dataclass
class _Kept:
    key: Hashable
    area: QRectF
    picture: QPixmap


class Sheets:
    """Pictures by name: each is drawn once for a key, and laid down again as long as the key is the same."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}

    def lay(
        self,
        painter: QPainter,
        name: Hashable,
        key: Hashable,
        area: QRectF,
        draw: Callable[[QPainter], None],
        strength: float = 1.0,
        shown: QRectF | None = None,
    ) -> None:
        """Lays a sheet down, and draws it before where it is another than last time.

        Args:
            painter: where to.
            name: which sheet it is.
            key: all that it depends on but its place and the screen's pixels.
            area: its place.
            draw: draws it, in the coordinates of the canvas.
            strength: from 0 to 1, how strongly it is laid down.
            shown: the part of it that is laid down; all where None.
        """
        ratio = painter.device().devicePixelRatioF()
        whole = QRectF(area.toAlignedRect())
        found = self._kept.get(name)
        if found is None or found.key != (key, ratio) or found.area != whole:
            picture = QPixmap(round(whole.width() * ratio), round(whole.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            pen = QPainter(picture)
            pen.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen.translate(-whole.topLeft())
            draw(pen)
            pen.end()
            found = self._kept[name] = _Kept((key, ratio), whole, picture)
        before = painter.opacity()
        painter.setOpacity(before * strength)
        if shown is None:
            painter.drawPixmap(whole.topLeft(), found.picture)
        else:
            part = shown.intersected(whole)
            source = part.translated(-whole.topLeft())
            source = QRectF(source.topLeft() * ratio, source.size() * ratio)
            painter.drawPixmap(part, found.picture, source)
        painter.setOpacity(before)

    def forget(self) -> None:
        """Draws everything anew next time."""
        self._kept.clear()
