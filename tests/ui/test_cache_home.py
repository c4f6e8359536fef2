"""Cache home: what libraries keep for later finds a place, and the user's own place is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdsim.ui import cache_home


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that cannot be written, for root too."""
    home = tmp_path / "home"
    home.mkdir()
    real = cache_home.os.access
    monkeypatch.setattr(cache_home.os, "access", lambda place, mode: place != home and real(place, mode))
    return home


def test_a_home_that_can_be_written_is_left_alone(tmp_path: Path) -> None:
    """Nothing is named, and nothing made."""
    environment = {"HOME": str(tmp_path)}
    cache_home.provide(environment, "linux")
    assert environment == {"HOME": str(tmp_path)}


def test_where_the_home_cannot_be_written_the_cache_gets_a_folder_that_can(closed: Path) -> None:
    """It lies outside the home."""
    environment = {"HOME": str(closed)}
    cache_home.provide(environment, "linux")
    folder = Path(environment["XDG_CACHE_HOME"])
    (folder / "written").touch()
    assert closed not in folder.parents


def test_a_cache_folder_of_the_users_own_choice_counts_and_not_the_home(closed: Path, tmp_path: Path) -> None:
    """XDG_CACHE_HOME is where the libraries look first."""
    environment = {"HOME": str(closed), "XDG_CACHE_HOME": str(tmp_path / "not yet made")}
    cache_home.provide(environment, "linux")
    assert environment["XDG_CACHE_HOME"] == str(tmp_path / "not yet made")


def test_elsewhere_than_on_linux_nothing_is_touched(closed: Path) -> None:
    """Fontconfig and its cache are Linux's."""
    environment = {"HOME": str(closed)}
    cache_home.provide(environment, "win32")
    assert environment == {"HOME": str(closed)}
