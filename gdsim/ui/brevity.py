"""Brevity: what a long name is called where there is little room: words go, never letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def briefer(name: str) -> tuple[str, ...]:
    """The name and what it may be called instead, from long to short.

    >>> briefer("binary cross-entropy with logits")
    ('binary cross-entropy with logits', 'cross-entropy with logits', 'cross-entropy')
    >>> briefer("hinge")
    ('hinge',)
    """
    found = [name]
    rest = name.partition(" ")[2]
    # An "error" alone would be any error; a cross-entropy or a squared error is still told from the others.
    if ("-" in rest or " " in rest) and not rest.startswith("with "):
        found.append(rest)
    bare = found[-1].partition(" with ")[0]
    if bare != found[-1]:
        found.append(bare)
    return tuple(found)


def longest_that_fits(texts: Sequence[str], fits: Callable[[str], bool]) -> str | None:
    """The first of some texts, from long to short, that has room; None where none has."""
    return next((text for text in texts if fits(text)), None)
