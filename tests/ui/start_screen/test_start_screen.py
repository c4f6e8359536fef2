"""The start screen: what can be had from it, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.files.reading import read
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.intents import Step
from gdsim.state.recent import Entry, Recent
from gdsim.ui import theme
from gdsim.ui.session import Session
from gdsim.ui.start_screen.begin_card import first_snapshot, steps_of
from gdsim.ui.start_screen.start_screen import StartScreen

Key = Qt.Key
NOW = datetime(2026, 11, 26, 18, 30)
Shown = Callable[..., tuple[StartScreen, list[object]]]


def recent_of(folder: Path, *names: str, missing: str = "") -> Recent:
    """Files that are there, but for one."""
    entries = []
    for name in names:
        path = folder / f"{name}.gdsim"
        if name != missing:
            path.write_text("{}")
        entries.append(Entry(path, name, "XOR 2–3–1 · Adam · 9 epochs", NOW, 0.1, (0.7, 0.3, 0.1)))
    return Recent(tuple(entries))


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """A start screen of a size that has the focus, and the list of what it wants."""

    def show(width: int = 1600, height: int = 836, recent: Recent | None = None):
        screen = StartScreen()
        qtbot.addWidget(screen)
        screen.resize(width, height)
        wants: list[object] = []
        screen.begin.connect(lambda: wants.append("begin"))
        screen.template_wanted.connect(wants.append)
        screen.file_wanted.connect(wants.append)
        screen.locate_wanted.connect(lambda path: wants.append(("locate", path)))
        screen.removal_wanted.connect(lambda path: wants.append(("remove", path)))
        for name in ("open", "csv", "draw"):
            getattr(screen, f"{name}_wanted").connect(lambda name=name: wants.append(name))
        screen.show_recent(recent or Recent(), NOW)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.setFocus()
        return screen, wants

    return show


def press(key: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def focused_name() -> str:
    """The object name, or the words, of what has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.objectName() or focused.accessibleName()


def test_space_begins_the_first_backward_pass(shown: Shown) -> None:
    """The focus starts on the large card: one key begins the first backward pass."""
    _, wants = shown()
    assert focused_name() == "begin"
    press(Key.Key_Space)
    press(Key.Key_Return)
    assert wants == ["begin", "begin"]


def test_each_press_after_beginning_is_one_gradient() -> None:
    """Template 0 opens with the forward pass done; each Space then computes one gradient, as many as the card says."""
    session = Session(read(templates()[FIRST_PASS].path))
    assert session.snapshot.stage is Stage.LOSS
    assert session.snapshot.value("L") is not None
    written = []
    for _ in range(steps_of(first_snapshot())):
        assert session.snapshot.value("db1") is None
        session.dispatch(Step())
        assert session.snapshot.line is not None
        written.append(session.snapshot.line.writes)
    assert written[0] == "delta2"
    assert session.snapshot.value("db1") is not None
    assert session.snapshot.stage is Stage.BACKPROP


def test_space_opens_the_card_that_has_the_focus(shown: Shown) -> None:
    """Space belongs to the focus: on a template it opens that template."""
    screen, wants = shown()
    screen.cards[2].setFocus()
    press(Key.Key_Space)
    press(Key.Key_Enter)
    assert wants == ["penguins", "penguins"]


def test_steps_are_counted_from_the_program(shown: Shown) -> None:
    """The words on the card are those of the program's own lines."""
    screen, _ = shown()
    snapshot = first_snapshot()
    lines = [line for line in snapshot.program.lines if line.stage is Stage.BACKPROP]
    assert screen.begin_card.steps == steps_of(snapshot) == len(lines) == 8
    assert screen.begin_card.length == "8 steps, about 4 minutes"
    assert "13 numbers" in screen.begin_card.about


def test_preview_is_before_the_first_gradient(shown: Shown) -> None:
    """The real canvas: loss known, no gradient computed, and the stage that comes next is Backprop."""
    screen, _ = shown()
    preview = screen.begin_card.preview
    assert preview.stages.next is Stage.BACKPROP
    snapshot = first_snapshot()
    assert snapshot.value("L") is not None
    assert snapshot.value("delta2") is None
    assert "not computed yet" in preview.canvas.accessibleDescription()
    assert preview.canvas.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize(("key", "name"), [(1, "xor"), (2, "moons-adam"), (5, "ravine"), (6, "spirals")])
def test_digits_open_their_templates_from_anywhere(shown: Shown, key: int, name: str) -> None:
    """1 to 6 open the cards, wherever the focus is."""
    screen, wants = shown()
    press(Key.Key_0 + key)
    screen.header.buttons[0].setFocus()
    press(Key.Key_0 + key)
    assert wants == [name, name]


