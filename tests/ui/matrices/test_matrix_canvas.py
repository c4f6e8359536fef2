"""The matrices as a widget: what they show, say and want."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.core.experiment import loss
from gdsim.core.program import Stage
from gdsim.state.intents import Seek, Select, ViewSample
from gdsim.ui import theme
from gdsim.ui.matrices.cell import Cell
from gdsim.ui.matrices.description import line_in_words
from gdsim.ui.matrices.fields import extent, pooling
from gdsim.ui.matrices.matrix import LOWER, UPPER
from gdsim.ui.matrices.matrix_canvas import MatrixCanvas
from gdsim.ui.matrices.reading import tip_rows
from gdsim.ui.matrices.surroundings import samples_rect, samples_words, scale_rect
from gdsim.ui.matrices.wires import chips
from tests.ui.canvas.scenes import Scene, mazur, moons
from tests.ui.matrices.scenes import click, large, middle, scene_of, shown

LINES = ["dW2", "z1", "a3", "delta2", "da1", "slope2", "db3"]


def picture(canvas: MatrixCanvas) -> QImage:
    """What it paints now."""
    return canvas.grab().toImage()


def words(canvas: MatrixCanvas, cell: Cell) -> str:
    """The tip of a cell as plain text; symbols by their names in the program."""
    rows = tip_rows(scene_of(canvas), cell)
    parts = [part for phrase, _, _ in rows for part in phrase]
    return " ".join(getattr(part, "name", None) or getattr(part, "text", "") for part in parts)


@pytest.mark.parametrize(
    "scene",
    [
        large,
        moons,
        mazur,
        lambda: large((200,), 100),
        lambda: large((20,) * 15, 4),
        lambda: large((20,), 4, False, loss("mean_squared_error"), "sigmoid"),
    ],
)
@pytest.mark.parametrize("size", [(320, 220), (1040, 500), (1900, 1000)])
def test_the_matrices_paint_every_line_at_every_size(
    qtbot: QtBot, scene: object, size: tuple[int, int]
) -> None:
    """Every line of an update can be shown at every size, with something selected."""
    made: Scene = scene()  # type: ignore[operator]
    canvas, _ = shown(qtbot, made.after(None), size)
    for name in (None, *made.lines(2)):
        canvas.show_snapshot(made.after(name, 2, selected="dW1[1,1]"))
        assert not canvas.grab().isNull()


def test_every_line_changes_the_picture(qtbot: QtBot) -> None:
    """No operation leaves the picture as it was, stage 5 and its numbers for all parameters included."""
    made = large()
    canvas, _ = shown(qtbot, made.after(None, 5))
    before = picture(canvas)
    for name in made.lines(5):
        if name in ("L", "gradient_norm"):
            continue
        canvas.show_snapshot(made.after(name, 5))
        now = picture(canvas)
        assert now != before, name
        before = now


def test_only_what_a_line_wrote_is_painted_again(qtbot: QtBot) -> None:
    """A step makes one picture, a hover none: the others are kept."""
    made = large()
    canvas, _ = shown(qtbot, made.after("da1", 5))
    picture(canvas)
    before = canvas.pictures.drawn
    canvas.show_snapshot(made.after("slope1", 5))
    picture(canvas)
    assert canvas.pictures.drawn == before
    canvas.show_snapshot(made.after("delta1", 5))
    picture(canvas)
    assert canvas.pictures.drawn == before + 1
    QTest.mouseMove(canvas, middle(canvas, Cell((2, "W", LOWER), 3, 3)).toPoint())
    picture(canvas)
    assert canvas.pictures.drawn == before + 1


def test_another_update_is_painted_anew(qtbot: QtBot) -> None:
    """Pictures of one update are never taken for those of another."""
    made = large()
    canvas, _ = shown(qtbot, made.after("a3", 5))
    first = picture(canvas)
    canvas.show_snapshot(made.after("a3", 6))
    assert picture(canvas) != first
    canvas.show_snapshot(made.after("a3", 5))
    assert picture(canvas) == first


@pytest.mark.parametrize("name", ["light", "contrast"])
def test_pictures_follow_the_theme(qtbot: QtBot, name: str, qapp: object) -> None:
    """Another theme gives other pictures, also of what was painted before."""
    worn = theme.current()
    theme.apply(qapp, theme.theme("dark"))  # type: ignore[arg-type]
    canvas, _ = shown(qtbot, large().after("dW2", 5))
    before = picture(canvas)
    theme.apply(qapp, theme.theme(name))  # type: ignore[arg-type]
    try:
        canvas.apply_theme(theme.current())
        assert picture(canvas) != before
    finally:
        theme.apply(qapp, worn)  # type: ignore[arg-type]


# Cells


def test_click_on_a_gradient_selects_it(qtbot: QtBot) -> None:
    """A cell of ∂L/∂W is selected by its name, one of W as the weight, one of the strip as the bias."""
    canvas, wants = shown(qtbot, large().after("db2", 5))
    for spot, row, column in (
        ((2, "W", LOWER), 12, 22),
        ((2, "W", UPPER), 12, 22),
        ((2, "W", LOWER), 3, None),
        ((2, "W", UPPER), 3, None),
    ):
        click(canvas, middle(canvas, Cell(spot, row, column)))
    assert wants == [Select("dW2[13,23]"), Select("W2[13,23]"), Select("db2[4]"), Select("b2[4]")]


def test_click_on_a_sample_views_it(qtbot: QtBot) -> None:
    """A cell of δ, z or a brings its sample into view and selects its unit; the sample in view is not asked for."""
    canvas, wants = shown(qtbot, large().after("dW2", 5, sample=3))
    click(canvas, middle(canvas, Cell((2, "z", LOWER), 12, 6)))
    click(canvas, middle(canvas, Cell((1, "a", UPPER), 4, 3)))
    assert wants == [ViewSample(6), Select("delta2[13]"), Select("a1[5]")]


def test_click_on_a_step_selects_the_weight(qtbot: QtBot) -> None:
    """In stage 5 the cell below belongs to the weight above."""
    canvas, wants = shown(qtbot, large().after("step", 5))
    click(canvas, middle(canvas, Cell((2, "W", LOWER), 1, 2)))
    assert wants == [Select("W2[2,3]")]


def test_click_beside_everything_selects_nothing(qtbot: QtBot) -> None:
    """A click on the ground takes the selection away, once."""
    canvas, wants = shown(qtbot, large().after("dW2", 5, selected="W1[1,1]"))
    corner = scene_of(canvas).placement.panel(2, UPPER).bottomLeft()
    click(canvas, corner + QPoint(30, -3))
    assert wants == [Select(None)]


def test_tip_reads_the_number_and_its_origin(qtbot: QtBot) -> None:
    """A gradient is told with its sign and which rows made it; what is hatched is not a number."""
    snapshot = large().after("dW2", 5)
    canvas, _ = shown(qtbot, snapshot)
    said = words(canvas, Cell((2, "W", LOWER), 12, 22))
    value = snapshot.trace["dW2"][12, 22]
    assert said.startswith("dW2[13,23]") and f"{abs(value):.4f}" in said and ("−" in said) == (value < 0)
    assert "row 13 of  delta2" in said and "row 23 of  a1" in said
    assert "not computed yet" in words(canvas, Cell((1, "W", LOWER), 0, 0))
    assert "not computed yet" in words(canvas, Cell((1, "W", UPPER), 0, 0))
    assert "island_Biscoe" in words(canvas, Cell((0, "a", UPPER), 4, 0))


def test_hover_lights_and_leaving_ends_it(qtbot: QtBot) -> None:
    """The cell under the pointer is read out until the pointer leaves."""
    canvas, _ = shown(qtbot, large().after("dW2", 5))
    plain = picture(canvas)
    cell = Cell((2, "W", LOWER), 12, 22)
    QTest.mouseMove(canvas, middle(canvas, cell).toPoint())
    lit = picture(canvas)
    assert scene_of(canvas).hovered == cell and lit != plain
    canvas.leaveEvent(None)  # type: ignore[arg-type]
    assert scene_of(canvas).hovered is None and picture(canvas) != lit


def test_keys_go_from_cell_to_cell(qtbot: QtBot) -> None:
    """↑ ↓ and Alt+← → move from the selected cell; ← and → alone stay with the transport."""
    canvas, wants = shown(qtbot, large().after("dW2", 5, selected="dW2[13,23]"))
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert wants == [Select("dW2[12,23]"), Select("dW2[13,24]")]
    canvas.show_snapshot(large().after("dW2", 5, selected="delta2[1]", sample=15))
    wants.clear()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wants == [ViewSample(14), Select("delta2[1]")]


def test_enter_follows_the_largest_factor(qtbot: QtBot) -> None:
    """From a gradient to the error in its largest product, and on to what made that."""
    snapshot = large().after("dW2", 5, selected="dW2[13,23]")
    canvas, wants = shown(qtbot, snapshot)
    largest = int(np.argmax(np.abs(snapshot.trace["delta2"][12] * snapshot.trace["a1"][22])))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert wants[-1] == Select("delta2[13]")
    assert largest == 0 or wants[0] == ViewSample(largest)
    canvas.show_snapshot(large().after("dW2", 5, selected="delta2[13]", sample=largest))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert wants[-1] == Select("da2[13]")


# Operations


@pytest.mark.parametrize("name", LINES)
def test_click_on_an_operation_goes_to_its_line(qtbot: QtBot, name: str) -> None:
    """The glyph that stands for a line seeks to after it; a slope is the name on its line from above."""
    made = large()
    canvas, wants = shown(qtbot, made.after("db1", 5))
    line = made.lines(5).index(name)
    scene = scene_of(canvas)
    points = [glyph.at for glyph in scene.glyphs if glyph.line == line]
    points += [rect.center() for reuse, rect in chips(scene) if reuse.line == line]
    if name == "db3":
        assert not points
        return
    for point in points:
        click(canvas, point)
    assert points and set(wants) == {Seek(5, line + 1)}


def test_the_operation_at_the_cursor_is_filled(qtbot: QtBot) -> None:
    """Exactly the glyphs of the line at the cursor are active: two for z, which multiplies and adds."""
    made = large()
    canvas, _ = shown(qtbot, made.after(None, 5))
    for name in made.lines(5)[: made.lines(5).index("g")]:
        canvas.show_snapshot(made.after(name, 5))
        scene = scene_of(canvas)
        active = [glyph for glyph in scene.glyphs if glyph.active]
        stand_ins = [reuse for reuse in scene.reuses if reuse.stand_in]
        expected = {"z": 2, "x": 0, "y": 0, "l": 0, "L": 0, "db": 0, "slope": 0}
        assert len(active) == expected.get(name.rstrip("123"), 1), name
        assert len(stand_ins) == (1 if name.startswith("slope") else 0)


def test_lines_from_above_stand_for_what_has_run(qtbot: QtBot) -> None:
    """A gradient line that has not run reuses nothing yet; the one at the cursor is bright."""
    canvas, _ = shown(qtbot, large().after("delta3", 5))
    assert [(reuse.name, reuse.active) for reuse in scene_of(canvas).reuses] == [("a3", True)]
    canvas.show_snapshot(large().after("dW2", 5))
    reuses = {reuse.name: reuse.active for reuse in scene_of(canvas).reuses}
    assert reuses == {"a1": True, "slope2": False, "W3": False, "a2": False, "a3": False}


def test_hover_on_a_product_shows_row_times_column(qtbot: QtBot) -> None:
    """Over × of ∂L/∂W the rows of δ and a that make its selected number are lit; over one not yet run nothing is."""
    made = large()
    canvas, _ = shown(qtbot, made.after("dW2", 5, selected="W2[13,23]"))
    for name, expected in (("dW2", Cell((2, "W", LOWER), 12, 22)), ("dW1", None)):
        line = made.lines(5).index(name)
        spot = next(glyph.at for glyph in scene_of(canvas).glyphs if glyph.line == line)
        QTest.mouseMove(canvas, spot.toPoint())
        assert scene_of(canvas).glyph is not None and scene_of(canvas).lit == expected


def test_a_line_is_told_with_its_shapes() -> None:
    """The tip of an operation has its formula and the shapes of what it reads and writes."""
    snapshot = large().after("dW2", 5)
    said = line_in_words(snapshot, snapshot.program.written["dW2"])
    assert "16×16" in said and "32×16" in said and "→ 16×32" in said


# The rest


def test_the_list_of_samples_chooses_one(qtbot: QtBot) -> None:
    """The words at the top right open a list of the batch; an entry looks at that sample."""
    canvas, wants = shown(qtbot, large().after("dW2", 5, sample=6))
    scene = scene_of(canvas)
    assert samples_words(scene, 1000) == "columns of z, a and δ: the 16 samples of batch 5 ▾"
    click(canvas, samples_rect(scene).center())
    entries = canvas.samples_menu.actions()
    assert len(entries) == 16 and entries[6].isChecked()
    entries[3].trigger()
    canvas.samples_menu.close()
    assert wants == [ViewSample(3)]


def test_one_scale_for_all_of_a_kind(qtbot: QtBot) -> None:
    """S and the words in the legend switch between a scale for each matrix and one for all of a kind."""
    canvas, _ = shown(qtbot, large().after("dW1", 5))
    own = [scene_of(canvas).largest(matrix) for matrix in scene_of(canvas).shown if matrix.name[:1] == "W"]
    QTest.keyClick(canvas, Qt.Key.Key_S)
    assert canvas.common_scale
    scales = {scene_of(canvas).largest(m) for m in scene_of(canvas).shown if m.name[:1] == "W"}
    assert scales == {max(own)}
    click(canvas, scale_rect(scene_of(canvas)).center())
    assert not canvas.common_scale


def test_captions_say_scale_and_pooling(qtbot: QtBot) -> None:
    """Under a matrix stands its largest magnitude; what is pooled says of how many."""
    canvas, _ = shown(qtbot, large((128,), 16).after("dW1", 2))
    scene = scene_of(canvas)
    weights = scene.matrices[1, "W", UPPER]
    assert extent(scene, weights)[0].startswith("±")
    assert pooling(weights)[0] == "each cell: the largest of 2×1"
    assert extent(scene, scene.matrices[2, "a", UPPER])[0].startswith("0 …")
    assert not pooling(scene.matrices[2, "z", UPPER])


def test_layers_out_of_sight_are_brought_in(qtbot: QtBot) -> None:
    """The layer at work is in sight; PgUp, PgDn and the signs at the sides show others."""
    made = large((20,) * 15, 4)
    canvas, wants = shown(qtbot, made.after("a9", 2))
    assert 9 in scene_of(canvas).placement.visible
    first = scene_of(canvas).placement.visible.start
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert scene_of(canvas).placement.visible.start == first + 1
    click(canvas, scene_of(canvas).placement.stub_rect(0).center())
    assert scene_of(canvas).placement.visible.stop <= first + 2
    canvas.show_snapshot(made.after("z9", 2))
    assert not wants


def test_a_screen_reader_gets_operation_and_matrices(qtbot: QtBot) -> None:
    """A screen reader gets the operation, the matrices of the layer at work, and the state of the others."""
    canvas, _ = shown(qtbot, large().after("dW2", 5))
    said = canvas.accessibleDescription()
    assert said.startswith("Backprop: d L by d W 2 is delta 2 times a 1 transposed over B.")
    assert (
        "W 2, 16 by 32, from" in said and "layer 1 · tanh · 32: norm of d L by d W 1 not computed yet" in said
    )


def test_dashes_move_only_while_playing(qtbot: QtBot) -> None:
    """The flow stands still unless it plays, and under reduced motion always."""
    canvas, _ = shown(qtbot, large().after("dW2", 5))
    canvas.reduced_motion = False
    snapshot = large().after("db2", 5)
    canvas.show_snapshot(snapshot)
    assert scene_of(canvas).offset == 0.0
    canvas.show_snapshot(replace(snapshot, playing=True))
    moved = scene_of(canvas).offset
    assert moved > 0.0
    canvas.reduced_motion = True
    canvas.show_snapshot(replace(snapshot, playing=True))
    assert scene_of(canvas).offset == moved


def test_the_scene_of_these_tests_reaches_stage_5() -> None:
    """The scene used here reaches stage 5, so that the tests above see it."""
    assert large().after("step", 5).stage is Stage.UPDATE
