"""Until painted: gdsim as it always starts, ended by the first paint of its window; ``gdsim.bench`` measures it so.

``python -m gdsim.ui.until_painted [FILE]`` prints when the window was painted, on the clock of ``time.monotonic``, and
which of the libraries that nobody should have waited for had been imported by then.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from gdsim.ui.start import start

if TYPE_CHECKING:
    from gdsim.ui.window import Window

LATER = ("pyqtgraph", "scipy", "rich")
"""No window needs them to be seen."""


def _end_when_painted(window: Window) -> None:
    def end() -> None:
        print(time.monotonic(), *(name for name in LATER if name in sys.modules), flush=True)
        # At once: nothing of this start is to be kept.
        os._exit(0)

    window.seen.connect(end)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:], _end_when_painted))
