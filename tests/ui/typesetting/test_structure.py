"""What a typeset formula looks like: parentheses, dots, signs and where scripts, bars and hats stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gdsim.core.formula import parse
from gdsim.core.program import Line, Stage
from gdsim.ui.typesetting.assignment import assignment_box, assignment_pieces
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.flow import flowed
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.fraction import Fraction, Rule
from gdsim.ui.typesetting.label import MathLabel
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.scripts import Scripted
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box
from tests.core.readings.test_readings import APART

STYLE = Style(20.0, QColor("black"))
VALUES = {"a": "−2", "b": "3", "c": "−4", "t": "184"}


def drawn(box: Box) -> QImage:
    """A picture of a box, with room round it."""
    image = QImage(round(box.width) + 40, round(box.height) + 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box.draw(painter, 20, 20 + box.ascent)
    painter.end()
    return image


def within(box: Box, kind: type[Box]) -> list[Box]:
    """All boxes of a kind inside a box."""
    found = [box] if isinstance(box, kind) else []
    return found + [one for part in box.parts for one in within(part.box, kind)]


@pytest.mark.parametrize(("one", "other"), APART, ids=[f"{one} | {other}" for one, other in APART])
@pytest.mark.parametrize("inline", [False, True])
def test_another_meaning_looks_otherwise(qtbot: QtBot, one: str, other: str, inline: bool) -> None:
    """Two formulas that are worth something else never look the same."""
    first, second = (drawn(formula_box(parse(text), STYLE, inline=inline)) for text in (one, other))
    assert first != second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a * b", "−2·3"), ("b * a", "3·(−2)"), ("b + a", "3−2"), ("b + a * c", "3−2·(−4)"), ("b - a", "3−(−2)"),
        ("a**2", "(−2)2"), ("(a + b) / c", "(−2+3)/(−4)"), ("-a", "−(−2)"), ("tanh(a)", "tanh(−2)"),
        ("1 - b**t", "1−3184"), ("b + a * a", "3−2·(−2)"), ("-(a + b)", "−(−2+3)"), ("b / a + 1e-08", "3/(−2)+10−8"),
    ],
)  # fmt: skip
def test_negative_numbers_get_parentheses_where_needed(qtbot: QtBot, text: str, expected: str) -> None:
    """A negative number is in parentheses where it would be misread, and nowhere else."""
    box = formula_box(
        parse(text), STYLE.with_numbers(), lambda name, style: number_box(VALUES[name], style), True
    )
    assert box.spelled == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("learning_rate * m / (v + epsilon)", "𝛼·𝑚/(𝑣+𝜀)"), ("a / b * c", "𝑎/𝑏·𝑐"), ("a * (b / c)", "𝑎(𝑏/𝑐)"),
        ("a / (b * c)", "𝑎/(𝑏𝑐)"), ("W2 @ a1 + b2", "𝑊2𝑎1+𝑏2"), ("(W3.T @ delta3) * slope2", "𝑊3T𝛿3⊙𝑓′(𝑧2)"),
        ("where(t == 1, a, b) + c", "(𝑎if𝑡=1,else𝑏)+𝑐"), ("exp(-z1)", "𝑒−𝑧1"), ("2 * 3", "2·3"),
    ],
)  # fmt: skip
def test_a_formula_in_text_has_slashes_and_few_dots(qtbot: QtBot, text: str, expected: str) -> None:
    """The letters of a formula with slashes; a dot only where two factors would run together."""
    assert formula_box(parse(text), STYLE, inline=True).spelled == expected


def test_an_index_stands_under_the_layer(qtbot: QtBot) -> None:
    """W²₃₂: both scripts begin behind the letter, one above the other, and do not touch."""
    box = name_box("W2[3,2]", STYLE)
    assert isinstance(box, Scripted) and box.above and box.below and box.core
    _, above, below = box.parts
    assert above.y < 0 < below.y and 0 <= above.x - below.x < 0.2 * STYLE.size
    assert above.y + above.box.descent < below.y - below.box.ascent
    assert above.box.spelled == "2" and below.box.spelled == "32"


def test_a_fraction_has_a_thin_bar_on_the_axis(qtbot: QtBot) -> None:
    """The bar stands at the height of a minus, is wider than both parts and keeps clear of them."""
    (box,) = within(formula_box(parse("m / (1 - beta_1**t)"), STYLE), Fraction)
    above, bar, below = box.parts
    assert isinstance(bar.box, Rule) and 1.0 <= bar.box.height <= 0.09 * STYLE.size
    assert 0.2 * STYLE.size < -bar.y < 0.32 * STYLE.size
    assert bar.box.width > max(above.box.width, below.box.width)
    assert above.y + above.box.descent < bar.y - bar.box.height
    assert below.y - below.box.ascent > bar.y


def test_a_gradient_is_a_fraction_or_has_a_slash(qtbot: QtBot) -> None:
    """∂L/∂W stands on a bar of its own, and in a line of text has a slash."""
    assert within(name_box("dW2", STYLE), Fraction)
    assert name_box("dW2", STYLE.inlined()).spelled == "𝜕𝐿/𝜕𝑊2"
    assert name_box("dW2[3,2]", STYLE.inlined()).spelled == "𝜕𝐿/𝜕𝑊232"


def test_parentheses_grow_with_a_fraction(qtbot: QtBot) -> None:
    """Round a fraction they are at least as high as it is, less a little."""
    small, large = (formula_box(parse(text), STYLE) for text in ("tanh(m)", "tanh(m / v)"))
    assert large.height > 1.5 * small.height


def test_what_is_kept_has_an_arrow(qtbot: QtBot) -> None:
    """What is kept for the next update has an arrow, all else an equals sign, in any colour of its name."""
    kept = Line("theta_next", "theta + step", Stage.UPDATE, None, "")
    assert assignment_box(kept, STYLE).spelled == "𝜃←𝜃+Δ𝜃"
    made = Line("step", "-learning_rate * g", Stage.UPDATE, None, "")
    red = assignment_box(made, STYLE, lambda name, style: name_box(name, style.coloured(QColor("red"))))
    assert red.spelled == "Δ𝜃=−𝛼𝑔" and red.width == assignment_box(made, STYLE).width


def test_a_norms_line_is_the_root_of_squares(qtbot: QtBot) -> None:
    """Its name is ‖g‖ already, so its line says the root of the sum of squares."""
    line = Line("gradient_norm", "norm(g)", Stage.UPDATE, None, "")
    assert assignment_box(line, STYLE).spelled == "‖𝑔‖=√∑𝑔2"
    assert formula_box(line.tree, STYLE).spelled == "‖𝑔‖"


@pytest.mark.parametrize("size", [10.0, 40.0, 62.0, 90.0, 200.0])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_letters_have_ink_at_every_size(qtbot: QtBot, size: float, ratio: float) -> None:
    """Letters and words are drawn at the sizes of a lecture hall and on fine screens too."""
    for make in (lambda style: name_box("W", style), lambda style: text_box("W", style)):
        box = make(Style(size, QColor("black")))
        image = QImage(
            round(ratio * (box.width + 8)), round(ratio * (box.height + 8)), QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box.draw(painter, 4, 4 + box.ascent)
        painter.end()
        dark = sum(
            image.pixelColor(x, y).red() < 128 for x in range(image.width()) for y in range(image.height())
        )
        assert 0.1 < dark / (ratio * size) ** 2 < 0.4


def test_a_long_formula_breaks_before_a_sign(qtbot: QtBot) -> None:
    """A formula that is too long goes on in the next line with its sign, and nothing of it is lost."""
    line = Line("m_next", "beta_1 * m + (1 - beta_1) * g + weight_decay * theta", Stage.UPDATE, None, "")
    whole = assignment_box(line, STYLE)
    lines = flowed(assignment_pieces(line, STYLE), 0.75 * whole.width, 14)
    assert len(lines) == 2 and all(one.width <= 0.75 * whole.width for one in lines)
    assert "".join(one.spelled for one in lines) == whole.spelled
    assert lines[1].spelled.startswith("+")
    (unbroken,) = flowed(assignment_pieces(line, STYLE), 2 * whole.width)
    assert unbroken.width == pytest.approx(whole.width)


def test_the_label_has_room_for_its_box(qtbot: QtBot) -> None:
    """The widget asks for the size of what it shows, and says it aloud."""
    label = MathLabel()
    qtbot.addWidget(label)
    assert label.sizeHint().isEmpty()
    box = text_box("mean over the batch", STYLE)
    label.show_box(box, "mean over the batch")
    assert label.sizeHint().width() >= box.width and label.sizeHint().height() >= box.height
    assert label.accessibleName() == "mean over the batch"
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    assert any(image.pixelColor(x, y).red() < 80 for x in range(image.width()) for y in range(image.height()))
