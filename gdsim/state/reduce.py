"""Reduce: what an intent makes of the model; no clock, no random numbers, no side effects."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import Any

from gdsim.core.course import Course
from gdsim.core.experiment import Experiment
from gdsim.core.trace import Cursor
from gdsim.files.messages import FileError
from gdsim.state import intents as wish
from gdsim.state.edit import added_layer, changed, is_live, live, removed_layer
from gdsim.state.fitting import following
from gdsim.state.marks import Bookmark, with_marks
from gdsim.state.model import Model
from gdsim.state.walk import START, end_of, program_of, stage_end, stepped


def reduce(model: Model, intent: wish.Intent, course: Course) -> Model:
    """The model after an intent.

    Args:
        model: as it is.
        intent: what the user wants.
        course: the course of the model's experiment.

    Returns:
        The new model; where the intent cannot be had, the same one with its ``fault``.
    """
    clean = replace(model, message="", fault=None)
    try:
        return _reduced(intent, clean, course)
    except FileError as error:
        return replace(clean, fault=(error.field, error.reason))


@singledispatch
def _reduced(intent: object, model: Model, course: Course) -> Model:
    raise TypeError(f"no rule for {intent!r}")


@_reduced.register
def _step(intent: wish.Step, model: Model, course: Course) -> Model:
    by = intent.by or model.granularity
    return _placed(model, stepped(course, model.cursor, by, intent.back), course)


@_reduced.register
def _seek(intent: wish.Seek, model: Model, course: Course) -> Model:
    if intent.update < 1:
        return _placed(model, START, course)
    end = end_of(course, intent.update)
    line = end.line if intent.line is None else min(max(intent.line, 0), end.line)
    return _placed(model, Cursor(intent.update, line), course)


@_reduced.register
def _stage(intent: wish.GoToStage, model: Model, course: Course) -> Model:
    program = program_of(course, model.cursor.update)
    return _placed(model, Cursor(model.cursor.update, stage_end(program, intent.stage)), course)


@_reduced.register
def _rewind(intent: wish.Rewind, model: Model, course: Course) -> Model:
    return _placed(model, START, course)


@_reduced.register
def _new_weights(intent: wish.NewWeights, model: Model, course: Course) -> Model:
    seed = model.experiment.seed + 1
    document = changed(model.experiment, {"seed": seed})
    given = model.experiment.network.initial_parameters is not None
    said = f"New weights: seed {seed}." + (" The given first weights are gone." if given else "")
    return replace(_restarted(model, document), message=said)


@_reduced.register
def _granularity(intent: wish.ChooseGranularity, model: Model, course: Course) -> Model:
    return replace(model, granularity=intent.granularity)


@_reduced.register
def _field(intent: wish.SetField, model: Model, course: Course) -> Model:
    field, value = intent.field, intent.value
    if not is_live(field):
        fields, said = following(model.experiment, field, value)
        return replace(
            _restarted(model, changed(model.experiment, {field: value} | dict(fields))), message=said
        )
    first = _first_open(model, course, field)
    if first > 1:
        amended = live(model.experiment, field, value, first)
        return replace(model, experiment=amended, message=f"Changed from update {first} on.")
    document = changed(model.experiment, {field: value})
    return _kept(model, document, course) if field.startswith("optimizer.") else _restarted(model, document)


@_reduced.register
def _add(intent: wish.AddLayer, model: Model, course: Course) -> Model:
    return _restarted(model, added_layer(model.experiment, intent.before))


@_reduced.register
def _remove(intent: wish.RemoveLayer, model: Model, course: Course) -> Model:
    return _restarted(model, removed_layer(model.experiment, intent.layer))


@_reduced.register
def _parameter(intent: wish.SetParameter, model: Model, course: Course) -> Model:
    done = model.cursor == end_of(course, model.cursor.update)
    first = model.cursor.update + (1 if done else 0)
    document = live(model.experiment, f"parameters.{intent.label}", intent.value, first)
    return replace(
        _placed(replace(model, experiment=document), Cursor(first, 0), course),
        selected=intent.label,
        message=f"Set from update {first} on.",
    )


@_reduced.register
def _select(intent: wish.Select, model: Model, course: Course) -> Model:
    return replace(model, selected=intent.label)


@_reduced.register
def _sample(intent: wish.ViewSample, model: Model, course: Course) -> Model:
    count = len(course.position(model.cursor.update).batch)
    return replace(model, sample=min(max(intent.place, 0), count - 1))


@_reduced.register
def _mean(intent: wish.ViewMean, model: Model, course: Course) -> Model:
    return replace(model, mean=intent.on)


@_reduced.register
def _run_to(intent: wish.RunTo, model: Model, course: Course) -> Model:
    return _placed(model, end_of(course, max(intent.update, 1)), course)


@_reduced.register
def _watch(intent: wish.Watch, model: Model, course: Course) -> Model:
    others = tuple(label for label in model.marks.watched if label != intent.label)
    return _marked(model, watched=(*others, intent.label) if intent.on else others)


@_reduced.register
def _bookmark(intent: wish.AddBookmark, model: Model, course: Course) -> Model:
    mark = Bookmark(intent.update, intent.line, intent.note)
    return _marked(model, bookmarks=(*_elsewhere(model, intent.update, intent.line), mark))


@_reduced.register
def _no_bookmark(intent: wish.RemoveBookmark, model: Model, course: Course) -> Model:
    return _marked(model, bookmarks=_elsewhere(model, intent.update, intent.line))


@_reduced.register
def _breakpoint(intent: wish.AddBreakpoint, model: Model, course: Course) -> Model:
    others = (mark for mark in model.marks.breakpoints if mark != intent.breakpoint)
    return _marked(model, breakpoints=(*others, intent.breakpoint))


@_reduced.register
def _no_breakpoint(intent: wish.RemoveBreakpoint, model: Model, course: Course) -> Model:
    return _marked(
        model, breakpoints=tuple(mark for mark in model.marks.breakpoints if mark != intent.breakpoint)
    )


@_reduced.register
def _open(intent: wish.Open, model: Model, course: Course) -> Model:
    kept = intent.experiment.checkpoint
    kept_view = intent.experiment.view
    view = kept_view.get("cursor")
    cursor = START
    if isinstance(view, dict) and isinstance(view.get("update"), int) and isinstance(view.get("line"), int):
        cursor = Cursor(max(view["update"], 1), max(view["line"], 0))
    elif kept is not None and kept.update:
        # The number of lines is not known before the course is; the session brings the cursor inside.
        cursor = Cursor(kept.update, 10**6)
    saved = intent.experiment if intent.path else None
    sample, selected = kept_view.get("sample"), kept_view.get("selected")
    return Model(
        intent.experiment,
        cursor,
        model.granularity,
        sample=sample if isinstance(sample, int) and sample >= 0 else 0,
        mean=kept_view.get("mean") is True,
        selected=selected if isinstance(selected, str) else None,
        path=intent.path,
        saved=saved,
    )


@_reduced.register
def _saved(intent: wish.Saved, model: Model, course: Course) -> Model:
    return replace(
        model, path=intent.path, saved=intent.experiment, experiment=intent.experiment, message="Saved."
    )


def _elsewhere(model: Model, update: int, line: int) -> tuple[Bookmark, ...]:
    return tuple(mark for mark in model.marks.bookmarks if (mark.update, mark.line) != (update, line))


def _marked(model: Model, **changes: Any) -> Model:
    """The document with other marks: an edit like any other, which the run does not notice."""
    return replace(model, experiment=with_marks(model.experiment, replace(model.marks, **changes)))


def _placed(model: Model, cursor: Cursor, course: Course) -> Model:
    count = len(course.position(cursor.update).batch)
    return replace(model, cursor=cursor, sample=min(model.sample, count - 1))


def _restarted(model: Model, document: Experiment) -> Model:
    """The run starts again: what was selected may not exist any more."""
    return replace(model, experiment=document, cursor=START, sample=0, selected=None)


def _kept(model: Model, document: Experiment, course: Course) -> Model:
    """A live field in the first update: the cursor keeps its stage, as far as it has got."""
    program = program_of(course, 1)
    line = model.cursor.line
    done = program.lines[line - 1] if line else None
    if done is None or done.stage.number < 5:
        return replace(model, experiment=document)
    return replace(model, experiment=document, cursor=Cursor(1, program.stage_lines(done.stage)[0]))


def _first_open(model: Model, course: Course, field: str) -> int:
    """The first update that a change can still reach: this one, unless it is done or has drawn its batch."""
    update, line = model.cursor.update, model.cursor.line
    done = line == end_of(course, update).line
    drawn = field.startswith("sampling.") and line > 0
    penalised = field.startswith("loss.") and line > 0
    return update + 1 if done or (update > 1 and (drawn or penalised)) else update
