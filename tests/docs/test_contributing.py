"""CONTRIBUTING.md, followed to the letter in a copy of the program."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`(gdsim/[\w/]+\.py)`:\n\n```python\n(.*?)```", GUIDE, re.DOTALL))
KEYS = [Path(name).stem for name in FILES]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the program and its tests with every file of the guide in it, also where one has been added already."""
    folder = tmp_path_factory.mktemp("clone")
    caches = shutil.ignore_patterns("__pycache__")
    for name in ("gdsim", "tests", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=caches)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the guide, in the copy and with the copy's program."""
    environment = os.environ | {"PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    found = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found


def test_guide_has_its_examples() -> None:
    """There is one complete file for each of the six kinds, and no other block of Python that nobody runs."""
    assert KEYS == ["lion", "log_cosh", "checkerboard", "silu", "lecun_uniform", "inverse_root"]
    assert GUIDE.count("```python") == len(FILES)


@pytest.mark.slow
def test_examples_keep_every_law(copy: Path) -> None:
    """With the new files, and nothing else changed, the tests that concern a method hold, for the new ones too."""
    told = run(
        *(copy, "-m", "pytest", "-q", "-n0", "-p", "no:randomly", "-k", " or ".join(KEYS)),
        *("tests/laws", "tests/data", "tests/core", "tests/insight", "tests/docs/test_reference.py"),
    ).stdout
    assert int(re.search(r"(\d+) passed", told)[1]) > 100, told
    run(
        *(
            copy,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "tests/test_architecture.py",
            "-k",
            "declares_one or core_imports",
        ),
        *(
            "tests/files/test_file_registries.py",
            "tests/data/test_datasets.py",
            "tests/docs/test_reference.py",
        ),
    )


def test_examples_are_found_everywhere(copy: Path) -> None:
    """``gdsim list`` has them, a file may name them all, and it trains, to the end and without another word."""
    listed = json.loads(run(copy, "-m", "gdsim", "list", "--json").stdout)
    assert set(KEYS) <= {entry["key"] for entries in listed.values() for entry in entries}
    run(copy, "-m", "gdsim", "new", "xor", "-o", "try.gdsim")
    document = json.loads((copy / "try.gdsim").read_text(encoding="utf-8"))
    document["data"] = {"source": "checkerboard", "samples": 40, "pairs": 1}
    hidden = {"units": 6, "activation": "silu", "initializer": "lecun_uniform"}
    document["network"] = {"layers": [hidden, {"units": 1, "activation": "sigmoid"}]}
    document["loss"] = {"function": "log_cosh"}
    document["optimizer"] = {"method": "lion", "schedule": {"kind": "inverse_root", "per": "epoch"}}
    (copy / "try.gdsim").write_text(json.dumps(document), encoding="utf-8")
    result = json.loads(run(copy, "-m", "gdsim", "run", "try.gdsim", "--epochs", "40", "--json").stdout)
    assert result["loss"]["train"] < 0.12
    assert "sign(d)" in run(copy, "-m", "gdsim", "trace", "try.gdsim", "--update", "1,2", "--lines").stdout


def test_examples_stand_in_the_form_of_the_code() -> None:
    """The examples are formatted and checked like the program itself."""
    for name, text in FILES.items():
        for words in (["check", "--quiet"], ["format", "--check", "--quiet"]):
            found = subprocess.run(
                [sys.executable, "-m", "ruff", *words, "--stdin-filename", name, "-"],
                input=text,
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            assert found.returncode == 0, f"{name}: {found.stdout}{found.stderr}"
        assert ast.get_docstring(ast.parse(text))
