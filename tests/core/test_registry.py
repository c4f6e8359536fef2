"""The registry: declarations found in their folder, one a file."""

from __future__ import annotations

import sys

import pytest

from gdsim.core import registries
from gdsim.core.declaration import Optimizer
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.registry import Registry

ALL = [value for value in vars(registries).values() if isinstance(value, Registry)]
EVERY = pytest.mark.parametrize("registry", ALL, ids=lambda registry: registry.kind)
GD = """
from gdsim.core.declaration import Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import STEP

OPTIMIZER = Optimizer({key!r}, "Another", (learning_rate(0.1),), (Rule(STEP, "-learning_rate * g", "Down."),),
                      Source("a test", "this file"))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Makes a package of declarations from names and texts, and a registry of it."""

    def make(name, files):
        package = tmp_path / name
        package.mkdir()
        (package / "__init__.py").write_text("")
        for file, text in files.items():
            (package / f"{file}.py").write_text(text)
        monkeypatch.syspath_prepend(str(tmp_path))
        made.append(name)
        return Registry("things", name, "OPTIMIZER", Optimizer)

    made = []
    yield make
    for name in [module for module in sys.modules if module.split(".")[0] in made]:
        del sys.modules[name]


@EVERY
def test_every_declaration_is_filed_under_its_own_key(registry):
    """Each is filed under its own key, in snake_case, with a name and a source where there is one to have."""
    assert len(registry) == len(list(registry)) > 0
    for key, declared in registry.items():
        assert declared.key == key and key.isidentifier() and key == key.lower() and declared.name
        assert declared.about
        if "source" in vars(declared):
            assert declared.source.author and declared.source.title


@EVERY
def test_teaching_order_names_members_only(registry):
    """What comes first in lists exists, and comes first; the rest follows by name."""
    first = registry._first
    assert set(first) <= set(registry) and tuple(registry)[: len(first)] == first
    rest = [declared.name.lower() for declared in registry.values()][len(first) :]
    assert rest == sorted(rest)


@EVERY
def test_a_declaration_lies_in_the_file_of_its_key(registry):
    """A reader finds a declaration in the file of its name."""
    import importlib

    for key in registry:
        assert importlib.import_module(f"{registry.package}.{key}")


def test_an_included_file_is_registered_while_the_block_runs(tmp_path):
    """A file from elsewhere is in the registry while the block runs, and the edition changes with it twice."""
    path = tmp_path / "extra.py"
    path.write_text(GD.format(key="extra"))
    before, edition = list(OPTIMIZERS), OPTIMIZERS.edition
    with OPTIMIZERS.including(path) as added:
        assert OPTIMIZERS["extra"] is added and len(OPTIMIZERS) == len(before) + 1
        assert OPTIMIZERS.edition == edition + 1
    assert list(OPTIMIZERS) == before and OPTIMIZERS.edition == edition + 2


def test_an_included_file_is_gone_after_an_exception(tmp_path):
    """Also after an exception the extra file is gone."""
    path = tmp_path / "extra.py"
    path.write_text(GD.format(key="extra"))
    with pytest.raises(ZeroDivisionError), OPTIMIZERS.including(path):
        raise ZeroDivisionError
    assert "extra" not in OPTIMIZERS


def test_a_key_twice_is_refused(tmp_path):
    """A second declaration of a key is an error that names it, and leaves the registry as it was."""
    path = tmp_path / "other.py"
    path.write_text(GD.format(key="adam"))
    adam = OPTIMIZERS["adam"]
    with pytest.raises(TypeError, match="optimizers: declared twice: adam"), OPTIMIZERS.including(path):
        pass
    assert OPTIMIZERS["adam"] is adam


def test_a_key_twice_in_a_folder_is_refused(folder):
    """Two files of one folder with the same key are an error."""
    found = folder("gdsim_test_twice", {"one": GD.format(key="same"), "two": GD.format(key="same")})
    with pytest.raises(TypeError, match="declared twice: same"):
        len(found)


@pytest.mark.parametrize("text", ["", "OPTIMIZER = 3", "optimizer = None"])
def test_a_module_that_declares_nothing_is_refused(folder, text):
    """A file in the folder without a declaration is an error, not a gap."""
    found = folder("gdsim_test_nothing", {"empty": text})
    with pytest.raises(TypeError, match="must declare OPTIMIZER, a Optimizer"):
        list(found)


def test_a_mistyped_key_finds_the_nearest():
    """A mistyped key gets the key that looks most like it; nonsense gets none."""
    assert OPTIMIZERS.nearest("rmsprob") == "rmsprop" and OPTIMIZERS.nearest("zzzzz") is None


def test_an_unknown_key_raises_key_error():
    """As in every mapping, an unknown key is a KeyError."""
    with pytest.raises(KeyError):
        OPTIMIZERS["sgd"]
