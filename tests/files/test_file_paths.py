"""Paths: of the experiment's file and of the table beside it (cases 16 and 17)."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from gdsim.files import FileError, read, read_with_notes

TABLE = "a,b,y\n0,1,0\n1,0,1\n1,1,0\n0,0,1\n"
PATHS = [
    "../../etc/passwd",
    "..",
    "/etc/passwd",
    "C:\\data\\table.csv",
    "C:table.csv",
    "\\\\server\\share\\table.csv",
    "//server/share/table.csv",
    "http://example.org/table.csv",
    "file:///etc/passwd",
    "/dev/zero",
    "table\0.csv",
    "sub/../../table.csv",
    "~/table.csv",
    "",
    "missing.csv",
    "folder",
    "pipe",
    "outside",
    "loop",
    "x" * 5000,
]


def with_table(document: Any, path: Any) -> Any:
    """The document with a CSV file as its data."""
    return document | {
        "data": {"source": "csv", "path": path, "target": "y", "task": "regression", "test_fraction": 0}
    }


@pytest.mark.parametrize("path", [*PATHS, 5, None, ["table.csv"], True], ids=lambda path: str(path)[:20])
def test_a_table_outside_the_folder_is_refused_at_once(
    bare: Any, tmp_path: Path, refused: Any, path: Any
) -> None:
    """Case 16: only a plain file below the experiment's folder is read; everything else names data.path."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "outside").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to("loop")
    started = time.monotonic()
    bare["loss"] = {"function": "mean_squared_error"}
    assert refused(with_table(bare, path)).startswith("data.path: ")
    assert time.monotonic() - started < 5


def test_a_table_beside_the_file_is_read(bare: Any, tmp_path: Path) -> None:
    """A table below the file's folder is read, and its notes come along."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "t.csv").write_text(TABLE)
    bare["loss"] = {"function": "mean_squared_error"}
    path = tmp_path / "e.gdsim"
    path.write_text(json.dumps(with_table(bare, "tables/t.csv")))
    experiment, notes = read_with_notes(path)
    assert experiment.data.folder == tmp_path and isinstance(notes, tuple)


def special(kind: str, path: Path) -> None:
    """Makes something at a path that is no ordinary file."""
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "dangling link":
            path.symlink_to(path.parent / "nowhere")
        case "socket":
            server = socket.socket(socket.AF_UNIX)
            folder = os.open(path.parent, os.O_RDONLY)
            before = os.getcwd()
            os.fchdir(folder)
            server.bind(path.name)
            os.chdir(before)
            os.close(folder)
            server.close()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("folder", "is a folder"),
        ("pipe", "is a pipe"),
        ("loop", "is a link that leads back to itself"),
        ("link to a device", "is a device"),
        ("dangling link", "there is no such file"),
        ("socket", "is a socket"),
        ("missing", "there is no such file"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, kind: str, said: str) -> None:
    """Case 17: what is no ordinary file is refused by what it is, at once."""
    path = tmp_path / "x.gdsim"
    special(kind, path)
    started = time.monotonic()
    with pytest.raises(FileError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ") and said in str(caught.value)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("name", ["a\0b.gdsim", "x" * 5000, ""])
def test_a_text_that_is_no_path_is_refused(name: str) -> None:
    """Case 17: a text that is no path is refused in one line as well."""
    with pytest.raises(FileError) as caught:
        read(name)
    assert str(caught.value).isprintable()
