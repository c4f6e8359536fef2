"""Everything that is carried has its licence in the one text that is shipped."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement

from gdsim.data.resources_folder import resources

LEFT_OUT = {"pygments", "markdown-it-py", "mdurl"}
"""What rich would ask for; packaging/lean.py leaves it out."""


def asked_by(name: str, known: set[str]) -> set[str]:
    """All that a distribution needs, and what that needs."""
    try:
        lines = requires(name) or ()
    except PackageNotFoundError:
        return known
    for each in map(Requirement, lines):
        wanted = each.name.lower().replace("_", "-")
        if (each.marker is None or each.marker.evaluate({"extra": ""})) and wanted not in known:
            known.add(wanted)
            asked_by(wanted, known)
    return known


def test_every_library_that_gdsim_needs_is_named() -> None:
    """Also those that the libraries need themselves."""
    from licences import CARRIED

    assert asked_by("gdsim", set()) - LEFT_OUT == {name.lower() for name in CARRIED}


def test_the_text_holds_the_licences_of_python_qt_and_all_resources() -> None:
    """Each with its heading and its words."""
    from licences import text

    said = text()
    for words in (
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Lesser\nGeneral Public License version 3",
        "BSD",
        "Sun Microsystems",
    ):
        assert words in said
    for file in resources().rglob("LICENSE*"):
        assert file.read_text(encoding="utf-8").strip() in said
