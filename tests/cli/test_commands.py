"""The commands as a user calls them: what they print, write and exit with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdsim.core.executors.names import VARIABLE, executor_name
from gdsim.core.registries import DRAWS, OPTIMIZERS


def test_new_and_trace_give_mazurs_published_numbers(gdsim: Callable[..., Any], tmp_path: Path) -> None:
    """The template of Mazur's example shows his error and his w5, and the correct error after one round."""
    path = tmp_path / "mazur.gdsim"
    assert gdsim("new", "mazur", "-o", path).code == 0
    first, second = json.loads(gdsim("trace", path, "--update", "1,2").out)
    assert first["loss"]["value"] == pytest.approx(0.298371109, abs=5e-10)
    assert first["parameters_after"][1]["weights"][0][0] == pytest.approx(0.35891648, abs=5e-9)
    assert second["loss"]["value"] == pytest.approx(0.291027774, abs=5e-10)


def test_every_template_checks_and_runs(gdsim: Callable[..., Any], tmp_path: Path) -> None:
    """Every shipped experiment is valid, silent in check, and makes an update."""
    names = [entry["key"] for entry in json.loads(gdsim("list", "templates", "--json").out)]
    assert len(names) >= 10
    for name in names:
        path = tmp_path / f"{name}.gdsim"
        assert gdsim("new", name, "-o", path).code == 0
        said = gdsim("check", path)
        assert (said.code, said.out, said.err) == (0, "", ""), name
        assert gdsim("run", path, "--updates", 1).code == 0


def test_penguins_reach_93_percent(gdsim: Callable[..., Any], tmp_path: Path) -> None:
    """Penguins, 6 tanh, softmax, Adam: 30 epochs reach 93 % on the test rows."""
    path = tmp_path / "p.gdsim"
    gdsim("new", "penguins", "-o", path)
    result = json.loads(gdsim("run", path, "--epochs", 30, "--json").out)
    assert result["epochs"] == 30
    assert result["accuracy"]["test"] >= 0.93


def test_run_writes_what_the_contract_says(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], tmp_path: Path
) -> None:
    """--out gets four files; the summary equals what --json prints, and the file goes on from there."""
    said = gdsim("run", file(small), "--updates", 7, "--out", tmp_path / "out", "--json")
    assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == [
        "curves.csv",
        "final.gdsim",
        "parameters.csv",
        "summary.json",
    ]
    assert json.loads((tmp_path / "out" / "summary.json").read_text()) == json.loads(said.out)
    assert json.loads((tmp_path / "out" / "final.gdsim").read_text())["checkpoint"]["update"] == 7
    keys = {
        "updates",
        "epochs",
        "seconds",
        "updates_per_second",
        "executor",
        "loss",
        "accuracy",
        "parameters",
    }
    assert set(json.loads(said.out)) == keys


@pytest.mark.parametrize("draw", list(DRAWS))
@pytest.mark.parametrize("method", list(OPTIMIZERS))
def test_a_run_saved_halfway_ends_with_equal_bits(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], tmp_path: Path, method: str, draw: str
) -> None:
    """1000 updates, and 437 saved and 563 from there, end with the same bits."""
    small["optimizer"] = {"method": method, "learning_rate": 0.01}
    if method == "custom":
        small["optimizer"] |= {
            "rule": ["m_next = 0.9 * m + g", "step = -learning_rate * m_next"],
            "memory": ["m"],
        }
    small["sampling"]["draw"] = draw
    if draw == "listed":
        small["sampling"] |= {"epochs": [[[0, 3], [2]], [[3, 1], [2], [0]]]}
    path = file(small)
    whole = json.loads(gdsim("run", path, "--updates", 1000, "--json").out)
    assert gdsim("run", path, "--updates", 437, "--out", tmp_path / "out").code == 0
    rest = json.loads(gdsim("run", tmp_path / "out" / "final.gdsim", "--updates", 563, "--json").out)
    assert rest["parameters"] == whole["parameters"]
    assert rest["updates"] == 563


