"""The command ``gdsim``: the window, or one of the commands."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run gdsim and return the exit code; nothing of Qt is imported unless a window is wanted."""
    words = sys.argv[1:] if argv is None else argv
    from gdsim.cli.guard import guarded

    if words == ["--version"]:
        # Answered before the commands are imported. Other ways to ask for it (--vers) go the way of all words.
        return guarded(_print_version)
    if words and not _names_a_file(words):
        from gdsim.cli.command_line import run

        return run(words)

    def window() -> int:
        from gdsim.ui.start import start

        return start(words)

    return guarded(window)


def _print_version() -> int:
    from gdsim.cli.version import version

    print(version())
    return 0


def _names_a_file(words: list[str]) -> bool:
    """True for ``gdsim FILE``: one word that is no option and no command."""
    word = words[0]
    if len(words) != 1 or word.startswith("-") or not ("." in word or os.path.exists(word)):
        return False
    # Asked last: the commands are imported for it. None of them has a dot in its name.
    if "." in word:
        return True
    from gdsim.cli.command import COMMANDS

    return word not in COMMANDS


if __name__ == "__main__":
    sys.exit(main())
