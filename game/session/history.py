"""What was, quarter by quarter: every past state of the world, kept so that any quantity can be charted.

Every array of a state ends in the axis of worlds. The past is one block whose "worlds" are the quarters, so the same
readers that look at many games look at one game's whole course.
"""

from collections.abc import Sequence

import numpy as np

from game.engine.arrays import map_arrays, named_arrays, take
from game.engine.axes import FIRMS, WORLDS
from game.engine.quantities import Quantity
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value


class History:
    """The states of world 0 at the start of each quarter so far, oldest first."""

    def __init__(self, rules: Ruleset, first: State) -> None:
        self._rules = rules
        self._states: list[State] = [take(first, [0])]
        self._block: State | None = None

    def __len__(self) -> int:
        return len(self._states)

    def add(self, state: State) -> None:
        """Append the quarter that has just begun."""
        self._states.append(take(state, [0]))
        self._block = None

    def until(self, turn: int) -> "History":
        """The same past without the quarters from a turn on (below 0: counted from the end)."""
        shorter = History(self._rules, self._states[0])
        shorter._states = self._states[:turn]
        return shorter

    def state(self, turn: int) -> State:
        """The state at the start of a turn, as a block of one; negative counts from the end."""
        return self._states[turn]

    @property
    def block(self) -> State:
        """All quarters as one block: the axis of worlds is the time."""
        if self._block is None:
            self._block = joined(self._states)
        return self._block

    def series(self, quantity: Quantity, firm: int) -> tuple[float, ...]:
        """A quantity of a firm (or of the world) at the start of each quarter so far."""
        value = quantity.read(self._rules, self.block)
        array = value.array[firm] if FIRMS in value.axes else value.array
        return tuple(float(number) for number in np.broadcast_to(array, (len(self),)))

    @classmethod
    def of_block(cls, rules: Ruleset, block: State) -> "History":
        """The history that a block of quarters holds."""
        count = block.turn.array.shape[0]
        history = cls(rules, take(block, [0]))
        for turn in range(1, count):
            history.add(take(block, [turn]))
        return history


def joined(states: Sequence[State]) -> State:
    """States side by side along the axis of worlds."""
    columns = [named_arrays(state) for state in states]
    paths = iter(list(columns[0]))

    def join(first: Value) -> Value:
        path = next(paths)
        arrays = [column[path].array for column in columns]
        axis = first.axes.index(WORLDS)
        return Value(np.ascontiguousarray(np.concatenate(arrays, axis=axis)), first.axes)

    return map_arrays(states[0], join)
