"""What Qt needs of Linux is known to the packages that install it: the .deb and the gate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gdsim.installation.system_libraries import ALWAYS, WAYLAND, X11


def test_the_deb_depends_on_all_that_the_program_looks_for_and_the_bundle_does_not_carry(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And on what the files ask for, with the newest libc among them counted by number."""
    from linux import system_needs

    known = ALWAYS | X11 | WAYLAND
    carried = tmp_path / "libxcb-cursor.so.0"
    carried.write_bytes(b"\x7fELF")
    head = "  NEEDED               libz.so.1\n  NEEDED               libc.so.6\n 0x0 0x00 02 GLIBC_2.35\n GLIBC_2.4\n"
    monkeypatch.setattr(system_needs, "bundle", lambda bench: tmp_path)
    monkeypatch.setattr(system_needs, "_looked_for", lambda bench: known)

    class Told:
        def run(self, words: object) -> str:
            return head

    relations = system_needs.depends(Told())
    wanted = set(known.values()) - {"libxcb-cursor0"}
    assert {relation.split(" | ")[0] for relation in relations} == {
        "libc6 (>= 2.35)", "zlib1g", "shared-mime-info", "desktop-file-utils", *wanted,
    }  # fmt: skip
    assert "libglib2.0-0 | libglib2.0-0t64" in relations


def test_a_library_that_no_package_is_known_for_ends_the_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A package that installs and does not start must not be made."""
    from linux import system_needs

    (tmp_path / "gdsim").write_bytes(b"\x7fELF")
    monkeypatch.setattr(system_needs, "bundle", lambda bench: tmp_path)
    monkeypatch.setattr(system_needs, "_looked_for", lambda bench: {})

    class Told:
        def run(self, words: object) -> str:
            return "  NEEDED               libnew.so.7\n GLIBC_2.35\n"

    with pytest.raises(SystemExit, match=r"no package is known for libnew\.so\.7"):
        system_needs.depends(Told())


def test_the_gate_installs_all_that_a_window_on_x11_needs(checkout: Path) -> None:
    """Its list is written by hand."""
    gate = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^packages=\((.*?)\)", gate, re.DOTALL | re.MULTILINE)
    assert {*ALWAYS.values(), *X11.values()} <= set(listed.split())