def test_trace_has_the_contract_keys(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """One update is an object with the contract's keys; --lines adds the program."""
    (record,) = json.loads(gdsim("trace", file(small), "--update", 2, "--lines").out)
    assert list(record) == [
        *("update", "epoch", "update_in_epoch", "learning_rate", "batch", "layers", "loss", "gradient_norm"),
        *("parameters_before", "step", "parameters_after", "memory", "lines"),
    ]
    assert record["update"] == 2 and record["update_in_epoch"] == 2
    assert record["lines"][0]["writes"] == "x" and record["lines"][0]["stage"] == "sample"
    assert set(record["memory"]) == {"m", "v"}


def test_a_run_that_diverges_exits_3_and_keeps_results(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], tmp_path: Path
) -> None:
    """A run that leaves the finite numbers says at which update and line, exits 3 and keeps what was good."""
    small["network"]["layers"][1]["activation"] = "identity"
    small["loss"] = {"function": "mean_squared_error"}
    small["optimizer"] = {"method": "gd", "learning_rate": 1e6}
    said = gdsim("run", file(small), "--updates", 1000, "--out", tmp_path / "out", "--json")
    assert said.code == 3
    assert "update" in said.err and "overflowed first" in said.err
    assert len(said.lines) == 1
    kept = json.loads((tmp_path / "out" / "final.gdsim").read_text())["checkpoint"]
    assert kept["update"] == json.loads(said.out)["updates"] > 0


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("run",),
        ("run", "x.gdsim", "--epochs", "-1"),
        ("run", "x.gdsim", "--epochs", "1"),
        ("trace", "x.gdsim", "--update", "0"),
        ("new", "mazurr"),
        ("list", "nothing"),
        ("export", "x.gdsim", "--to", "fortran", "-o", "y"),
        ("missing.gdsim",),
        ("check", "a.gdsim", "--nope"),
    ],
)
def test_words_without_sense_exit_2_with_one_line(gdsim: Callable[..., Any], words: tuple[str, ...]) -> None:
    """Words that make no sense are one line on stderr and exit 2."""
    said = gdsim(*words)
    assert said.code == 2 and said.out == ""
    assert len(said.lines) == 1 and said.err.startswith("gdsim: ")


def test_a_mistyped_template_is_guessed(gdsim: Callable[..., Any]) -> None:
    """A mistyped name gets the nearest known one."""
    assert "did you mean mazur?" in gdsim("new", "mazurr").err


def test_version_tells_gdsim_executor_and_libraries(gdsim: Callable[..., Any]) -> None:
    """--version says version, executor and libraries."""
    out = gdsim("--version").out
    assert out.startswith("gdsim 0.") and f"executor {executor_name()}" in out and "numpy 2" in out


def test_a_missing_executor_is_refused_by_name(tmp_path: Path) -> None:
    """GDSIM_EXECUTOR chooses by name; what cannot be had is refused in one line that says what there is."""
    words = [sys.executable, "-m", "gdsim", "--version"]
    for name, code in (("numpy", 0), ("fast", 2)):
        done = subprocess.run(words, env=os.environ | {VARIABLE: name}, capture_output=True, text=True)
        assert done.returncode == code
        assert ("executor numpy" in done.stdout) if code == 0 else ("there are numpy" in done.stderr)
        assert "Traceback" not in done.stderr and done.stderr.count("\n") == (code == 2)


def test_no_command_loads_qt(tmp_path: Path) -> None:
    """A process that lists, makes, checks, runs, traces and exports never imports Qt or pyqtgraph."""
    script = f"""
import sys
from gdsim.__main__ import main
path = {str(tmp_path / "m.gdsim")!r}
for words in (["list", "--json"], ["new", "mazur", "-o", path], ["check", path], ["run", path, "--updates", "3"],
              ["trace", path, "--update", "1"], ["export", path, "--to", "numpy", "-o", path + ".py"], ["--version"]):
    assert main(words) == 0, words
loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "pyqtgraph"))]
print("LOADED", loaded)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED []"