def test_a_click_on_each_card_and_button_is_wanted(shown: Shown) -> None:
    """What can be pressed can be clicked."""
    screen, wants = shown()
    for widget in (screen.begin_card, screen.cards[3], *screen.header.buttons):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
    assert wants == ["begin", "mazur", "open", "csv", "draw"]


def test_tab_goes_through_the_groups(shown: Shown, tmp_path: Path) -> None:
    """Card, recent, templates, all of them, header; and round again; Shift+Tab goes back."""
    shown(recent=recent_of(tmp_path, "a", "b"))
    names = []
    for _ in range(7):
        names.append(focused_name())
        press(Key.Key_Tab)
    found = f"All {len(templates())} templates"
    assert names == ["begin", "a", "template.xor", found, "find", "start.open", "begin"]
    press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused_name() == "start.open"


def test_arrows_stay_inside_their_group(shown: Shown, tmp_path: Path) -> None:
    """Arrows, Home and End stay in their group; Tab comes back to where one was in it."""
    screen, _ = shown(recent=recent_of(tmp_path, "a", "b", "c"))
    screen.cards[0].setFocus()
    walked = []
    for key in (Key.Key_Right, Key.Key_End, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Home):
        press(key)
        walked.append(focused_name().removeprefix("template."))
    assert walked == ["moons-adam", "spirals", "spirals", "ravine", "ravine", "xor"]
    screen.recent.rows[0].setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert focused_name() == "c"
    press(Key.Key_Tab)
    press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused_name() == "c"


def test_an_arrow_down_goes_to_the_card_below(shown: Shown) -> None:
    """In three columns ↓ goes to the card below."""
    screen, _ = shown(1024, 576)
    screen.cards[1].setFocus()
    press(Key.Key_Down)
    assert focused_name() == "template.ravine"


