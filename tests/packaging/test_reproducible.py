"""What the build packs depends on its files and its date alone."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_two_archives_of_the_same_files_are_equal(tmp_path: Path, umask: int) -> None:
    """In whatever order they were made, and whatever this user's umask."""
    from linux.packed import pack
    from linux.tree import settle

    made = []
    before = os.umask(umask)
    try:
        for name, order in (("one", "ab"), ("two", "ba")):
            folder = tmp_path / name
            folder.mkdir()
            for letter in order:
                (folder / letter).write_text(letter, encoding="utf-8")
            (folder / "link").symlink_to("a")
            settle(folder, 1_000_000)
            made.append(pack(folder, "gdsim-0.1.0", tmp_path / f"{name}.tar.xz", 1_000_000).read_bytes())
    finally:
        os.umask(before)
    assert made[0] == made[1]


@pytest.mark.skipif(
    shutil.which("makeself") is None, reason="makeself is not installed: apt-get install makeself"
)
def test_two_installers_of_the_same_files_are_equal(tmp_path: Path) -> None:
    """No clock and no folder of the build is in the one file that installs itself."""
    from kind import Bench
    from linux.portable import installing
    from linux.tree import settle
    from release import Release

    made = []
    for name in ("one", "two"):
        folder = tmp_path / name / "portable" / "gdsim-0.1.0"
        folder.mkdir(parents=True)
        (folder / "install.sh").write_text("echo installed\n", encoding="utf-8")
        settle(folder, 1_000_000)
        bench = Bench(Release("0.1.0", 1_000_000), tmp_path / name, tmp_path / name)
        made.append(installing(bench, folder).read_bytes())
    packed = made[0].index(b"\x1f\x8b\x08")
    assert made[0][packed + 4 : packed + 8] == bytes(4), "gzip wrote down when it was packed"
    assert made[0] == made[1] and str(tmp_path).encode() not in made[0]


def test_the_date_comes_from_the_changelog_where_there_is_no_git(tmp_path: Path) -> None:
    """As in an unpacked sdist."""
    from release import release

    (tmp_path / "gdsim").mkdir()
    (tmp_path / "gdsim" / "__init__.py").write_text('__version__ = "1.2.3"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("## [Unreleased]\n\n## [1.2.3] - 2027-01-05\n", encoding="utf-8")
    found = release(tmp_path)
    assert (found.version, found.date) == ("1.2.3", "2027-01-05")


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    """Sorted, with two spaces before the name."""
    from sums import write_sums

    (tmp_path / "b").write_bytes(b"b")
    (tmp_path / "a").write_bytes(b"a")
    lines = write_sums(tmp_path).read_text(encoding="utf-8").splitlines()
    assert [re.fullmatch(r"[0-9a-f]{64}  (.)", line)[1] for line in lines] == ["a", "b"]
