"""gdsim check on bad files and tables: the cases 1 to 24 of the list of faults, as a user meets them."""

from __future__ import annotations

import copy
import json
import os
import pickle
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SURPRISES = [float("nan"), float("inf"), -float("inf")]


def put(document: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    """A copy of a document with one field changed: ``network.layers.0.units``."""
    changed = copy.deepcopy(document)
    place: Any = changed
    *steps, last = [int(step) if step.isdigit() else step for step in field.split(".")]
    for step in steps:
        place = place[step]
    place[last] = value
    return changed


def refused(said: Any, path: Path, *words: str) -> None:
    """Exit 2, nothing on stdout, exactly one line on stderr that names the file and these words, no traceback."""
    assert said.code == 2, said
    assert said.out == ""
    assert len(said.lines) == 1, said.err
    assert said.err.startswith("gdsim: ")
    assert str(path) in said.err
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err, (word, said.err)


VALUES = [
    *(
        (1, field, value, name)
        for field, value, name in [
            ("optimizer.learning_rate", "0.1", "optimizer.learning_rate"),
            ("loss", [], "loss"),
            ("sampling.batch_size", True, "sampling.batch_size"),
            ("network.layers", None, "network.layers"),
            ("network.layers.0.units", 2.5, "network.layers[0].units"),
        ]
    ),
    *(
        (2, field, value, name)
        for value in SURPRISES
        for field, name in [
            ("optimizer.learning_rate", "optimizer.learning_rate"),
            ("data.inputs.0.1", "data.inputs"),
            ("data.targets.2.0", "data.targets"),
        ]
    ),
    *((3, "sampling.batch_size", value, "sampling.batch_size") for value in (0, -1, 5, 10**30)),
    (4, "optimizer.learning_rate", -0.1, "optimizer.learning_rate"),
    (5, "network.layers", [], "network.layers"),
    *(
        (5, "network.layers.0.units", value, "network.layers[0].units")
        for value in (0, -3, 513, 10**9, 2**70)
    ),
    (5, "network.layers", [{"units": 2, "activation": "tanh"}] * 20_000, "network.layers"),
    (6, "data.targets", [[0, 1], [1, 0], [1, 0], [0, 1]], "1"),
    (6, "network.initial_parameters", [{"weights": [[1.0]], "bias": [0.0]}], "network.initial_parameters"),
    (7, "network.layers.0.activation", "thank", "tanh"),
    (7, "network.layers.0.activation", "os.system", "tanh"),
    (7, "loss.function", "torch.nn.MSELoss", "mean_squared_error"),
    (7, "optimizer.method", "addam", "adam"),
    (7, "optimizer.schedule", {"kind": "cosin"}, "cosine"),
    (7, "sampling.mode", "minibatch", "mini_batch"),
    (8, "network.layers.1.activation", "softmax", "softmax"),
    (8, "network.layers.1.activation", "tanh", "sigmoid"),
    (10, "version", 2, "newer gdsim"),
    (10, "version", 0, "version"),
    (10, "version", "1", "version"),
    (10, "version", True, "version"),
    (18, "include", "case.gdsim", "include"),
    (19, "py/object", "os.system", "py/object"),
    (19, "data.__class__", "subprocess.Popen", "__class__"),
]


@pytest.mark.parametrize(("case", "field", "value", "word"), VALUES)
def test_a_bad_value_is_refused_in_one_line(
    gdsim: Callable[..., Any],
    small: Any,
    file: Callable[..., Path],
    case: int,
    field: str,
    value: Any,
    word: str,
) -> None:
    """A bad value anywhere is one line that names file and field, and the file is not touched."""
    path = file(put(small, field, value))
    before = path.read_bytes()
    refused(gdsim("check", path), path, word)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000, "NaN", "Infinity"])
def test_case_2_infinite_numbers_are_refused(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], number: str
) -> None:
    """Case 2: what Python's JSON would take for infinity or NaN, or 5,000 digits, is refused, never silently inf."""
    path = file(json.dumps(small).replace("0.05", number))
    refused(gdsim("check", path), path, "learning_rate")


