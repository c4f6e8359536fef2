"""Presenter mode as a widget: what it shows, says and wants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gdsim.core.divergence import Divergence
from gdsim.core.experiment import Data, Experiment, Layer, Network, Sampling, activation, loss, optimizer
from gdsim.core.program import Stage
from gdsim.state.intents import Seek, Step
from gdsim.state.model import Granularity
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.presenter.badges import badge_rect, badge_words
from gdsim.ui.presenter.edges import pill_places, pills
from gdsim.ui.presenter.foot import sentence_of
from gdsim.ui.presenter.head import chevrons, readout_rects
from gdsim.ui.presenter.placement import Placement
from gdsim.ui.presenter.presenter import Presenter
from gdsim.ui.presenter.scene import Scene as Shown
from gdsim.ui.presenter.table import SMALLEST, table
from gdsim.ui.presenter.waiting import waiting
from gdsim.ui.presenter.zones import CANVAS
from tests.ui.canvas.scenes import Scene, mazur, moons, penguins

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def shown(
    qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int] = (1920, 1080)
) -> tuple[Presenter, list[object]]:
    """A presenter on the screen and the list of what it wants."""
    presenter = Presenter()
    qtbot.addWidget(presenter)
    presenter.reduced_motion = True
    wants: list[object] = []
    presenter.wanted.connect(wants.append)
    presenter.resize(*size)
    presenter.show_snapshot(snapshot)
    presenter.show()
    return presenter, wants


def scene_of(presenter: Presenter) -> tuple[Shown, Placement]:
    """What it paints from."""
    scene, placed = presenter.scene(), presenter.placement()
    assert scene is not None and placed is not None
    return scene, placed


def click(presenter: Presenter, place: QPointF) -> None:
    """A click at a place of the design."""
    point = presenter.fit().to_widget(place).toPoint()
    QTest.mouseClick(presenter, Qt.MouseButton.LeftButton, pos=point)


@pytest.mark.parametrize(
    "scene", [moons, mazur, penguins, lambda: penguins((32, 16)), lambda: penguins((4,) * 15)]
)
@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
def test_the_presenter_paints_every_line_in_44_pixels(
    qtbot: QtBot, scene: object, size: tuple[int, int]
) -> None:
    """Every line can be shown; its first row is one line of at least 44 px that fits."""
    made: Scene = scene()  # type: ignore[operator]
    presenter, _ = shown(qtbot, made.after(None), size)
    names = made.lines(2)
    for name in (None, *(names if len(names) < 40 else names[::5])):
        presenter.show_snapshot(made.after(name, 2))
        assert not presenter.grab().isNull()
        found, _ = scene_of(presenter)
        if found.told_equation is not None:
            set_ = table(found, found.told_equation)
            assert set_.size >= SMALLEST and set_.width <= CANVAS.width() - 55, name


def test_the_designs_picture_is_presented(qtbot: QtBot) -> None:
    """The design's picture: two pills, four δ, the flow to hidden 1, one sentence, and what is still to come."""
    presenter, _ = shown(qtbot, mazur().after("delta1"))
    scene, placed = scene_of(presenter)
    assert [text for _, text, *_ in pills(scene, placed)] == ["+0.40", "+0.50"]
    told = [badge_words(scene, (layer, unit)) for layer in (1, 2) for unit in (0, 1)]
    assert [each[0] for each in told if each] == ["δ +0.009", "δ +0.010", "δ +0.138", "δ −0.038"]
    assert sentence_of(scene) == "Each output δ flows back through its weight; the slope scales the sum."
    assert waiting(scene) == ("dW1",) and scene.focus == (1, 0) and scene.accent == "gradient"


def test_nothing_covers_a_pill_or_a_neuron(qtbot: QtBot) -> None:
    """Pills keep off the neurons, and off each other, where there is room."""
    for made in (mazur(), moons()):
        presenter, _ = shown(qtbot, made.after("delta1"))
        scene, placed = scene_of(presenter)
        places = [place for *_, place in pill_places(scene, placed)]
        assert all(placed.at(place) is None for place in places)
        assert len({(round(p.x()), round(p.y())) for p in places}) == len(places)


