"""The full product of sampling mode, draw and optimizer: it runs, it replays, and it can be cut in two."""

from __future__ import annotations

import pytest

from gdsim.core.experiment import Sampling
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.core.timeline import Timeline
from gdsim.export.tables import standing
from gdsim.files import parse_document, to_json
from tests.oracle.small import bits, drawn, ids, optimizers, small

OPTIMIZERS = optimizers()
PRODUCT = [
    (f"{mode}-{draw}-{name}", mode, draw, chosen)
    for mode in SAMPLING_MODES
    for draw in DRAWS
    for name, chosen in OPTIMIZERS
]


@pytest.mark.parametrize(("mode", "draw", "chosen"), [entry[1:] for entry in PRODUCT], ids=ids(PRODUCT))
def test_every_combination_replays_and_continues_bit_for_bit(mode, draw, chosen):
    """Two epochs; any update traced from another timeline, and a run cut in two, have the same bits."""
    experiment, arrays = small(samples=7, sampling=drawn(draw, mode, 7), chosen=chosen)
    run = Timeline(experiment, arrays)
    total = run.course.last_update(2)
    run.advance(total)
    assert run.diverged is None and run.updates == total and len(run.curves.epochs) == 3
    end = bits(run.state(total))

    other = Timeline(experiment, arrays)
    for update in sorted({1, (total + 1) // 2, total}):
        trace = other.trace(update)
        assert bits(run.state(update)) == bits(other.state(update))
        assert trace["theta_next"].tobytes() == run.state(update).theta.tobytes()
        assert float(trace["L"]) == run.curves.batch_loss[update - 1]

    first = Timeline(experiment, arrays)
    first.advance(total // 2)
    second = Timeline(standing(first, first.state(first.updates)), arrays)
    assert second.updates == total // 2
    second.advance(total - total // 2)
    assert bits(second.state(total)) == end


@pytest.mark.parametrize("chosen", [c for _, c in OPTIMIZERS], ids=ids(OPTIMIZERS))
def test_437_updates_and_563_are_a_thousand(chosen):
    """A run stopped after 437 updates and written to a file goes on to the same bits as one of 1,000."""
    experiment, arrays = small(samples=10, sampling=Sampling("mini_batch", "shuffle", 3), chosen=chosen)
    whole = Timeline(experiment, arrays)
    whole.advance(1000)
    part = Timeline(experiment, arrays)
    part.advance(437)
    document = to_json(standing(part, part.state(437)))
    again = Timeline(parse_document(document, "halfway", None), arrays)
    assert again.updates == 437 and bits(again.state(437)) == bits(whole.state(437))
    again.advance(563)
    assert bits(again.state(1000)) == bits(whole.state(1000))


@pytest.mark.parametrize("slices", [(1000,), (1,) * 40 + (960,), (16, 17, 467, 500)])
def test_a_run_in_slices_equals_one_in_one_go(slices):
    """How often a run pauses changes nothing, not even its curves."""
    experiment, arrays = small(samples=10, sampling=Sampling("mini_batch", "shuffle", 3))
    run, whole = Timeline(experiment, arrays), Timeline(experiment, arrays)
    whole.advance(1000)
    for updates in slices:
        run.advance(updates)
    assert bits(run.state(1000)) == bits(whole.state(1000))
    assert run.curves.batch_loss.tobytes() == whole.curves.batch_loss.tobytes()
    assert run.curves.loss.tobytes() == whole.curves.loss.tobytes()