def test_a_narrow_screen_has_three_columns(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    """Below 1280 pixels the cards stand in two rows, and the recent files lie under the large card."""
    screen, _ = shown(1279, 700, recent_of(tmp_path, "a"))
    assert screen.cards[0].y() < screen.cards[3].y()
    assert screen.recent.mapTo(screen, QPoint()).y() > screen.begin_card.geometry().bottom()
    screen.resize(1280, 700)
    qtbot.waitUntil(lambda: screen.cards[0].y() == screen.cards[5].y())
    assert screen.recent.mapTo(screen, QPoint()).x() > screen.begin_card.geometry().right()


@pytest.mark.parametrize("size", [(1024, 576), (1280, 656), (1600, 836), (1920, 1016)])
@pytest.mark.parametrize("name", theme.names())
def test_the_cards_fit_every_size_and_theme(
    shown: Shown, tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    """Nothing is wider than the screen, the six cards are equally wide, in every theme."""
    screen, _ = shown(*size, recent_of(tmp_path, *"abcde", missing="d"))
    screen.apply_theme(theme.theme(name))
    assert not screen.grab().isNull()
    right = max(card.mapTo(screen, card.rect().topRight()).x() for card in screen.cards)
    assert right < screen.width()
    widths = {card.width() for card in screen.cards}
    assert max(widths) - min(widths) <= 1


def test_ctrl_and_a_digit_open_a_recent_file(shown: Shown, tmp_path: Path) -> None:
    """Ctrl 1 to 5 open the files; a number that there is no file for does nothing."""
    recent = recent_of(tmp_path, "a", "b")
    _, wants = shown(recent=recent)
    for key in (Key.Key_2, Key.Key_1, Key.Key_5):
        press(key, Qt.KeyboardModifier.ControlModifier)
    assert wants == [recent.entries[1].path, recent.entries[0].path]


def test_missing_file_asks_where_it_is(shown: Shown, tmp_path: Path) -> None:
    """A file that is gone is not opened: it says so, and asks."""
    recent = recent_of(tmp_path, "a", "gone", missing="gone")
    screen, wants = shown(recent=recent)
    row = screen.recent.rows[1]
    assert "not found · locate…" in row.accessibleDescription()
    row.click()
    assert wants == [("locate", recent.entries[1].path)]
    assert str(recent.entries[1].path) == row.toolTip()


def test_a_file_that_comes_back_can_be_opened(shown: Shown, tmp_path: Path) -> None:
    """Whether a file is there is seen again each time the screen is shown."""
    recent = recent_of(tmp_path, "gone", missing="gone")
    screen, wants = shown(recent=recent)
    screen.hide()
    recent.entries[0].path.write_text("{}")
    screen.show()
    screen.recent.rows[0].click()
    assert wants == [recent.entries[0].path]


def test_delete_takes_off_the_list_only(shown: Shown, tmp_path: Path) -> None:
    """Delete wants the row gone, the file stays; the focus goes to the row that follows."""
    recent = recent_of(tmp_path, "a", "b", "c")
    screen, wants = shown(recent=recent)
    screen.recent.rows[1].setFocus()
    press(Key.Key_Delete)
    path = recent.entries[1].path
    assert wants == [("remove", path)]
    assert path.exists()
    screen.show_recent(recent.without(path), NOW)
    assert focused_name() == "c"


def test_only_five_recent_files_are_shown(shown: Shown, tmp_path: Path) -> None:
    """The list may be longer; five are shown, each with its key."""
    screen, _ = shown(recent=recent_of(tmp_path, *"abcdefg"))
    assert [row.key for row in screen.recent.rows] == [f"Ctrl {number}" for number in range(1, 6)]


def test_empty_recent_says_what_will_fill_it(shown: Shown) -> None:
    """Without files there is a sentence, and Tab goes past it."""
    screen, _ = shown()
    assert not screen.recent.rows
    press(Key.Key_Tab)
    assert focused_name() == "template.xor"


def test_found_templates_and_files_open_by_keys(shown: Shown, tmp_path: Path) -> None:
    """Ctrl+F, some letters, ↓ and Enter open what was found: templates first, then files."""
    recent = recent_of(tmp_path, "moon-landing")
    screen, wants = shown(recent=recent)
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused_name() == "find"
    QTest.keyClicks(screen.header.search, "moon")
    assert [find.title for find in screen.found.finds] == ["Two moons", "moon-landing"]
    press(Key.Key_Down)
    assert focused_name() == "found"
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert wants == [recent.entries[0].path]
    assert not screen.found.isVisible()


def test_enter_in_the_field_takes_the_first(shown: Shown) -> None:
    """Typing a name and Enter is enough, also for template 0."""
    screen, wants = shown()
    screen.header.search.setFocus()
    QTest.keyClicks(screen.header.search, "raV")
    press(Key.Key_Return)
    QTest.keyClicks(screen.header.search, "first back")
    press(Key.Key_Return)
    assert wants == ["ravine", "begin"]


def test_letters_typed_in_the_field_stay_letters(shown: Shown) -> None:
    """t, 1 and Space are typed where one types."""
    screen, wants = shown()
    screen.header.search.setFocus()
    QTest.keyClicks(screen.header.search, "t 1")
    assert screen.header.search.text() == "t 1"
    assert wants == []
    assert screen.findChild(QWidget, "gallery") is None


def test_escape_leaves_the_field(shown: Shown) -> None:
    """Escape gives up the search and goes back to the large card; ↑ from the first find goes to the field."""
    screen, _ = shown()
    screen.header.search.setFocus()
    QTest.keyClicks(screen.header.search, "xor")
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert focused_name() == "find"
    press(Key.Key_Escape)
    assert focused_name() == "begin"
    assert screen.header.search.text() == ""
    assert not screen.found.isVisible()


def test_nothing_found_is_said_and_opens_nothing(shown: Shown) -> None:
    """Nothing found is said, and Enter does nothing."""
    screen, wants = shown()
    screen.header.search.setFocus()
    QTest.keyClicks(screen.header.search, "zzz")
    press(Key.Key_Down)
    assert focused_name() == "find"
    press(Key.Key_Return)
    assert wants == []
    assert screen.found.isVisible()
    assert "Nothing" in screen.found.item(0).text()


def test_t_opens_the_gallery_of_all(shown: Shown) -> None:
    """T opens the gallery; what is chosen there is wanted here, template 0 as the first pass."""
    screen, wants = shown()
    press(Key.Key_T)
    gallery = screen.findChild(QWidget, "gallery")
    assert gallery is not None and gallery.isVisible()
    next(card for card in gallery.cards if card.template.key == FIRST_PASS).click()  # type: ignore[attr-defined]
    assert wants == ["begin"]


def test_hover_on_a_card_shows_its_loss(shown: Shown) -> None:
    """Under the pointer a card tells how its loss falls."""
    screen, _ = shown()
    card = screen.cards[1]
    before = card.grab().toImage()
    QTest.mouseMove(card, card.rect().center())
    assert card.underMouse()
    assert card.grab().toImage() != before


def test_lessons_offer_nothing_to_press(shown: Shown) -> None:
    """Until there are lessons the row says so; nothing in it takes the focus."""
    screen, _ = shown()
    taking = [
        widget
        for widget in screen.lessons.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert taking == []
