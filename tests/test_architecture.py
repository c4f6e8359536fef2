"""How the program is built, as far as a machine can check it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from gdsim.core.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "gdsim").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
FORBIDDEN = {"manager", "helper", "helpers", "util", "utils", "base", "misc", "common"}
LONGEST = 300


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def _words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name, in small letters."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _imported(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Every module that is imported somewhere below a node, with the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def _registries() -> list[Registry]:
    """Every registry of the program, found where it is built."""
    found = {}
    for file in SOURCES:
        if re.search(r"^\w+(: .*)? = Registry(\[\w+\])?\(", file.read_text(encoding="utf-8"), re.MULTILINE):
            module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
            built = [value for value in vars(module).values() if isinstance(value, Registry)]
            found.update({registry.package: registry for registry in built})
    return list(found.values())


def test_each_layer_imports_only_what_is_below(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each layer imports only what stands below it: the contracts of pyproject.toml."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_every_file_says_its_subject_first(file: Path) -> None:
    """The first line of each file says what it is about."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith('"""'), "the first line must be the docstring"
    first = (ast.get_docstring(_tree(file)) or "").splitlines()[0]
    assert len(first) > 10 and first.endswith((".", "!", "?")), f"not a sentence: {first!r}"


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_no_file_is_longer_than_300_lines(file: Path) -> None:
    """A file that grows beyond 300 lines has more than one subject."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_no_name_is_a_manager_or_helper(file: Path) -> None:
    """No file, folder or class is a manager, a helper or a base: such names say nothing of what is inside."""
    names = [*file.relative_to(ROOT).with_suffix("").parts]
    names += [node.name for node in ast.walk(_tree(file)) if isinstance(node, ast.ClassDef)]
    assert not {name for name in names if _words(name) & FORBIDDEN}


@pytest.mark.parametrize("registry", _registries(), ids=lambda registry: registry.kind)
def test_each_file_of_a_registry_declares_one_value(registry: Registry) -> None:
    """Every module of a declaration folder declares exactly one value of its registry's type."""
    folder = importlib.import_module(registry.package)
    for info in pkgutil.iter_modules(folder.__path__):
        module = importlib.import_module(f"{registry.package}.{info.name}")
        declared = [name for name, value in vars(module).items() if isinstance(value, registry.type)]
        assert declared == [registry.attribute], f"{module.__name__} declares {declared}"


@pytest.mark.parametrize("file", sorted((ROOT / "gdsim" / "core").rglob("*.py")), ids=_name)
def test_core_imports_numpy_only(file: Path) -> None:
    """The mathematics imports NumPy, the standard library and itself."""
    known = set(sys.stdlib_module_names) | {"numpy"}
    foreign = {
        name
        for name, _ in _imported(_tree(file))
        if name.split(".")[0] not in known and not name.startswith("gdsim.core")
    }
    assert not foreign - {"gdsim"}


@pytest.mark.parametrize("file", [file for file in SOURCES if "ui" not in file.parts], ids=_name)
def test_qt_is_imported_only_in_ui(file: Path) -> None:
    """Qt and pyqtgraph are imported in gdsim/ui and nowhere else."""
    imported = {name.split(".")[0] for name, _ in _imported(_tree(file))}
    assert not imported & {"PySide6", "shiboken6", "pyqtgraph"}


@pytest.mark.parametrize("file", sorted((ROOT / "gdsim" / "cli").rglob("*.py")), ids=_name)
def test_command_line_loads_qt_late(file: Path) -> None:
    """Only screenshot reaches the window, and only inside its functions: the other commands never load Qt."""
    tree = _tree(file)
    late = {
        id(statement)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for _, statement in _imported(node)
    }
    for name, statement in _imported(tree):
        if name == "gdsim.ui" or name.startswith("gdsim.ui."):
            assert file.stem == "screenshot", f"{_name(file)} imports {name}"
            assert id(statement) in late, f"{name} must be imported inside a function"


@pytest.mark.parametrize("file", TESTS, ids=_name)
def test_every_test_says_what_it_holds(file: Path) -> None:
    """Every test has a docstring: its intention, for whoever sees it fail."""
    silent = [
        node.name
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not ast.get_docstring(node)
    ]
    assert not silent


@pytest.mark.parametrize("file", TESTS, ids=_name)
def test_every_test_is_named_for_its_behaviour(file: Path) -> None:
    """A test's name has three words or more, and its docstring is a sentence: one word tells nobody what broke."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            words, said = node.name.split("_")[1:], (ast.get_docstring(node) or "").split()
            assert len(words) >= 3, f"{node.name} does not say what must hold"
            assert len(said) >= 3 and said[-1].endswith((".", "!", "?")), f"{node.name}: no sentence"


def test_every_folder_of_the_program_says_what_it_is() -> None:
    """Each folder of gdsim is a package whose docstring answers: what is here?"""
    for folder in sorted({file.parent for file in SOURCES}):
        door = folder / "__init__.py"
        assert door.is_file() and ast.get_docstring(_tree(door)), (
            f"{_name(door)} does not say what is in its folder"
        )


@pytest.mark.parametrize("name", ["resources", "tests"])
def test_each_readme_names_the_folders_that_there_are(name: str) -> None:
    """Where no docstring can be, a row of the README says what each folder is; none names a folder that is gone."""
    root = ROOT / name
    files = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
    seen = [file for file in files if not any(part.startswith((".", "__")) for part in file.parts)]
    folders = {parent.as_posix() for file in seen for parent in file.parents} - {"."}
    table = (root / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([\w/]+)` \|", table, re.MULTILINE)) == sorted(folders)
