"""Fitting: whether the parts of an experiment fit together, and why they do not where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gdsim.core.experiment import Experiment, Sampling
from gdsim.core.registries import ACTIVATIONS, LOSSES
from gdsim.data.error import DataError
from gdsim.files.amending import amendment_faults
from gdsim.files.custom_rule import rule_faults
from gdsim.files.messages import Fault, place_of
from gdsim.files.quoted import quoted
from gdsim.files.resuming import checkpoint_faults
from gdsim.files.samples import prepared
from gdsim.files.sampling import listed_faults, sampling_faults
from gdsim.files.shapes import shape_faults
from gdsim.files.targets import target_faults


def fitting_faults(experiment: Experiment, document: Mapping[str, Any]) -> list[Fault]:
    """Everything that does not fit; the data are made once, for the checks that need their numbers.

    Args:
        experiment: built from a file whose values are each by themselves in order.
        document: the file's JSON object, for the keys that the experiment does not keep apart.
    """
    output_faults = list(_output_faults(experiment))
    faults = [*output_faults, *rule_faults(experiment.optimizer), *_listing_faults(document)]
    try:
        samples = prepared(experiment)
    except DataError as error:
        faults.append(Fault(place_of(error.field), error.message))
        samples = None
    inputs, count = (None, None) if samples is None else samples.x.shape
    if samples is not None and not output_faults:  # with another loss the targets may be right
        faults += target_faults(experiment, samples)
    network = experiment.network
    if network.initial_parameters is not None:
        place = ("network", "initial_parameters")
        faults += shape_faults(network, network.initial_parameters, inputs, place)
    faults += sampling_faults(experiment.sampling, count)
    key = "epochs" if "epochs" in document.get("sampling", {}) else "batches"
    faults += listed_faults(experiment.sampling, count, key)
    if faults:
        return faults
    assert inputs is not None and count is not None
    amended, faults = amendment_faults(experiment, inputs, count)
    if experiment.checkpoint is not None and not faults:
        faults = list(checkpoint_faults(experiment.checkpoint, amended, inputs))
    return faults


def _output_faults(experiment: Experiment) -> Iterator[Fault]:
    layers = experiment.network.layers
    last = len(layers) - 1
    for number, layer in enumerate(layers[:-1]):
        if ACTIVATIONS[layer.activation.key].output_only:
            reason = (
                f"{layer.activation.key} can only be the activation of the last layer, network.layers[{last}]"
            )
            yield Fault(("network", "layers", number, "activation"), reason)
    top = layers[-1]
    if ACTIVATIONS[top.activation.key].output_only and top.units == 1:
        reason = (
            f"{top.activation.key} needs at least 2 outputs, not 1: the share of a single output is always 1"
        )
        yield Fault(("network", "layers", last, "units"), reason)
    loss = LOSSES[experiment.loss.function.key]
    if loss.outputs and top.activation.key not in loss.outputs:
        need = " or ".join(loss.outputs)
        reason = f"{loss.key} needs {need} as the activation of the last layer, network.layers[{last}], not "
        yield Fault(("loss", "function"), reason + top.activation.key)


def _listing_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Listed batches belong to the draw ``listed``, and to it alone."""
    sampling = document.get("sampling", {})
    given = [key for key in ("batches", "epochs") if key in sampling]
    if sampling.get("draw", Sampling().draw) == "listed":
        if not given:
            yield Fault(
                ("sampling", "batches"), 'is missing: the draw "listed" needs batches, or epochs of batches'
            )
        elif len(given) == 2:
            yield Fault(("sampling", "epochs"), "is given beside batches; one of the two says everything")
    elif given:
        reason = f'is only for the draw "listed", not for {quoted(sampling.get("draw", Sampling().draw))}'
        yield Fault(("sampling", given[0]), reason)
