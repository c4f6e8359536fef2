"""What the window remembers: JSON values and places; damage is passed over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.ui.memory import Memory
from gdsim.ui.window import Window


def test_a_kept_value_is_found_again(qapp: object, tmp_path: Path) -> None:
    """A value comes back as it was, in another start too."""
    file = str(tmp_path / "settings.ini")
    memory = Memory(QSettings(file, QSettings.Format.IniFormat))
    memory.keep("widths", {"panels": [1, 2]})
    memory.keep_bytes("geometry", QByteArray(b"abc"))
    again = Memory(QSettings(file, QSettings.Format.IniFormat))
    assert again.kept("widths", {}) == {"panels": [1, 2]}
    assert again.kept_bytes("geometry") == QByteArray(b"abc")


def test_damaged_memory_gives_what_holds_without(qapp: object, tmp_path: Path) -> None:
    """Settings of another version, or of nobody, give what holds without any."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", "{not json")
    settings.setValue("widths", "[1, 2]")
    memory = Memory(settings)
    assert memory.kept("theme", "system") == "system"
    assert memory.kept("widths", {}) == {}


def test_without_settings_nothing_is_kept(qapp: object) -> None:
    """A picture or a test leaves no trace."""
    memory = Memory(None)
    memory.keep("theme", "dark")
    assert memory.kept("theme", "system") == "system"
    assert memory.kept_bytes("geometry") is None


def test_the_window_remembers_its_places(qtbot: QtBot) -> None:
    """Theme, the order of the plots and the widths are those of the last time; Reset takes them back."""
    first = Window(read(templates()["mazur"].path))
    qtbot.addWidget(first)
    first.show()
    first.build_plots()
    first.use_theme("light")
    plots = first.bench.right.plots
    assert plots is not None and not plots.moved
    plots.cards["loss"].setFloating(True)
    first.close()
    again = Window(read(templates()["mazur"].path))
    qtbot.addWidget(again)
    again.show()
    again.build_plots()
    assert again.theme.name == "light"
    assert again.bench.right.plots is not None and again.bench.right.plots.cards["loss"].isFloating()
    again.actions_by_words["Reset the layout"].trigger()
    assert not again.bench.right.plots.cards["loss"].isFloating()
