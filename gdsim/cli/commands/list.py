"""gdsim list: what there is."""

from __future__ import annotations

import argparse
import json
from typing import Any

from gdsim.cli.command import Command
from gdsim.cli.guard import Refused


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument(
        "kind", metavar="KIND", nargs="?", help="optimizers, losses, activations, datasets, templates …"
    )
    words.add_argument("--json", action="store_true", help="as JSON")


def _kinds() -> dict[str, list[dict[str, Any]]]:
    from gdsim.data.registries import every_registry
    from gdsim.files.templates import templates

    kinds = {each.kind: [_entry(declared) for declared in each.values()] for each in every_registry()}
    kinds["templates"] = [{"key": t.key, "name": t.name, "about": t.about} for t in templates().values()]
    return kinds


def _entry(declared: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"key": declared.key, "name": declared.name}
    values = vars(declared)
    if values.get("about"):
        entry["about"] = declared.about
    if values.get("parameters"):
        entry["parameters"] = [
            {"key": p.key, "default": p.default, "rule": p.rule, "meaning": p.symbol.meaning}
            for p in declared.parameters
        ]
    if values.get("rule"):
        entry["rule"] = [
            {"writes": rule.writes.key, "formula": rule.formula, "why": rule.why} for rule in declared.rule
        ]
    if values.get("variant"):
        entry["variant"] = declared.variant
    source = values.get("source")
    if source:
        entry["source"] = source if isinstance(source, str) else f"{source.author}: {source.title}"
    return entry


def _run(arguments: argparse.Namespace) -> int:
    kinds = _kinds()
    if arguments.kind is not None:
        wanted = arguments.kind.replace("_", " ").replace("-", " ")
        if wanted not in kinds:
            raise Refused(f"there is no kind {arguments.kind}; there are: {', '.join(kinds)}")
        kinds = {wanted: kinds[wanted]}
    if arguments.json:
        print(
            json.dumps(next(iter(kinds.values())) if arguments.kind else kinds, indent=1, ensure_ascii=False)
        )
        return 0
    for kind, entries in kinds.items():
        if arguments.kind is None:
            print(f"{kind}: {', '.join(entry['key'] for entry in entries)}")
            continue
        width = max(len(entry["key"]) for entry in entries)
        for entry in entries:
            print(f"{entry['key']:{width}}  {entry['name']}: {entry.get('about', '')}".rstrip(": "))
    return 0


COMMAND = Command("list", "what there is to choose from", _arguments, _run)
