"""Which samples an epoch has used: every one once when shuffled, repeats and omissions with replacement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdsim.core.course import Course, course
from gdsim.core.experiment import Sampling
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.insight.epoch_use import epoch_use, told

SAMPLES = 50


def _course(draw: str, size: int) -> Course:
    experiment = read(templates()["xor"].path)
    return course(replace(experiment, sampling=Sampling("mini_batch", draw, size)), 2, SAMPLES)


@pytest.mark.parametrize("draw", ["shuffle", "in_order"])
def test_without_replacement_each_sample_is_used_once(draw: str) -> None:
    """Without replacement an epoch ends with nothing left and nothing twice, the short last batch included."""
    made = _course(draw, 8)
    use = epoch_use(made, made.position(7))
    assert (use.drawn, use.left, use.repeated) == (SAMPLES, 0, 0)
    assert use.now.sum() == 2
    assert told(use, made.position(7)) == "update 7 of 7: 50 of 50 drawn"
    # The next epoch begins with a clean sheet.
    after = epoch_use(made, made.position(8))
    assert (after.before.sum(), after.drawn) == (0, 8)


def test_repeats_and_omissions_are_counted() -> None:
    """With replacement some samples come again and some never: the counts are those of the batches themselves."""
    made = _course("with_replacement", 10)
    position = made.position(5)
    use = epoch_use(made, position)
    drawn = [sample for update in range(1, 6) for sample in made.position(update).batch.tolist()]
    assert use.drawn == len(drawn) == 50
    assert use.left == SAMPLES - len(set(drawn)) > 0
    assert use.repeated == len({sample for sample in drawn if drawn.count(sample) > 1})
    assert use.most == max(drawn.count(sample) for sample in drawn)
    assert f"{use.left} never" in told(use, position)
    assert "not yet" in told(epoch_use(made, made.position(4)), made.position(4))
