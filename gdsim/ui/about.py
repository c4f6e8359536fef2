"""About: versions, the executor that computes, and the licences of what is shipped."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox

from gdsim import __version__
from gdsim.core.executors.names import executor_name

if TYPE_CHECKING:
    from gdsim.ui.window import Window

SHIPPED = (
    ("PySide6 and Qt", "PySide6-Essentials", "LGPL 3"),
    ("NumPy", "numpy", "BSD 3-Clause"),
    ("pyqtgraph", "pyqtgraph", "MIT"),
    ("pydantic", "pydantic", "MIT"),
    ("rich", "rich", "MIT"),
    ("packaging", "packaging", "Apache 2.0 or BSD 2-Clause"),
)
"""Name, distribution, licence."""


def open_about(window: Window) -> None:
    """Show it."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "About gdsim", text(), QMessageBox.StandardButton.Ok, window)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def text() -> str:
    """All of it as rich text."""
    rows = "".join(
        f"<tr><td>{name}</td><td>&nbsp; {version(distribution)}</td><td>&nbsp; {licence}</td></tr>"
        for name, distribution, licence in SHIPPED
    )
    return (
        f"<h3>gdsim {__version__}</h3><p>What happens inside the training of a neural network, step by step.</p>"
        f"<p>Executor {executor_name()}, float64 · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.system()}</p>"
        f"<table>{rows}</table>"
        "<p>Fonts Inter and STIX Two Math: SIL Open Font License. Icons Lucide: ISC.<br>"
        "Data: Palmer penguins (CC0), iris and wine (by way of scikit-learn, BSD 3-Clause). gdsim itself: MIT.</p>"
    )
