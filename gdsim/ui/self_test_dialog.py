"""Self-test dialog: the lines of ``gdsim self-test`` in a window, for those who have no terminal.

A process of its own makes them: the check of the window needs one anyway, and this one goes on painting.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

if TYPE_CHECKING:
    from gdsim.ui.window import Window

LINES, WIDTH = 12, 148
"""Room for the report without scrolling, in lines and signs."""


class SelfTestDialog(QDialog):
    """Shows the report as it comes; closing it ends the process.

    Args:
        window: the window that it lies over.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setWindowTitle("Test this installation")
        self.report = QPlainTextEdit("Looking …")
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName("Report of the self-test")
        self.report.setObjectName("self_test.report")
        self.copy = QPushButton("Copy")
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.report)
        column.addWidget(buttons)
        signs = self.report.fontMetrics()
        wide, high = signs.averageCharWidth() * WIDTH, signs.lineSpacing() * LINES + 90
        self.resize(min(wide, window.width() - 40), min(high, window.height() - 40))
        # Its parent outlives this dialog, however that ends: a process must have ended before Qt lets go of it.
        running = QCoreApplication.instance()
        assert running is not None
        self.process = process = QProcess(running)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.finished.connect(process.deleteLater)
        process.errorOccurred.connect(self._failed)
        for end in (self.destroyed, running.aboutToQuit):
            end.connect(process.kill)
        # A built program runs its own modules by these words as Python does.
        process.start(sys.executable, ["-m", "gdsim", "self-test"])

    def done(self, result: int) -> None:
        """Closed: nobody waits for the rest."""
        self.process.kill()
        super().done(result)
        self.deleteLater()

    def _read(self) -> None:
        if not self.copy.isEnabled():
            self.report.clear()
            self.copy.setEnabled(True)
        told = bytes(self.process.readAllStandardOutput().data()).decode(errors="replace")
        self.report.moveCursor(self.report.textCursor().MoveOperation.End)
        self.report.insertPlainText(told)

    def _ended(self) -> None:
        faults = bytes(self.process.readAllStandardError().data()).decode(errors="replace").strip()
        if faults:
            self.report.appendPlainText(faults)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.report.setPlainText(f"The self-test cannot be started: {self.process.errorString()}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def open_self_test(window: Window) -> None:
    """Show it."""
    SelfTestDialog(window).open()
