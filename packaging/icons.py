"""Icons: the program's drawing as the files that desktops want: PNG in the usual sizes, .ico and .icns.

``python packaging/icons.py FOLDER`` writes ``gdsim-SIZE.png``, ``gdsim.svg``, ``gdsim.ico`` and ``gdsim.icns``. It runs
in the build's environment: Qt draws the SVG, as the program does, and Pillow knows the containers.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

DRAWING = Path("icons") / "application" / "gdsim.svg"
"""Below gdsim's resources."""
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Those of the hicolor theme."""


def draw(drawing: Path, folder: Path) -> list[Path]:
    """Write all files, and say which."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SystemExit(f"{drawing}: Qt cannot read this drawing")
    written = [Path(shutil.copyfile(drawing, folder / "gdsim.svg"))]
    for size in (*SIZES, 1024):
        picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        written.append(folder / f"gdsim-{size}.png")
        picture.save(str(written[-1]))
    with Image.open(folder / "gdsim-256.png") as image:
        image.save(folder / "gdsim.ico", sizes=[(size, size) for size in (16, 24, 32, 48, 64, 128, 256)])
    with Image.open(folder / "gdsim-1024.png") as image:
        image.save(folder / "gdsim.icns")
    (folder / "gdsim-1024.png").unlink()
    del application
    return [*(file for file in written if file.exists()), folder / "gdsim.ico", folder / "gdsim.icns"]


if __name__ == "__main__":
    from gdsim.data.resources_folder import resources

    draw(resources() / DRAWING, Path(sys.argv[1]))
