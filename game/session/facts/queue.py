"""How much of a scarce chip is likely to come: the market's own split, with all the others as one that asks as it did.

Claims on foundries are public and counted; who of the others asked for how much is not, and neither are their bids,
how steady customers they are, and what this quarter's moves will do to the queue. Contracts are taken to ship what they
shipped last.
"""

import numpy as np

from game.engine.phases.chip_market import claim_pull, queue_pull
from game.session.seat import WORLD, Seat

USUAL_RELATION = 0.5
"""What the others are taken to be as customers, from strangers (0) to buyers of nothing else (1)."""


def likely_units(seat: Seat, offer: int) -> float | None:
    """Units of this quarter's order that would come; None while nothing is known of the others or nothing is asked."""
    asked = seat.number(seat.legal.buy_units, offer)
    if asked <= 0.0 or seat.last is None:
        return None
    market, state = seat.state.market, seat.state
    supply = max(seat.number(market.supply_units, offer) - seat.number(market.reserved_units, offer), 0.0)
    mine_before = seat.number(seat.last.notes["market.bought_units"], offer)
    others = max(0.0, seat.number(market.wanted_units, offer) - mine_before)
    buyers = seat.rules.listings.places[:, offer]
    rivals = np.delete(buyers, seat.firm)
    pulls = claim_pull(seat.rules, state).array[rivals[rivals >= 0], WORLD]
    mine = asked * seat.number(queue_pull(seat.rules, state, seat.legal.bid_share), offer)
    theirs = others * (float(pulls.mean()) if pulls.size else 1.0)
    theirs *= 1.0 + USUAL_RELATION * seat.rules.constants.relation_weight
    is_maker, first = seat.rules.listings.is_own.array, 0.0
    reserved = supply * seat.rules.constants.maker_share if is_maker[buyers[buyers >= 0]].any() else 0.0
    if is_maker[buyers[seat.firm]]:
        first = min(asked, reserved)
        asked, supply, mine = asked - first, supply - first, mine * (asked - first) / asked
    else:
        taken = min(reserved, others)
        supply, theirs = supply - taken, theirs * (1 - taken / others) if others else theirs
        others -= taken
    return first + min(asked, max(supply * mine / (mine + theirs), supply - others)) if asked > 0.0 else first
