"""What a rule does to this firm: what of its orders it stops, and how much supply it opens, closes or makes dearer."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FOUNDRIES, OFFERS
from game.engine.legality import NOTIFY
from game.engine.market_facts import chip_strength
from game.engine.registers import POLICIES
from game.session.facts.policy import Rule
from game.session.seat import Seat

HARD = POLICIES.index("notify")


@dataclass(frozen=True)
class Stake:
    """One rule seen from this seat."""

    control: str
    kind: str
    """none | stops (orders of yours) | closes (what you can buy today) | shut (what you cannot) | opens | lists (you) |
    fabs (takes from a foundry that makes chips for you)."""
    offers: int
    """Offers made to you that it catches and that are on sale."""
    waiting_units: float
    """Of those, on order or held at the gate."""
    supply_h100e: float
    """What of a quarter's supply to you it catches, H100 equivalents; on sale today only, unless it opens."""
    fab_share: float
    """Largest part of a foundry's wafers or memory, among those that make chips for you, that it takes."""
    alternatives_h100e: float
    """A quarter's supply that you can buy today and that it does not catch."""


def stakes(seat: Seat, rules: tuple[Rule, ...]) -> dict[str, Stake]:
    """Every rule of the book by its id."""
    t, market = seat.rules.offers, seat.state.market
    strength = seat.row(chip_strength(seat.rules, seat.state))
    chip = t.chip_index.array.astype(int)
    supply = seat.row(market.supply_units) * strength[chip]
    severity = seat.row(seat.view.severity)
    usable = seat.row(t.may_buy) & (seat.row(seat.view.may_buy) | (severity <= NOTIFY)) & ~t.is_grey.array
    made_by = np.unique(seat.rules.chips.foundry_index.array[chip[seat.row(t.may_buy)]])
    makers = {seat.ids(FOUNDRIES)[int(n)] for n in made_by}
    return {rule.control: _stake(seat, rule, supply, usable, makers) for rule in rules}


def _stake(seat: Seat, rule: Rule, supply: NDArray[Any], usable: NDArray[Any], makers: set[str]) -> Stake:
    places = [seat.place(OFFERS, offer) for offer in rule.offers]
    live = [n for n in places if supply[n] > 0]
    caught_now = float(sum(supply[n] for n in live if usable[n] or rule.is_window))
    fab = max((1.0 - min(w, m) for name, w, m in rule.foundries if name in makers), default=0.0)
    free = float(sum(supply[n] for n in np.flatnonzero(usable) if n not in places))
    return Stake(
        control=rule.control,
        kind=_kind(rule, bool(live), caught_now, fab),
        offers=len(live),
        waiting_units=rule.units,
        supply_h100e=caught_now,
        fab_share=fab,
        alternatives_h100e=free,
    )


def _kind(rule: Rule, is_live: bool, caught_now: float, fab: float) -> str:
    if rule.stage == "ended":
        return "none"
    if rule.is_window and not rule.lists_you:
        return "opens" if is_live else "none"
    is_hard = POLICIES.index(rule.policy) > HARD and rule.binds_you
    found = (
        ("lists", rule.lists_you),
        ("stops", is_hard and rule.units > 0),
        ("closes", is_hard and caught_now > 0),
        ("shut", is_hard and is_live),
        ("fabs", fab > 0.005),
    )
    return next((kind for kind, holds in found if holds), "none")
