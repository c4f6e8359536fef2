"""Window: Qt starts and draws the window with its fonts and icons, without a display and in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from gdsim.files.templates import FIRST_PASS, templates
from gdsim.installation.check import Check, Finding

WIDTH, HEIGHT = 1024, 640
SECONDS = 120


def look() -> Finding:
    """Has a picture made, and reads its size from its head."""
    with tempfile.TemporaryDirectory(prefix="gdsim-") as folder:
        picture = Path(folder, "window.png")
        # A built program runs its own modules by these words as Python does.
        words = [sys.executable, "-m", "gdsim", "screenshot", str(templates()[FIRST_PASS].path)]
        done = subprocess.run(
            [*words, "--size", f"{WIDTH}x{HEIGHT}", "-o", str(picture)],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        if done.returncode or not picture.is_file():
            # Where Qt ends the process it says why in its last line.
            last = (done.stderr.strip() or f"the process ended with {done.returncode}").splitlines()[-1]
            return Finding(False, f"no picture of the window: {last.removeprefix('gdsim: ')}")
        size = png_size(picture.read_bytes())
    told = f"a picture of {size[0]} × {size[1]} points, with gdsim's fonts and icons"
    return Finding(size == (WIDTH, HEIGHT), told)


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height of a picture; zeros where it is no PNG.

    >>> png_size(b"GIF89a")
    (0, 0)
    """
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return 0, 0
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


CHECK = Check("window", "window", look)
