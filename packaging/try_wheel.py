"""Try a wheel: the installed gdsim has its compiled loop, and finds nothing wrong with itself."""

from __future__ import annotations

import subprocess
import sys


def main() -> int:
    """Run ``gdsim --version`` and ``gdsim self-test``; 0 where both are well."""
    said = subprocess.run(
        [sys.executable, "-m", "gdsim", "--version"], capture_output=True, encoding="utf-8", check=False
    )
    print(said.stdout, said.stderr, end="", flush=True)
    if said.returncode or "executor compiled" not in said.stdout:
        print(
            "gdsim --version: must say 'executor compiled'; this wheel has no compiled loop", file=sys.stderr
        )
        return 1
    return subprocess.run([sys.executable, "-m", "gdsim", "self-test"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
