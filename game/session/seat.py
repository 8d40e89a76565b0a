"""The seat: one firm's place at the table, with plain readings of values for the facts that screens show."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import quantities
from game.engine.axes import FIRMS, OFFERS, Axis
from game.engine.orders import Orders
from game.engine.record import Listener
from game.engine.rows import row_of
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.engine.view import Knowledge, Reading, View, reading
from game.scenario import Board
from game.session.history import History

WORLD = 0
"""The world that is played; the other of the block is its silent twin."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the calendar."""

    year: int
    quarter: int

    def later(self, quarters: int) -> "Quarter":
        """The quarter so many after (or, below 0, before) this one."""
        count = self.year * 4 + self.quarter - 1 + quarters
        return Quarter(count // 4, count % 4 + 1)


@dataclass(frozen=True, eq=False)
class Seat:
    """Everything the facts of one quarter are read from."""

    rules: Ruleset
    board: Board
    state: State
    view: View
    firm: int
    firm_id: str
    orders: Orders
    """Uncommitted, as asked."""
    legal: Orders
    """Uncommitted, as far as the rules allow."""
    history: History
    last: Listener | None = field(default=None)
    """What the engine recorded when it made this quarter."""
    answered: frozenset[int] = field(default=frozenset())
    """Slots of pending events for which a choice was made on purpose."""

    @property
    def turn(self) -> int:
        """The turn about to be played; 0 is the first."""
        return int(self.state.turn.array[WORLD])

    @property
    def quarter(self) -> Quarter:
        """The quarter about to be played."""
        return self.quarter_on(self.turn)

    def quarter_on(self, turn: int) -> Quarter:
        """The calendar quarter of a turn."""
        year, quarter = self.rules.first_quarter
        return Quarter(year, quarter).later(turn)

    @property
    def before(self) -> State | None:
        """The state a quarter ago, as a block of one."""
        return self.history.state(-2) if len(self.history) > 1 else None

    def ids(self, axis: Axis) -> tuple[str, ...]:
        """The ids along an axis."""
        return self.rules.ids[axis]

    def place(self, axis: Axis, name: str) -> int:
        """The place of an id on an axis."""
        return self.rules.place(axis, name)

    def row(self, value: Value, firm: int | None = None) -> NDArray[Any]:
        """A value as this seat's (or a firm's) plain array, without firms and worlds; of listings by offer."""
        row = row_of(self.rules, value, self.firm if firm is None else firm)
        return row[..., WORLD] if value.is_batched else row

    def number(self, value: Value, *places: int) -> float:
        """One number of this seat: the value at places on its axes between firms and worlds."""
        return float(self.row(value)[places])

    def flag(self, value: Value, *places: int) -> bool:
        """One yes or no of this seat."""
        return bool(self.row(value)[places])

    def index(self, value: Value, *places: int) -> int:
        """One index of this seat; -1 points at nothing."""
        return int(self.row(value)[places])

    def applied_for(self, slot: int) -> str | None:
        """The offer for which the application in a slot waits; None for an empty slot."""
        listing = self.index(self.state.licences.listing_index, slot)
        return None if listing < 0 else self.ids(OFFERS)[int(self.rules.listings.offer_index.array[listing])]

    def quantity(self, name: str, firm: int | None = None, state: State | None = None) -> float:
        """A named quantity of a firm (this one unless told), now or in another state."""
        value = self._quantity(name).read(self.rules, self.state if state is None else state)
        return float(self.row(value, firm))

    def unit(self, name: str) -> str:
        """The unit of a named quantity."""
        return self._quantity(name).unit

    def width(self, name: str) -> float:
        """How wide rivals' estimates of a named quantity are; 0 for what is known, or hidden."""
        return self._quantity(name).width or 0.0

    def most(self, name: str) -> float | None:
        """What a named quantity never exceeds, if there is such a limit."""
        return self._quantity(name).most

    def change(self, name: str) -> float | None:
        """How a quantity of this seat moved since a quarter ago; None in the first quarter."""
        before = self.before
        return None if before is None else self.quantity(name) - self.quantity(name, state=before)

    def series(self, name: str, firm: int | None = None) -> tuple[float, ...]:
        """A quantity at the start of each quarter so far."""
        return self.history.series(self._quantity(name), self.firm if firm is None else firm)

    def reading(self, name: str, firm: int) -> Reading:
        """What this seat may say of a firm's quantity."""
        return reading(self.rules, self.state, self._quantity(name), self.firm, firm)

    def public(self, name: str, firm: int) -> float | None:
        """A firm's quantity, if this seat knows it exactly."""
        seen = self.reading(name, firm)
        return seen.value if seen.knowledge is Knowledge.KNOWN else None

    def _quantity(self, name: str) -> quantities.Quantity:
        if name not in self._quantities:
            self._quantities[name] = quantities.resolve(name, self.rules)
        return self._quantities[name]

    @cached_property
    def _quantities(self) -> dict[str, quantities.Quantity]:
        return {}

    @property
    def country(self) -> int:
        """The place of this firm's country."""
        return int(self.rules.firms.country_index.array[self.firm])


def seat_mask(rules: Ruleset, firm: int) -> Value:
    """A mask over firms that holds for one."""
    return Value(np.arange(rules.sizes[FIRMS]) == firm, (FIRMS,))
