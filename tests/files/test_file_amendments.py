"""Amendments: fields that can change in mid-run, and values that they can have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gdsim.core.course import course
from gdsim.files import parse_document, samples_of, text_of, to_json

GOOD: list[tuple[str, Any]] = [
    ("optimizer.learning_rate", 0),
    ("optimizer.beta_1", 0.5),
    ("optimizer.weight_decay", 0.1),
    ("optimizer.decay_biases", False),
    ("optimizer.clip", None),
    ("optimizer.clip", {"by": "value", "limit": 1}),
    ("optimizer.schedule", "constant"),
    ("optimizer.schedule", {"kind": "cosine", "period": 5, "per": "epoch"}),
    ("optimizer.method", "gd"),
    ("optimizer.method", "nadam"),
    ("sampling.batch_size", 4),
    ("sampling.mode", "batch"),
    ("sampling.draw", "in_order"),
    ("loss.l1", 0.1),
    ("loss.l2", 1),
    ("parameters.W1[2,1]", 0.5),
    ("parameters.W2[1,2]", -1),
    ("parameters.b1[2]", 0.5),
]
BAD: list[tuple[str, Any, str]] = [
    ("optimizer.learning_rate", -1, "to: must be a number of at least 0, not -1"),
    ("optimizer.learning_rate", "0.1", "to: must be"),
    ("optimizer.learning_rate", None, "to: must be"),
    ("optimizer.rho", 0.5, 'set: "optimizer.rho" cannot change in mid-run'),
    ("optimizer", {"method": "gd"}, 'set: "optimizer" cannot change'),
    ("optimizer.method", "sgd", "to: must be one of gd, momentum"),
    ("optimizer.method", ["gd"], "to: must be one of gd, momentum"),
    ("optimizer.method", "custom", "to: custom needs a rule"),
    ("optimizer.clip", {"by": "norm"}, "to.limit: is missing"),
    ("optimizer.clip", {"by": "length", "limit": 1}, "to.by: must be one of"),
    ("optimizer.clip", 1, "to: must be an object"),
    ("optimizer.schedule", "slowly", "to: must be one of constant"),
    ("optimizer.schedule", {"kind": "step", "gama": 1}, "to.gama: is no known key"),
    ("optimizer.schedule", None, "to: must be"),
    (
        "sampling.batch_size",
        5,
        "to: must be a whole number from 1 to 4, the number of training samples, not 5",
    ),
    ("sampling.batch_size", 0, "to: must be a whole number from 1 to 4"),
    ("sampling.draw", "listed", 'to: "listed" needs batches'),
    ("sampling.mode", "some", "to: must be one of batch"),
    ("sampling.batches", [[0]], "set: "),
    ("loss.l1", -1, "to: must be a number of at least 0, not -1"),
    ("loss.function", "huber", 'set: "loss.function" cannot change'),
    ("data.noise", 1, 'set: "data.noise" cannot change'),
    ("network.layers", [], 'set: "network.layers" cannot change'),
    ("seed", 1, 'set: "seed" cannot change'),
    ("", 1, "set: "),
    ("__class__", 1, "set: "),
    ("parameters.W1[3,1]", 1, "set: parameters.W1[3,1] is outside of W1, which has 2 rows and 2 columns"),
    ("parameters.W1[0,1]", 1, "set: parameters.W1[0,1] is outside"),
    ("parameters.W1[1]", 1, 'set: "parameters.W1[1]" must be written as parameters.W1[1,1]'),
    ("parameters.b1[1,1]", 1, 'set: "parameters.b1[1,1]" must be written as parameters.b1[1]'),
    (
        "parameters.W3[1,1]",
        1,
        'set: "parameters.W3[1,1]" is no parameter that is trained; there are W1, b1, W2, b2',
    ),
    ("parameters.W1[1,1]", "1", 'to: must be a finite number, not "1"'),
    ("parameters.W1[1,1]", True, "to: must be a finite number, not true"),
    ("parameters.W1[1,1]", None, "to: must be a finite number, not null"),
    ("parameters.W1[" + "1" * 5000 + ",1]", 1, "set: "),
]


@pytest.fixture
def amendable(document: Any) -> Any:
    """The document without amendments and checkpoint."""
    del document["amendments"], document["checkpoint"]
    return document


@pytest.mark.parametrize(("field", "value"), GOOD, ids=str)
def test_an_amendment_that_fits_is_read_and_kept(amendable: Any, field: str, value: Any) -> None:
    """An amendment that fits is read, written back as it was, and the run's course can be made of it."""
    amendable["amendments"] = [{"update": 2, "set": field, "to": value}]
    read = parse_document(amendable, "ok", None)
    samples = samples_of(read)
    assert course(read, *samples.x.shape).legs[-1].first == 2
    assert parse_document(to_json(read), "again", None) == read


@pytest.mark.parametrize(("field", "value", "start"), BAD, ids=lambda one: str(one)[:30])
def test_an_amendment_that_does_not_fit_names_itself(
    amendable: Any, refused: Any, field: str, value: Any, start: str
) -> None:
    """An amendment that does not fit names itself, with the rule of the field that it would change."""
    amendable["amendments"] = [
        {"update": 2, "set": "loss.l2", "to": 1},
        {"update": 3, "set": field, "to": value},
    ]
    assert refused(amendable).startswith(f"amendments[1].{start}")


@pytest.mark.parametrize("update", [0, -1, 1.5, True, "1", 2**60])
def test_an_amendments_update_counts_from_one(amendable: Any, refused: Any, update: Any) -> None:
    """The update of an amendment is a whole number from 1."""
    amendable["amendments"] = [{"update": update, "set": "loss.l2", "to": 1}]
    assert refused(amendable).startswith("amendments[0].update: must be a whole number from 1 to ")


def test_later_amendments_see_earlier_ones(amendable: Any, refused: Any) -> None:
    """Amendments apply in the order of their updates: after a change of method its own settings can change."""
    later = {"update": 9, "set": "optimizer.rho", "to": 0.5}
    earlier = {"update": 4, "set": "optimizer.method", "to": "rmsprop"}
    amendable["amendments"] = [later, earlier]
    assert len(parse_document(amendable, "ok", None).amendments) == 2
    amendable["amendments"] = [later | {"update": 3}, earlier]
    assert refused(amendable).startswith('amendments[0].set: "optimizer.rho" cannot change')


def test_more_than_10000_amendments_are_refused(amendable: Any, refused: Any) -> None:
    """There is a limit to the number of amendments, and it is named."""
    amendable["amendments"] = [{"update": 1, "set": "loss.l2", "to": 1}] * 10_001
    assert refused(amendable) == "amendments: must have 0 to 10000 amendments, not 10001"


def test_text_with_amendments_is_stable(document: Any) -> None:
    """A file with amendments and checkpoint gives the same text when it is read and written again."""
    text = text_of(parse_document(document, "ok", None))
    assert text_of(parse_document(json.loads(text), "again", None)) == text
