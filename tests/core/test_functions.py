"""The functions of the grammar: stable where the textbook's form overflows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdsim.core.functions import (
    FUNCTIONS,
    log_sum_exp,
    mean_batch,
    norm,
    sigmoid,
    softmax,
    softplus,
    sum_batch,
)


@pytest.mark.parametrize("z", [-1e4, -745.0, -36.0, -1.0, -1e-9, 0.0, 1e-9, 1.0, 36.0, 745.0, 1e4])
def test_sigmoid_and_softplus_never_overflow(z):
    """As exact as a float can be, on both sides, without overflow."""
    with np.errstate(all="raise", under="ignore"):
        found, soft = float(sigmoid(np.array(z))), float(softplus(np.array(z)))
    expected = 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    assert found == pytest.approx(expected, rel=1e-15, abs=1e-300)
    assert soft == pytest.approx(max(z, 0) + math.log1p(math.exp(-abs(z))), rel=1e-15)


def test_softmax_is_unchanged_by_a_common_summand():
    """Adding the same number to all units changes no share, however large it is."""
    z = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, 0.0]])
    np.testing.assert_allclose(softmax(z + 1e4), softmax(z), rtol=1e-11)
    np.testing.assert_allclose(log_sum_exp(z + 1e4), log_sum_exp(z) + 1e4, rtol=1e-15)
    np.testing.assert_allclose(np.exp(z - log_sum_exp(z)), softmax(z), rtol=1e-14)


def test_sums_over_the_batch_have_one_column():
    """Over the batch a matrix becomes a column and a row one number."""
    assert sum_batch(np.ones((3, 4))).tolist() == [[4.0], [4.0], [4.0]]
    assert mean_batch(np.arange(4.0)) == 1.5 and np.ndim(mean_batch(np.arange(4.0))) == 0


def test_norm_is_the_root_of_squares():
    """The root of the sum of squares."""
    assert norm(np.array([3.0, 4.0])) == 5.0


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
def test_latex_and_words_take_exactly_the_arguments(function):
    """Each function's LaTeX and words take exactly its arguments."""
    words = [f"word{number}" for number in range(max(function.arity, 3))]
    spoken = function.spoken.format(*words, all=" and ".join(words))
    typeset = function.latex.format(*words, all=",".join(words))
    for number in range(function.arity if function.arity > 0 else 3):
        assert f"word{number}" in spoken and f"word{number}" in typeset
    if function.arity > 0:
        assert f"word{function.arity}" not in spoken + typeset
    assert function.about and typeset.count("{") == typeset.count("}")


ELEMENTWISE = [function for function in FUNCTIONS.values() if function.elementwise]


@pytest.mark.parametrize("function", ELEMENTWISE, ids=lambda function: function.name)
def test_elementwise_functions_take_each_number_by_itself(function):
    """A function that says so works on each number for itself."""
    random = np.random.default_rng(1)
    arguments = [random.uniform(0.1, 2, size=(3, 4)) for _ in range(function.arity)]
    whole = function.value(*arguments)
    one = function.value(*(argument[1:2, 2:3] for argument in arguments))
    assert np.shape(whole) == (3, 4) and whole[1, 2] == one[0, 0]
