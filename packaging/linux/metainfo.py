"""Metainfo: what software centres show of gdsim, with the releases that the changelog names."""

from __future__ import annotations

from xml.sax.saxutils import escape

from release import ABOUT, HOMEPAGE, IDENTITY, MIME, SUMMARY, Release, changes


def metainfo(release: Release, changelog: str) -> str:
    """The AppStream file.

    Args:
        release: comes first; a development release where the changelog has no day for it yet.
        changelog: the text of CHANGELOG.md.
    """
    known = changes(changelog)
    lines = [f'    <release version="{version}" date="{day}"/>' for version, day in known]
    if release.version not in dict(known):
        lines.insert(
            0, f'    <release version="{release.version}" date="{release.date}" type="development"/>'
        )
    return _FILE.format(
        identity=IDENTITY,
        summary=escape(SUMMARY),
        about="\n".join(f"    <p>{escape(paragraph)}</p>" for paragraph in ABOUT),
        mime=MIME,
        homepage=HOMEPAGE,
        releases="\n".join(lines),
    )


_FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{identity}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>gdsim</name>
  <summary>{summary}</summary>
  <developer id="org.gdsim">
    <name>The gdsim authors</name>
  </developer>
  <developer_name>The gdsim authors</developer_name>
  <description>
{about}
  </description>
  <launchable type="desktop-id">{identity}.desktop</launchable>
  <url type="homepage">{homepage}</url>
  <icon type="stock">{identity}</icon>
  <categories>
    <category>Education</category>
    <category>ArtificialIntelligence</category>
  </categories>
  <provides>
    <binary>gdsim</binary>
    <mediatype>{mime}</mediatype>
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
{releases}
  </releases>
</component>
"""
