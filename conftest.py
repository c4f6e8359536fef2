"""What pytest leaves alone here: the compiled executor's module, where there was no compiler to build its loop."""

from __future__ import annotations

from gdsim.core.executors.names import available

collect_ignore = [] if "compiled" in available() else ["gdsim/core/executors/compiled_executor.py"]
