"""Schema: the experiment file as a JSON schema, for editors and other programs; ``python -m gdsim.files.schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gdsim.data.resources_folder import resources
from gdsim.files.document import FORMAT, VERSION
from gdsim.files.models import models


def json_schema() -> dict[str, Any]:
    """The schema of an experiment file, made from the registries as they are.

    >>> json_schema()["required"]
    ['format', 'version', 'data', 'network', 'loss']
    """
    found = models().adapter("experiment").json_schema(by_alias=True)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = f"{FORMAT} version {VERSION}"
    return found


def schema_path() -> Path:
    """Where the schema lies among what is shipped."""
    return resources() / "schema" / "experiment.schema.json"


def schema_text() -> str:
    """The text of the schema's file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    schema_path().parent.mkdir(parents=True, exist_ok=True)
    schema_path().write_text(schema_text(), encoding="utf-8")
