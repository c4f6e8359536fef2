"""Files that are no experiments at all: text, bytes, size, nesting, version (cases 9 to 15, 18 and 19)."""

from __future__ import annotations

import io
import json
import pickle
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gdsim.files import FileError, parse_text, read


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"seed": 7', '"seed": 7, "seed": 8', "seed"),
        ('"beta_1": 0.9', '"beta_1": 0.9, "beta_1": 0.9', "optimizer.beta_1"),
        ('"units": 1', '"units": 1, "units": 2', "network.layers[1].units"),
        ('"zoom": 2', '"zoom": 2, "zoom": 3, "zoom": 4', "view.zoom"),
        ('"version": 1', '"version": 1, "version": 2', "version"),
    ],
)
def test_a_key_given_twice_is_refused_by_its_place(
    document: Any, refused: Any, old: str, new: str, field: str
) -> None:
    """Case 9: a key that is given twice is refused by its place, even with the same value."""
    text = json.dumps(document)
    assert old in text
    assert refused(text.replace(old, new)) == f"{field}: is given twice"


@pytest.mark.parametrize("version", [2, 3, 10**30])
def test_a_newer_version_needs_a_newer_gdsim(document: Any, refused: Any, version: int) -> None:
    """Case 10: a newer file is told apart before anything else in it is judged."""
    document["version"] = version
    document["new_key"] = 1
    message = refused(document)
    assert message.startswith(f"version: {version} needs a newer gdsim")


@pytest.mark.parametrize("version", [0, -1, "1", True, 1.0, None, [1]])
def test_what_is_no_version_is_refused(document: Any, refused: Any, version: Any) -> None:
    """Case 10: what is no version is refused; the file is not rewritten."""
    document["version"] = version
    assert refused(document).startswith("version: must be 1, not ")


@pytest.mark.parametrize("format_", ["gdsim", "", None, 1])
def test_another_format_is_refused(document: Any, refused: Any, format_: Any) -> None:
    """A file of another format says what the format has to be."""
    document["format"] = format_
    assert refused(document).startswith('format: must be "gdsim-experiment", not ')


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff"])
def test_an_empty_file_says_so(refused: Any, text: str) -> None:
    """Case 11: an empty file says so, with line and column."""
    message = refused(text)
    assert message.startswith("line ") and "column" in message and "the file is empty" in message


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_file_names_line_and_column(document: Any, refused: Any, share: float) -> None:
    """Case 11: a truncated file names line and column."""
    text = json.dumps(document, indent=1)
    message = refused(text[: int(len(text) * share)])
    assert message.startswith("line ") and ", column " in message


@pytest.mark.parametrize(
    "bad", ['{"a": 1,}', '{"a": 1} x', "[1, 2", "{'a': 1}", '{"a": 01}', '{"a": +1}', '{"a" 1}']
)
def test_a_slip_of_syntax_names_line_and_column(refused: Any, bad: str) -> None:
    """Case 11: trailing commas, garbage and other slips name line and column."""
    assert refused(f"\n{bad}").startswith("line 2, column ")


@pytest.mark.parametrize("text", ["[]", "1", "null", '"x"', "NaN", "[[1]]"])
def test_json_that_is_no_object_is_refused(refused: Any, text: str) -> None:
    """JSON that is no object is no experiment."""
    assert refused(text).startswith("must be a JSON object, not ")


@pytest.mark.parametrize("depth", [70, 900, 990, 100_000])
@pytest.mark.parametrize("bracket", ["[]", ["{}"]], ids=["lists", "objects"])
def test_deep_nesting_is_refused_without_a_stack_overflow(
    document: Any, refused: Any, depth: int, bracket: Any
) -> None:
    """Case 12: deep nesting is refused wherever it stands, without a stack overflow."""
    deep = "[" * depth + "]" * depth if bracket == "[]" else '{"a":' * depth + "1" + "}" * depth
    for field in ("view", "name", "data", "learning_rate"):
        text = json.dumps(document | {"view": {"x": "@"}} if field == "view" else document | {field: "@"})
        message = refused(text.replace('"@"', deep))
        assert "nested" in message or message.startswith(field)
    assert refused(deep)


def test_huge_files_are_answered_within_time_and_memory(document: Any, tmp_path: Path) -> None:
    """Case 13: a string of 30 MB, 300,000 keys, and a million bad cells are answered in 5 s and 1 GiB."""
    many = {f"key {number}": number for number in range(300_000)}
    bad = document | {
        "network": document["network"] | {"initial_parameters": [{"weights": ["x"] * 1_000_000}]}
    }
    cases = {
        "name.gdsim": document | {"name": "x" * 30_000_000},
        "method.gdsim": document | {"optimizer": {"method": "x" * 30_000_000}},
        "key.gdsim": document | {"x" * 30_000_000: 1},
        "top.gdsim": document | many,
        "view.gdsim": document | {"view": many},
        "data.gdsim": document | {"data": document["data"] | many},
        "cells.gdsim": bad,
    }
    for name, content in cases.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    program = """
import sys, time
from gdsim.files import FileError, read
for name in sys.argv[1:]:
    started = time.monotonic()
    try:
        read(name)
        line = "loads"
    except FileError as error:
        line = str(error)
    assert len(line) < 3000, len(line)
    assert time.monotonic() - started < 5, name
    print(line[-300:].replace("\\n", " "))
"""
    resource = pytest.importorskip("resource", reason="this system has no limits for a process")
    limit = 1 << 30

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    found = subprocess.run(
        [sys.executable, "-c", program, *(str(tmp_path / name) for name in cases)],
        capture_output=True, text=True, timeout=60, preexec_fn=confine, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-2000:]
    lines = found.stdout.splitlines()
    assert lines[0] == "loads" and lines[4] == "loads"
    assert all("key 0" in lines[number] for number in (3, 5))


