"""Session: the one stateful object of the window; intents go in, snapshots come out."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from gdsim.core.experiment import Experiment
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.state import intents as wish
from gdsim.state.model import Model
from gdsim.state.observe import observe, within
from gdsim.state.reduce import reduce
from gdsim.state.run import run_of
from gdsim.state.snapshot import Snapshot
from gdsim.state.stopping import first_stop
from gdsim.state.walk import START, end_of, finished, overflow
from gdsim.ui.burst import Burst
from gdsim.ui.edit import Edit
from gdsim.ui.running import Running

FRAME = 0.012
"""Seconds of each frame in which a long run may advance; the rest is for drawing and the user."""
REPEATED = 150
"""Milliseconds within which steps follow each other when a key is held down, and not when it is pressed to read."""


class Session(QObject):
    """Document, run and cursor of one window.

    Args:
        experiment: the document to start with.
        path: its file, or None.
    """

    changed = Signal(object)
    """A new :class:`Snapshot`."""
    failed = Signal(str)
    """A file could not be read or written: one line."""

    def __init__(
        self, experiment: Experiment, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.speed = 4.0
        self._playing = False
        self._owed = 0.0
        self._goal: Cursor | None = None
        self._watch_from: int | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._running = Running(self)
        self._running.back.connect(self._back)
        self._repeats = Burst(self, REPEATED)
        self._repeats.over.connect(self._emit)
        self._seen: Snapshot | None = None
        self._run = run_of(experiment)
        self._model = Model(experiment)
        self._model = reduce(self._model, wish.Open(experiment, path), self.timeline.course)
        self._arrive(within(self._model, self.timeline))

    # What the window asks

    @property
    def snapshot(self) -> Snapshot:
        """What is to be drawn now."""
        if not self.timeline.has_trace(self._model.cursor.update):
            self._running.wait()  # it brings the trace along
        seen = observe(self._model, self.timeline, self._run.samples, self._seen)
        self._seen = replace(
            seen,
            playing=self._playing or self.busy,
            speed=self.speed,
            repeated=self._repeats.running,
            can_undo=self.undo_stack.canUndo(),
            can_redo=self.undo_stack.canRedo(),
        )
        return self._seen

    @property
    def model(self) -> Model:
        """Document and cursor."""
        return self._model

    @property
    def timeline(self) -> Timeline:
        """The run of the document."""
        return self._run.timeline

    @property
    def busy(self) -> bool:
        """True while a long step is on its way."""
        return self._goal is not None

    # What the user wants

    def dispatch(self, intent: wish.Intent) -> None:
        """Do what an intent says; what cannot be had leaves everything as it is, with a fault to show."""
        before = self._model
        if isinstance(intent, wish.Step) and self._goal is not None:
            # Every press counts once: a step during a long step goes on from where that one will end.
            before = replace(before, cursor=self._goal)
        after = reduce(before, intent, self.timeline.course)
        if after.experiment is not before.experiment and not isinstance(intent, (wish.Open, wish.Saved)):
            self._edit(replace(before, message="", fault=None), after)
        elif isinstance(intent, wish.Open):
            self._open(after)
        else:
            self._model = replace(after, cursor=self._model.cursor)
            if isinstance(intent, wish.Step):
                self._repeats.frame()
            if isinstance(intent, (wish.Step, wish.Seek, wish.GoToStage, wish.Rewind, wish.RunTo)):
                forward = isinstance(intent, (wish.Step, wish.RunTo)) and after.cursor > self._model.cursor
                self._arrive(after.cursor, stops=forward)
        self._emit()

    def undo(self) -> None:
        """Take the last edit back."""
        self.undo_stack.undo()
        # Only now does the stack know that there is something to redo.
        self._emit()

    def redo(self) -> None:
        """Make it again."""
        self.undo_stack.redo()
        self._emit()

    def restore(self, model: Model) -> None:
        """Go to a model of the past, or back from it; file and saved mark stay those of now."""
        self._goal = None
        self._running.wait()
        kept = replace(model, path=self._model.path, saved=self._model.saved, message="", fault=None)
        self._run = run_of(kept.experiment, self._run)
        self._model = kept
        self._arrive(within(kept, self.timeline))

    def play(self, on: bool) -> None:
        """Let it step by itself, or stop, on a long way too: the cursor stays at the update that has been reached."""
        self._repeats.end()
        self._goal = self._goal if on else None
        self._playing = on and self.timeline.diverged is None
        self._owed = 0.0
        self._schedule()
        self._emit()

    def set_speed(self, speed: float) -> None:
        """Steps a second while it plays, 0.5 to 500."""
        self.speed = min(max(speed, 0.5), 500.0)
        self._schedule()
        self._emit()

    def settle(self) -> None:
        """Finish a long step at once, and show it without haste; for pictures and tests."""
        self._repeats.end()
        self._running.wait()
        while self._goal is not None:
            self._advance(1.0)
            self._running.wait()
            if self._goal is not None:
                self._reach(self._goal)
        self._emit()

    def close(self) -> None:
        """Stop everything; what goes on in a thread comes to its end."""
        self.play(False)
        self._running.wait()

    def frame(self) -> None:
        """Do at once what a frame does, and leave the next one to the caller; for measuring."""
        self._tick()
        self._clock.stop()

    def _edit(self, before: Model, after: Model) -> None:
        self._take(after)
        self._model = replace(self._model, message=after.message)
        self.undo_stack.push(Edit(self.restore, before, replace(after, cursor=self._model.cursor)))

    def _open(self, opened: Model) -> None:
        self._playing = False
        self._take(opened)
        self.undo_stack.clear()

    def _take(self, model: Model) -> None:
        """Go on with another document."""
        self._running.wait()
        self._run = run_of(model.experiment, self._run)
        self._model = replace(model, cursor=START)
        self._arrive(within(model, self.timeline))

    def _arrive(self, cursor: Cursor, stops: bool = False) -> None:
        """Put the cursor somewhere; what has to be run before is run, over several frames where it is long.

        Args:
            cursor: where to.
            stops: whether a breakpoint on the way is where it ends.
        """
        self._goal = cursor
        self._watch_from = finished(self.timeline.course, self._model.cursor) if stops else None
        self._advance(FRAME)
        self._schedule()

    def _advance(self, seconds: float) -> None:
        """Run towards the goal for some time, and move the cursor as far as that came."""
        assert self._goal is not None
        if self._running.go(self.timeline, self._goal, seconds):
            self._reach(self._goal)

    def _back(self) -> None:
        """The thread has come to its end."""
        if self._goal is not None:
            self._reach(self._goal)
        self._schedule()
        self._emit()

    def _reach(self, goal: Cursor) -> None:
        """Move the cursor to the goal, or as far as the run has come."""
        run = self.timeline
        needed = finished(run.course, goal)
        stopped = self._stopped(min(run.updates, needed))
        if stopped is not None:
            goal = stopped
        elif run.diverged is not None and goal.update >= run.diverged.update:
            self._playing = False
            self._model = replace(self._model, message=run.diverged.message)
            goal = min(goal, overflow(run.course, run.diverged))
        elif run.updates < needed:
            self._place(end_of(run.course, run.updates))
            return
        self._goal = None
        self._place(goal)

    def _stopped(self, until: int) -> Cursor | None:
        """Where a breakpoint stops the way to the goal, up to an update that has been made."""
        after, breakpoints = self._watch_from, self._model.marks.breakpoints
        if after is None or not breakpoints:
            return None
        self._watch_from = max(after, until)
        stop = first_stop(breakpoints, self.timeline.curves, after, until)
        if stop is None:
            return None
        self._playing = False
        self._model = replace(self._model, message=f"Stopped at update {stop[0]}: {stop[1].words}.")
        return end_of(self.timeline.course, stop[0])

    def _place(self, cursor: Cursor) -> None:
        count = len(self.timeline.course.position(cursor.update).batch)
        self._model = replace(self._model, cursor=cursor, sample=min(self._model.sample, count - 1))

    def _schedule(self) -> None:
        if self._running.busy:
            self._clock.stop()  # goes on when the thread comes back
        elif self._goal is not None:
            self._clock.start(0)
        elif self._playing:
            self._clock.start(max(16, round(1000 / self.speed)))
        else:
            self._clock.stop()

    def _tick(self) -> None:
        if self._goal is not None:
            self._advance(FRAME)
        elif self._playing:
            self._owed += self.speed * self._clock.interval() / 1000
            clock = time.perf_counter()
            while self._owed >= 1 and self._playing and time.perf_counter() - clock < FRAME:
                self._owed -= 1
                after = reduce(self._model, wish.Step(), self.timeline.course)
                self._watch_from = finished(self.timeline.course, self._model.cursor)
                self._goal = after.cursor
                self._advance(FRAME)
                if self._goal is not None:
                    break
            self._owed = min(self._owed, 1.0)
        self._schedule()
        if not self._running.busy:
            self._emit()

    def _emit(self) -> None:
        self.changed.emit(self.snapshot)
