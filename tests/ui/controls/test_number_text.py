"""Number text: what people type is read as they mean it, or refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.ui.controls.number_text import NotANumber, full, read, short


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.02", 0.02),
        (" 1e-3 ", 0.001),
        ("1E-3", 0.001),
        ("0,1", 0.1),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("１２", 12),
        ("０．５", 0.5),
        ("−3", -3),
        ("+7", 7),
        (".5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
        ("٣", 3),
    ],
)
def test_text_is_read_as_people_mean_it(text: str, number: float) -> None:
    """Decimal comma, other scripts' digits, exponents and real minus signs are understood."""
    assert read(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "abc",
        "nan",
        "inf",
        "1_0",
        "0x10",
        "10²",
        "1,2,3",
        "1.2,3",
        "1 2",
        "--1",
        "1e",
        "1,000",
        "9" * 61,
    ],
)
def test_text_that_is_no_number_is_refused(text: str) -> None:
    """What is no number, or can be read in two ways, is never guessed."""
    with pytest.raises(NotANumber):
        read(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_full_text_gives_the_very_same_number(value: float) -> None:
    """The text with every digit gives the very same number."""
    assert read(full(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_short_text_is_within_six_digits(value: float) -> None:
    """The short text is read as a number within six digits of the value."""
    assert float(short(value)) == pytest.approx(value, rel=1e-5)


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    """Any text is a number or refused, and breaks nothing."""
    with contextlib.suppress(NotANumber):
        assert isinstance(read(text), int | float)
