"""Command: what one file says about a command of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from gdsim.core.registry import Registry


@dataclass(frozen=True)
class Command:
    """One command: its words, and what it does."""

    key: str
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    @property
    def name(self) -> str:
        """The word on the command line."""
        return self.key


COMMANDS: Registry[Command] = Registry("commands", "gdsim.cli.commands", "COMMAND", Command)
