"""Assignment: a line of the program typeset, its name, ← or =, and its formula, on one line or on several."""

from __future__ import annotations

from gdsim.core.formula import Binary, Call, Formula, Number
from gdsim.core.program import Line
from gdsim.core.symbols import is_kept
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.flow import Piece
from gdsim.ui.typesetting.formula import Write, formula_box, formula_terms, sign_room
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style


def assignment_box(line: Line, style: Style, write: Write | None = None, inline: bool = False) -> Box:
    """A line of the program: ``m ← β₁ m + (1 − β₁) g``.

    Args:
        line: what is kept for the next update is written with an arrow, all else with an equals sign.
        write: how a name is set, the written one included; such as in its colour.
        inline: fractions with a slash.
    """
    if inline:
        style = style.inlined()
    name = (write or name_box)(line.writes, style)
    return row([name, becomes(line, style), formula_box(_told(line), style, write)])


def becomes(line: Line, style: Style) -> Box:
    """The arrow or the equals sign, with its room."""
    room = space(0.28 * style.size)
    return row([room, glyphs("←" if is_kept(line.writes) else "=", style), room])


def assignment_pieces(line: Line, style: Style, write: Write | None = None) -> list[Piece]:
    """The same in pieces between which a line may break: before the signs of its sum."""
    name = (write or name_box)(line.writes, style)
    first, *more = formula_terms(_told(line), style, write)
    room = sign_room(style)
    return [Piece(row([name, becomes(line, style), first]), room), *(Piece(box, room) for box in more)]


def _told(line: Line) -> Formula:
    """The line's formula; a norm by what it is, for its name is written ‖g‖ already."""
    match line.tree:
        case Call("norm", (inside,)):
            return Call("sqrt", (Call("sum", (Binary("**", inside, Number(2.0)),)),))
    return line.tree
