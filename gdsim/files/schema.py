"""Schema: the experiment file as a JSON schema, for editors and other programs; ``python -m gdsim.files.schema``.

It is printed, not kept: a file beside the declarations would have to be written anew with each of them."""

from __future__ import annotations

import json
import sys
from typing import Any

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


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_text().encode())
