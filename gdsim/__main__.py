"""The command ``gdsim``: the window, or one of the commands."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run gdsim and return the exit code; nothing of Qt is imported unless a window is wanted."""
    words = sys.argv[1:] if argv is None else argv
    from gdsim.cli.command_line import guarded, run

    if words and not _names_a_file(words):
        return run(words)

    def window() -> int:
        from gdsim.ui.start import start

        return start(words)

    return guarded(window)


def _names_a_file(words: list[str]) -> bool:
    """True for ``gdsim FILE``: one word that is no option and no command."""
    from gdsim.cli.command import COMMANDS

    word = words[0]
    return (
        len(words) == 1
        and not word.startswith("-")
        and word not in COMMANDS
        and ("." in word or os.path.exists(word))
    )


if __name__ == "__main__":
    sys.exit(main())
