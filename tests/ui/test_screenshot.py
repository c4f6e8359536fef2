"""gdsim screenshot: the real window as a picture, from a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from gdsim.core.program import Stage
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.library import trace
from gdsim.ui.screenshot import place_of


def test_a_stage_and_layer_lead_to_their_last_line() -> None:
    """Backprop at layer 2 is after its last gradient; a stage without a layer is all of it."""
    program = trace(read(templates()["moons-adam"].path), 1).program
    assert program.lines[place_of(program, Stage.BACKPROP, 2) - 1].writes == "db2"
    assert program.lines[place_of(program, Stage.UPDATE, None) - 1].writes == "theta_next"
    assert program.lines[place_of(program, Stage.SAMPLE, 3) - 1].writes == "y"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_picture_has_the_asked_size(tmp_path: Path, theme: str) -> None:
    """The picture has the size that was asked for, more than one colour, and stderr says where it is."""
    target = tmp_path / "picture.png"
    words = [
        "screenshot",
        str(templates()["mazur"].path),
        "--update",
        "1",
        "--stage",
        "backprop",
        "--layer",
        "1",
    ]
    words += ["--size", "1280x720", "--theme", theme, "-o", str(target)]
    done = subprocess.run([sys.executable, "-m", "gdsim", *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1280, 720)
    assert len({picture.pixel(x, y) for x in range(0, 1280, 16) for y in range(0, 720, 16)}) > 20
