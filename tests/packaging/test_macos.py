"""The bundle and disk image for macOS, as far as they can be looked at on another system."""

from __future__ import annotations

import plistlib
import re
import runpy
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
MACOS = CHECKOUT / "packaging" / "macos"
sys.path.insert(0, str(MACOS))
import dmg  # noqa: E402
from info_plist import OLDEST, info  # noqa: E402


def test_info_plist_can_be_written_and_read():
    """Every value is one that a property list knows."""
    assert plistlib.loads(plistlib.dumps(info("1.2.3"))) == info("1.2.3")


def test_documents_are_of_the_type_that_is_declared():
    """Else a double click on a .gdsim file would not find the app."""
    said = info("1.2.3")
    (declared,) = said["UTExportedTypeDeclarations"]
    (opened,) = said["CFBundleDocumentTypes"]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]] == ["org.gdsim.experiment"]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["gdsim"]


def test_oldest_system_is_the_one_of_the_wheels():
    """The wheel's extension and the app ask for the same macOS."""
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.findall(r'MACOSX_DEPLOYMENT_TARGET = "(.+?)"', project) == [OLDEST]


def test_entitlements_are_a_property_list_and_ask_for_no_more_than_needed():
    """No camera, no network, no other programs' events."""
    asked = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert asked == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_disk_image_shows_the_app_beside_applications():
    """Dmgbuild runs its settings as Python and looks for these names."""
    app = "/a/gdsim.app"
    said = runpy.run_path(str(MACOS / "dmg_settings.py"), {"defines": {"app": app, "icon": "/a/gdsim.icns"}})
    assert said["files"] == [app] and said["symlinks"] == {"Applications": "/Applications"}
    assert set(said["icon_locations"]) == {"gdsim.app", "Applications"} and said["icon"] == "/a/gdsim.icns"
    assert said["format"] in ("UDZO", "UDBZ", "ULFO", "ULMO")


def test_identity_brings_the_hardened_runtime():
    """Apple notarises nothing without it."""
    words = dmg.signing(Path("gdsim.app"), "Developer ID Application: Someone")
    assert "runtime" in words and "--timestamp" in words
    assert Path(words[words.index("--entitlements") + 1]).is_file()


@pytest.mark.skipif(sys.platform == "darwin", reason="here it can be built")
def test_other_systems_are_told_that_it_is_built_on_macos(tmp_path):
    """In one line."""
    with pytest.raises(SystemExit, match="on macOS only"):
        dmg.image("1.0", tmp_path, tmp_path, tmp_path)
