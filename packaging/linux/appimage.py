"""AppImage: the prefix tree as a squashfs, behind a small runtime that mounts it."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from kind import Bench
from linux.tree import settle, tree
from release import IDENTITY

APP_RUN = """\
#!/bin/sh
# What the AppImage's runtime calls: the program, with the words of the user.
exec "${APPDIR:-$(dirname "$(readlink -f "$0")")}/usr/lib/gdsim/gdsim" "$@"
"""


def appimage(bench: Bench) -> list[Path]:
    """``gdsim-VERSION-x86_64.AppImage``, or its payload alone where there is no runtime to put in front."""
    folder = bench.work / "AppDir"
    shutil.copytree(tree(bench), folder / "usr", symlinks=True)
    (folder / "AppRun").write_text(APP_RUN, encoding="utf-8")
    (folder / "AppRun").chmod(0o755)
    (folder / f"{IDENTITY}.desktop").symlink_to(f"usr/share/applications/{IDENTITY}.desktop")
    (folder / f"{IDENTITY}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{IDENTITY}.svg")
    (folder / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{IDENTITY}.png")
    settle(folder, bench.release.epoch)
    name = f"gdsim-{bench.release.version}-x86_64"
    payload = bench.out / f"{name}.squashfs"
    payload.unlink(missing_ok=True)
    # zstd: the runtime's squashfuse reads it, and it unpacks fast at every start. The dates are SOURCE_DATE_EPOCH's.
    bench.run([
        "mksquashfs", folder, payload, "-all-root", "-noappend", "-no-progress", "-quiet", "-processors", "1",
        "-comp", "zstd", "-Xcompression-level", "19",
    ])  # fmt: skip
    payload.chmod(0o644)
    runtime = _runtime()
    if runtime is None:
        return [payload]
    target = bench.out / f"{name}.AppImage"
    target.write_bytes(runtime + payload.read_bytes())
    target.chmod(0o755)
    payload.unlink()
    return [target]


def _runtime() -> bytes | None:
    """The runtime, checked; None, said loudly, where none is named."""
    named, wanted = os.environ.get("APPIMAGE_RUNTIME"), os.environ.get("APPIMAGE_RUNTIME_SHA256")
    if not named:
        print(
            "NO APPIMAGE: APPIMAGE_RUNTIME is not set; only its payload is built, a .squashfs. Take runtime-x86_64 of "
            "https://github.com/AppImage/type2-runtime/releases, set APPIMAGE_RUNTIME to it and "
            "APPIMAGE_RUNTIME_SHA256 to its sum.",
            flush=True,
        )
        return None
    if not wanted:
        raise SystemExit("appimage: APPIMAGE_RUNTIME is set, so APPIMAGE_RUNTIME_SHA256 must be too")
    try:
        content = Path(named).read_bytes()
    except OSError as fault:
        raise SystemExit(f"appimage: APPIMAGE_RUNTIME: {named}: {fault.strerror}") from None
    found = hashlib.sha256(content).hexdigest()
    if found != wanted.strip().lower():
        raise SystemExit(f"appimage: {named}: its SHA-256 must be {wanted}, not {found}")
    return content
