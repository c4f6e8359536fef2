"""Worked examples from lessons and books: the numbers that a reader has on paper beside the screen."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    LayerParameters,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.core.timeline import Arrays, Timeline
from gdsim.files import read
from gdsim.library import template, timeline


def shown(value, text):
    """True where a number, rounded to the printed digits, reads as the text."""
    digits = len(text.split(".")[1].split("e")[0])
    return (f"{value:.{digits}e}" if "e" in text else f"{value:.{digits}f}") == text


def with_bias(experiment, bias):
    """The experiment with trained instead of fixed biases."""
    layers = tuple(replace(layer, bias=bias) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


@pytest.fixture
def mazur():
    """Matt Mazur's example as gdsim ships it."""
    return read(template("mazur"))


def test_mazur_forward_pass_is_as_printed(mazur):
    """Outputs and error of the first pass as the page prints them."""
    trace = timeline(mazur).trace(1)
    assert shown(trace["z1"][0, 0], "0.3775")
    assert shown(trace["a1"][0, 0], "0.593269992") and shown(trace["a1"][1, 0], "0.596884378")
    assert shown(trace["a2"][0, 0], "0.7513650696") and shown(trace["a2"][1, 0], "0.7729284653")
    assert shown(float(trace["L"]), "0.298371109") and shown(float(trace["L"]), "0.2983711088")


def test_mazur_gradient_and_new_weights_are_as_printed(mazur):
    """δ of output 1, ∂E/∂w5 and all eight new weights as printed; the biases stay."""
    trace = timeline(mazur).trace(1)
    assert shown(trace["delta2"][0, 0], "0.138498562") and shown(trace["dW2"][0, 0], "0.082167041")
    run = timeline(mazur)
    run.advance(1)
    hidden, output = run.parameters
    printed = ["0.3589164797", "0.4086661861", "0.5113012702", "0.5613701211"]
    assert all(map(shown, np.ravel(output.weights), printed))
    printed = ["0.1497807161", "0.1995614323", "0.2497511436", "0.2995022873"]
    assert all(map(shown, np.ravel(hidden.weights), printed))
    assert hidden.bias == (0.35, 0.35) and output.bias == (0.6, 0.6)


def test_mazur_error_after_one_round_is_the_simultaneous_one(mazur):
    """0.2910277737, and not the 0.291027924 of the page, which used the updated output weights."""
    after = float(timeline(mazur).trace(2)["L"])
    assert shown(after, "0.2910277737") and not shown(after, "0.291027924")


def test_mazur_error_of_the_page_is_the_sequential_update(mazur):
    """Where 0.291027924 comes from: hidden deltas taken through the output weights of after the update."""
    trace = timeline(mazur).trace(1)
    output = trace["W2"] - 0.5 * trace["dW2"]
    hidden = trace["W1"] - 0.5 * (output.T @ trace["delta2"] * trace["slope1"]) @ trace["x"].T
    given = tuple(
        LayerParameters(tuple(map(tuple, weights.tolist())), layer.bias)
        for weights, layer in zip((hidden, output), mazur.network.initial_parameters, strict=True)
    )
    mistaken = replace(mazur, network=replace(mazur.network, initial_parameters=given))
    assert shown(float(timeline(mistaken).trace(1)["L"]), "0.291027924")


ROUNDS = [
    ("fixed", "0.2910277737", "3.510187783e-05", ("0.0159136204", "0.9840642735")),
    (True, "0.2804714468", "2.447562236e-06", ("0.0115875274", "0.9884589350")),
]


@pytest.mark.parametrize(("bias", "one", "many", "outputs"), ROUNDS, ids=["weights only", "biases too"])
def test_mazur_ten_thousand_rounds_end_as_printed(mazur, bias, one, many, outputs):
    """Error and outputs after 1 and after 10,000 rounds, with fixed and with trained biases."""
    run = timeline(with_bias(mazur, bias))
    run.advance(10_000)
    assert shown(float(run.trace(2)["L"]), one)
    last = run.trace(10_001)
    assert shown(float(last["L"]), many)
    assert shown(last["a2"][0, 0], outputs[0]) and shown(last["a2"][1, 0], outputs[1])


def test_mazur_trained_and_shared_biases_are_as_computed(mazur):
    """New biases per unit after one round, and of one bias shared by a layer: the sum of their steps."""
    run = timeline(with_bias(mazur, True))
    run.advance(1)
    hidden, output = run.parameters
    assert shown(hidden.bias[0], "0.3456143227") and shown(hidden.bias[1], "0.3450228726")
    assert shown(output.bias[0], "0.5307507192") and shown(output.bias[1], "0.6190491183")
    assert shown(sum(hidden.bias) - 0.35, "0.3406371953") and shown(sum(output.bias) - 0.6, "0.5497998374")


def losses_of(run, updates):
    """The loss before each update and after the last."""
    run.advance(updates)
    return [*run.curves.batch_loss, float(run.trace(updates + 1)["L"])]


