"""The files that were opened last: their order, their words, and how they are kept."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gdsim.core.timeline import Timeline
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.files.templates import templates
from gdsim.state.model import Model
from gdsim.state.observe import observe
from gdsim.state.recent import MOST, POINTS, Entry, Recent, entry_of, recent_from, when_words
from gdsim.state.snapshot import Snapshot

NOW = datetime(2026, 11, 26, 18, 30)


def entry(name: str, **more: object) -> Entry:
    """An entry for a file of a name."""
    return Entry(Path("/files") / f"{name}.gdsim", name, "XOR 2–3–1 · Adam", NOW, **more)  # type: ignore[arg-type]


def moment(key: str, updates: int) -> Snapshot:
    """A template after some updates."""
    experiment = read(templates()[key].path)
    samples = samples_of(experiment)
    timeline = Timeline(experiment, arrays_of(samples, experiment))
    timeline.advance(updates)
    return observe(Model(experiment), timeline, samples)


def test_recent_files_stand_newest_first_and_once() -> None:
    """A file that is used again goes to the top, and stands in the list once."""
    recent = Recent().added(entry("a")).added(entry("b")).added(entry("a", loss=0.5))
    assert [one.name for one in recent.entries] == ["a", "b"]
    assert recent.entries[0].loss == 0.5


def test_at_most_twenty_recent_files_are_kept() -> None:
    """Of more files than twenty the oldest leave the list."""
    recent = Recent()
    for number in range(MOST + 5):
        recent = recent.added(entry(str(number)))
    assert len(recent.entries) == MOST
    assert recent.entries[-1].name == "5"


def test_a_file_taken_off_leaves_the_others() -> None:
    """Taken off the list, and nothing else; a file that is not in it changes nothing."""
    recent = Recent().added(entry("a")).added(entry("b"))
    assert [one.name for one in recent.without(Path("/files/b.gdsim")).entries] == ["a"]
    assert recent.without(Path("/files/c.gdsim")) == recent


def test_recent_files_are_read_back_from_text() -> None:
    """What is kept in the settings gives the same list."""
    recent = Recent((entry("mönde", loss=0.0958, curve=(0.7, 0.1)), entry("b")))
    assert recent_from(recent.text()) == recent


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "",
        "{",
        "{}",
        "null",
        "[1, null, []]",
        '[{"path": "/a"}]',
        '[{"path": "", "name": "a", "summary": "", "when": "2026-11-26T18:30:00"}]',
        '[{"path": "/a", "name": "a", "summary": "", "when": "yesterday"}]',
        '[{"path": "/a", "name": 3, "summary": "", "when": "2026-11-26T18:30:00"}]',
        '[{"path": "/a", "name": "a", "summary": "", "when": "2026-11-26T18:30:00", "curve": 3}]',
        "[" * 100_000,
    ],
)
def test_damaged_settings_give_an_empty_list(text: object) -> None:
    """Settings that someone has damaged make a shorter list, never an error."""
    assert recent_from(text) == Recent()


def test_a_damaged_entry_leaves_the_good_ones() -> None:
    """One bad entry does not take the others with it; numbers that are none are left out."""
    good = json.loads(Recent((entry("a"),)).text())
    broken = good[0] | {"path": "/b", "loss": "low", "curve": [1, "two", float("nan"), 3]}
    found = recent_from(json.dumps([{"name": "?"}, *good, broken, *good]))
    assert [str(one.path) for one in found.entries] == ["/files/a.gdsim", "/b"]
    assert found.entries[1].loss is None
    assert found.entries[1].curve == (1.0, 3.0)


def test_an_entry_tells_choice_loss_and_curve() -> None:
    """Choice in one line, the loss at the end of the last epoch, and a curve of few points."""
    shown = moment("xor", 60 * 16)
    made = entry_of(Path("folder/x.gdsim"), shown, NOW)
    assert made.name == "x"
    assert made.path.is_absolute()
    assert made.summary == "XOR 2–4–1 · Adam · 60 epochs"
    assert made.loss == shown.curves.loss[-1, 0]
    assert len(made.curve) == POINTS
    assert made.curve[0] == shown.curves.loss[0, 0]
    assert made.curve[-1] == made.loss


@pytest.mark.parametrize(("updates", "said"), [(0, "not run yet"), (3, "3 updates"), (1, "1 update")])
def test_an_entry_before_the_first_epoch_tells_updates(updates: int, said: str) -> None:
    """A run of no whole epoch is told by its updates; without any there is no loss to show."""
    made = entry_of(Path("x.gdsim"), moment("moons-adam", updates), NOW)
    assert made.summary.endswith(f"· {said}")
    assert (made.loss is None) == (updates == 0)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=10), "today 18:20"),
        (timedelta(hours=18, minutes=29), "today 00:01"),
        (timedelta(hours=18, minutes=31), "yesterday"),
        (timedelta(days=7), "19 Nov"),
        (timedelta(days=400), "22 Oct 2025"),
    ],
)
def test_times_are_told_as_one_says_them(ago: timedelta, words: str) -> None:
    """Times as one says them; days are those of the calendar, not 24 hours."""
    assert when_words(NOW - ago, NOW) == words
