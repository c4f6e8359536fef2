"""Tree: what every Linux kind holds, as ``bin``, ``lib`` and ``share`` below one folder."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

from bundle import bundle
from clean_environment import with_gdsim
from icons import SIZES
from icons_folder import icons
from kind import Bench
from linux.metainfo import metainfo
from release import CHECKOUT, IDENTITY
from wanted_tools import missing, sentence

HERE = Path(__file__).resolve().parent


@cache
def tree(bench: Bench) -> Path:
    """The prefix tree, validated."""
    root = bench.work / "tree"
    shutil.copytree(bundle(bench), root / "lib" / "gdsim", symlinks=True)
    (root / "bin").mkdir()
    (root / "bin" / "gdsim").symlink_to("../lib/gdsim/gdsim")
    share = root / "share"
    _copy(HERE / f"{IDENTITY}.desktop", share / "applications" / f"{IDENTITY}.desktop")
    _copy(HERE / f"{IDENTITY}.mime.xml", share / "mime" / "packages" / f"{IDENTITY}.xml")
    drawn = icons(bench)
    hicolor = share / "icons" / "hicolor"
    for size in SIZES:
        _copy(drawn / f"gdsim-{size}.png", hicolor / f"{size}x{size}" / "apps" / f"{IDENTITY}.png")
    _copy(drawn / "gdsim.svg", hicolor / "scalable" / "apps" / f"{IDENTITY}.svg")
    changelog = CHECKOUT / "CHANGELOG.md"
    _write(
        share / "metainfo" / f"{IDENTITY}.metainfo.xml",
        metainfo(bench.release, changelog.read_text(encoding="utf-8")),
    )
    words = bench.work / "words"
    bench.run([
        with_gdsim(bench), CHECKOUT / "packaging" / "command_words.py", words, bench.release.version,
        bench.release.date,
    ])  # fmt: skip
    _copy(words / "gdsim.1", share / "man" / "man1" / "gdsim.1")
    _copy(words / "gdsim.bash", share / "bash-completion" / "completions" / "gdsim")
    _copy(words / "_gdsim", share / "zsh" / "site-functions" / "_gdsim")
    documents = share / "doc" / "gdsim"
    documents.mkdir(parents=True)
    bench.run([with_gdsim(bench), CHECKOUT / "packaging" / "licences.py", documents / "copyright"])
    _copy(changelog, documents / "CHANGELOG.md")
    _validate(bench, share)
    settle(root, bench.release.epoch)
    return root


def settle(root: Path, epoch: int) -> None:
    """Plain permissions and the release's date for everything below a folder, and the folder."""
    for file in (root, *root.rglob("*")):
        if not file.is_symlink():
            runs = file.is_dir() or bool(file.stat().st_mode & 0o100)
            file.chmod(0o755 if runs else 0o644)
        os.utime(file, (epoch, epoch), follow_symlinks=False)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _validate(bench: Bench, share: Path) -> None:
    """What a desktop refuses to read must not be shipped."""
    checks: list[list[str | Path]] = [
        ["desktop-file-validate", share / "applications" / f"{IDENTITY}.desktop"],
        ["appstreamcli", "validate", "--no-net", share / "metainfo" / f"{IDENTITY}.metainfo.xml"],
        ["man", "--warnings", "-l", share / "man" / "man1" / "gdsim.1"],
        ["bash", "-n", share / "bash-completion" / "completions" / "gdsim"],
    ]
    for words in checks:
        if absent := missing([str(words[0])]):
            print(f"NOT VALIDATED: {words[-1]}: {sentence(absent)}", flush=True)
            continue
        said = bench.run(words, more={"MANROFFOPT": "", "MAN_KEEP_FORMATTING": ""})
        if words[0] == "desktop-file-validate" and said.strip():
            raise SystemExit(f"{words[-1]}: {said}")
