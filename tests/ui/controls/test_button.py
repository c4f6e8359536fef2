"""Buttons, switches and readouts: named, reachable by keys, and in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.ui import theme
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.readout import Readout
from gdsim.ui.controls.switch import Switch


def darkest_ink(button: Button) -> str:
    """The colour of a fully covered pixel of a button's icon."""
    image = button.icon().pixmap(QSize(48, 48)).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(48) for y in range(48))
    return next(pixel.name() for pixel in pixels if pixel.alpha() == 255)


def test_a_buttons_icon_keeps_to_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    """When the theme changes the icon does; a disabled one is muted."""
    before = theme.current()
    theme.apply(qapp, theme.theme("dark"))
    button = Button("Play", "play")
    qtbot.addWidget(button)
    button.show()
    assert darkest_ink(button) == theme.theme("dark").text
    theme.apply(qapp, theme.theme("light"))
    assert darkest_ink(button) == theme.theme("light").text
    button.setEnabled(False)
    assert darkest_ink(button) == theme.theme("light").muted
    theme.apply(qapp, before)


def test_button_without_words_has_a_name(qtbot: QtBot) -> None:
    """A screen reader and a tool tip say what the drawing means."""
    button = Button("", "skip-back", Kind.LARGE, "To the start")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "To the start"
    assert button.toolTip() == "To the start"


def test_the_look_of_the_next_step_moves_on(qtbot: QtBot) -> None:
    """The look of the next step moves from one button to another."""
    button = Button("Step", "play", Kind.LARGE, icon_after=True)
    qtbot.addWidget(button)
    button.set_kind(Kind.PRIMARY)
    assert button.property("kind") == "primary"
    assert darkest_ink(button) == theme.current().on_action


def test_space_turns_a_switch(qtbot: QtBot) -> None:
    """Space turns it, and a screen reader knows it as a check box."""
    switch = Switch("decay biases", on=False)
    qtbot.addWidget(switch)
    with qtbot.waitSignal(switch.clicked):
        qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    told = QAccessible.queryAccessibleInterface(switch)
    assert told.role() == QAccessible.Role.CheckBox
    assert told.text(QAccessible.Text.Name) == "decay biases"


def test_switch_is_not_told_by_colour_alone(qtbot: QtBot) -> None:
    """On and off differ in grey as well: the knob stands elsewhere."""
    switch = Switch("")
    qtbot.addWidget(switch)
    off = switch.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    switch.setChecked(True)
    assert switch.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8) != off


def test_a_readout_is_read_as_one_phrase(qtbot: QtBot) -> None:
    """Name, number and what it is out of are read as one, and its width does not follow its digits."""
    readout = Readout("update", "0000", "/ 0000")
    qtbot.addWidget(readout)
    readout.show_text("8", "/ 16")
    width = readout.minimumSizeHint().width()
    assert readout.accessibleName() == "update 8 / 16"
    readout.show_text("1184", "/ 1600")
    assert readout.minimumSizeHint().width() <= width + 1
