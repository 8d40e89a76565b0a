"""Deployment: chips age and fail, leases run out, and the warehouse moves into the racks as far as power allows.

    failed   = whole part of (racked x failure_rate x (1 - care) + luck), 0.5 of that rate in the warehouse
    returned = whole part of (leased abroad x lease_end_rate + luck)
    racked   = whole part of min(ordered, stock) x min(1, free power / power those chips would draw)
    building = megawatts ordered x build_musd_per_mw x (1 - bonus)

Chips are units a quarter, power MW, building M$. Megawatts come in the quarter that is number build_lead_quarters from
the contract on, its own counted.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, CHIPS, FIRMS, SITES
from game.engine.draws import Purpose, draw
from game.engine.market_facts import bonus, power_used_mw
from game.engine.numeric import (
    added_to,
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    floor,
    only_where,
    share,
    shifted,
    total,
    whole_units,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import SITES as SITE_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import State

HOME = SITE_IDS.index("home")


def deploy_chips(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Age the fleet, bring new power in, and rack what was ordered."""
    k = rules.constants
    state = _age(rules, state, record)
    fleet, books = state.fleet, state.books

    cost = orders.build_mw * k.build_musd_per_mw * (1.0 - clamp(bonus(state, "building"), -0.5, 0.8))
    last = rules.position(AHEAD) == k.build_lead_quarters - 1.0
    coming = fleet.power_coming_mw + only_where(last, orders.build_mw)
    power = added_to(fleet.power_mw, at(coming, AHEAD, 0), over=SITES, position=HOME)
    record.note("deployment.build_musd", cost)

    wanted = at_most(orders.rack_units, fleet.stock_units)
    wanted_mw = blend(wanted, rules.chips.power_mw, over=CHIPS)
    free_mw = at_least(at(power, SITES, HOME) - power_used_mw(rules, state), 0.0)
    moved = floor(wanted * at_most(share(free_mw, of=wanted_mw), 1.0))
    return replace(
        state,
        fleet=replace(
            fleet,
            stock_units=record.add_up("fleet.stock_units", before=fleet.stock_units, racked=-moved),
            racked_units=added_to(fleet.racked_units, moved, over=SITES, position=HOME),
            power_mw=power,
            power_coming_mw=shifted(coming, AHEAD),
        ),
        books=replace(books, cash_musd=books.cash_musd - cost, spent_musd=books.spent_musd + cost),
    )


def _age(rules: Ruleset, state: State, record: Recorder) -> State:
    """Failures in racks and warehouse, and leases that end."""
    k, fleet = rules.constants, state.fleet
    care = 1.0 - clamp(bonus(state, "ageing"), -0.5, 0.9)
    luck = draw(rules, state, Purpose.FAILURE, FIRMS)
    rate = choose(rules.position(SITES) == HOME, care * k.failure_rate, k.lease_end_rate)
    gone = at_most(whole_units(fleet.racked_units * rate, luck * 0.999), fleet.racked_units)
    rotten = at_most(whole_units(fleet.stock_units * (care * k.failure_rate * 0.5), luck * 0.999), fleet.stock_units)
    record.note("deployment.failed_units", at(gone, SITES, HOME))
    record.note("deployment.stale_units", rotten)
    lost = total(total(gone, over=SITES) + rotten, over=FIRMS)
    return replace(
        state,
        fleet=replace(fleet, racked_units=fleet.racked_units - gone, stock_units=fleet.stock_units - rotten),
        ledger=replace(state.ledger, chips_lost=state.ledger.chips_lost + lost),
    )
