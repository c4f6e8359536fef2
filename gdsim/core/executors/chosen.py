"""The executor of this process: the compiled one where it was built, unless GDSIM_EXECUTOR says otherwise."""

from __future__ import annotations

from functools import lru_cache

from gdsim.core.executors.names import executor_name
from gdsim.core.executors.numpy_executor import NumpyExecutor


@lru_cache(maxsize=1)
def executor_class() -> type[NumpyExecutor]:
    """One for run and trace alike: a number is never explained by other arithmetic than made it."""
    if executor_name() == "numpy":
        return NumpyExecutor
    from gdsim.core.executors.compiled_executor import CompiledExecutor

    return CompiledExecutor