def test_a_file_above_64_mib_is_refused_unread(refused: Any, tmp_path: Path) -> None:
    """Case 13: a file above 64 MiB is refused by its size, before it is read."""
    path = tmp_path / "large.gdsim"
    with path.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    with pytest.raises(FileError, match="is larger than the limit of 64 MiB"):
        read(path)


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a", "b")
    return held.getvalue()


class Trap:
    """Would write a file if it were ever unpickled."""

    def __reduce__(self) -> Any:
        return (open, ("/tmp/gdsim-unpickled", "w"))


BYTES = {
    "utf-16": ('{"format": "gdsim-experiment"}'.encode("utf-16"), "UTF-16"),
    "utf-16-le": ('{"format": "gdsim-experiment"}'.encode("utf-16-le"), "byte 2 is 0"),
    "utf-32": ('{"format": 1}'.encode("utf-32"), "UTF-16"),
    "latin-1": ('{"name":\n "Übung"}'.encode("latin-1"), "is not UTF-8: byte 12, in line 2"),
    "nul": (b'{"name": "a\0b"}', "byte 12 is 0"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG picture"),
    "zip": (_zip(), "is a ZIP archive"),
    "pickle": (pickle.dumps(Trap()), "pickle"),
    "pickle 0": (pickle.dumps({"a": 1}, protocol=0), "line 1, column 1"),
    "gzip": (b"\x1f\x8b\x08\0", "gzip"),
    "surrogate bytes": (b'{"name": "\xed\xa0\x80"}', "is not UTF-8"),
}


@pytest.mark.parametrize("name", BYTES)
def test_other_encodings_and_files_are_refused_as_such(refused: Any, name: str) -> None:
    """Case 14: other encodings, NUL bytes, pictures, archives and pickles are refused by what they are."""
    content, said = BYTES[name]
    assert said in refused(content)
    assert not Path("/tmp/gdsim-unpickled").exists()


@pytest.mark.parametrize("place", ["name", "view"])
def test_half_a_surrogate_pair_is_refused(document: Any, refused: Any, place: str) -> None:
    """Half of a surrogate pair could not be written back, so it is refused; a whole pair is a character."""
    document[place] = "@" if place == "name" else {"a": [{"b": "@"}]}
    text = json.dumps(document)
    assert "holds half of a surrogate pair" in refused(text.replace("@", "\\ud800x"))
    assert parse_text(text.replace("@", "\\ud83d\\ude80"), "ok", None)


@pytest.mark.parametrize("form", ["bom", "crlf", "one line", "emoji", "tabs"])
def test_every_harmless_form_of_text_loads(document: Any, tmp_path: Path, form: str) -> None:
    """Case 15: a byte order mark, CRLF, a single line, tabs and an emoji in the name all load."""
    document["name"] = "Übung 🚀"
    text = json.dumps(document, ensure_ascii=form != "emoji", indent=None if form == "one line" else "\t")
    data = text.replace("\n", "\r\n" if form == "crlf" else "\n").encode(
        "utf-8-sig" if form == "bom" else "utf-8"
    )
    path = tmp_path / "🚀 ü.gdsim"
    path.write_bytes(data)
    assert read(path) == parse_text(json.dumps(document), "same", None)


@pytest.mark.parametrize(
    "key", ["include", "extends", "$ref", "py/object", "__class__", "__reduce__", "!!python/object"]
)
def test_references_and_class_names_are_unknown_keys(document: Any, refused: Any, key: str) -> None:
    """Cases 18 and 19: references and class names are unknown keys; in the view they are plain data."""
    for target, field in (
        (document, key),
        (document["optimizer"], f"optimizer.{key}"),
        (document["data"], f"data.{key}"),
    ):
        target[key] = "os.system"
        assert refused(document).startswith(f"{field}: is no known key")
        del target[key]
    document["view"] = {key: "os.system"}
    assert parse_text(json.dumps(document), "ok", None).view == {key: "os.system"}


def test_random_bytes_end_in_one_line(document: Any, refused: Any) -> None:
    """Whatever is done to the bytes of a file, it loads or is refused in one line."""
    import random

    dice, text = random.Random(7), json.dumps(document).encode()
    for _ in range(300):
        damaged = bytearray(text)
        for _ in range(dice.randint(1, 3)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'{}[],:"0123456789eE+-.ntf \\u\x00\xff')
        try:
            parse_text(damaged.decode("utf-8"), "damaged", None)
        except UnicodeDecodeError:
            refused(bytes(damaged))
        except FileError as error:
            assert str(error).isprintable()


def test_an_absurdly_long_number_answers_quickly(refused: Any) -> None:
    """A number of millions of digits takes no more than a moment."""
    started = time.monotonic()
    refused('{"format": "gdsim-experiment", "version": ' + "1" * 5_000_000 + "}")
    assert time.monotonic() - started < 2
