"""RELIABILITY cases 16 and 17: only ordinary files below the experiment's folder are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gdsim.data.csv_path import LARGEST, read_beside
from gdsim.data.error import DataError


@pytest.mark.parametrize(
    "path",
    [
        *("../x.csv", "a/../../x.csv", "..", "/etc/passwd", "/dev/zero", "C:\\x.csv", "C:x.csv", "c:/x.csv"),
        *("\\\\server\\share\\x.csv", "//server/x.csv", "\\x.csv", "a\\b.csv", "https://example.org/x.csv"),
        *(
            "file:///etc/passwd",
            "x\0.csv",
            "x\n.csv",
            "x\ud800.csv",
            "",
            "  ",
            "NUL",
            "data/con.csv",
            "a" * 5000,
        ),
        *(None, True, 3, ["x.csv"], {"path": "x"}),
    ],
    ids=repr,
)
def test_a_path_that_leads_elsewhere_is_refused(path: object, tmp_path: Path) -> None:
    """Case 16: parent, absolute, drive, UNC, address, NUL and device are refused, naming the field."""
    with pytest.raises(DataError, match=r"^data\.path: "):
        read_beside(path, tmp_path)


def test_a_file_below_the_folder_is_read(tmp_path: Path) -> None:
    """A file in a folder below, with blanks and accents, is read; .. that stays inside is no matter."""
    (tmp_path / "mes données").mkdir()
    (tmp_path / "mes données" / "été 👨‍👩‍👧.csv").write_bytes(b"x,y\n1,2\n")
    assert read_beside("mes données/été 👨‍👩‍👧.csv", tmp_path) == b"x,y\n1,2\n"
    assert read_beside("./mes données/../mes données/été 👨‍👩‍👧.csv", tmp_path) == b"x,y\n1,2\n"


def test_an_unsaved_experiment_has_no_table_beside_it(tmp_path: Path) -> None:
    """Without a folder there is nothing that a path could be relative to."""
    with pytest.raises(DataError, match="save the experiment first"):
        read_beside("x.csv", None)


def test_a_missing_file_or_folder_is_refused(tmp_path: Path) -> None:
    """Case 17: a missing file and a folder are refused, each by what it is."""
    with pytest.raises(DataError, match="is not there"):
        read_beside("x.csv", tmp_path)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        read_beside("folder.csv", tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a thing of POSIX")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """Case 17: a pipe is refused at once instead of waiting for a writer."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match="device or pipe"):
        read_beside("pipe.csv", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    """Cases 16 and 17: a link may point to another file inside, not out of the folder, not to itself."""
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "secret.csv").write_bytes(b"secret")
    (folder / "real.csv").write_bytes(b"x,y\n1,2\n")
    (folder / "out.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "outer").symlink_to(tmp_path)
    (folder / "null.csv").symlink_to("/dev/zero")
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "in.csv").symlink_to("real.csv")
    assert read_beside("in.csv", folder) == b"x,y\n1,2\n"
    for path in ("out.csv", "outer/secret.csv", "null.csv", "loop.csv"):
        with pytest.raises(DataError, match=r"^data\.path: "):
            read_beside(path, folder)


def test_a_table_beyond_64_mib_is_refused(tmp_path: Path) -> None:
    """Case 23: a file beyond 64 MiB is refused, the limit named."""
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DataError, match="limit of 64 MiB"):
        read_beside("big.csv", tmp_path)