@pytest.mark.parametrize(
    ("key", "modifier", "wanted"),
    [
        (Key.Key_PageDown, Modifier.NoModifier, Step(Granularity.OPERATION)),
        (Key.Key_Space, Modifier.NoModifier, Step(Granularity.OPERATION)),
        (Key.Key_Right, Modifier.NoModifier, Step(Granularity.OPERATION)),
        (Key.Key_PageUp, Modifier.NoModifier, Step(Granularity.OPERATION, back=True)),
        (Key.Key_Left, Modifier.NoModifier, Step(Granularity.OPERATION, back=True)),
        (Key.Key_Right, Modifier.ShiftModifier, Step(Granularity.UPDATE)),
        (Key.Key_1, Modifier.ShiftModifier, Seek(1, 1)),
        (Key.Key_Exclam, Modifier.ShiftModifier, Seek(1, 1)),
        (Key.Key_Percent, Modifier.ShiftModifier, Seek(1, 17)),
    ],
)
def test_keys_of_a_remote_move_the_cursor(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, wanted: object
) -> None:
    """What a remote sends, and the keys of the transport, move the cursor by intents."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    QTest.keyClick(presenter, key, modifier)
    if isinstance(wanted, Seek):
        first = mazur().after(None).program.stage_lines(Stage.SAMPLE if wanted.line == 1 else Stage.UPDATE)[0]
        wanted = Seek(1, first + 1)
    assert wants == [wanted]


def test_unknown_keys_change_nothing(qtbot: QtBot) -> None:
    """A key that presenter mode does not know changes nothing."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    before = presenter.grab().toImage()
    for key in (Key.Key_A, Key.Key_Home, Key.Key_K, Key.Key_1):
        QTest.keyClick(presenter, key)
    assert wants == [] and presenter.grab().toImage() == before


def test_keys_go_before_the_windows_shortcuts(qtbot: QtBot) -> None:
    """Space is the presenter's while it has the keys, and moves one line, not one granularity."""
    window = QMainWindow()
    qtbot.addWidget(window)
    pressed: list[str] = []
    action = QAction("Step", window)
    action.setShortcut(QKeySequence("Space"))
    action.triggered.connect(lambda: pressed.append("Step"))
    window.addAction(action)
    presenter = Presenter()
    wants: list[object] = []
    presenter.wanted.connect(wants.append)
    window.setCentralWidget(presenter)
    presenter.show_snapshot(mazur().after("delta1"))
    window.show()
    presenter.setFocus()
    QTest.keyClick(presenter, Key.Key_Space)
    assert wants == [Step(Granularity.OPERATION)] and pressed == []


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F5])
def test_escape_and_f5_ask_to_leave(qtbot: QtBot, key: Qt.Key) -> None:
    """Esc and F5 ask to leave; the cursor is left alone."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    with qtbot.waitSignal(presenter.leave_wanted):
        QTest.keyClick(presenter, key)
    assert wants == []


def test_keys_and_clicks_choose_the_unit(qtbot: QtBot) -> None:
    """↑, ↓ and a click choose the unit; formula, pills and arrows follow, the lesson does not move."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    QTest.keyClick(presenter, Key.Key_Down)
    scene, placed = scene_of(presenter)
    assert scene.focus == (1, 1)
    assert [text for _, text, *_ in pills(scene, placed)] == ["+0.45", "+0.55"]
    QTest.keyClick(presenter, Key.Key_Down)
    assert scene_of(presenter)[0].focus == (1, 1)
    neuron = placed.neuron(1, 0)
    assert neuron is not None
    click(presenter, neuron)
    assert scene_of(presenter)[0].focus == (1, 0) and wants == []


