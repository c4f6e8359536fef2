"""The files that a Linux desktop reads agree with each other, with the program and with the changelog."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import gdsim

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def desktop(checkout: Path) -> configparser.SectionProxy:
    """The desktop entry as it is shipped."""
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment]
    read.read(checkout / "packaging" / "linux" / "org.gdsim.gdsim.desktop", encoding="utf-8")
    return read["Desktop Entry"]


@pytest.fixture
def metainfo(checkout: Path) -> ET.Element:
    """The metainfo as it is written for this version."""
    from linux.metainfo import metainfo
    from release import release

    changelog = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    return ET.fromstring(metainfo(release(), changelog))


def test_the_desktop_entry_opens_the_type_that_the_mime_file_declares(
    desktop: configparser.SectionProxy, checkout: Path
) -> None:
    """One type, one ending, and it is JSON for programs that do not know gdsim."""
    from release import IDENTITY
    from release import MIME as TYPE

    declared = ET.parse(checkout / "packaging" / "linux" / f"{IDENTITY}.mime.xml").getroot()
    (kind,) = declared.findall(f"{MIME}mime-type")
    assert kind.get("type") == TYPE
    assert desktop["MimeType"] == f"{TYPE};"
    assert [glob.get("pattern") for glob in kind.findall(f"{MIME}glob")] == ["*.gdsim"]
    assert [above.get("type") for above in kind.findall(f"{MIME}sub-class-of")] == ["application/json"]
    assert [icon.get("name") for icon in kind.findall(f"{MIME}icon")] == [desktop["Icon"]]


def test_the_metainfo_names_the_desktop_entry_the_type_and_the_icon(
    desktop: configparser.SectionProxy, metainfo: ET.Element
) -> None:
    """What a software centre shows is what is started."""
    from release import IDENTITY, SUMMARY
    from release import MIME as TYPE

    assert metainfo.findtext("id") == IDENTITY
    assert metainfo.findtext("launchable") == f"{IDENTITY}.desktop"
    assert metainfo.findtext("provides/mediatype") == TYPE
    assert metainfo.findtext("icon") == desktop["Icon"] == IDENTITY
    assert metainfo.findtext("summary") == desktop["Comment"] == SUMMARY
    listed = [category.text for category in metainfo.findall("categories/category")]
    assert ";".join([*map(str, listed), ""]) == desktop["Categories"]


def test_the_newest_release_of_the_metainfo_is_this_version(metainfo: ET.Element, checkout: Path) -> None:
    """Older ones are those of the changelog, with their days."""
    from release import changes

    releases = [(each.get("version"), each.get("date")) for each in metainfo.findall("releases/release")]
    assert releases[0][0] == gdsim.__version__
    known = changes((checkout / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert releases[-len(known) :] == known if known else len(releases) == 1


def test_a_version_without_a_day_in_the_changelog_is_a_development_release() -> None:
    """It carries the day of the last change."""
    from linux.metainfo import metainfo
    from release import Release

    text = metainfo(Release("0.2.0", 86400), "## [Unreleased]\n\n## [0.1.0] - 2026-11-26\n")
    found = [dict(each.attrib) for each in ET.fromstring(text).findall("releases/release")]
    assert found == [
        {"version": "0.2.0", "date": "1970-01-02", "type": "development"},
        {"version": "0.1.0", "date": "2026-11-26"},
    ]


def test_the_window_is_the_one_of_the_desktop_entry(
    desktop: configparser.SectionProxy, checkout: Path
) -> None:
    """Else the desktop shows a second icon without a name for the running program."""
    from release import IDENTITY

    source = (checkout / "gdsim" / "ui" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{IDENTITY}")' in source
    assert f'setApplicationName("{desktop["StartupWMClass"]}")' in source


def test_macos_knows_the_same_identity(checkout: Path) -> None:
    """The recipe is read as text: BUNDLE exists on macOS only."""
    from release import IDENTITY

    recipe = (checkout / "packaging" / "gdsim.spec").read_text(encoding="utf-8")
    assert f'bundle_identifier="{IDENTITY}"' in recipe


def test_the_desktop_entry_is_valid(checkout: Path) -> None:
    """The validator says nothing at all."""
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is not installed: apt-get install desktop-file-utils")
    file = checkout / "packaging" / "linux" / "org.gdsim.gdsim.desktop"
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_metainfo_is_valid(checkout: Path, tmp_path: Path) -> None:
    """Without asking the network."""
    if shutil.which("appstreamcli") is None:
        pytest.skip("appstreamcli is not installed: apt-get install appstream")
    from linux.metainfo import metainfo
    from release import IDENTITY, release

    file = tmp_path / f"{IDENTITY}.metainfo.xml"
    file.write_text(
        metainfo(release(), (checkout / "CHANGELOG.md").read_text(encoding="utf-8")), encoding="utf-8"
    )
    words = ["appstreamcli", "validate", "--no-net", "--no-color", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
