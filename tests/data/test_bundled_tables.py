"""The bundled tables: each can be read and says where it comes from."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.stream import Stream
from gdsim.data.bundled_tables import bundled_tables
from gdsim.data.dataset import DataError
from gdsim.data.registries import DATASETS
from gdsim.data.resources_folder import resources


@pytest.mark.parametrize("key", bundled_tables())
def test_every_table_names_source_and_licence(key: str) -> None:
    """Every table names source and licence, and the licence file speaks of it."""
    table = bundled_tables()[key]
    assert table.source and table.licence
    assert f"{key}.csv" in (resources() / "data" / "LICENSES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", bundled_tables())
def test_every_bundled_table_can_be_read(key: str) -> None:
    """Every table is read through the data set as its description says, with finite inputs."""
    said = bundled_tables()[key]
    table = DATASETS["bundled"].table({"table": key}, Stream(1, "data"))
    assert table.features == said.features and table.outputs == (said.target,)
    assert np.isfinite(table.inputs).all()


def test_every_csv_is_described() -> None:
    """No table lies in the folder without its description."""
    assert {path.stem for path in (resources() / "data").glob("*.csv")} == set(bundled_tables())


@pytest.mark.parametrize(
    ("key", "shape", "counts"),
    [
        ("penguins", (342, 4), {"Adelie": 151, "Chinstrap": 68, "Gentoo": 123}),
        ("penguins_coded", (333, 8), {"Adelie": 146, "Chinstrap": 68, "Gentoo": 119}),
        ("iris", (150, 4), {"setosa": 50, "versicolor": 50, "virginica": 50}),
        ("wine", (178, 13), {"class_0": 59, "class_1": 71, "class_2": 48}),
    ],
)
def test_rows_and_classes_are_the_published_ones(
    key: str, shape: tuple[int, int], counts: dict[str, int]
) -> None:
    """Rows and class counts are those of the sources; the penguins without measurements are left out."""
    table = bundled_tables()[key].read()
    assert table.inputs.shape == shape
    assert table.labels is not None
    assert dict(zip(table.classes, np.bincount(table.labels).tolist(), strict=True)) == counts


def test_left_out_penguins_are_told() -> None:
    """The note says how many rows are missing."""
    assert "2 rows with missing values are left out" in bundled_tables()["penguins"].read().notes


def test_coded_penguins_are_the_complete_ones() -> None:
    """The table with island and sex has the measurements of the same penguins, and one island each."""
    plain, coded = bundled_tables()["penguins"].read(), bundled_tables()["penguins_coded"].read()
    assert {tuple(row) for row in coded.inputs[:, :4]} <= {tuple(row) for row in plain.inputs}
    assert (coded.inputs[:, 4:7].sum(axis=1) == 1).all() and set(coded.inputs[:, 7]) == {0.0, 1.0}


def test_unknown_table_is_refused() -> None:
    """The error lists the tables that there are."""
    with pytest.raises(
        DataError, match=r'data\.table: must be one of iris, penguins, penguins_coded, wine, not "cats"'
    ):
        DATASETS["bundled"].table({"table": "cats"}, Stream(1, "data"))
