"""softplus: relu with a round corner; PyTorch's turns straight above z = 20, which differs by less than 2.1e-9."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="softplus",
    name="softplus",
    forms=(Form("softplus(z)", "sigmoid(z)"),),
    source=Source(
        "Dugas, Bengio, Bélisle, Nadeau & Garcia 2001", "Incorporating second-order functional knowledge"
    ),
    about="relu with a round corner.",
)
