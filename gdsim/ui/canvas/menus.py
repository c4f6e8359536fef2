"""Menus: what can be done with a weight, a unit or a layer; what cannot be done says why beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gdsim.core.readings.digits import signed
from gdsim.core.registries import ACTIVATIONS, INITIALIZERS
from gdsim.core.registry import Registry
from gdsim.state.intents import Intent, Select, SetField, SetParameter, ViewMean, ViewSample, Watch
from gdsim.state.snapshot import Snapshot
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.handles import INPUTS, RESTARTS, handles, layer_name
from gdsim.ui.canvas.layers import place
from gdsim.ui.canvas.values import value_of

MOST_LISTED = 64
"""Samples in the list of the sample selector; the rest are reached with the arrow keys."""
BIASES = (
    (True, "trained", "moved by the optimizer"),
    (False, "none", ""),
    ("fixed", "fixed", "kept as it is"),
)

Want = Callable[[Intent], None]


def add(
    menu: QMenu, words: str, does: Callable[[], object], reason: str = "", checked: bool | None = None
) -> None:
    """One entry; with a reason it is disabled, and the reason stands beside it."""
    entry = menu.addAction(f"{words}  ({reason.removeprefix(words).strip()})" if reason else words)
    entry.setEnabled(not reason)
    entry.setToolTip(reason or words)
    if checked is not None:
        entry.setCheckable(True)
        entry.setChecked(checked)
    # PySide hands a partial function no argument, but a lambda the state of the entry.
    entry.triggered.connect(lambda _=False: does())


def empty(menu: QMenu) -> None:
    """Takes all entries away, and the menus behind them, which would otherwise stay for good."""
    for entry in menu.actions():
        below = entry.menu()
        if isinstance(below, QMenu):
            below.deleteLater()
    menu.clear()


def heading(menu: QMenu, words: str) -> None:
    """A line that says what the entries below are about."""
    menu.addAction(words).setEnabled(False)


def fill_parameter(
    menu: QMenu, snapshot: Snapshot, label: str, want: Want, ask: Callable[[str], None]
) -> None:
    """What can be done with one weight or bias.

    Args:
        menu: where to.
        snapshot: the moment.
        label: ``"W2[3,2]"``.
        want: takes intents.
        ask: opens a field for a new value of a label.
    """
    value = value_of(snapshot, label)
    kind = "weight" if label.startswith("W") else "bias"
    if value is None:
        heading(menu, f"{label} is not trained: it keeps its first value")
        return
    heading(menu, f"{kind} {label} = {signed(value.now)}")
    add(menu, "Explain", lambda: want(Select(label)))
    add(menu, "Set value…", lambda: ask(label))
    same = "it has that value" if value.now == value.first else ""
    reset = f"Reset to initial value {signed(value.first)}"
    add(menu, reset, lambda: want(SetParameter(label, value.first)), same)
    watched = label in snapshot.model.marks.watched
    add(menu, "Watch in the plots", lambda: want(Watch(label, not watched)), checked=watched)
    add(menu, "Copy value", lambda: QGuiApplication.clipboard().setText(repr(value.now)))


def fill_unit(
    menu: QMenu, frame: Frame, layer: int, unit: int, want: Want, ask: Callable[[str], None]
) -> None:
    """What can be done with one unit: explain its value or its δ; and its bias."""
    view, number = frame.views[layer], unit + 1
    heading(menu, f"unit {number} of {layer_name(frame, layer)}")
    missing = "not computed yet"
    add(
        menu,
        "Explain its value",
        lambda: want(Select(f"a{layer}[{number}]")),
        missing if view.a is None else "",
    )
    if layer == 0:
        heading(menu, f"An input has no bias, and there are {INPUTS}")
        return
    add(
        menu,
        "Explain its δ",
        lambda: want(Select(f"delta{layer}[{number}]")),
        missing if view.delta is None else "",
    )
    menu.addSeparator()
    fill_parameter(menu, frame.snapshot, f"b{layer}[{number}]", want, ask)


def fill_layer(menu: QMenu, frame: Frame, layer: int, want: Want) -> None:
    """The choices of one layer, 0 for the input."""
    snapshot = frame.snapshot
    if layer == 0:
        heading(menu, f"The input stays as it is: {INPUTS}")
        _structure(menu, frame, layer, want)
        return
    heading(menu, f"A change of {layer_name(frame, layer)} {RESTARTS}")
    chosen, field = snapshot.current.network.layers[layer - 1], f"network.layers[{layer - 1}]"
    reasons = dict(snapshot.reasons.get(f"{field}.activation", {}))
    menu.addSeparator()
    _choices(
        menu.addMenu("Activation"), ACTIVATIONS, chosen.activation.key, f"{field}.activation", want, reasons
    )
    biases = menu.addMenu("Bias")
    for value, words, about in BIASES:
        does = partial(want, SetField(f"{field}.bias", value))
        add(biases, f"{words}: {about}" if about else words, does, checked=chosen.bias == value)
    given = snapshot.current.network.initial_parameters is not None
    why = {key: "given in the file: New weights draws others" for key in INITIALIZERS} if given else {}
    key = "" if given else chosen.initializer.key
    _choices(menu.addMenu("First weights"), INITIALIZERS, key, f"{field}.initializer", want, why)
    _structure(menu, frame, layer, want)


def _structure(menu: QMenu, frame: Frame, layer: int, want: Want) -> None:
    menu.addSeparator()
    found = {(one.kind, one.layer): one for one in handles(frame)}
    last = len(frame.views) - 1
    name = layer_name(frame, layer)
    for kind, at, words in (
        ("more", layer, "One unit more"),
        ("fewer", layer, "One unit fewer"),
        ("add", layer, "Add a hidden layer before it"),
        ("add", layer + 1, "Add a hidden layer after it"),
        ("remove", layer, "Remove this layer"),
    ):
        one = found.get((kind, at))
        if one is not None:
            add(menu, words, partial(_do, one, want), one.reason)
        elif layer == last and kind in ("more", "fewer", "remove"):
            reason = f"{name} stays" if kind == "remove" else "as many as the data has outputs"
            add(menu, words, lambda: None, reason)


def _do(one: Handle, want: Want) -> None:
    if one.intent is not None:
        want(one.intent)


def _choices(
    menu: QMenu, registry: Registry[Any], chosen: str, field: str, want: Want, reasons: dict[str, str]
) -> None:
    for key, declared in registry.items():
        does = partial(want, SetField(field, key))
        add(menu, declared.name, does, reasons.get(key, ""), checked=key == chosen)


def fill_samples(menu: QMenu, snapshot: Snapshot, want: Want) -> None:
    """The mean over the batch, and the samples of the batch."""
    now, batch, mean = place(snapshot), snapshot.position.batch, snapshot.model.mean
    add(menu, f"mean over the batch of {len(batch)}", lambda: want(ViewMean(True)), checked=mean)
    menu.addSeparator()
    first = max(0, min(now - MOST_LISTED // 2, len(batch) - MOST_LISTED))
    for at in range(first, min(first + MOST_LISTED, len(batch))):
        row = int(snapshot.samples.rows[batch[at]]) + 1
        add(
            menu,
            f"sample {at + 1} · row {row}",
            partial(_look, at, mean, want),
            checked=at == now and not mean,
        )


def _look(at: int, mean: bool, want: Want) -> None:
    if mean:
        want(ViewMean(False))
    want(ViewSample(at))
