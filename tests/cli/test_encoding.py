"""What is printed can be printed whatever the system's encoding is."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


def said(*words: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process whose streams have another encoding, as on Windows and in old locales."""
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, "-m", "gdsim", *words], env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_what_programs_read_is_utf8_in_every_locale(encoding: str) -> None:
    """The JSON of list holds ∂, θ and …, and is the same bytes everywhere."""
    found = said("list", "--json", encoding=encoding)
    assert found.returncode == 0 and not found.stderr
    assert "optimizers" in json.loads(found.stdout.decode("utf-8"))
    assert found.stdout == said("list", "--json", encoding="utf-8").stdout


def test_version_and_refusals_need_no_unicode_locale() -> None:
    """Neither the · of --version nor a strange sign in a refused file name becomes a traceback."""
    assert " · executor " in said("--version", encoding="ascii").stdout.decode("utf-8")
    refused = said("check", "θ.gdsim", encoding="ascii")
    assert refused.returncode == 2
    assert refused.stderr.decode("utf-8").splitlines()[0].startswith("gdsim: θ.gdsim: ")
