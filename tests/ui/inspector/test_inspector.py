"""The inspector: what it tells of the selected number, and how one gets from there to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.insight.gradient_check import GradientCheck
from gdsim.state.intents import Seek, Select, Step, ViewSample
from gdsim.ui import theme
from gdsim.ui.inspector.inspector import TITLE, Inspector
from gdsim.ui.inspector.measured import NO_PARAMETER, WAITING
from gdsim.ui.inspector.sheet import STRIP_STOP
from gdsim.ui.session import Session

DW2 = 17
"""After this line of the prepared example ∂L/∂W² is computed."""


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """The prepared example at the cursor of the design's picture."""
    made = Session(read(templates()["moons-adam"].path))
    made.dispatch(Seek(184, DW2))
    made.settle()
    made.dispatch(ViewSample(8))
    yield made
    made.settle()


@pytest.fixture
def inspector(qtbot: QtBot, session: Session) -> Inspector:
    """An inspector as it is in the window, wired to the session."""
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(508, 250)
    made.wanted.connect(session.dispatch)
    session.changed.connect(made.show_snapshot)
    made.show_snapshot(session.snapshot)
    made.show()
    return made


def where(inspector: Inspector, label: str) -> QPoint:
    """The middle of a number on the sheet."""
    return next(rect for name, rect in inspector.sheet.laid_out.links if name == label).center().toPoint()


def follow(qtbot: QtBot, inspector: Inspector, label: str) -> None:
    """Click a number."""
    qtbot.mouseClick(inspector.sheet, Qt.MouseButton.LeftButton, pos=where(inspector, label))


def test_an_empty_inspector_says_what_to_click(inspector: Inspector) -> None:
    """Empty, it says what would fill it."""
    assert inspector.accessibleName() == TITLE and inspector.found is None
    assert "Click a weight" in inspector.hint.accessibleName()
    assert inspector.accent is None and not inspector.copy_button.isVisible()


def test_tells_the_numbers_of_the_design_picture(inspector: Inspector, session: Session) -> None:
    """W²₃₂ at update 184: its gradient with its factors, and the check that was really computed."""
    session.dispatch(Select("W2[3,2]"))
    assert inspector.found is not None and inspector.found.label == "dW2[3,2]"
    assert isinstance(inspector.check, GradientCheck) and inspector.check.agrees
    assert inspector.check.slope == pytest.approx(-0.046530, abs=5e-7)
    labels = [label for label, _ in inspector.sheet.laid_out.links]
    assert {"delta2[3]", "a1[2]", "da2[3]", "slope2[3]", "theta[W3[1,3]]", "delta3[1]", "a2[3]"} <= set(
        labels
    )
    assert inspector.accent == "gradient"
    assert "Click any number" in inspector.hint.accessibleName()


def test_everything_fits_at_the_default_size(inspector: Inspector, session: Session) -> None:
    """The picture's gradient with bars and check needs no scrolling, and nothing lies beside the card."""
    session.dispatch(Select("W2[3,2]"))
    layout = inspector.sheet.laid_out
    assert layout.height <= inspector.sheet.parentWidget().height()
    assert max(piece.x + piece.box.width for piece in layout.pieces) <= inspector.sheet.width()


@pytest.mark.parametrize("width", [300, 400, 508, 640])
@pytest.mark.parametrize("label", ["W2[3,2]", "z2[3]", "delta1[2]", "b3[1]", "L", "m_hat[W2[3,2]]"])
def test_rows_keep_to_their_width(inspector: Inspector, session: Session, width: int, label: str) -> None:
    """From 300 to 640 pixels nothing is cut and no two columns run into each other."""
    inspector.resize(width, 250)
    session.dispatch(Seek(184))
    session.settle()
    session.dispatch(Select(label))
    sheet = inspector.sheet
    boxes = sorted((round(p.baseline), p.x, p.x + p.box.width) for p in sheet.laid_out.pieces)
    assert boxes and max(end for _, _, end in boxes) <= sheet.width() + 0.5
    for (line, _, end), (next_line, start, _) in pairwise(boxes):
        assert line != next_line or end < start


