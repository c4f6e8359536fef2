"""The built program's way in: what ``python -m gdsim`` is in a checkout.

``gdsim bench`` measures starts by running ``sys.executable -m gdsim…``, and in a built program that is the program
itself. So ``-m`` with a module of gdsim runs that module, as Python would run it; nothing else can be run this way.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program, or the module of gdsim that ``-m`` names; the exit code."""
    words = sys.argv[1:]
    if words[:1] == ["-m"]:
        return _module(words[1:])
    from gdsim.__main__ import main as gdsim

    return gdsim(words)


def _module(words: list[str]) -> int:
    name = words[0] if words else ""
    if name.split(".")[0] != "gdsim":
        print(f"gdsim: -m: must be followed by a module of gdsim, not {name or 'nothing'}", file=sys.stderr)
        return 2
    if name == "gdsim":
        from gdsim.__main__ import main as gdsim

        return gdsim(words[1:])
    import runpy

    sys.argv = words
    runpy.run_module(name, run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
