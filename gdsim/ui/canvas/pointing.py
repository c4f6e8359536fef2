"""Pointing: what lies under a point of the canvas, and which number a click there selects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF

from gdsim.ui.canvas.badges import badge_at
from gdsim.ui.canvas.batch_again import EXPLAINED
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.handles import INPUTS
from gdsim.ui.canvas.header import loss_rect, sample_rect, sample_words
from gdsim.ui.canvas.layers import LayerView


@dataclass(frozen=True)
class Delta:
    """The badge with the δ of a unit."""

    layer: int
    unit: int


@dataclass(frozen=True)
class Samples:
    """The words that open the list of samples."""


@dataclass(frozen=True)
class Bar:
    """The bar with the size of a layer's gradient or step."""

    layer: int


Target = Hit | Delta | Handle | Samples | Bar


def target_at(frame: Frame, point: QPointF) -> Target | None:
    """What lies under a point; what is small and on top first."""
    listed = bool(sample_words(frame.snapshot)) and not frame.finished
    if listed and sample_rect(frame.snapshot, frame.placement).contains(point):
        return Samples()
    for handle in sorted(frame.handles, key=lambda one: one.kind == "menu"):
        if handle.rect.contains(point):
            return handle
    found = badge_at(frame, point)
    if found is not None:
        return Delta(*found)
    bar = next((view.number for view in frame.views[1:] if _over_bar(frame, view, point)), None)
    if bar is not None:
        return Bar(bar)
    edges = tuple(edge for layer in frame.edges.values() for edge in layer)
    return frame.placement.hit(point, edges)


def _over_bar(frame: Frame, view: LayerView, point: QPointF) -> bool:
    columns, gap = frame.placement.columns, frame.placement.gap
    middle = (columns[view.number - 1].x + columns[view.number].x) / 2
    inside = abs(point.x() - middle) < gap / 2 - 4 and frame.placement.band.contains(point)
    return inside and _sizes(view) is not None


def _sizes(view: LayerView) -> np.ndarray | None:
    """What the bar of a layer is the norm of."""
    return view.dW if view.step is None else view.step


def hit_of(target: Target | None) -> Hit | None:
    """The weight or unit whose numbers a target is about."""
    if isinstance(target, Delta):
        return Neuron(target.layer, target.unit)
    return target if isinstance(target, Edge | Neuron) else None


def label_of(frame: Frame, target: Target) -> str | None:
    """The number that a click selects: a weight, a unit's value, its δ, or its bias once the weights have moved."""
    if isinstance(target, Edge):
        return target.label
    if isinstance(target, Delta):
        return f"delta{target.layer}[{target.unit + 1}]"
    if isinstance(target, Neuron):
        if not frame.finished:
            return f"a{target.layer}[{target.unit + 1}]"
        return target.label if has_bias(frame, target) else None
    if isinstance(target, Bar):
        return _largest(frame.views[target.layer])
    return None


def _largest(view: LayerView) -> str | None:
    """The weight of a layer with the largest step, or before there are steps the largest gradient."""
    sizes = _sizes(view)
    if sizes is None:
        return None
    row, column = divmod(int(np.argmax(np.abs(np.nan_to_num(sizes)))), sizes.shape[1])
    return Edge(view.number, row, column).label


def has_bias(frame: Frame, neuron: Neuron) -> bool:
    """True for a unit whose bias is a parameter; an input has none, and a fixed one is never trained."""
    return frame.snapshot.program.layout.block(f"b{neuron.layer}") is not None


def _counted(frame: Frame, bar: Bar) -> str:
    return "gradient" if frame.views[bar.layer].step is None else "step"


def tip(frame: Frame, point: QPointF) -> str:
    """What a tooltip says at a point; nothing where a card tells all."""
    if frame.losses is not None and loss_rect(frame).contains(point):
        return EXPLAINED
    target = target_at(frame, point)
    if isinstance(target, Handle):
        if target.kind == "menu" and target.layer == 0:
            return f"{INPUTS[:1].upper()}{INPUTS[1:]}"
        return f"{target.words}: {target.reason}" if target.reason else target.words
    if isinstance(target, Bar):
        return f"click: select the weight of layer {target.layer} with the largest {_counted(frame, target)}"
    return (
        "the sample whose numbers are shown, or the mean over the batch"
        if isinstance(target, Samples)
        else ""
    )