def test_a_badge_leads_to_its_line(qtbot: QtBot) -> None:
    """A click on δ goes to the line that wrote it."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    scene, placed = scene_of(presenter)
    rect = badge_rect(scene, placed, (2, 1))
    assert rect is not None
    click(presenter, rect.center())
    assert wants == [Seek(1, mazur().lines().index("delta2") + 1)]


def test_a_click_on_the_ribbon_leads_to_its_stage(qtbot: QtBot) -> None:
    """A stage leads to its first line, and says only its name."""
    presenter, wants = shown(qtbot, mazur().after("delta1"), (1280, 720))
    click(presenter, chevrons()[Stage.FORWARD].boundingRect().center())
    assert wants == [Seek(1, mazur().lines().index("z1") + 1)]


def test_a_click_on_the_loss_shows_its_formula(qtbot: QtBot) -> None:
    """The loss shows its formula, the cursor stays, and the next step takes it away."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    scene, _ = scene_of(presenter)
    click(presenter, readout_rects(scene)[2].center())
    told = scene_of(presenter)[0].told_equation
    assert told is not None and told.writes == "l" and wants == []
    presenter.show_snapshot(mazur().after("dW1"))
    told = scene_of(presenter)[0].told_equation
    assert told is not None and told.writes == "dW1"


def test_chosen_decimals_hold_for_the_session(qtbot: QtBot) -> None:
    """+ and − change the decimals of canvas and formula together, and stay when the cursor moves."""
    presenter, _ = shown(qtbot, mazur().after("delta1"))
    QTest.keyClick(presenter, Key.Key_Plus)
    scene, placed = scene_of(presenter)
    assert badge_words(scene, (1, 0)) == ("δ +0.0088", "delta1")
    assert scene.digits_of(scene.told_equation) == scene.digits
    presenter.show_snapshot(mazur().after("dW1"))
    assert scene_of(presenter)[0].digits.decimals == 4
    for _ in range(9):
        QTest.keyClick(presenter, Key.Key_Minus)
    assert scene_of(presenter)[0].digits.decimals == 1
    assert placed.neuron(1, 0) is not None


def test_b_blackens_and_any_key_brings_back(qtbot: QtBot) -> None:
    """B blackens the screen; the next key only brings it back."""
    presenter, wants = shown(qtbot, mazur().after("delta1"))
    presenter._hints.stop()  # they fade by the clock, whatever the test does
    before = presenter.grab().toImage()
    QTest.keyClick(presenter, Key.Key_B)
    assert presenter.grab().toImage().pixelColor(960, 540) == QColor("black")
    QTest.keyClick(presenter, Key.Key_Space)
    assert presenter.grab().toImage() == before and wants == []
    QTest.keyClick(presenter, Key.Key_Period)
    assert presenter.black


@pytest.mark.parametrize("key", [Key.Key_V, Key.Key_Z])
def test_vector_form_and_zoom_go_back(qtbot: QtBot, key: Qt.Key) -> None:
    """V and Z change the picture, and the same key restores it exactly."""
    presenter, wants = shown(qtbot, moons().after("delta1", 184))
    presenter._hints.stop()  # they fade by the clock, whatever the test does
    before = presenter.grab().toImage()
    QTest.keyClick(presenter, key)
    assert presenter.grab().toImage() != before
    QTest.keyClick(presenter, key)
    assert presenter.grab().toImage() == before and wants == []


def test_zoom_shows_only_the_formulas_units(qtbot: QtBot) -> None:
    """Zoomed, only the unit and those in its formula are drawn."""
    presenter, _ = shown(qtbot, moons().after("delta1", 184))
    presenter.toggle_zoom()
    _, placed = scene_of(presenter)
    assert [(column.layer, sorted(column.places)) for column in placed.columns] == [(1, [0]), (2, [0, 1, 2])]


def test_hints_are_shown_for_a_while(qtbot: QtBot) -> None:
    """The keys are shown after entering and after the pointer moves, for a while; never to a screen reader."""
    presenter, _ = shown(qtbot, mazur().after("delta1"))
    assert presenter.hints_shown
    assert "PgDn" not in presenter.accessibleDescription()
    presenter._hints.setInterval(1)
    presenter._show_hints()
    qtbot.waitUntil(lambda: not presenter.hints_shown)
    QTest.mouseMove(presenter, presenter.rect().center())
    presenter._hints.setInterval(3000)
    QTest.mouseMove(presenter, presenter.rect().center() * 0.9)
    assert presenter.hints_shown


