"""Checkpoints: states of a run that are kept, near enough that any other is replayed within a part of a frame."""

from __future__ import annotations

from bisect import bisect_right

from gdsim.core.trace import State

SECONDS = 0.004
"""Of replay from one checkpoint to the next, by the measured cost of an update: a quarter of a frame."""
BYTES = 48_000_000
"""Kept at most; then every second goes and the stride doubles."""
_AROUND = 600
"""Bytes of Python's objects around the numbers of a state."""
_FIRST_STRIDE = 16


class Checkpoints:
    """States in the order of their updates; the first is never given up.

    Args:
        first: the state that a run begins with.
    """

    def __init__(self, first: State) -> None:
        # One list, which is replaced and never mended: another thread may look for a state meanwhile.
        self._kept = [first]
        self._bytes = 0
        self._fastest = float("inf")
        self._least = 1
        self._always = {first.update}
        self.stride = _FIRST_STRIDE
        """Updates from one to the next."""

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """Of memory that they take."""
        return self._bytes

    @property
    def updates(self) -> list[int]:
        """Where they stand."""
        return [state.update for state in self._kept]

    def before(self, update: int) -> State:
        """The last one that is not after an update."""
        kept = self._kept
        return kept[max(bisect_right(kept, update, key=lambda state: state.update) - 1, 0)]

    def ahead(self, update: int) -> int:
        """Updates from one on to the next that is due."""
        return self.stride - update % self.stride

    def keep(self, state: State, always: bool = False) -> None:
        """Keep one more, after all the others; ``always`` one that a run has begun with."""
        if state.update <= self._kept[-1].update:
            return
        if always:
            self._always.add(state.update)
        self._kept.append(state)
        self._bytes += _size(state)
        if self._bytes > BYTES and len(self._kept) > 2:
            self._least = self.stride = self.stride * 2
            self._thin()

    def took(self, seconds: float, updates: int) -> None:
        """Let the stride follow what updates cost; what disturbs a measurement only makes it longer."""
        if updates <= 0 or seconds >= self._fastest * updates:
            return
        self._fastest = seconds / updates
        wanted = SECONDS / max(self._fastest, 1e-9)
        self.stride = max(self._least, 1 << max(int(wanted).bit_length() - 1, 0))

    def forget_cost(self) -> None:
        """Updates of another program follow."""
        self._fastest = float("inf")

    def until(self, state: State) -> Checkpoints:
        """A copy of those up to a state, which is the last of them."""
        copied = Checkpoints(self._kept[0])
        copied.stride, copied._least = self.stride, self._least
        for kept in self._kept[1:]:
            if kept.update < state.update:
                copied.keep(kept, kept.update in self._always)
        copied.keep(state)
        return copied

    def _thin(self) -> None:
        self._kept = [
            state for state in self._kept if state.update % self.stride == 0 or state.update in self._always
        ]
        self._bytes = sum(map(_size, self._kept[1:]))


def _size(state: State) -> int:
    return _AROUND + state.theta.nbytes + sum(array.nbytes for array in state.memory.values())
