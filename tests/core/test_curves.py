"""Curves: one row an epoch, one an update."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import Sampling
from gdsim.core.timeline import Timeline
from tests.oracle.small import small


@pytest.fixture
def run():
    """A run of two and a third epochs."""
    found = Timeline(*small(samples=9, sampling=Sampling("mini_batch", "shuffle", 3)))
    found.advance(7)
    return found


def test_a_row_is_added_at_each_epochs_end(run):
    """Row 0 is the start; an epoch that has not ended has no row yet."""
    assert run.curves.epochs.tolist() == [0, 1, 2] and run.curves.updates.tolist() == [0, 3, 6]
    assert len(run.curves.batch_loss) == 7 and run.curves.first_update == 1
    for row, update in enumerate((0, 3, 6)):
        assert np.array_equal(run.curves.parameters[row], run.state(update).theta)
        train, test = run.measure(run.state(update))
        assert run.curves.loss[row].tolist() == [train.loss, test.loss]


def test_norms_are_each_layers_own(run):
    """Norms are each layer's own, at every update, and the epoch's row is their mean."""
    trace = run.trace(5)
    for layer, names in enumerate((("W1", "b1"), ("W2", "b2"))):
        parts = [trace.program.layout.block(name).of(trace["g"]).ravel() for name in names]
        assert run.curves.gradient_norms[4, layer] == pytest.approx(
            np.linalg.norm(np.concatenate(parts)), rel=1e-13
        )
    np.testing.assert_allclose(
        run.curves.gradient_norm[2], run.curves.gradient_norms[3:6].mean(axis=0), rtol=1e-14
    )
    np.testing.assert_allclose(run.curves.step_norm[1], run.curves.step_norms[:3].mean(axis=0), rtol=1e-14)
    assert np.isnan(run.curves.gradient_norm[0]).all()


def test_accuracy_without_classes_is_nan(run):
    """Without classes there is no accuracy: NaN, never 0."""
    assert np.isnan(run.curves.accuracy).all()


@pytest.mark.parametrize("update", [0, 1, 3, 5, 6, 7])
def test_curves_copied_until_an_update_go_on_alike(run, update):
    """A copy up to an update, from which a run goes on to the same rows."""
    copied = run.curves.until(update)
    assert len(copied.batch_loss) == update and copied.updates.tolist() == [
        u for u in (0, 3, 6) if u <= update
    ]
    branch = run.branched(run.experiment, update)
    branch.advance(9 - update)
    run.advance(2)
    for name in (
        "epochs",
        "updates",
        "loss",
        "parameters",
        "gradient_norm",
        "step_norm",
        "batch_loss",
        "step_norms",
    ):
        np.testing.assert_array_equal(getattr(branch.curves, name), getattr(run.curves, name))


def test_a_copy_of_curves_leaves_the_original_alone(run):
    """Going on with a copy leaves the rows it came from alone."""
    before = run.curves.batch_loss.tobytes()
    run.curves.until(4).add_updates(np.full((1, 5), 9.0))
    assert run.curves.batch_loss.tobytes() == before
