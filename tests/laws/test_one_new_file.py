"""A new optimizer is one new file: everything else picks it up."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gdsim.cli.command_line import run as command
from gdsim.core.experiment import optimizer
from gdsim.core.readings.latex import latex
from gdsim.core.readings.spoken import spoken
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.timeline import Timeline
from gdsim.export.numpy_script import numpy_script
from gdsim.export.trace_record import trace_record
from gdsim.files import FileError, parse_document, to_json
from tests.oracle.small import bits, small

FILE = '''"""Sign: steps of one length, by the sign of a fading mean."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate, share
from gdsim.core.symbols import RHO, STEP, M

OPTIMIZER = Optimizer(
    key="fading_sign",
    name="Fading sign",
    parameters=(learning_rate(0.02), share(RHO, 0.5)),
    memory=(Memory(M),),
    rule=(
        Rule(M.next, "rho * m + (1 - rho) * g", "Remember where the gradient has pointed."),
        Rule(STEP, "-learning_rate * sign(m_next)", "Step against it, always as far."),
    ),
    source=Source("a test", "this file"),
    about="steps of one length.",
)
'''


@pytest.fixture
def added(tmp_path):
    """The registry with the new file in it."""
    path = tmp_path / "fading_sign.py"
    path.write_text(FILE)
    with OPTIMIZERS.including(path) as declared:
        yield declared


def test_a_new_file_is_in_the_registry(added):
    """It is found by its key, and by a mistyped one."""
    assert OPTIMIZERS["fading_sign"] is added and OPTIMIZERS.nearest("fadin_sign") == "fading_sign"


def test_a_new_file_steps_remembers_and_traces(added):
    """It compiles, steps as it says, remembers, and its trace shows every line."""
    experiment, arrays = small(chosen=optimizer("fading_sign"))
    run = Timeline(experiment, arrays)
    run.advance(3)
    trace = run.trace(2)
    np.testing.assert_allclose(trace["m_next"], 0.5 * trace["m"] + 0.5 * trace["g"], rtol=1e-15)
    np.testing.assert_array_equal(trace["step"], -0.02 * np.sign(trace["m_next"]))
    record = trace_record(run, trace, lines=True)
    assert set(record["memory"]) == {"m"} and "sign(m_next)" in record["lines"][-2]["formula"]


def test_a_new_file_is_spoken_and_typeset(added):
    """Its lines are typeset and spoken without another word about it anywhere."""
    experiment, arrays = small(chosen=optimizer("fading_sign"))
    line = Timeline(experiment, arrays).trace(1).program.lines[-2]
    assert spoken(line.tree) == "minus alpha times sign of new m"
    assert r"\alpha" in latex(line.tree)


def test_a_new_file_exports_to_numpy(added, capsys):
    """The plain script makes the same steps."""
    experiment, arrays = small(chosen=optimizer("fading_sign"))
    namespace = {}
    exec(compile(numpy_script(Timeline(experiment, arrays), 7), "script", "exec"), namespace)
    np.testing.assert_allclose(namespace["theta"], Timeline(experiment, arrays).state(7).theta, rtol=1e-12)


def test_a_new_file_is_in_the_file_format(added):
    """A file can name it and its settings; what does not fit is refused in the words of its declaration."""
    experiment, arrays = small(chosen=optimizer("fading_sign", rho=0.25))
    document = to_json(experiment)
    assert document["optimizer"]["method"] == "fading_sign" and document["optimizer"]["rho"] == 0.25
    again = parse_document(document, "x", None)
    assert bits(Timeline(again, arrays).state(5)) == bits(Timeline(experiment, arrays).state(5))
    document["optimizer"]["rho"] = 1.5
    with pytest.raises(
        FileError, match=r"optimizer\.rho: must be a number of at least 0 and below 1, not 1\.5"
    ):
        parse_document(document, "x", None)


def test_a_new_file_is_in_gdsim_list(added, capsys):
    """``gdsim list`` shows it with its parameters and its rule."""
    assert command(["list", "optimizers", "--json"]) == 0
    (entry,) = [entry for entry in json.loads(capsys.readouterr().out) if entry["key"] == "fading_sign"]
    assert [parameter["key"] for parameter in entry["parameters"]] == ["learning_rate", "rho"]
    assert entry["rule"][1]["formula"] == "-learning_rate * sign(m_next)"


def test_a_removed_file_is_gone_everywhere(tmp_path, capsys):
    """Without the file it is as if it had never been."""
    path = tmp_path / "fading_sign.py"
    path.write_text(FILE)
    experiment, _ = small()
    with OPTIMIZERS.including(path):
        document = to_json(experiment)
        document["optimizer"] = {"method": "fading_sign"}
        parse_document(document, "x", None)
    assert "fading_sign" not in OPTIMIZERS
    with pytest.raises(FileError, match="fading_sign"):
        parse_document(document, "x", None)
    assert command(["list", "optimizers"]) == 0 and "fading_sign" not in capsys.readouterr().out
