"""Choosing what to learn from a table: target, task, scaling, and what cannot be learned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from gdsim.files.samples import samples_of
from gdsim.ui.start_screen.csv_dialog import CsvDialog

PEOPLE = "height,weight,name,sport\n" + "".join(
    f"{1.5 + 0.01 * row},{50 + row},n{row},{'run' if row % 2 else 'swim'}\n" for row in range(12)
)


@pytest.fixture
def dialog(owner: QWidget, tmp_path: Path) -> Callable[[str], CsvDialog]:
    """A dialog on a table of some text."""

    def show(text: str) -> CsvDialog:
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        made = CsvDialog(path, owner)
        made.open()
        return made

    return show


def allowed(dialog: CsvDialog) -> bool:
    """Whether it can be opened."""
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled()


def choose(dialog: CsvDialog, target: str) -> None:
    """As the user chooses a column."""
    dialog.target.choose(target)
    dialog.target.chosen.emit(target)
    dialog.check()


def test_the_dialog_opens_with_the_last_column_learned(
    dialog: Callable[[str], CsvDialog], qtbot: QtBot
) -> None:
    """Classes in the last column: text is left out of the inputs, and it says so."""
    made = dialog(PEOPLE)
    assert made.rows.rowCount() == 5
    assert made.features == ("height", "weight")
    assert "2 classes of sport" in made.outcome.text() and "name" in made.outcome.text()
    with qtbot.waitSignal(made.made) as opened:
        made.accept()
    [experiment] = opened.args
    assert experiment.loss.function.key == "binary_cross_entropy"
    assert samples_of(experiment).features == ("height", "weight")
    assert experiment.data.scaling == "standardize"


def test_a_number_to_predict_makes_a_regression(dialog: Callable[[str], CsvDialog]) -> None:
    """Another target: a regression, and its heading in the table says which one it is."""
    made = dialog(PEOPLE)
    choose(made, "weight")
    assert made.experiment is not None
    assert made.experiment.loss.function.key == "mean_squared_error"
    heads = [made.rows.horizontalHeaderItem(place).text() for place in range(4)]
    assert heads == ["height\ninput", "weight\nlearned", "name\nnot used", "sport\nnot used"]


def test_chosen_scaling_and_task_are_taken(dialog: Callable[[str], CsvDialog]) -> None:
    """What is chosen stands in the experiment."""
    made = dialog(PEOPLE)
    made.scaling.choose("min_max")
    made.task.choose("classification")
    choose(made, "weight")
    assert made.experiment is not None
    assert made.experiment.data.scaling == "min_max"
    assert len(samples_of(made.experiment).classes) == 12


def test_an_error_is_told_in_place(dialog: Callable[[str], CsvDialog], qtbot: QtBot) -> None:
    """What cannot be read is told with its line; nothing is lost, and another choice can follow."""
    made = dialog("a,b,c\n1,2,x\n1,,y\n3,4,x\n")
    assert not allowed(made)
    assert "line 3" in made.message.text()
    assert made.rows.rowCount() == 3
    with qtbot.assertNotEmitted(made.made):
        made.accept()
    assert made.isVisible()


def test_a_bad_choice_can_be_mended(dialog: Callable[[str], CsvDialog]) -> None:
    """Words cannot be predicted as a number; the next choice can be opened."""
    made = dialog(PEOPLE)
    made.task.choose("regression")
    choose(made, "sport")
    assert not allowed(made) and made.message.isVisible()
    choose(made, "height")
    assert allowed(made) and not made.message.isVisible()


@pytest.mark.parametrize("text", ["", "only one column\n1\n2\n", "a,b\n"])
def test_a_file_without_a_table_leaves_only_cancel(dialog: Callable[[str], CsvDialog], text: str) -> None:
    """A file without a table leaves only Cancel, and a sentence."""
    made = dialog(text)
    assert not allowed(made)
    assert made.message.text()


def test_a_choice_just_made_counts(dialog: Callable[[str], CsvDialog], qtbot: QtBot) -> None:
    """Enter right after a choice opens with that choice, though the table was not read again yet."""
    made = dialog(PEOPLE)
    made.target.choose("height")
    made.target.chosen.emit("height")
    with qtbot.waitSignal(made.made) as opened:
        made.accept()
    assert opened.args[0].data.settings["target"] == "height"
