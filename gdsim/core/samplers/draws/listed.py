"""Listed: the batches are written in the experiment, for worked examples and for comparing with other programs."""

from gdsim.core.declaration import Draw

DRAW = Draw(key="listed", name="As listed", about="the batches that the experiment lists, epoch after epoch.")
