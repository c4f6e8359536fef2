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
from gdsim.files.messages import FileError
from gdsim.files.reading import read
from gdsim.files.writing import write
from gdsim.state import intents as wish
from gdsim.state.model import Model, with_place
from gdsim.state.observe import observe, within
from gdsim.state.reduce import reduce
from gdsim.state.run import run_of
from gdsim.state.snapshot import Snapshot
from gdsim.state.stopping import first_stop
from gdsim.state.walk import START, end_of, finished, program_of
from gdsim.ui.burst import Burst
from gdsim.ui.edit import Edit

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

    def open_file(self, path: Path) -> bool:
        """Open an experiment file; a bad one changes nothing and is told by ``failed``."""
        try:
            experiment = read(path)
        except FileError as error:
            self.failed.emit(str(error))
            return False
        self.dispatch(wish.Open(experiment, path))
        return True

    def save_file(self, path: Path) -> bool:
        """Write the document, with the place of its cursor, whole or not at all."""
        experiment = with_place(self._model)
        try:
            write(path, experiment)
        except FileError as error:
            self.failed.emit(str(error))
            return False
        # A table has come along into the file's folder, and is found from there.
        experiment = replace(experiment, data=replace(experiment.data, folder=path.resolve().parent))
        self.dispatch(wish.Saved(path, experiment))
        return True

    def settle(self) -> None:
        """Finish a long step at once, and show it without haste; for pictures and tests."""
        self._repeats.end()
        while self._goal is not None:
            self._advance(1.0)
        self._emit()

    def _edit(self, before: Model, after: Model) -> None:
        self._run = run_of(after.experiment, self._run)
        self._model = replace(after, cursor=START)
        self._arrive(after.cursor)
        self._model = replace(self._model, message=after.message)
        self.undo_stack.push(Edit(self.restore, before, replace(after, cursor=self._model.cursor)))

    def _open(self, opened: Model) -> None:
        self._run = run_of(opened.experiment, self._run)
        self._goal, self._playing = None, False
        self._model = replace(opened, cursor=START)
        self._arrive(within(opened, self.timeline))
        self.undo_stack.clear()
        self._schedule()

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
        goal = self._goal
        assert goal is not None
        clock, run = time.perf_counter(), self.timeline
        needed = goal.update if goal == end_of(run.course, goal.update) else goal.update - 1
        while run.updates < needed and run.diverged is None and time.perf_counter() - clock < seconds:
            run.advance(min(needed - run.updates, 25))
        stopped = self._stopped(min(run.updates, finished(run.course, goal)))
        if stopped is not None:
            goal = stopped
        elif run.diverged is not None and goal.update >= run.diverged.update:
            goal = self._stop_at_divergence(goal)
        elif run.updates < needed:
            self._place(end_of(run.course, run.updates))
            return
        self._goal = None
        self._place(goal)

    def _stopped(self, until: int) -> Cursor | None:
        """Where a breakpoint stops the way to the goal, up to an update that has been made."""
        if self._watch_from is None or not self._model.marks.breakpoints:
            return None
        stop = first_stop(self._model.marks.breakpoints, self.timeline.curves, self._watch_from, until)
        self._watch_from = max(self._watch_from, until)
        if stop is None:
            return None
        update, breakpoint = stop
        self._playing = False
        self._model = replace(self._model, message=f"Stopped at update {update}: {breakpoint.words}.")
        return end_of(self.timeline.course, update)

    def _stop_at_divergence(self, goal: Cursor) -> Cursor:
        """The line that overflowed first is as far as there is anything to see."""
        diverged = self.timeline.diverged
        assert diverged is not None
        self._playing = False
        self._model = replace(self._model, message=diverged.message)
        program = program_of(self.timeline.course, diverged.update)
        return min(goal, Cursor(diverged.update, program.written[diverged.writes] + 1))

    def _place(self, cursor: Cursor) -> None:
        count = len(self.timeline.course.position(cursor.update).batch)
        self._model = replace(self._model, cursor=cursor, sample=min(self._model.sample, count - 1))

    def _schedule(self) -> None:
        if self._goal is not None:
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
                self._goal, self._watch_from = (
                    after.cursor,
                    finished(self.timeline.course, self._model.cursor),
                )
                self._advance(FRAME)
                if self._goal is not None:
                    break
            self._owed = min(self._owed, 1.0)
        self._schedule()
        self._emit()

    def _emit(self) -> None:
        self.changed.emit(self.snapshot)