def test_a_click_follows_a_factor_and_back_returns(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    """δ, then what arrives, then the weight of the layer above; back goes the same way."""
    session.dispatch(Select("W2[3,2]"))
    for label in ("delta2[3]", "da2[3]", "theta[W3[1,3]]"):
        follow(qtbot, inspector, label)
        assert session.model.selected == label
    for label in ("da2[3]", "delta2[3]", "W2[3,2]"):
        qtbot.mouseClick(inspector.back_button, Qt.MouseButton.LeftButton)
        assert session.model.selected == label
    assert not inspector.back_button.isVisible()


def test_keys_follow_a_factor_and_return(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    """Tab goes from number to number and says what each is; Enter follows it, Alt+← returns."""
    session.dispatch(Select("delta2[3]"))
    inspector.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    first = inspector.hint.accessibleName()
    qtbot.keyClick(inspector.sheet, Qt.Key.Key_Tab)
    assert inspector.hint.accessibleName() != first and "Press Enter" in first
    qtbot.keyClick(inspector.sheet, Qt.Key.Key_Return)
    assert session.model.selected == "slope2[3]"
    inspector.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    qtbot.keyClick(inspector.sheet, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert session.model.selected == "delta2[3]"


def test_tab_leaves_behind_the_last_number(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    """The numbers are no trap: Tab gets through them and on."""
    session.dispatch(Select("a2[3]"))
    inspector.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(len(inspector.sheet.laid_out.links)):
        qtbot.keyClick(inspector.sheet, Qt.Key.Key_Tab)
    assert not inspector.sheet.hasFocus()


def test_a_bar_puts_its_sample_in_view(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    """The bars are the samples of the batch: a click looks at one, ↑ and ↓ at its neighbours."""
    session.dispatch(Select("W2[3,2]"))
    strip = inspector.sheet.laid_out.strip
    assert strip is not None
    third = QPoint(round(strip.left() + strip.width() * 0.25), round(strip.center().y()))
    qtbot.mouseMove(inspector.sheet, third)
    qtbot.mouseClick(inspector.sheet, Qt.MouseButton.LeftButton, pos=third)
    assert session.model.sample == 2
    assert inspector.found is not None and inspector.found.rows[1].sample == 2
    sheet = inspector.sheet
    sheet.setFocus(Qt.FocusReason.BacktabFocusReason)
    while sheet._stops[sheet._stop][0] != STRIP_STOP:
        qtbot.keyClick(sheet, Qt.Key.Key_Backtab)
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert session.model.sample == 3


def test_pointing_says_what_a_number_is(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    """Under the pointer: the number, its value and where it comes from."""
    session.dispatch(Select("W2[3,2]"))
    qtbot.mouseMove(inspector.sheet, where(inspector, "a1[2]"))
    assert "+0.647507, layer 1 · forward pass" in inspector.hint.accessibleName()


def test_what_is_not_computed_yet_says_so(inspector: Inspector, session: Session) -> None:
    """Before backprop only the value is known; no gradient and no step is shown as 0, and none is checked."""
    session.dispatch(Select("W2[3,2]"))
    session.dispatch(Seek(184, 5))
    assert inspector.found is not None
    assert [row.value is None for row in inspector.found.rows] == [False, True, True, True]
    assert inspector.check == "" and inspector.accent is None
    session.dispatch(Seek(184, DW2 - 1))
    assert inspector.found.value is None and inspector.check == ""
    assert "not computed yet" in inspector.sheet.accessibleName()


def test_a_number_of_another_network_is_as_none(inspector: Inspector, session: Session) -> None:
    """A selection outside the network is as none."""
    session.dispatch(Select("W9[1,1]"))
    assert inspector.found is None and inspector.accessibleName() == TITLE


def test_copying_gives_formula_and_numbers(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    """The button and Ctrl+C put the rows on the clipboard."""
    session.dispatch(Select("W2[3,2]"))
    qtbot.mouseClick(inspector.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "delta2[3] * a1[2] = -0.517407 * 0.6475066 = -0.3350245" in text
    assert "finite differences" in text


def test_the_check_is_measured_once(inspector: Inspector, session: Session) -> None:
    """Going on within the update, or looking at another sample, measures nothing anew."""
    session.dispatch(Select("W2[3,2]"))
    first = inspector.check
    session.dispatch(Step())
    session.dispatch(ViewSample(1))
    assert inspector.check is first
    session.dispatch(Select("W2[3,1]"))
    assert inspector.check is not first


def test_nothing_is_measured_while_it_plays_fast(inspector: Inspector, session: Session) -> None:
    """At speed the check waits, and says so; standing still it is made."""
    session.dispatch(Select("W2[3,2]"))
    session.set_speed(100)
    session.play(True)
    inspector.show_snapshot(session.snapshot)
    assert inspector.check == WAITING
    session.play(False)
    inspector.show_snapshot(session.snapshot)
    assert isinstance(inspector.check, GradientCheck)


def test_another_update_has_other_numbers(inspector: Inspector, session: Session) -> None:
    """The same weight at the update before: another gradient, and another check."""
    session.dispatch(Select("W2[3,2]"))
    assert inspector.found is not None
    before = inspector.found.value
    session.dispatch(Seek(183, DW2))
    session.settle()
    after = inspector.found.value
    assert before is not None and after is not None and after != before
    assert isinstance(inspector.check, GradientCheck) and inspector.check.slope == pytest.approx(
        after, abs=1e-9
    )


def test_an_inner_number_says_why_there_is_no_check(inspector: Inspector, session: Session) -> None:
    """δ is no derivative by a parameter, so that there is no check, and the inspector says why."""
    session.dispatch(Select("delta2[3]"))
    assert inspector.check == NO_PARAMETER


@pytest.mark.parametrize("name", theme.names())
def test_every_theme_draws_the_rows_in_its_colours(inspector: Inspector, session: Session, name: str) -> None:
    """In every theme the rows are set anew in its colours."""
    session.dispatch(Select("W2[3,2]"))
    worn = theme.theme(name)
    inspector.grab()
    application = QGuiApplication.instance()
    theme.apply(application, worn)  # type: ignore[arg-type]
    try:
        inspector.apply_theme(worn)
        picture = inspector.grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in range(508) for y in range(28, 60)}
        assert worn.gradient in colours
    finally:
        theme.apply(application, theme.theme("dark"))  # type: ignore[arg-type]
        inspector.apply_theme(theme.theme("dark"))
