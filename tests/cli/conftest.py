"""What the tests of the command line share: a small valid experiment, and a way to call a command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gdsim.__main__ import main


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines on stderr."""
        return self.err.splitlines()


@pytest.fixture
def gdsim(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Call the command line in this process."""

    def call(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call


@pytest.fixture
def small() -> dict[str, Any]:
    """A valid experiment on four samples."""
    return {
        "format": "gdsim-experiment",
        "version": 1,
        "seed": 3,
        "data": {
            "source": "inline",
            "inputs": [[0, 0], [0, 1], [1, 0], [1, 1]],
            "targets": [[0], [1], [1], [0]],
        },
        "network": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
        "loss": {"function": "binary_cross_entropy"},
        "sampling": {"mode": "mini_batch", "batch_size": 2, "draw": "shuffle"},
        "optimizer": {"method": "adam", "learning_rate": 0.05},
    }


@pytest.fixture
def file(tmp_path: Path) -> Callable[[object], Path]:
    """Write an experiment: a dictionary, a text or bytes."""

    def write(content: object, name: str = "case.gdsim") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write
