"""Random events for a real window: pointer, keys, words, drops, sizes, pages and actions, from one seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from gdsim.ui.window import Window

KEYS = (
    Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return,
    Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_K, Qt.Key.Key_V, Qt.Key.Key_M, Qt.Key.Key_S,
    Qt.Key.Key_Z, Qt.Key.Key_B, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Period, Qt.Key.Key_Menu,
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_T, Qt.Key.Key_F5, Qt.Key.Key_Enter,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
WORDS = (
    "0",
    "1",
    "7",
    "-3",
    "0.02",
    "1e-3",
    "0,5",
    "nan",
    "12",
    "",
    "layer 2",
    "ü→",
    "99",
    "|Δ| > 0.001",
    ".",
    "x" * 200,
    "１２",
)
PAGES = ("New: start screen", "Back to the experiment", "Present", "Matrices or neurons", "Optimizer table")
"""The actions that turn the window to another face; they are drawn more often than the others."""
SIZES = ((1024, 640), (1280, 720), (1366, 768), (1600, 900), (1920, 1080))


def told(widget: QWidget) -> str:
    """A widget in words; one that is gone says so."""
    return f"{type(widget).__name__} {widget.objectName()!r}" if isValid(widget) else "something that is gone"


def drop(window: Window, paths: list[Path]) -> None:
    """Files dragged from outside onto the window and let go there."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, files, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, files, left, none))


def _drops(folder: Path) -> list[list[Path]]:
    """Good files and bad ones, made for the purpose."""
    table, picture, broken, hole = (
        folder / n for n in ("points.csv", "picture.png", "broken.gdsim", "gone.gdsim")
    )
    table.write_text("x,y,kind\n" + "".join(f"{n},{n * n % 7},{'ab'[n % 2]}\n" for n in range(20)))
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    broken.write_text('{"format": "gdsim"')
    return [[table], [picture], [broken], [hole], [folder], [table] * 50, []]


class Monkey:
    """One source of random events for one window.

    Args:
        window: shown, and never closed by the events.
        seed: the same seed sends the same events.
        folder: what is dropped on the window lies here.
    """

    def __init__(self, window: Window, seed: int, folder: Path) -> None:
        self.window = window
        self._drops = _drops(folder)
        self.random = Random(seed)
        self.last = ""
        self._deeds: list[tuple[int, Callable[[], str]]] = [
            (30, self.click), (30, self.key), (10, self.drag), (8, self.double_click), (6, self.menu), (4, self.wheel),
            (5, self.words), (8, self.action), (2, self.resize), (1, self.theme), (2, self.page), (1, self.drop),
        ]  # fmt: skip

    def act(self) -> None:
        """Send one event and let the window answer."""
        weights = [weight for weight, _ in self._deeds]
        deed = self.random.choices([deed for _, deed in self._deeds], weights)[0]
        try:
            self.last = deed()
        except RuntimeError as error:
            # The list of a combo box goes when Python collects its wrapper, at any moment. What the program itself
            # raises never comes this way: it is raised inside Qt's call, and pytest-qt reports it.
            if "already deleted" not in str(error):
                raise
        QApplication.processEvents()
        # The program's own loop deletes what is done with; a test has no such loop.
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
        self._leave_file_dialogs()

    def _top(self) -> QWidget:
        """Where an event would go: an open menu, an open dialog, the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _focused(self) -> QWidget:
        """Whatever has the focus there."""
        focused = self._top().focusWidget()
        return focused if focused is not None and isValid(focused) else self._top()

    def _target(self) -> tuple[QWidget, QPoint]:
        top = self._top()
        place = QPoint(
            self.random.randrange(max(top.width(), 1)), self.random.randrange(max(top.height(), 1))
        )
        child = top.childAt(place)
        # Qt makes the list of a combo box anew, and an old wrapper can stand at the new one's address.
        found = child if child is not None and isValid(child) else top
        return found, found.mapFrom(top, place)

    def click(self) -> str:
        """A click with the left button, seldom with the right."""
        widget, place = self._target()
        button = Qt.MouseButton.RightButton if self.random.random() < 0.1 else Qt.MouseButton.LeftButton
        QTest.mouseClick(widget, button, self.random.choice(MODIFIERS), place)
        return f"click {button} on {told(widget)} at {place}"

    def double_click(self) -> str:
        """A double click."""
        widget, place = self._target()
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        return f"double click on {told(widget)} at {place}"

    def drag(self) -> str:
        """Press, move, release."""
        widget, place = self._target()
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        for _ in range(self.random.randrange(1, 4)):
            step = QPoint(self.random.randrange(-80, 81), self.random.randrange(-80, 81))
            QTest.mouseMove(widget, place + step)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        return f"drag on {told(widget)} from {place}"

    def menu(self) -> str:
        """A context menu, asked for with the pointer."""
        widget, place = self._target()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        return f"menu on {told(widget)} at {place}"

    def key(self) -> str:
        """A key to whatever has the focus."""
        target = self._focused()
        key, modifier = self.random.choice(KEYS), self.random.choice(MODIFIERS)
        QTest.keyClick(target, key, modifier)
        return f"key {key} {modifier} to {told(target)}"

    def words(self) -> str:
        """Something typed into whatever has the focus."""
        target = self._focused()
        text = self.random.choice(WORDS)
        for letter in text:  # QTest types ASCII only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)
        return f"typed {text!r} into {told(target)}"

    def wheel(self) -> str:
        """A turn of the wheel."""
        widget, place = self._target()
        turn = QPoint(0, self.random.choice((-120, 120)))
        event = QWheelEvent(
            QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), turn, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return f"wheel on {told(widget)}"

    def action(self) -> str:
        """An action of the menus; not the one that ends the program."""
        words = self.random.choice(
            [w for w in self.window.actions_by_words if w not in ("Quit", "Full screen")]
        )
        if self._top() is self.window:
            self.window.actions_by_words[words].trigger()
        return f"action {words}"

    def page(self) -> str:
        """Another page of the window, or another face of the workbench."""
        words = self.random.choice(PAGES)
        if self._top() is self.window:
            self.window.actions_by_words[words].trigger()
        return f"page {words}"

    def drop(self) -> str:
        """Files from outside: one, many, a folder, nothing that can be opened."""
        paths = self.random.choice(self._drops)
        if self._top() is self.window:
            drop(self.window, paths)
        return f"drop {[path.name for path in paths[:3]]}"

    def resize(self) -> str:
        """Another size of the window."""
        size = self.random.choice(SIZES)
        self.window.resize(*size)
        return f"resize {size}"

    def theme(self) -> str:
        """Another theme."""
        name = self.random.choice(("dark", "light", "contrast", "system"))
        self.window.use_theme(name)
        return f"theme {name}"

    def _leave_file_dialogs(self) -> None:
        """A dialog for files is Qt's own and walks the disk: it is opened and put away."""
        for dialog in self.window.findChildren(QFileDialog):
            if dialog.isVisible():
                dialog.reject()

    def put_away(self) -> None:
        """Close every menu and dialog that is open."""
        for _ in range(20):
            top = self._top()
            if top is self.window:
                return
            top.close()
            QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
            QApplication.processEvents()
