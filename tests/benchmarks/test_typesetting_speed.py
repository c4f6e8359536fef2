"""Speed of the typesetter: a frame has 2 ms for its formulas, so a formula may cost little more than plain text."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from gdsim.core.formula import parse
from gdsim.core.readings.rich import rich
from gdsim.ui import fonts
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box

TREE = parse("theta - learning_rate * m_hat / (sqrt(v_hat) + epsilon)")


def best(work: Callable[[], None], repeats: int = 30) -> float:
    """Milliseconds of the fastest of many runs: what disturbs a run only makes it slower."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def test_a_formula_costs_less_than_its_rich_text(qtbot: QtBot, record_property) -> None:
    """Typeset and drawn, names and then numbers that were never seen before, against a rich text document."""
    image = QImage(800, 200, QImage.Format.Format_ARGB32_Premultiplied)
    style, ticks = Style(18.0, QColor("black")), iter(range(10**9))

    def typeset() -> None:
        painter = QPainter(image)
        formula_box(TREE, style).draw(painter, 10, 60)
        painter.end()

    def numbers() -> None:
        number = f"0.{next(ticks):06d}"
        painter = QPainter(image)
        box = formula_box(TREE, style.with_numbers(), lambda name, small: number_box(number, small))
        box.draw(painter, 10, 150)
        painter.end()

    def document() -> None:
        painter = QPainter(image)
        text = QTextDocument()
        text.setDefaultFont(fonts.formula_font(18))
        text.setHtml(rich(TREE))
        text.drawContents(painter)
        painter.end()

    typeset()
    names, changing, before = best(typeset), best(numbers), best(document)
    print(f"names {names:.3f} ms, new numbers {changing:.3f} ms, rich text {before:.3f} ms")
    assert names < before
    assert changing < 3 * before
