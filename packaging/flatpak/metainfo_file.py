"""Metainfo file: writes what software centres show; the Flatpak's build has the checkout and Python, and nothing else.

``python packaging/flatpak/metainfo_file.py FILE``
"""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    sys.path.insert(0, str(PACKAGING))
    from linux.metainfo import metainfo
    from release import release

    changelog = (PACKAGING.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
    Path(sys.argv[1]).write_text(metainfo(release(), changelog), encoding="utf-8")
