"""The other four panels: data, sampling, network and loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gdsim.core.experiment import (
    Data,
    Layer,
    LayerParameters,
    Network,
    Sampling,
    activation,
    frozen,
    initializer,
    loss,
)
from gdsim.core.registries import ACTIVATIONS, DRAWS, INITIALIZERS, LOSSES, SAMPLING_MODES
from gdsim.data.registries import DATASETS
from gdsim.state.intents import AddLayer, NewWeights, RemoveLayer, SetField
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.panels.data import DataPane
from gdsim.ui.panels.loss import LossPane
from gdsim.ui.panels.network import NetworkPane
from gdsim.ui.panels.pane import Room
from gdsim.ui.panels.sampling import SamplingPane


@pytest.fixture
def built(qtbot):
    """Builds a panel that keeps what it asks for."""

    def build(kind):
        pane = kind()
        qtbot.addWidget(pane)
        pane.asked = []
        pane.wanted.connect(pane.asked.append)
        return pane

    return build


def labels(box) -> list[str]:
    """The entries of a list, without the reasons behind them."""
    return [box.itemText(place).split(" — ")[0] for place in range(box.count())]


def test_every_declaration_is_listed(built, look, moons) -> None:
    """Whatever a folder declares can be seen in its list."""
    seen = look(moons)
    network, loss_pane, sampling, data = (
        built(kind) for kind in (NetworkPane, LossPane, SamplingPane, DataPane)
    )
    for pane in (network, loss_pane, sampling, data):
        pane.show_snapshot(seen)
    assert labels(network.layers[0].activation) == [one.name for one in ACTIVATIONS.values()]
    assert labels(network.initializer) == [one.name for one in INITIALIZERS.values()]
    assert labels(loss_pane.function) == [one.name for one in LOSSES.values()]
    assert [sampling.mode.button(key).text() for key in SAMPLING_MODES] == [
        m.name for m in SAMPLING_MODES.values()
    ]
    assert labels(sampling.draw) == [one.name for one in DRAWS.values() if one.order is not None]
    assert labels(data.source) == [
        one.name for one in DATASETS.values() if not any(field.required for field in one.fields)
    ]


@pytest.mark.parametrize("kind", [DataPane, SamplingPane, NetworkPane, LossPane])
def test_showing_a_snapshot_sends_no_wish(built, look, moons, penguins, kind) -> None:
    """What the program shows is no wish of the user."""
    pane = built(kind)
    for experiment in (moons, penguins, moons):
        pane.show_snapshot(look(experiment))
    assert pane.asked == []


def test_what_does_not_fit_says_why(built, look, moons) -> None:
    """A loss that the output does not suit stays in the list, cannot be chosen, and gives its reason."""
    pane = built(LossPane)
    pane.show_snapshot(look(moons))
    place = list(LOSSES).index("hinge")
    item = pane.function.model().item(place)
    assert not item.isEnabled()
    assert "hinge needs an identity output, this one is sigmoid" in item.text()


def test_a_fixed_sum_leaves_nothing_to_choose(built, look, penguins) -> None:
    """Categorical cross-entropy is always a sum: there is nothing to choose, and the reason is there."""
    pane = built(LossPane)
    pane.show_snapshot(look(penguins))
    assert not pane.over_outputs.isEnabled() and pane.over_outputs.choice == "sum"
    assert "always the sum" in pane.over_outputs.toolTip()


def test_loss_formula_has_its_divisor(built, look, moons) -> None:
    """The formula is the one computed: a mean reads as a mean, a sum as a sum."""
    pane = built(LossPane)
    pane.show_snapshot(look(moons))
    assert any("mean_batch" in line.formula for line in pane.formula.lines)
    assert "mean over the batch" in pane.formula.accessibleName()
    pane.show_snapshot(look(replace(moons, loss=loss("binary_cross_entropy", reduction="sum", l2=0.1))))
    assert any("sum_batch" in line.formula for line in pane.formula.lines)
    assert "sum over the batch" in pane.formula.accessibleName()
    assert pane.rest.text().endswith("l2 0.1")


def test_a_losss_setting_is_sent_beside_the_function(built, look, moons, qtbot) -> None:
    """A loss with a setting of its own shows it and sends it beside the function."""
    pane = built(LossPane)
    pane.show_snapshot(look(replace(moons, loss=loss("huber"))))
    field = pane.findChild(NumberField, "loss.delta")
    field.edit.setText("0.5")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    pane.function.chosen.emit("mean_squared_error")
    pane.reduction.chosen.emit("sum")
    assert pane.asked == [
        SetField("loss.delta", 0.5),
        SetField("loss.function", "mean_squared_error"),
        SetField("loss.reduction", "sum"),
    ]


@pytest.mark.parametrize(
    ("sampling", "samples", "said"),
    [
        (Sampling("mini_batch", "shuffle", 10), 200, "160 samples ÷ 10 = 16 updates per epoch"),
        (
            Sampling("mini_batch", "shuffle", 10),
            206,
            "165 samples ÷ 10 = 17 updates per epoch, the last of 5",
        ),
        (Sampling("batch"), 200, "all 160 samples at once = 1 update per epoch"),
        (Sampling("sgd"), 200, "160 samples ÷ 1 = 160 updates per epoch"),
    ],
)
def test_the_panel_counts_updates_in_an_epoch(built, look, moons, sampling, samples, said) -> None:
    """The panel says how many updates an epoch has, and that a last batch may be smaller."""
    data = replace(moons.data, settings=frozen({"samples": samples, "noise": 0.1}))
    pane = built(SamplingPane)
    pane.show_snapshot(look(replace(moons, data=data, sampling=sampling)))
    assert pane.count.sentence.replace("\u00a0", " ") == said
    assert pane.batch.controls["batch_size"].isEnabled() is (sampling.mode == "mini_batch")


def test_mode_size_and_draw_are_three_wishes(built, look, moons, qtbot) -> None:
    """Mode, size and draw are three separate wishes, none of which names an optimizer."""
    pane = built(SamplingPane)
    pane.show_snapshot(look(moons))
    qtbot.mouseClick(pane.mode.button("sgd"), Qt.MouseButton.LeftButton)
    pane.draw.chosen.emit("with_replacement")
    field = pane.batch.controls["batch_size"]
    field.edit.setText("32")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert pane.asked == [
        SetField("sampling.mode", "sgd"),
        SetField("sampling.draw", "with_replacement"),
        SetField("sampling.batch_size", 32),
    ]


def test_batch_size_is_limited_by_the_samples(built, look, moons, qtbot) -> None:
    """More than there are cannot be drawn, and the field says so in place."""
    pane = built(SamplingPane)
    pane.show_snapshot(look(moons))
    field = pane.batch.controls["batch_size"]
    field.edit.setText("161")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert pane.asked == [] and "from 1 to 160" in field.message.text()
    assert not pane.batch.rows[0].fault.isHidden()


def test_replacement_says_what_it_means(built, look, moons) -> None:
    """With replacement some samples come twice and some not at all."""
    pane = built(SamplingPane)
    pane.set_room(Room.USUAL)
    pane.show_snapshot(look(replace(moons, sampling=Sampling("sgd", "with_replacement"))))
    assert "some come twice in an epoch, some not at all" in pane.about.sentence
    assert not pane.about.isHidden()


def test_listed_batches_go_when_their_draw_goes(built, look, moons) -> None:
    """Listed is a choice only while it is in use, and leaving it leaves its batches."""
    pane = built(SamplingPane)
    pane.show_snapshot(
        look(replace(moons, sampling=Sampling("mini_batch", "listed", 2, (((0, 1), (2, 3)),))))
    )
    assert pane.draw.choice == "listed" and not pane.batch.controls["batch_size"].isEnabled()
    pane.draw.chosen.emit("shuffle")
    assert pane.asked == [SetField("sampling", {"mode": "mini_batch", "batch_size": 2, "draw": "shuffle"})]


def test_each_change_of_layers_is_one_wish(built, look, moons, qtbot) -> None:
    """Units, activation, one layer more or less, and other weights: one wish each."""
    pane = built(NetworkPane)
    pane.show_snapshot(look(moons))
    assert pane.summary.text() == "2 – 4 – 3 – 1" and pane.caption_label.text() == "31 parameters"
    units = pane.findChild(NumberField, "network.layers[1].units")
    qtbot.keyClick(units.edit, Qt.Key.Key_Up)
    pane.layers[0].activation.chosen.emit("relu")
    pane.layers[2].bias.chosen.emit("fixed")
    pane.add.click()
    pane.layers[1].remove.click()
    pane.new_weights.click()
    assert pane.asked == [
        SetField("network.layers[1].units", 4),
        SetField("network.layers[0].activation", "relu"),
        SetField("network.layers[2].bias", "fixed"),
        AddLayer(2),
        RemoveLayer(1),
        NewWeights(),
    ]
    assert not pane.layers[2].remove.isEnabled()


def test_an_activations_setting_is_sent_with_its_function(built, look, penguins, qtbot) -> None:
    """A setting of an activation is sent with its function, as the file has it."""
    pane = built(NetworkPane)
    pane.show_snapshot(look(penguins))
    field = pane.findChild(NumberField, "network.layers[0].activation.negative_slope")
    field.edit.setText("0.2")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    expected = {"function": "leaky_relu", "negative_slope": 0.2}
    assert pane.asked == [SetField("network.layers[0].activation", expected)]


def test_output_units_follow_the_data(built, look, moons, penguins) -> None:
    """Three classes need three units and say so; two classes leave the choice between one and two."""
    pane = built(NetworkPane)
    pane.show_snapshot(look(penguins))
    assert not pane.layers[-1].units.isEnabled()
    assert "3 classes" in pane.layers[-1].units.edit.toolTip()
    pane.show_snapshot(look(moons))
    assert pane.layers[-1].units.isEnabled()
    assert (pane.layers[-1].units.parameter.low, pane.layers[-1].units.parameter.high) == (1, 2)


def test_there_are_as_many_rows_as_layers(built, look, moons, penguins) -> None:
    """There are as many rows as layers, whatever was shown before."""
    pane = built(NetworkPane)
    for experiment, count in ((moons, 3), (penguins, 2), (moons, 3)):
        pane.show_snapshot(look(experiment))
        assert len(pane.layers) == count


def test_initializer_of_all_layers_is_one_wish(built, look, moons) -> None:
    """All layers change together, so that one undo takes it back."""
    pane = built(NetworkPane)
    pane.show_snapshot(look(moons))
    pane.initializer.chosen.emit("he_normal")
    (asked,) = pane.asked
    assert asked.field == "network.layers"
    assert [layer["initializer"] for layer in asked.value] == ["he_normal"] * 3
    layers = tuple(replace(layer, initializer=initializer("normal")) for layer in moons.network.layers)
    pane.show_snapshot(look(replace(moons, network=Network(layers))))
    pane.settings.changed.emit("std", 0.5)
    assert pane.asked[1].value[0]["initializer"] == {"function": "normal", "std": 0.5}


def test_given_weights_and_fixed_biases_are_said(built, look, moons) -> None:
    """A worked example with its own weights and fixed biases says so, even folded."""
    layer = Layer(1, activation("sigmoid"), bias="fixed")
    given = (LayerParameters(((0.15, 0.2),), (0.35,)),)
    pane = built(NetworkPane)
    pane.show_snapshot(look(replace(moons, network=Network((layer,), given))))
    assert pane.seed.text() == "given now" and pane.rest.text() == "biases fixed"
    assert not pane.initializer.isEnabled()


def test_each_change_of_data_is_one_wish(built, look, moons, qtbot) -> None:
    """Source, settings, split, scaling and seed in the words of the file; a CSV is the window's to ask for."""
    pane = built(DataPane)
    pane.show_snapshot(look(moons))
    pane.more.setChecked(True)
    pane.source.chosen.emit("circles")
    field = pane.findChild(NumberField, "data.noise")
    field.edit.setText("0.3")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    pane.split.chosen.emit("0.3")
    pane.scaling.chosen.emit("standardize")
    seed = pane.findChild(NumberField, "seed")
    qtbot.keyClick(seed.edit, Qt.Key.Key_Up)
    assert pane.asked == [
        SetField("data.source", "circles"),
        SetField("data.noise", 0.3),
        SetField("data.test_fraction", 0.3),
        SetField("data.scaling", "standardize"),
        SetField("seed", 8),
    ]
    with qtbot.waitSignal(pane.csv_wanted):
        pane.open_csv.click()


