"""What of the orders was not allowed: the engine's refusals, as plain lines for one seat."""

from dataclasses import dataclass

import numpy as np

from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.session.edits import ORDER_AXES, Coordinate
from game.session.seat import WORLD


@dataclass(frozen=True)
class Refusal:
    """One order that was cut."""

    field: str
    at: tuple[Coordinate, ...]
    """What it was about, by id."""
    asked: float
    allowed: float
    reason: str
    """A message id."""


def refusals_of(rules: Ruleset, record: Listener, firm: int) -> tuple[Refusal, ...]:
    """One line for every number of the seat's orders that a limit cut, in the order the limits were met."""
    found = []
    for field, asked, allowed, reason in record.refusals:
        axes = ORDER_AXES[field][0]
        shape = tuple(rules.sizes[axis] for axis in axes[:-1])
        before = np.broadcast_to(asked.array[..., WORLD].astype(float), shape)[firm]
        after = np.broadcast_to(allowed.array[..., WORLD].astype(float), shape)[firm]
        for places in np.argwhere(np.atleast_1d(~np.isclose(before, after, rtol=1e-4, atol=1e-6))):
            index = tuple(int(place) for place in places) if len(axes) > 2 else ()
            at = tuple(rules.ids[axis][place] for axis, place in zip(axes[1:-1], index, strict=True))
            found.append(Refusal(field, at, float(before[index]), float(after[index]), reason))
    return tuple(found)
