"""The measuring of start-ups: that it measures what it says, not how much."""

from __future__ import annotations

import pytest

from gdsim.bench import start_up


def test_the_first_round_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first round compiles the modules; of the others the one in the middle counts, kind by kind in turns."""
    asked: list[str] = []

    def measured(kind: str, seconds: list[float]):
        def one(environment: start_up.Environment) -> float:
            asked.append(kind)
            assert environment["QT_QPA_PLATFORM"] == "offscreen"
            assert "PYTHONDONTWRITEBYTECODE" not in environment
            return seconds.pop(0)

        return one

    kinds = {"a": measured("a", [9.0, 1.0, 3.0, 2.0]), "b": measured("b", [0.0, 5.0, 5.0, 6.0])}
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert start_up.in_turns(kinds, 3) == {"a": 2.0, "b": 5.0}
    assert asked == ["a", "b"] * 4


@pytest.mark.slow
def test_an_empty_python_and_a_version_take_time() -> None:
    """Real processes are measured, and saying the version takes longer than saying nothing."""
    found = start_up.medians(("empty Python", "version"), 3)
    assert 0 < found["empty Python"] < found["version"] < 10


def test_a_start_that_fails_raises() -> None:
    """A process that ends with an error raises what it said, and has no time."""
    with pytest.raises(RuntimeError, match="no such thing"):
        start_up._whole("-c", "raise SystemExit('no such thing')")({})
