"""The executor of this process: the compiled one where it was built, unless GDSIM_EXECUTOR says otherwise."""

from __future__ import annotations

from gdsim.core.executors.names import executor_name
from gdsim.core.executors.numpy_executor import NumpyExecutor


def executor_class() -> type[NumpyExecutor]:
    """One for run and trace alike: a number is never explained by other arithmetic than made it."""
    return executor_of(executor_name())


def executor_of(name: str) -> type[NumpyExecutor]:
    """Any executor of this installation by its name, for measuring and comparing them."""
    if name == "numpy":
        return NumpyExecutor
    from gdsim.core.executors.compiled_executor import CompiledExecutor

    return CompiledExecutor
