"""Writing: readable, complete, and whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gdsim.files import FileError, parse_document, read, text_of, to_json, write
from gdsim.files.replacing import TEMPORARY


def test_every_field_is_written(document: Any) -> None:
    """A file carries the whole experiment: its keys in the order of the format, defaults included."""
    written = to_json(parse_document(document, "ok", None))
    assert list(written) == [
        *("format", "version", "name", "notes", "seed", "data", "network", "loss", "sampling", "optimizer"),
        *("amendments", "checkpoint", "view"),
    ]
    assert written["optimizer"]["schedule"] == {"kind": "step", "step_size": 3, "gamma": 0.5, "per": "update"}
    assert written["network"]["layers"][1] == {
        "units": 1,
        "activation": "sigmoid",
        "bias": True,
        "initializer": "xavier_uniform",
    }


def test_rows_of_numbers_are_written_on_one_line(document: Any) -> None:
    """Rows of numbers stand on one line each, and the text is what JSON readers read."""
    document["name"] = "Übung 🚀"
    text = text_of(parse_document(document, "ok", None))
    assert '"weights": [[0.1, 0.2], [0.3, 0.4]]' in text and "Übung 🚀" in text and text.endswith("}\n")
    assert json.loads(text)["seed"] == 7


def test_what_is_not_finite_is_not_written(document: Any, tmp_path: Path) -> None:
    """NaN would make a file that cannot be read, so nothing is written."""
    read_one = replace(parse_document(document, "ok", None), view={"x": float("nan")})
    path = tmp_path / "e.gdsim"
    with pytest.raises(FileError, match="not finite"):
        write(path, read_one)
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_back(document: Any, tmp_path: Path) -> None:
    """What is written is read back; a second writing changes nothing."""
    experiment = parse_document(document, "ok", None)
    path = tmp_path / "ü 🚀 x.gdsim"
    write(path, experiment)
    first = path.read_bytes()
    assert read(path) == experiment
    write(path, read(path))
    assert path.read_bytes() == first and [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_file_name_of_255_bytes_can_be_written(document: Any, tmp_path: Path) -> None:
    """A name of 255 bytes can be written; a longer one is refused with its name."""
    experiment = parse_document(document, "ok", None)
    write(tmp_path / ("x" * 249 + ".gdsim"), experiment)
    with pytest.raises(FileError, match="cannot be written"):
        write(tmp_path / ("x" * 300), experiment)


def test_writing_keeps_link_and_permissions(document: Any, tmp_path: Path) -> None:
    """Writing through a link changes the file behind it, and its permissions stay."""
    experiment = parse_document(document, "ok", None)
    real, link = tmp_path / "real.gdsim", tmp_path / "link.gdsim"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write(link, experiment)
    assert link.is_symlink() and read(real) == experiment
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


CALLS = ["open", "write", "fsync", "replace", "chmod"]


@pytest.mark.parametrize("call", CALLS)
def test_a_failed_writing_leaves_the_old_file(
    document: Any, tmp_path: Path, monkeypatch: Any, call: str
) -> None:
    """Whichever call fails, the old file is whole, no unfinished one is left, and the message names the file."""
    experiment = parse_document(document, "ok", None)
    path = tmp_path / "e.gdsim"
    path.write_text("old")

    def fail(*arguments: Any, **named: Any) -> Any:
        raise OSError(28, "No space left on device")

    if call == "write":
        from gdsim.files import replacing

        monkeypatch.setattr(replacing, "_write_all", fail)
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError) as caught:
        write(path, experiment)
    monkeypatch.undo()
    assert str(caught.value) == f"{path}: cannot be written: No space left on device"
    assert path.read_text() == "old" and [one.name for one in tmp_path.iterdir()] == ["e.gdsim"]


def test_places_that_cannot_be_written_are_refused(document: Any, tmp_path: Path) -> None:
    """Folders, devices, read-only files and missing folders are refused by name."""
    experiment = parse_document(document, "ok", None)
    locked = tmp_path / "locked.gdsim"
    locked.write_text("old")
    locked.chmod(0o444)
    for path in (tmp_path, Path("/dev/full"), Path("/dev/null"), locked, tmp_path / "no" / "e.gdsim"):
        with pytest.raises(FileError) as caught:
            write(path, experiment)
        assert str(caught.value).startswith(f"{path}: cannot be written: ")
    assert locked.read_text() == "old"
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(TEMPORARY)]


@pytest.fixture
def with_table(bare: Any, tmp_path: Path) -> Any:
    """An experiment with a table beside it, in its own folder."""
    folder = tmp_path / "from"
    (folder / "tables").mkdir(parents=True)
    (folder / "tables" / "t.csv").write_text("a,b,y\n0,1,0\n1,0,1\n1,1,0\n0,0,1\n")
    bare["data"] = {"source": "csv", "path": "tables/t.csv", "target": "y", "task": "regression"}
    bare["loss"] = {"function": "mean_squared_error"}
    bare["sampling"] = {}
    (folder / "e.gdsim").write_text(json.dumps(bare))
    return read(folder / "e.gdsim")


def test_the_table_is_copied_beside_the_file(with_table: Any, tmp_path: Path) -> None:
    """In another folder the table is copied beside the file, so that the new file reads by itself."""
    (tmp_path / "to").mkdir()
    write(tmp_path / "to" / "e.gdsim", with_table)
    assert (tmp_path / "to" / "tables" / "t.csv").read_text().startswith("a,b,y\n")
    again = read(tmp_path / "to" / "e.gdsim")
    assert again == with_table and again.data.folder == tmp_path / "to"
    assert str(tmp_path) not in (tmp_path / "to" / "e.gdsim").read_text()
    write(tmp_path / "to" / "e.gdsim", with_table)


def test_another_table_is_not_overwritten(with_table: Any, tmp_path: Path) -> None:
    """Where another table stands already, nothing is written."""
    other = tmp_path / "to" / "tables"
    other.mkdir(parents=True)
    (other / "t.csv").write_text("a,y\n1,2\n")
    with pytest.raises(FileError, match=r"tables/t\.csv stands beside the new file already"):
        write(tmp_path / "to" / "e.gdsim", with_table)
    assert not (tmp_path / "to" / "e.gdsim").exists()


def test_table_outside_is_not_copied(with_table: Any, tmp_path: Path) -> None:
    """A path that leads out of the folder is refused in writing as it is in reading."""
    data = replace(with_table.data, settings=dict(with_table.data.settings) | {"path": "../../x.csv"})
    (tmp_path / "to").mkdir()
    with pytest.raises(FileError, match="must stay below"):
        write(tmp_path / "to" / "e.gdsim", replace(with_table, data=data))
