"""From table: an experiment on a CSV file, with a small network that fits it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.core.stream import Stream
from gdsim.data.dataset import DataError
from gdsim.data.registries import DATASETS
from gdsim.files.messages import FileError


def experiment_on(
    table: Path,
    target: str | None = None,
    features: tuple[str, ...] | None = None,
    task: str | None = None,
    scaling: str = "standardize",
) -> Experiment:
    """An experiment on a table.

    Args:
        table: the CSV file.
        target: the name of the column to learn; the last where None.
        features: the names of the input columns; all but the target where None.
        task: ``regression`` or ``classification``; guessed from the target where None.
        scaling: what is done to the inputs, so that they are of a like size.

    Raises:
        FileError: where the table cannot be read.
    """
    chosen_columns = {"target": target, "features": features, "task": task}
    settings: dict[str, Any] = {"path": table.name}
    settings |= {key: value for key, value in chosen_columns.items() if value is not None}
    try:
        read = DATASETS["csv"].table(settings, Stream(0, "data"), table.resolve().parent)
    except DataError as error:
        raise FileError(str(table), error.field, error.message) from None
    if read.labels is None:
        output, chosen = Layer(len(read.outputs), activation("identity")), loss("mean_squared_error")
    elif len(read.classes) > 2:
        output, chosen = Layer(len(read.classes), activation("softmax")), loss("categorical_cross_entropy")
    else:
        output, chosen = Layer(1, activation("sigmoid")), loss("binary_cross_entropy")
    return Experiment(
        data=Data("csv", frozen(settings), scaling=scaling, folder=table.resolve().parent),
        network=Network((Layer(6, activation("tanh")), output)),
        loss=chosen,
        sampling=Sampling("mini_batch", batch_size=min(10, max(1, read.rows // 2))),
        optimizer=optimizer("adam"),
        name=table.stem,
    )