@pytest.mark.parametrize(
    ("name", "first", "last", "weight", "bias"),
    [
        ("nielsen-quick", "0.8175745", "0.0939557", "-1.2831324", "-0.9831324"),
        ("nielsen-saturated", "0.9820138", "0.2028484", "-0.6842929", "-0.6842929"),
    ],
)
def test_nielsen_quadratic_cost_ends_as_published(name, first, last, weight, bias):
    """Chapter 3: the output of one sigmoid neuron before and after 300 steps of the quadratic cost."""
    run = timeline(read(template(name)))
    run.advance(300)
    assert shown(run.trace(1)["a1"][0, 0], first) and shown(run.trace(301)["a1"][0, 0], last)
    (layer,) = run.parameters
    assert shown(layer.weights[0][0], weight) and shown(layer.bias[0], bias)


def test_nielsen_saturated_learns_late():
    """Chapter 3: "the first 150 or so epochs" hardly move a saturated neuron."""
    run = timeline(read(template("nielsen-saturated")))
    run.advance(200)
    assert shown(run.trace(151)["a1"][0, 0], "0.9334175")
    assert shown(run.trace(201)["a1"][0, 0], "0.7887363")


@pytest.mark.parametrize(
    ("name", "last"), [("nielsen-quick", "0.4176793"), ("nielsen-saturated", "0.7795871")]
)
def test_nielsen_cross_entropy_ends_as_published(name, last):
    """Chapter 3: the same neuron with the cross-entropy and a rate of 0.005."""
    start = read(template(name))
    run = timeline(
        replace(start, loss=loss("binary_cross_entropy"), optimizer=optimizer("gd", learning_rate=0.005))
    )
    run.advance(300)
    assert shown(run.trace(301)["a1"][0, 0], last)


def quadratic(chosen, weight=1.0, key="mean_squared_error", x=1.0):
    """One weight w and the loss (w x)²: descent on a parabola."""
    data = Data("inline", frozen({"inputs": [[x]], "targets": [[0.0]]}))
    layer = Layer(1, activation("identity"), bias=False)
    network = Network((layer,), (LayerParameters(((weight,),), None),))
    experiment = Experiment(data, network, loss(key), Sampling("batch", "in_order"), chosen)
    return Timeline(experiment, Arrays(np.array([[x]]), np.zeros((1, 1)), np.zeros((1, 0)), np.zeros((1, 0))))


def weights(run, updates):
    """The weight after each update."""
    run.advance(updates)
    return [float(run.state(update).theta[0]) for update in range(1, updates + 1)]


def test_adam_by_hand_steps_as_printed():
    """gbasran.github.io, concept 12: θ² from 5 with a rate of 0.1, the first step and the three that follow."""
    run = timeline(read(template("adam-by-hand")))
    trace = run.trace(1)
    found = [float(np.ravel(trace[name])[0]) for name in ("g", "m_next", "v_next", "m_hat", "v_hat")]
    np.testing.assert_allclose(found, [10, 1, 0.1, 10, 100], rtol=1e-13)
    printed = ["4.9000000001", "4.8000577569", "4.7002132913", "4.6005076740"]
    assert all(map(shown, weights(run, 4), printed))


def test_adam_without_epsilon_steps_by_the_rate():
    """q4quant.studio, adam-ex-01: g = 4 makes m 0.4, v 0.016, m̂ 4, v̂ 16 and a step of exactly the rate."""
    run = quadratic(optimizer("adam", learning_rate=0.1, epsilon=0.0), weight=4.0, key="half_squared_error")
    trace = run.trace(1)
    found = [float(trace[name][0]) for name in ("g", "m_next", "v_next", "m_hat", "v_hat", "step")]
    np.testing.assert_allclose(found, [4, 0.4, 0.016, 4, 16, -0.1], rtol=1e-13)


@pytest.mark.parametrize(
    ("method", "settings", "path"),
    [
        ("gd", {}, [0.8, 0.64, 0.512]),
        ("momentum", {"momentum": 0.9}, [0.8, 0.46, 0.062]),
        ("nesterov", {"momentum": 0.9}, [0.62, 0.2224, -0.108352]),
    ],
)
def test_three_steps_on_a_square_are_as_by_hand(method, settings, path):
    """w² from 1 with a rate of 0.1: the first three weights by hand."""
    found = weights(quadratic(optimizer(method, learning_rate=0.1, **settings)), 3)
    np.testing.assert_allclose(found, path, rtol=1e-13)


def test_gd_is_a_geometric_row():
    """On w² gradient descent multiplies w by 1 − 2α each time, for ever."""
    found = weights(quadratic(optimizer("gd", learning_rate=0.03)), 50)
    np.testing.assert_allclose(found, 0.94 ** np.arange(1, 51), rtol=1e-12)


