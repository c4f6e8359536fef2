"""The page on the mathematics says what the program computes: its formulas are lines, its numbers are a run's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gdsim.core.experiment import Clip, Sampling, loss, optimizer, schedule
from gdsim.core.formula import parse
from gdsim.core.readings.latex import latex, symbol_latex
from gdsim.core.sampler import updates_in_epoch
from gdsim.core.symbols import LAYERED, layer_of
from gdsim.core.timeline import Timeline
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.files.templates import templates
from gdsim.insight.gradient_check import DIGITS, STEP

PAGE = (Path(__file__).resolve().parents[2] / "resources" / "docs" / "model.md").read_text(encoding="utf-8")
FORMULAS = re.findall(r"<!-- (\w+) (\w+) -->\n```math\n(.*)\n```", PAGE)
NUMBERS = re.findall(r"^\| .* \| (`\w+.*`) \| ([-\d., ]+) \|$", PAGE, re.MULTILINE)
ANY_LAYER = {"1": "l-1", "2": "l", "3": "l+1"}


def timeline(experiment):
    """A run of an experiment from its beginning."""
    return Timeline(experiment, arrays_of(samples_of(experiment), experiment))


@pytest.fixture(scope="module")
def programs():
    """The program of each experiment that the page names."""
    moons, mazur = (read(templates()[key].path) for key in ("moons-adam", "mazur"))
    plain = replace(moons, loss=loss("mean_squared_error"), optimizer=optimizer("gd"), amendments=())
    everything = optimizer("adam", clip=Clip("norm", 1.0), weight_decay=0.1, schedule=schedule("exponential"))
    full = replace(plain, loss=loss("mean_squared_error", l1=0.1, l2=0.1), optimizer=everything)
    found = {"plain": plain, "full": full, "moons": moons, "mazur": mazur}
    return {name: timeline(experiment).trace(1).program for name, experiment in found.items()}


def typeset(line, general: bool) -> str:
    """A line as LaTeX; in general, its layer is called l."""

    def write(name: str) -> str:
        layer = layer_of(name)
        if not general or layer is None:
            return symbol_latex(name)
        pattern = LAYERED[name.rstrip("0123456789")][0]
        return pattern.format(ANY_LAYER[str(layer)])

    sign = r"\leftarrow" if line.writes.endswith("_next") else "="
    return f"{write(line.writes)} {sign} {latex(parse(line.formula), write)}"


@pytest.mark.parametrize(("experiment", "name", "formula"), FORMULAS, ids=lambda value: str(value)[:12])
def test_formula_is_a_line_of_the_program(programs, experiment, name, formula) -> None:
    """Each formula is the named line of the named program, to the letter; that of layer 2 stands for any layer."""
    program = programs[experiment]
    assert formula == typeset(program.lines[program.written[name]], general=layer_of(name) == 2)


def test_every_formula_is_compared() -> None:
    """No display formula stands on the page without the name of its line."""
    assert len(FORMULAS) == PAGE.count("```math") > 20


def number(run, name: str) -> float:
    """A quantity of update 1, ``a1[2]`` or ``dW2[1,1]``; a weight is that after the update."""
    base, _, place = name.rstrip("]").partition("[")
    trace = run.trace(1)
    if base.startswith("W"):
        block = trace.program.layout.block(base)
        value = block.of(trace["theta_next"])
    else:
        value = trace[base]
    if not place:
        return float(value)
    row, _, column = place.partition(",")
    return float(value[int(row) - 1, int(column or 1) - 1])


@pytest.mark.parametrize(("names", "told"), NUMBERS, ids=lambda value: str(value)[:20])
def test_number_of_the_example_is_the_runs(names, told) -> None:
    """Each number of the worked example is that of the run, to every digit that the page prints."""
    run = timeline(read(templates()["mazur"].path))
    for name, printed in zip(names.split(", "), told.split(", "), strict=True):
        digits = len(printed.partition(".")[2])
        assert abs(number(run, name.strip("`")) - float(printed)) <= 0.501 * 10**-digits


def test_worked_example_has_its_numbers() -> None:
    """The two numbers that readers look up are there, and the loss after the update is the right one of the two."""
    assert len(NUMBERS) == 10 and "0.298371109" in PAGE and "0.35891648" in PAGE
    run = timeline(read(templates()["mazur"].path))
    assert f"the loss is {float(run.trace(2)['L']):.9f}." in PAGE


def test_words_have_the_programs_numbers() -> None:
    """Updates of an epoch, the step of the finite differences and the digits that must agree are the program's."""
    sampling = Sampling("mini_batch", "shuffle", 10)
    assert [updates_in_epoch(sampling, samples, 1) for samples in (160, 165)] == [16, 17]
    assert "160 ÷ 10 = 16 updates" in PAGE and "it has 17" in PAGE
    assert STEP == 1e-5 and "$`h = 10^{-5}`$" in PAGE
    assert f"at least {DIGITS} digits" in PAGE