def test_before_the_first_line_it_says_press_space(qtbot: QtBot) -> None:
    """Before the first line it says what to press, and every number is still to come."""
    presenter, _ = shown(qtbot, mazur().after(None))
    scene, _ = scene_of(presenter)
    assert sentence_of(scene).startswith("Press Space")
    assert scene.equation is None and scene.choices == () and scene.number("a1", 0) is None
    presenter.other_unit(1)
    presenter.go_to(Stage.LOSS)


def test_a_divergence_is_said_in_the_sentence(qtbot: QtBot) -> None:
    """Where the run left the finite numbers the sentence says so."""
    gone = replace(mazur().after("z1"), diverged=Divergence(1, "z1", "W1 @ x"))
    presenter, _ = shown(qtbot, gone)
    assert sentence_of(scene_of(presenter)[0]) == "The run left the finite numbers at update 1."


def test_the_step_is_written_on_the_weights(qtbot: QtBot) -> None:
    """At stage 5 a pill reads old → new, and not before the weights have moved."""
    presenter, _ = shown(qtbot, mazur().after("step"))
    assert all("→" not in text for _, text, *_ in pills(*scene_of(presenter)))
    presenter.show_snapshot(mazur().after("theta_next"))
    assert [text for _, text, *_ in pills(*scene_of(presenter))] == ["+0.40 → +0.359", "+0.45 → +0.409"]


def test_dashes_move_after_a_step_forward_only(qtbot: QtBot) -> None:
    """The dashes move after a step of backprop, not after a step back, and never under reduced motion."""
    presenter, _ = shown(qtbot, mazur().after("slope1"))
    presenter.show_snapshot(mazur().after("delta1"))
    assert presenter._flow.share == 1.0
    presenter.reduced_motion = False
    presenter.show_snapshot(mazur().after("slope1"))
    assert presenter._flow.share == 1.0
    presenter.show_snapshot(mazur().after("delta1"))
    assert presenter._flow.share < 1.0
    presenter.hide()
    assert presenter._flow.share == 1.0


def test_a_smaller_network_forgets_the_choice(qtbot: QtBot) -> None:
    """A unit that the network no longer has is not looked at any more."""
    presenter, _ = shown(qtbot, penguins().after("delta1"))
    presenter.look_at(1, 5)
    presenter.show_snapshot(mazur().after("delta1"))
    assert scene_of(presenter)[0].focus == (1, 0)


@pytest.mark.parametrize("name", theme.names())
def test_bars_beside_the_canvas_have_the_grounds_colour(qtbot: QtBot, qapp: object, name: str) -> None:
    """On a screen of another shape one scale factor holds, and the bars have the ground's colour."""
    presenter, _ = shown(qtbot, mazur().after("delta1"), (1024, 768))
    before = theme.current()
    try:
        theme.apply(qapp, theme.theme(name))  # type: ignore[arg-type]
        presenter.apply_theme(theme.theme(name))
        picture = presenter.grab().toImage()
        for y in (4, 763):
            assert picture.pixelColor(512, y) == QColor(theme.theme(name).background)
    finally:
        theme.apply(qapp, before)  # type: ignore[arg-type]


def test_numbers_that_are_none_are_painted(qtbot: QtBot) -> None:
    """Infinities and what is not a number are written as such; nothing fails on them."""
    experiment = Experiment(
        Data("sine"),
        Network((Layer(3, activation("relu")), Layer(1, activation("identity")))),
        loss("mean_squared_error"),
        Sampling("mini_batch", "shuffle", 4),
        optimizer("gd", learning_rate=1e150),
        3,
    )
    made = Scene(experiment)
    made.timeline.advance(3)
    assert made.timeline.diverged is not None
    update = made.timeline.diverged.update
    presenter, _ = shown(qtbot, made.after(None, update))
    for name in made.lines(update):
        presenter.show_snapshot(made.after(name, update))
        assert not presenter.grab().isNull()
        QTest.keyClick(presenter, Key.Key_V)
        assert not presenter.grab().isNull()
