"""Running: makes the updates on the way to a cursor, within the frame or, where one would hold it up, in a thread."""

from __future__ import annotations

from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.state.walk import finished
from gdsim.ui.away import Away

SLOW = 0.02
"""Seconds of one update, or of the look at all samples after an epoch, above which a run advances in a thread.

On the machine of tests/benchmarks a full batch of 50,000 samples takes that long for 4-16-16-3, one of 250 for two
layers of 512 units, and the look at 100,000 samples. What is shorter is faster done in the frame than handed over; with
300,000 samples the longest gaps of the window's loop are then 7 to 40 ms, where an update takes 140.
"""


class Running(Away):
    """The thread, and the choice whether to use it."""

    def go(self, run: Timeline, goal: Cursor, seconds: float) -> bool:
        """Go on towards a goal for some time.

        Returns:
            True where that is done; False where the thread is at it, which then tells that it is ``back``.
        """
        if self.busy:
            return False
        needed = finished(run.course, goal)
        if run.call_seconds < SLOW or (run.updates >= needed and run.has_trace(goal.update)):
            run.advance(needed - run.updates, seconds)
            return True

        def job() -> None:
            run.advance(needed - run.updates, seconds)
            # What is shown then is looked at here as well: that takes longer than the update itself.
            run.trace(goal.update if run.updates >= needed else max(run.updates, 1))

        self.start(job)
        return False
