"""Pip sources: the wheels that the Flatpak is built from, by address and SHA-256, so that it needs no network.

``python packaging/flatpak/pip_sources.py`` asks pip, for each processor, what gdsim and its build need on the runtime's
Python, and writes ``python-sources.json`` beside this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PYTHON = "3.13"
"""That of org.freedesktop.Platform 25.08."""
SYSTEMS = {
    "x86_64": ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64"),
    "aarch64": ("manylinux_2_39_aarch64", "manylinux_2_28_aarch64", "manylinux_2_17_aarch64"),
}
"""What the wheels of each processor may ask of the system; the runtime has a newer glibc."""


def wanted() -> list[str]:
    """What pyproject.toml asks for, to build gdsim and to run it."""
    project = tomllib.loads((HERE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["build-system"]["requires"], *project["project"]["dependencies"]]


def report(processor: str) -> dict[str, Any]:
    """What pip would install there."""
    words = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--ignore-installed",
        "--report",
        "-",
    ]
    words += ["--only-binary=:all:", "--target", "never-written", "--python-version", PYTHON]
    words += [word for system in SYSTEMS[processor] for word in ("--platform", system)]
    done = subprocess.run([*words, *wanted()], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"pip_sources.py: pip found no wheels for {processor}")
    return json.loads(done.stdout)


def sources(reports: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The files of all processors; one that serves only some of them says which.

    >>> one = {"download_info": {"url": "https://x/a.whl", "archive_info": {"hashes": {"sha256": "00"}}}}
    >>> sources({"x86_64": {"install": [one]}, "aarch64": {"install": []}})
    [{'type': 'file', 'url': 'https://x/a.whl', 'sha256': '00', 'only-arches': ['x86_64']}]
    """
    found: dict[str, dict[str, Any]] = {}
    for processor, said in reports.items():
        for one in said["install"]:
            place = one["download_info"]
            if not place["url"].startswith("https://"):
                raise SystemExit(
                    f"pip_sources.py: {place['url']}: must be an address that everyone can reach"
                )
            digest = place["archive_info"]["hashes"]["sha256"]
            entry = {"type": "file", "url": place["url"], "sha256": digest, "only-arches": []}
            found.setdefault(place["url"], entry)["only-arches"].append(processor)
    for entry in found.values():
        if len(entry["only-arches"]) == len(reports):
            del entry["only-arches"]
    return [found[address] for address in sorted(found)]


def main() -> int:
    """Ask pip and write the file."""
    listed = sources({processor: report(processor) for processor in SYSTEMS})
    place = HERE / "python-sources.json"
    place.write_text(json.dumps(listed, indent=4) + "\n", encoding="utf-8")
    print(f"{place}: {len(listed)} wheels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