def test_rmsprop_gives_the_number_of_keras_docstring():
    """Keras's docstring: x²/2 from 10 with a rate of 0.1 gives 9.683772."""
    chosen = optimizer("rmsprop", learning_rate=0.1, rho=0.9, epsilon=1e-7)
    (found,) = weights(quadratic(chosen, 10.0, "half_squared_error"), 1)
    assert shown(found, "9.683772") and shown(found, "9.6837722")


def test_goodfellow_xor_answers_without_a_loss():
    """Deep Learning, chapter 6.1: the nine given numbers answer 0, 1, 1, 0, and nothing is left to learn."""
    run = timeline(read(template("goodfellow-xor")))
    trace = run.trace(1)
    assert trace["a2"].tolist() == [[0.0, 1.0, 1.0, 0.0]]
    assert float(trace["L"]) == 0.0 and not trace["g"].any()


def value(formula, **names):
    """The value of a formula as one number."""
    return float(evaluate(formula, names))


def test_cs231n_gates_and_derivatives_are_as_published():
    """CS231n, optimization 2: (x + y) z, and 2 (x y + max(z, w)), with the derivatives of their gates."""
    assert value("(x + y) * z", x=-2, y=5, z=-4) == -12
    assert value("2 * (x * y + maximum(z, w))", x=3, y=-4, z=2, w=-1) == -20
    assert value("2 * where(z > w, 1, 0)", z=2, w=-1) == 2 and value("2 * y", y=-4) == -8


def test_cs231n_neuron_and_gradient_are_as_published():
    """CS231n, optimization 2: the sigmoid neuron says 0.73, its gradient is 0.20."""
    names = {"w": np.array([[2.0, -3.0]]), "x": np.array([[-1.0], [-2.0]]), "b": np.array([[-3.0]])}
    answer = evaluate("sigmoid(w @ x + b)", names)
    assert shown(answer[0, 0], "0.7310586")
    slope = evaluate("a * (1 - a)", {"a": answer})
    assert shown(slope[0, 0], "0.1966119")
    np.testing.assert_allclose((names["w"].T @ slope).ravel(), [0.3932239, -0.5898357], atol=5e-8)
    np.testing.assert_allclose((slope @ names["x"].T).ravel(), [-0.1966119, -0.3932239], atol=5e-8)


def test_cs231n_staged_expression_and_slopes_are_as_published():
    """CS231n, optimization 2: (x + σ(y)) / (σ(x) + (x + y)²) at (3, −4)."""
    found = value("(x + sigmoid(y)) / (sigmoid(x) + (x + y)**2)", x=3, y=-4)
    assert shown(found, "1.5456449")
    by_x, by_y = (
        (value("(x + sigmoid(y)) / (sigmoid(x) + (x + y)**2)", x=3 + dx, y=-4 + dy) - found) / 1e-7
        for dx, dy in ((1e-7, 0), (0, 1e-7))
    )
    assert math.isclose(by_x, 2.0595698, abs_tol=1e-5) and math.isclose(by_y, 1.5922328, abs_tol=1e-5)


def test_cs231n_scores_cost_as_published():
    """CS231n, linear classification: scores (−2.85, 0.86, 0.28) cost 1.58 by the hinge and 1.04 by softmax."""
    scores = np.array([[-2.85], [0.86], [0.28]])
    shares = evaluate("softmax(z)", {"z": scores})
    np.testing.assert_allclose(shares.ravel(), [0.0154493, 0.6311634, 0.3533873], atol=5e-8)
    true = np.array([[0.0], [0.0], [1.0]])
    assert shown(
        float(evaluate("sum_outputs(y * (log_sum_exp(z) - z))", {"y": true, "z": scores})[0]), "1.0401906"
    )
    others = evaluate("sum_outputs((1 - y) * maximum(0, z - s + 1))", {"y": true, "z": scores, "s": 0.28})
    assert math.isclose(float(others[0]), 1.58, rel_tol=1e-12)


def test_moons_adam_has_the_numbers_of_the_design():
    """The design's own experiment: the numbers of its pictures at update 184."""
    run = timeline(read(template("moons-adam")))
    trace = run.trace(184)
    assert (trace.position.epoch, trace.position.update_in_epoch) == (12, 8)
    assert shown(float(trace["L"]), "0.10203727") and shown(trace["dW2"][2, 1], "-0.04652969")
    assert shown(trace["W2"][2, 1], "0.60753726")
    assert shown(run.layered(trace["theta_next"])[1].weights[2][1], "0.61513630")


def test_moons_adam_delta_is_arriving_error_times_slope():
    """Sample 9 of that batch, neuron 3 of layer 2: δ is what arrives times the slope, as the picture says."""
    trace = timeline(read(template("moons-adam"))).trace(184)
    delta, arrives, slope = (trace[name][2, 8] for name in ("delta2", "da2", "slope2"))
    assert shown(delta, "-0.517407") and shown(arrives, "-0.522896") and shown(slope, "0.989502")
    assert delta == arrives * slope
