"""The reference page says what the declarations say."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest

from gdsim.core import registries
from gdsim.core.formula import parse
from gdsim.core.readings.latex import latex
from gdsim.core.registry import Registry
from gdsim.data.registries import every_registry
from gdsim.export.formula_text import formula_text
from gdsim.export.reference import HEAD, INTRODUCTIONS, page, page_path, sections

TITLES = list(sections())


def kept() -> dict[str, dict[str, str]]:
    """The sections of the page in the repository, in the form of the made ones."""
    found: dict[str, dict[str, str]] = {}
    for part in page_path().read_text(encoding="utf-8").removeprefix(HEAD).split("\n## ")[1:]:
        introduction, *entries = part.split("\n### ")
        title = introduction.splitlines()[0]
        assert introduction.split("\n\n")[1].strip() == INTRODUCTIONS[title]
        keys = [entry.split("\n\n")[1].split("`")[1] for entry in entries]
        assert len(set(keys)) == len(keys)
        found[title] = {key: f"### {entry}".strip() for key, entry in zip(keys, entries, strict=True)}
    return found


@pytest.mark.parametrize("title", TITLES)
def test_page_says_what_is_declared(title: str) -> None:
    """Whatever the page says of a method is what its declaration says: ``python -m gdsim.export.reference``.

    A method that is new may be missing, so that adding one touches one file; that is said as a warning, and whoever
    makes a release writes the page anew.
    """
    made = {key: entry.strip() for key, entry in sections()[title].items()}
    on_page = kept()[title]
    assert on_page == {key: made.get(key, "no such method any more") for key in on_page}
    assert list(on_page) == [key for key in made if key in on_page]
    if missing := [key for key in made if key not in on_page]:
        warnings.warn(
            f"methods.md does not have {', '.join(missing)} yet: python -m gdsim.export.reference",
            stacklevel=1,
        )


def test_page_begins_as_made() -> None:
    """The words before the first section are those that are made, and the sections stand in their order."""
    assert page_path().read_text(encoding="utf-8").startswith(HEAD)
    assert list(kept()) == TITLES


@pytest.mark.parametrize("registry", every_registry(), ids=lambda registry: registry.kind)
def test_every_declaration_is_told(registry: Registry) -> None:
    """The made page has every method of every kind, with each of its settings and its formulas."""
    title = registry.kind.capitalize()
    assert list(sections()[title]) == list(registry)
    for key, declared in registry.items():
        entry = sections()[title][key]
        assert entry.startswith(f"### {declared.name}\n\n`{key}`")
        for parameter in getattr(declared, "parameters", ()):
            assert f"| `{parameter.key}` |" in entry and parameter.rule in entry
        for rule in getattr(declared, "rule", ()):
            assert rule.why in entry
    assert page().count("\n### ") == sum(map(len, sections().values()))


def test_formula_is_the_one_that_the_program_typesets() -> None:
    """A rule on the page is the reading of the rule that runs, and a layer's letter stands where a number does."""
    (_, _, corrected, *_, step) = registries.OPTIMIZERS["adam"].rule
    for rule in (corrected, step):
        assert latex(parse(rule.formula)) in sections()["Optimizers"]["adam"]
    assert formula_text("delta @ W.T", layer="2") == latex(parse("delta2 @ W2.T"))


def test_made_without_a_window() -> None:
    """The page is made without Qt: on a server, or when a package is built."""
    program = "import sys, gdsim.export.reference as r; r.page(); assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
