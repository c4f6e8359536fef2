"""Shapes: whether numbers that are given layer by layer fit the network and its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdsim.core.experiment import Layer, LayerParameters, Network
from gdsim.files.messages import Fault, Place


def shape_faults(
    network: Network,
    given: Sequence[LayerParameters],
    inputs: int | None,
    place: Place,
    trained_only: bool = False,
) -> Iterator[Fault]:
    """What does not fit, with both numbers.

    Args:
        network: the layers.
        given: weights and biases, one entry a layer.
        inputs: number of input columns of the data; None where it is not known.
        place: where the entries stand in the file.
        trained_only: True for an optimizer's memory, which has no numbers for fixed biases.
    """
    layers = network.layers
    if len(given) != len(layers):
        yield Fault(place, f"must have one entry for each of the {len(layers)} layers, not {len(given)}")
        return
    for number, (layer, numbers) in enumerate(zip(layers, given, strict=True)):
        fan_in = layers[number - 1].units if number else inputs
        sender = f"unit of network.layers[{number - 1}]" if number else "input of the data"
        here = (*place, number)
        yield from _weight_faults(layer, number, numbers, fan_in, sender, (*here, "weights"))
        wanted = layer.bias is True or (layer.bias == "fixed" and not trained_only)
        yield from _bias_faults(layer, number, numbers, wanted, (*here, "bias"))


def _weight_faults(
    layer: Layer, number: int, numbers: LayerParameters, fan_in: int | None, sender: str, place: Place
) -> Iterator[Fault]:
    rows = numbers.weights
    if len(rows) != layer.units:
        each = f"one for each unit of network.layers[{number}]"
        yield Fault(place, f"must have {layer.units} rows, {each}, not {len(rows)}")
        return
    for place_of_row, row in enumerate(rows):
        if fan_in is not None and len(row) != fan_in:
            reason = f"must have {fan_in} numbers, one for each {sender}, not {len(row)}"
            yield Fault((*place, place_of_row), reason)
            return


def _bias_faults(
    layer: Layer, number: int, numbers: LayerParameters, wanted: bool, place: Place
) -> Iterator[Fault]:
    units = f"one for each unit of network.layers[{number}]"
    if not wanted:
        if numbers.bias is not None:
            said = "true" if layer.bias is True else "false" if layer.bias is False else '"fixed"'
            yield Fault(place, f"must be left out, as network.layers[{number}].bias is {said}")
    elif numbers.bias is None:
        yield Fault(place, f"is missing: {layer.units} numbers, {units}")
    elif len(numbers.bias) != layer.units:
        yield Fault(place, f"must have {layer.units} numbers, {units}, not {len(numbers.bias)}")
