"""Inspector: the number that is pointed at, and the arithmetic that its gradient and its step come from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gdsim.core.readings.digits import signed
from gdsim.core.readings.rich import rich_name
from gdsim.insight.focus import Parameter, parameter, place_in_theta
from gdsim.insight.sentence import sentence
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.controls.card import Card
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

HINT = "Click a weight or a neuron on the canvas: its value, its gradient and its step are told here, with the numbers."
NOT_YET = "not computed yet"


class Inspector(Card):
    """What is known of the selected weight or bias at the cursor."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where does it come from?", "", parent)
        self.setObjectName("inspector")
        self.text = QLabel(HINT)
        self.text.setFont(fonts.number_font(tokens().type.body))
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # The text takes the width that there is; a long formula wraps and never widens the column of plots.
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.body.addWidget(self.text)
        self._snapshot: Snapshot | None = None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tell what is known of the selected number."""
        self._snapshot = snapshot
        chosen = parameter(snapshot.model.selected)
        if chosen is None or place_in_theta(snapshot.trace, chosen) is None:
            self.set_title("Where does it come from?")
            self.set_caption("nothing selected")
            self.text.setText(HINT)
            return
        self.set_title(f"{chosen.label}: where does it come from?")
        self.set_caption("layer " + str(chosen.layer))
        self.text.setText(self._told(snapshot, chosen))

    def apply_theme(self, worn: Theme) -> None:
        """Put the colours of a theme into the text."""
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def _told(self, snapshot: Snapshot, chosen: Parameter) -> str:
        place = place_in_theta(snapshot.trace, chosen)
        assert place is not None
        name = rich_name(chosen.label)
        rows = [_row(name, _coloured(float(snapshot.trace["theta"][place])), "before this update")]
        gradient = f"d{chosen.kind}{chosen.layer}"
        rows.append(_line(snapshot, gradient, place, f"∂<i>L</i>/∂{name}", "gradient"))
        rows.append(_line(snapshot, "step", place, f"Δ{name}", "text"))
        rows.append(_line(snapshot, "theta_next", place, f"{name} new", "text"))
        return "<table cellspacing='0' cellpadding='2' width='100%'>" + "".join(rows) + "</table>"


def _line(snapshot: Snapshot, writes: str, place: int, name: str, role: str) -> str:
    """One line of the program for the selected number: its result, and below it the arithmetic."""
    values = snapshot.value(writes)
    if values is None:
        return _row(name, NOT_YET, "", muted=True)
    block = next(b for b in snapshot.program.layout.blocks if b.start <= place < b.start + b.size)
    flat = values.ravel()
    value = float(flat[place] if len(flat) == snapshot.program.layout.size else flat[place - block.start])
    number = snapshot.program.written[writes]
    told = sentence(snapshot.trace, number + 1, snapshot.model.sample, snapshot.model.selected)
    colour = theme.current().roles["gradient"] if role == "gradient" else None
    shown = f"<span style='color:{colour}'>{signed(value)}</span>" if colour else _coloured(value)
    muted = theme.current().roles["muted"]
    arithmetic = told.numbers_html.split(" = ", 1)[-1]
    return (
        _row(name, shown, told.formula_html)
        + f"<tr><td></td><td colspan='2' style='color:{muted}'>{arithmetic}</td></tr>"
    )


def _row(name: str, value: str, note: str, muted: bool = False) -> str:
    grey = f" style='color:{theme.current().roles['muted']}'"
    weight = "span" if muted else "b"
    return (
        f"<tr><td>{name}&nbsp;&nbsp;</td><td{grey if muted else ''}><{weight}>{value}</{weight}>&nbsp;&nbsp;</td>"
        f"<td{grey}>{note}</td></tr>"
    )


def _coloured(value: float) -> str:
    role = "positive" if value > 0 else "negative" if value < 0 else "text"
    return f"<span style='color:{theme.current().roles[role]}'>{signed(value)}</span>"