def test_case_4_extreme_learning_rates_load(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 4: a learning rate of 0 loads; one of a million loads too."""
    for rate in (0, 1e6):
        assert gdsim("check", file(put(small, "optimizer.learning_rate", rate))).code == 0


def test_case_8_hinge_refuses_zero_one_targets(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 8: hinge wants targets of −1 and 1; the reason is said."""
    bad = put(put(small, "network.layers.1.activation", "identity"), "loss.function", "hinge")
    path = file(bad)
    refused(gdsim("check", path), path, "hinge")


def test_case_9_a_duplicate_key_is_refused(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 9: a key that stands twice is refused, not silently the last one."""
    path = file(json.dumps(small).replace('"seed": 3', '"seed": 3, "seed": 4'))
    refused(gdsim("check", path), path, "seed")


@pytest.mark.parametrize("spoil", ["{whole}}", "{whole", "", "   ", "{whole},", "{whole} x"], ids=str)
def test_case_11_what_is_not_json_names_its_line(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], spoil: str
) -> None:
    """Case 11: truncated, empty, blank or followed by garbage: line and column are said."""
    whole = json.dumps(small)
    text = (
        spoil.replace("{whole", whole[:-20] if spoil == "{whole" else whole[:-1]) if spoil.strip() else spoil
    )
    path = file(text)
    refused(gdsim("check", path), path, "line")


def test_case_12_deep_nesting_does_not_overflow_the_stack(
    gdsim: Callable[..., Any], file: Callable[..., Path]
) -> None:
    """Case 12: 100,000 brackets do not overflow the stack."""
    path = file("[" * 100_000)
    refused(gdsim("check", path), path)


def test_case_13_large_files_are_answered_within_seconds(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 13: a 30 MB string or 300,000 keys end within seconds; over 64 MiB the limit is named."""
    clock = time.monotonic()
    assert gdsim("check", file(small | {"notes": "x" * 30_000_000})).code in (0, 2)
    path = file(small | {str(number): 0 for number in range(300_000)})
    refused(gdsim("check", path), path)
    path = file(b" " * (65 * 2**20))
    refused(gdsim("check", path), path, "64 MiB")
    assert time.monotonic() - clock < 30


def test_case_14_other_formats_are_refused_unopened(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], tmp_path: Path
) -> None:
    """Case 14: other encodings and other files are refused; a pickle is never loaded."""
    text = json.dumps(small)
    packed = tmp_path / "inner.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", text)
    evil = pickle.dumps(print)
    for content in (
        text.encode("utf-16"),
        json.dumps(small | {"name": "é"}, ensure_ascii=False).encode("latin-1"),
        text.encode().replace(b'"seed"', b'"s\x00eed"'),
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        packed.read_bytes(),
        evil,
    ):
        path = file(content)
        refused(gdsim("check", path), path)