def test_data_says_what_was_done(built, look, moons, penguins) -> None:
    """Rows and sizes in the head; rows left out and scaling are never silent."""
    pane = built(DataPane)
    pane.show_snapshot(look(moons))
    assert pane.caption_label.text() == "200 rows · 2 → 1"
    assert pane.split.currentText() == "80 % / 20 %" and pane.notes.isHidden()
    pane.show_snapshot(look(penguins))
    assert "missing values" in pane.notes.sentence and not pane.notes.isHidden()
    assert pane.rest.text() == "inputs standardized"


def test_given_rows_are_shown_while_in_use(built, look, moons) -> None:
    """Rows of the file itself are a source that cannot be chosen from a list, but is shown."""
    train = {"inputs": ((0.0,), (1.0,)), "targets": ((0.0,), (1.0,))}
    rows = frozen(train | {"test_inputs": ((2.0,),), "test_targets": ((1.0,),)})
    layers = Network((Layer(1, activation("sigmoid")),))
    pane = built(DataPane)
    pane.show_snapshot(
        look(replace(moons, data=Data("inline", rows), network=layers, sampling=Sampling("batch")))
    )
    assert pane.source.choice == "inline"
    assert pane.split.currentText() == "2 / 1 rows" and not pane.split.isEnabled()
    pane.show_snapshot(look(moons))
    assert DATASETS["inline"].name not in labels(pane.source)


def test_a_fault_without_a_control_stands_at_the_end(built, look, moons) -> None:
    """A fault that no control of the panel can be blamed for stands at its end; others' faults do not."""
    pane = built(NetworkPane)
    pane.show_snapshot(look(moons, ("network.layers", "must have 1 to 16 layers, not 17")))
    assert pane.fault.label.text().startswith("must have 1 to 16") and not pane.fault.isHidden()
    pane.show_snapshot(look(moons, ("loss.l1", "must be at least 0")))
    assert pane.fault.isHidden()
