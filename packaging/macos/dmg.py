"""Disk image for macOS: signs gdsim.app, packs it with dmgbuild, and has Apple notarise it. Runs on macOS only.

    python packaging/macos/dmg.py --bundle FOLDER --icons FOLDER --version V --out FOLDER

``FOLDER/../gdsim.app`` is what is packed; PyInstaller makes it beside the folder. Two variables say how it is
signed:

GDSIM_SIGN_AS       an identity of the keychain, "Developer ID Application: …"; signed ad hoc if not given
GDSIM_NOTARY        a profile that ``xcrun notarytool store-credentials`` has stored; not notarised if not given
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def signing(app: Path, identity: str) -> list[str]:
    """The words that sign an app and all in it; an identity brings the hardened runtime and a time stamp.

    >>> signing(Path("gdsim.app"), "")
    ['codesign', '--force', '--deep', '--sign', '-', 'gdsim.app']
    """
    if not identity:
        return ["codesign", "--force", "--deep", "--sign", "-", str(app)]
    return [
        "codesign", "--force", "--deep", "--timestamp", "--options", "runtime",
        "--entitlements", str(HERE / "entitlements.plist"), "--sign", identity, str(app),
    ]  # fmt: skip


def notarising(image: Path, profile: str) -> list[list[str]]:
    """The words that send an image to Apple, wait, and fasten the answer to it."""
    return [
        ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"],
        ["xcrun", "stapler", "staple", str(image)],
    ]


def packing(image: Path, app: Path, icon: Path) -> list[str]:
    """The words that make the image; dmgbuild is in the environment that runs this."""
    return [
        sys.executable, "-m", "dmgbuild", "-s", str(HERE / "dmg_settings.py"), "-D", f"app={app}", "-D", f"icon={icon}",
        "gdsim", str(image),
    ]  # fmt: skip


def _run(words: list[str]) -> None:
    # Their words go to stderr: stdout is for the file that was made.
    done = subprocess.run(words, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SystemExit(f"dmg.py: {words[0]} {words[1]} ended with {done.returncode}")


def image(version: str, icons: Path, bundle: Path, out: Path) -> Path:
    """Sign, pack, notarise; the image's path."""
    if platform.system() != "Darwin":
        raise SystemExit(f"dmg.py: codesign and hdiutil are on macOS only, and this is {platform.system()}")
    app, icon = bundle.resolve().parent / "gdsim.app", icons.resolve() / "gdsim.icns"
    for needed in (app, icon):
        if not needed.exists():
            raise SystemExit(f"dmg.py: {needed}: is missing; packaging/build.py makes it")
    identity, profile = os.environ.get("GDSIM_SIGN_AS", ""), os.environ.get("GDSIM_NOTARY", "")
    if not identity:
        print(
            "dmg.py: GDSIM_SIGN_AS is not set: signed ad hoc; macOS asks before it opens it", file=sys.stderr
        )
    if not profile:
        print("dmg.py: GDSIM_NOTARY is not set: not notarised", file=sys.stderr)
    _run(signing(app, identity))
    out.mkdir(parents=True, exist_ok=True)
    made = out.resolve() / f"gdsim-{version}-macos-{platform.machine()}.dmg"
    _run(packing(made, app, icon))
    if identity:
        _run(["codesign", "--timestamp", "--sign", identity, str(made)])
    if profile:
        for words in notarising(made, profile):
            _run(words)
    return made


def main() -> int:
    """Read the words, build, print the file."""
    words = argparse.ArgumentParser(prog="dmg.py", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--bundle", type=Path, required=True, metavar="FOLDER", help="gdsim.app is beside it")
    words.add_argument("--icons", type=Path, required=True, metavar="FOLDER", help="has gdsim.icns")
    words.add_argument("--version", required=True)
    words.add_argument("--out", type=Path, default=Path("dist"), metavar="FOLDER", help="dist if not given")
    asked = words.parse_args()
    print(image(asked.version, asked.icons, asked.bundle, asked.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
