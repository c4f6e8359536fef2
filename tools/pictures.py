"""Pictures: makes those of README.md and resources/docs by `gdsim screenshot`; none is drawn by hand.

``python tools/pictures.py`` makes all of them anew, ``python tools/pictures.py backprop`` one. It needs Pillow, which
brings a picture down to 256 colours and so to a third of its size: ``python -m pip install pillow``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "docs" / "pictures"
KEPT = 64
"""So many colours, the most frequent ones, stay as they are: nine pixels in ten have one of them."""
MOONS = ("--update", "184", "--made", "224", "--select", "W2[3,2]", "--sample", "9")
"""One moment of the two moons: the ninth sample of this batch is on the wrong side and pulls at everything."""


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the template, and what ``gdsim screenshot`` is to show of it."""

    name: str
    template: str
    words: tuple[str, ...]
    theme: str = "light"
    size: str = "1440x900"


PICTURES = (
    Picture("window-dark", "moons-adam", (*MOONS, "--stage", "backprop", "--layer", "2"), "dark", "1600x900"),
    Picture("window-light", "moons-adam", (*MOONS, "--stage", "backprop", "--layer", "2"), size="1600x900"),
    Picture("first-pass", "first-backward-pass", ()),
    Picture(
        "backprop", "mazur", ("--update", "1", "--stage", "backprop", "--layer", "1", "--select", "dW1[1,1]")
    ),
    Picture("update", "moons-adam", (*MOONS, "--stage", "update"), size="1600x900"),
    Picture(
        "matrices",
        "penguins-large",
        ("--update", "100", "--made", "120", "--stage", "backprop", "--layer", "2", "--select", "dW2[9,4]"),
    ),
    Picture(
        "present", "mazur", ("--update", "1", "--stage", "backprop", "--layer", "2", "--present"), "dark"
    ),
)


def make(picture: Picture) -> None:
    """Draw one picture and write it to its place."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as work:
        drawn = Path(work) / "drawn.png"
        file = ROOT / "resources" / "experiments" / f"{picture.template}.gdsim"
        where = ("--size", picture.size, "--theme", picture.theme, "-o", str(drawn))
        subprocess.run(
            [sys.executable, "-m", "gdsim", "screenshot", str(file), *picture.words, *where],
            check=True,
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stderr=subprocess.DEVNULL,
        )
        FOLDER.mkdir(parents=True, exist_ok=True)
        image = Image.open(drawn).convert("RGB")
        with_few_colours(image).save(FOLDER / f"{picture.name}.png", optimize=True)


def with_few_colours(image: Image.Image) -> Image.Image:
    """The picture in 256 colours: those of its areas as they are, the others spread over what the rest needs.

    A palette by frequency alone loses the hue of a rare mark, such as that of a class; one spread over all colours
    tints the background.
    """
    from PIL import Image

    pixels = np.asarray(image).reshape(-1, 3)
    colours, where, times = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    common = colours[np.argsort(-times)[:KEPT]]
    room = 256 - len(common)
    spread = image.quantize(room, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette()
    palette = np.concatenate([common, np.array(spread, dtype=np.uint8).reshape(-1, 3)[:room]])
    nearest = [np.abs(palette.astype(int) - colour).sum(axis=1).argmin() for colour in colours.astype(int)]
    numbers = np.array(nearest, dtype=np.uint8)[where.reshape(-1)]
    found = Image.frombytes("P", image.size, numbers.tobytes())
    found.putpalette(palette.tobytes())
    return found


def main(names: list[str]) -> int:
    """Make the pictures of these names, or all."""
    known = [picture.name for picture in PICTURES]
    for name in names:
        if name not in known:
            print(f"there is no picture {name}; there are: {', '.join(known)}", file=sys.stderr)
            return 2
    try:
        import PIL  # noqa: F401
    except ImportError:
        print("the pictures need Pillow: python -m pip install pillow", file=sys.stderr)
        return 1
    for picture in PICTURES:
        if not names or picture.name in names:
            make(picture)
            print(f"{picture.name}.png, {(FOLDER / f'{picture.name}.png').stat().st_size / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
