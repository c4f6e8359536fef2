"""A run that plays fast is followed a few times a second; one that stands still, at once and to the last step."""

from __future__ import annotations

from dataclasses import replace

from gdsim.state.snapshot import READABLE
from gdsim.ui.calm import Calm
from tests.ui.plots.snapshots import case


def test_a_fast_run_is_followed_slowly() -> None:
    """Right after one snapshot the next is not due, but once it pauses, or plays slowly, every one is."""
    still = case().at(3)
    playing = replace(still, playing=True, speed=2 * READABLE)
    calm = Calm(3600.0)
    assert calm.due(still) and calm.due(still)
    assert not calm.due(playing) and not calm.due(playing)
    assert calm.due(replace(playing, speed=READABLE))
    assert calm.due(still)
    assert Calm(0.0).due(playing)
