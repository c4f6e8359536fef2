"""Arithmetic: one number of a line with everything that it is worked out from, as data that a view can set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gdsim.core.formula import Binary, Formula, Name, children, rebuilt

MORE = Name("…")
"""Stands for the terms of a sum that have no room."""


@dataclass(frozen=True)
class Arithmetic:
    """One number worked out.

    Args:
        entry: what it is, ``"dW2[3,2]"``.
        of: whose it is where the name does not say: ``"sample 9"`` or a parameter, ``"W2[3,2]"``.
        tree: its scalar formula, whose names are labels such as ``W2[3,2]``; None where there is none to show.
        numbers: the text of each label of the tree; a name without a number stands for itself, as ``5 more``.
        result: the number, with its sign.
        listed: in place of a result the numbers of a column; a last ``…`` where there are more.
    """

    entry: str
    of: str
    tree: Formula | None
    numbers: Mapping[str, str]
    result: str
    listed: tuple[str, ...] = ()


def shorter(worked: Arithmetic) -> Arithmetic | None:
    """The same with a term or an entry less, from the right; the result stays. None where nothing can go.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> one = shorter(Arithmetic("z", "", parse("(a + b + c) / d"), {}, "1"))
    >>> python(one.tree), python(shorter(one).tree), shorter(shorter(one)).tree
    ('(a + b + …) / d', '(a + …) / d', None)
    """
    if worked.listed:
        kept = [text for text in worked.listed if text != MORE.name][:-1]
        return replace(worked, listed=(*kept, MORE.name)) if kept else None
    if worked.tree is None:
        return None
    return replace(worked, tree=_cut(worked.tree))


def _cut(tree: Formula) -> Formula | None:
    """The tree with the last term of its last sum gone."""
    if isinstance(tree, Binary) and tree.operator in ("+", "-"):
        if tree.right != MORE:
            return Binary("+", tree.left, MORE)
        if isinstance(tree.left, Binary) and tree.left.operator in ("+", "-"):
            return Binary("+", tree.left.left, MORE)
        return None
    for child in reversed(children(tree)):
        cut = _cut(child)
        if cut is not None:
            return rebuilt(tree, lambda part, old=child, new=cut: new if part is old else None)  # type: ignore[misc]
    return None
