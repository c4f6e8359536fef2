"""The AppImage's runtime: what is put in front of the payload is what was pinned, or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest


def test_without_a_runtime_the_build_says_so_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The payload alone is built, and a line in capitals names both variables."""
    from linux.appimage import _runtime

    monkeypatch.delenv("APPIMAGE_RUNTIME", raising=False)
    assert _runtime() is None
    assert capsys.readouterr().out.startswith("NO APPIMAGE: APPIMAGE_RUNTIME is not set")


def test_a_runtime_with_the_pinned_sum_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its bytes come back as they are."""
    from linux.appimage import _runtime

    file = tmp_path / "runtime"
    file.write_bytes(b"runtime")
    monkeypatch.setenv("APPIMAGE_RUNTIME", str(file))
    monkeypatch.setenv("APPIMAGE_RUNTIME_SHA256", hashlib.sha256(b"runtime").hexdigest())
    assert _runtime() == b"runtime"


@pytest.mark.parametrize(
    ("pinned", "said"),
    [(None, "must be too"), ("0" * 64, "its SHA-256 must be 0000"), ("missing", "No such file")],
)
def test_any_other_runtime_ends_the_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pinned: str | None, said: str
) -> None:
    """Unpinned, with another sum, or not there: nothing is put in front."""
    from linux.appimage import _runtime

    file = tmp_path / "runtime"
    if pinned != "missing":
        file.write_bytes(b"runtime")
    monkeypatch.setenv("APPIMAGE_RUNTIME", str(file))
    monkeypatch.delenv("APPIMAGE_RUNTIME_SHA256", raising=False)
    if pinned is not None:
        monkeypatch.setenv("APPIMAGE_RUNTIME_SHA256", pinned)
    with pytest.raises(SystemExit, match=said):
        _runtime()
