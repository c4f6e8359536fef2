"""What the tests of the experiment file share: a valid document, and the one line with which a bad one is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdsim.files import FileError, read


@pytest.fixture
def document() -> dict[str, Any]:
    """A valid experiment of two layers with a part of every kind, anew for each test."""
    return {
        "format": "gdsim-experiment",
        "version": 1,
        "name": "test",
        "notes": "",
        "seed": 7,
        "data": {
            "source": "inline",
            "inputs": [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]],
            "targets": [[1.0], [1.0], [0.0], [0.0]],
            "scaling": "none",
        },
        "network": {
            "layers": [
                {"units": 2, "activation": "tanh", "bias": True, "initializer": "xavier_uniform"},
                {"units": 1, "activation": "sigmoid"},
            ],
            "initial_parameters": [
                {"weights": [[0.1, 0.2], [0.3, 0.4]], "bias": [0.0, 0.0]},
                {"weights": [[0.5, 0.6]], "bias": [0.1]},
            ],
        },
        "loss": {
            "function": "binary_cross_entropy",
            "reduction": "mean",
            "over_outputs": "mean",
            "l1": 0.0,
            "l2": 0.0,
        },
        "sampling": {"mode": "mini_batch", "batch_size": 2, "draw": "shuffle"},
        "optimizer": {
            "method": "adam",
            "learning_rate": 0.1,
            "beta_1": 0.9,
            "beta_2": 0.999,
            "epsilon": 1e-8,
            "weight_decay": 0.0,
            "decay_biases": True,
            "clip": {"by": "norm", "limit": 1.0},
            "schedule": {"kind": "step", "step_size": 3, "gamma": 0.5, "per": "update"},
        },
        "amendments": [{"update": 3, "set": "optimizer.learning_rate", "to": 0.05}],
        "checkpoint": {
            "update": 2,
            "parameters": [
                {"weights": [[0.1, 0.2], [0.3, 0.4]], "bias": [0.0, 0.0]},
                {"weights": [[0.5, 0.6]], "bias": [0.1]},
            ],
            "memory": {
                "m": [
                    {"weights": [[0.0, 0.0], [0.0, 0.0]], "bias": [0.0, 0.0]},
                    {"weights": [[0.0, 0.0]], "bias": [0.0]},
                ],
                "v": [
                    {"weights": [[0.0, 0.0], [0.0, 0.0]], "bias": [0.0, 0.0]},
                    {"weights": [[0.0, 0.0]], "bias": [0.0]},
                ],
            },
        },
        "view": {"zoom": 2},
    }


@pytest.fixture
def bare(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what depends on its shapes: parameters, amendments and checkpoint."""
    for key in ("amendments", "checkpoint"):
        del document[key]
    del document["network"]["initial_parameters"]
    return document


Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Writes a document, text or bytes to a file and gives what ``read`` says of it after the file's name."""

    def message(content: Any) -> str:
        path = tmp_path / "bad.gdsim"
        text = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        with pytest.raises(FileError) as caught:
            read(path)
        line = str(caught.value)
        assert line.startswith(f"{path}: ") and line.isprintable()
        assert caught.value.reason and len(line) < len(str(path)) + 1500
        return line.removeprefix(f"{path}: ")

    return message


def changed(document: Any, place: tuple[str | int, ...], value: Any) -> Any:
    """The document with another value in one place."""
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    return document


@pytest.fixture
def change() -> Callable[..., Any]:
    """:func:`changed`, for tests: ``change(document, ("seed",), -1)``."""
    return changed
