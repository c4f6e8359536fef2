"""The format comes from the registries: schema, golden files, new declarations, and what is loaded when."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gdsim.core.registries import ACTIVATIONS, OPTIMIZERS
from gdsim.files import parse_document, read, text_of, to_json
from gdsim.files.schema import json_schema
from gdsim.installation.golden import cases

ROOT = Path(__file__).parents[2]

NEW_OPTIMIZER = '''"""Sign: only the sign of the gradient counts."""
from gdsim.core.declaration import Optimizer, Rule, Source
from gdsim.core.parameter import Parameter, learning_rate
from gdsim.core.symbols import STEP, Symbol

OPTIMIZER = Optimizer(
    key="sign_descent", name="Sign descent",
    parameters=(learning_rate(0.02), Parameter(Symbol("json", meaning="also in models"), 3, low=1, high=5)),
    rule=(Rule(STEP, "-learning_rate * sign(g)", "Step."),), source=Source("Bernstein 2018", "signSGD"),
)
'''
NEW_ACTIVATION = '''"""Cube: z cubed."""
from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(key="cube", name="cube", forms=(Form("z**3", "3 * z**2"),), source=Source("nobody", ""))
'''


def test_schema_is_printed() -> None:
    """``python -m gdsim.files.schema`` prints the schema of what is declared, and nothing else."""
    found = subprocess.run(
        [sys.executable, "-m", "gdsim.files.schema"], capture_output=True, check=True, cwd=ROOT
    )
    assert json.loads(found.stdout.decode("utf-8")) == json_schema()


def test_schema_knows_every_choice() -> None:
    """The schema names every declaration, with the declared ranges."""
    schema = json_schema()
    definitions = schema["$defs"]
    for key, one in OPTIMIZERS.items():
        properties = definitions[f"optimizer_{key}"]["properties"]
        assert {parameter.key for parameter in one.parameters} <= set(properties)
        assert properties["learning_rate"]["minimum"] == 0
    assert schema["additionalProperties"] is False


def test_every_golden_experiment_reads_and_writes_back() -> None:
    """Every golden experiment reads, and is the same when it is written and read again."""
    for case in cases():
        experiment = parse_document(case["experiment"], case["id"], None)
        assert parse_document(json.loads(text_of(experiment)), "again", None) == experiment


def test_new_declaration_is_in_the_format(bare: Any, refused: Any, tmp_path: Path) -> None:
    """A declaration that is added is in the file format at once, its ranges checked, and gone when it is gone."""
    bare["optimizer"] = {"method": "sign_descent", "json": 4}
    assert "must be one of gd" in refused(bare)
    added = tmp_path / "sign_descent.py"
    added.write_text(NEW_OPTIMIZER)
    with OPTIMIZERS.including(added):
        experiment = parse_document(bare, "ok", None)
        assert experiment.optimizer.settings == {"learning_rate": 0.02, "json": 4}
        assert parse_document(to_json(experiment), "again", None) == experiment
        assert "optimizer_sign_descent" in json_schema()["$defs"]
        bare["optimizer"]["json"] = 6
        assert refused(bare) == "optimizer.json: must be a whole number from 1 to 5, not 6"
    assert "must be one of gd" in refused(bare)


def test_new_activation_is_in_the_format(bare: Any, tmp_path: Path) -> None:
    """An activation that is added can be chosen by its bare name."""
    added = tmp_path / "cube.py"
    added.write_text(NEW_ACTIVATION)
    bare["network"]["layers"][0]["activation"] = "cube"
    with ACTIVATIONS.including(added):
        assert parse_document(bare, "ok", None).network.layers[0].activation.key == "cube"


@pytest.mark.parametrize("name", ["pydantic", "numpy"])
def test_nothing_heavy_before_a_file_is_read(name: str) -> None:
    """Importing the package loads neither pydantic nor NumPy; asking it for something it lacks says so."""
    program = f"import sys, gdsim.files; assert {name!r} not in sys.modules; gdsim.files.nothing"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "gdsim.files has no nothing" in found.stderr


def test_the_long_design_experiment_reads_and_writes_back() -> None:
    """A file of two hundred given rows and fourteen listed epochs reads and writes in its full length."""
    experiment = read(Path(__file__).parent / "moons-adam.gdsim")
    assert experiment.optimizer.method == "adam" and len(experiment.sampling.listed) == 14
    assert parse_document(json.loads(text_of(experiment)), "again", None) == experiment