def test_case_15_harmless_differences_load_silently(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 15: a byte order mark, CRLF, one line and an emoji load, and nothing is printed."""
    text = json.dumps(small | {"name": "🐧"}, ensure_ascii=False, indent=1)
    for content in ("\ufeff" + text, text.replace("\n", "\r\n"), json.dumps(small)):
        said = gdsim("check", file(content.encode("utf-8"), "🐧.gdsim"))
        assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    "path_",
    [
        "../t.csv",
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\t.csv",
        "\\\\host\\share\\t.csv",
        "http://a/t.csv",
        "/dev/zero",
        "a\x00b.csv",
        "sub/../../t.csv",
    ],
)
def test_case_16_a_table_outside_the_folder_is_refused(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], path_: str
) -> None:
    """Case 16: a table is read only from a file below the experiment's own folder."""
    (file("x,y\n1,2\n", "t.csv").parent / "t.csv").rename(file("", "x").parent.parent / "t.csv")
    path = file(small | {"data": {"source": "csv", "path": path_}})
    refused(gdsim("check", path), path, "data.path")


def test_case_17_what_is_no_file_is_refused(gdsim: Callable[..., Any], tmp_path: Path) -> None:
    """Case 17: a folder, a pipe, a loop of links and a missing file are refused at once."""
    clock = time.monotonic()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in (".", "pipe", "loop", "missing.gdsim"):
        path = tmp_path / name if name != "." else tmp_path
        refused(gdsim("check", path), path)
    assert time.monotonic() - clock < 5


def table(
    small: dict[str, Any], loss: str = "mean_squared_error", units: int = 1, last: str = "identity"
) -> Any:
    """The experiment on a table beside it."""
    layers = [{"units": 2, "activation": "tanh"}, {"units": units, "activation": last}]
    return small | {
        "data": {"source": "csv", "path": "t.csv", "test_fraction": 0},
        "network": {"layers": layers},
        "loss": {"function": loss},
        "sampling": {"mode": "batch"},
    }


def test_case_20_ten_spellings_give_equal_numbers(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 20: the same table in ten spellings gives the same numbers."""
    plain = "a,b,c\n1.5,2,3\n4,5.25,6\n7,8,9\n"
    spellings = {
        "bom": "\ufeff" + plain,
        "semicolon": plain.replace(",", ";"),
        "decimal comma": plain.replace(",", ";").replace(".", ","),
        "tab": plain.replace(",", "\t"),
        "crlf": plain.replace("\n", "\r\n"),
        "cr": plain.replace("\n", "\r"),
        "quotes": plain.replace("1.5", '"1.5"').replace("a,", '"a",'),
        "quoted newline": plain.replace("b,", '"b\nb",'),
        "no header": plain.split("\n", 1)[1],
        "no final newline": plain[:-1],
    }
    path = file(table(small))
    file(plain, "t.csv")
    want = gdsim("trace", path, "--update", 1)
    assert want.code == 0, want
    for name, text in spellings.items():
        file(text.encode("utf-8"), "t.csv")
        got = gdsim("trace", path, "--update", 1)
        assert (got.code, got.out) == (0, want.out), name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("a,b\n", ()),
        ("a,b\n1,\n", ("line 2", "column 2")),
        ("a,b\n1,2\nNaN,2\n", ("line 3", "column 1")),
        ("a,b\n1,2\nNA,2\n", ("line 3", "column 1")),
        ("a,b\n1,2\ninf,2\n", ("line 3", "column 1")),
        ("a,b\n1,2,3\n", ("line 2",)),
        ("a,b\n1,2\nx,2\n", ("line 3", "column 1")),
        ('a,b\n"1,2\n3,4\n', ("line",)),
        ("a,a\n1,2\n", ("a",)),
        ('a,b\n"1,000",2\n', ("line 2", "column 1")),
    ],
)
def test_case_21_a_bad_table_names_its_place(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path], text: str, words: tuple[str, ...]
) -> None:
    """Case 21: a bad table is one line with line and column."""
    file(text, "t.csv")
    path = file(table(small))
    refused(gdsim("check", path), path, "data", *words)


def test_case_21_a_binary_table_is_refused(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 21: a binary file is no table."""
    file(bytes(range(256)), "t.csv")
    path = file(table(small))
    refused(gdsim("check", path), path, "data")


def test_case_22_odd_tables_load_with_a_warning(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 22: one row, a constant column and 1e300 load with a stated warning, and can be run."""
    for text in ("a,b\n1,2\n", "a,b,c\n1,5,1\n2,5,2\n3,5,3\n", "a,b\n1,2\n1e300,3\n2,4\n"):
        file(text, "t.csv")
        said = gdsim("check", path := file(table(small)))
        assert said.code == 0, said
        assert said.lines and all(str(path) in line for line in said.lines)
        assert gdsim("run", path, "--updates", 1).code in (0, 3)


def test_case_22_a_table_of_one_class_says_so(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 22: a table with only one class loads, and says so."""
    file("a,kind\n1,x\n2,x\n", "t.csv")
    said = gdsim("check", file(table(small, "binary_cross_entropy", 1, "sigmoid")))
    assert said.code == 0 and "class" in said.err, said


@pytest.mark.slow
def test_case_23_wide_tables_are_refused_long_ones_load(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 23: 5,000 columns name the limit; 200,000 rows load quickly."""
    file(",".join(f"c{n}" for n in range(5000)) + "\n" + ",".join("1" for _ in range(5000)) + "\n", "t.csv")
    path = file(table(small))
    refused(gdsim("check", path), path, "256")
    file("a,b,c\n" + "".join(f"{n},{n % 7},{n % 3}\n" for n in range(200_000)), "t.csv")
    clock = time.monotonic()
    assert gdsim("check", path).code == 0
    assert time.monotonic() - clock < 10


def test_case_24_a_latin_1_table_names_its_encoding(
    gdsim: Callable[..., Any], small: Any, file: Callable[..., Path]
) -> None:
    """Case 24: a table in Latin-1 loads and the encoding is said."""
    file("größe,b\n1,2\n2,3\n".encode("latin-1"), "t.csv")
    said = gdsim("check", file(table(small)))
    assert said.code == 0 and ("latin" in said.err.lower() or "1252" in said.err), said
