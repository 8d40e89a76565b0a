"""The chip market: supply, the queue for it, prices, deliveries, and what is stopped at the gate.

    supply   = whole part of (planned units x foundry's output + 0.5)
    weight   = units asked x (1 + 2 x bid) x (1 + claim_weight x claim on the foundry) x (1 + bonus + rush)
               x (1 + relation_weight x relation)
    relation = before + relation_speed x (part of the firm's chip money that went to the vendor - before)
    allotted = whole part of min(asked, supply x weight / all weights), then once more with what is left
    goal     = opening price x 2^(-chip_price_fall_log2_per_quarter x age) x (asked / supply)^price_elasticity
    price    = before + price_speed x (goal - before), within 0.5 and 3 times the opening price at that age

Units are chips, prices M$ a chip, age and lead quarters. What supply contracts ship comes out of the supply first. A
maker on the board may take up to maker_share of its own chips next, and keeps chip_margin of what others pay. Nobody is
served by place in a list. Chips are paid when allotted and come after their lead; when they come due and a rule in
force needs a licence that is not in hand, they are *held* until a licence comes or the order is cancelled for
refund_share of today's price. Of what is due in the very quarter in which a rule comes into force, shipped_before_share
was shipped before it and arrives.

Customs may seize a grey lot, by the odds of its route: the chips are lost, tension rises by seizure_tension points, and
the buyer loses seizure_standing points with every other government and seizure_compliance points of its record.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, COUNTRIES, FIRMS, FOUNDRIES, LISTINGS, SITES, VENDORS
from game.engine.draws import Purpose, draw
from game.engine.legality import NOTIFY, is_designed, listing_severity
from game.engine.listings import of_firm, of_market, of_offer, per_firm, per_offer
from game.engine.market_facts import bonus, this_turn
from game.engine.numeric import (
    add_at,
    added_to,
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    exp2,
    floor,
    log2,
    only_where,
    pick,
    share,
    shifted,
    total,
)
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import SITES as SITE_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import Influence, State
from game.engine.value import Value

ABROAD = SITE_IDS.index("abroad")


def trade_chips(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Give back what is cancelled, sell what is asked for, deliver what is due."""
    state = _cancel(rules, state, orders, record)
    state = _sell(rules, state, orders, record)
    return _deliver(rules, state, record)


def _cancel(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Held orders go back to the vendor for part of today's price."""
    fleet, books = state.fleet, state.books
    back = orders.cancel_units
    refund = per_firm(rules, back * of_offer(rules, state.market.price_musd)) * rules.constants.refund_share
    record.note("market.refund_musd", refund)
    lost = blend(back, rules.listings.chips, over=LISTINGS)
    return replace(
        state,
        fleet=replace(fleet, held_units=fleet.held_units - back),
        books=replace(books, cash_musd=books.cash_musd + refund, received_musd=books.received_musd + refund),
        ledger=replace(state.ledger, chips_lost=state.ledger.chips_lost + lost),
    )


def supply_today(rules: Ruleset, state: State) -> Value:
    """Units on sale by offer this quarter: the plan x what the foundry really makes, (offers, worlds)."""
    planned = this_turn(state, rules.offers.supply_units)
    output = pick(state.foundries.output_ratio, rules.offer_foundries, over=FOUNDRIES)
    return only_where(is_designed(rules, state), floor(planned * output + 0.5))


def allot(rules: Ruleset, asked: Value, weight: Value, supply: Value) -> Value:
    """Whole units of a scarce supply by weight, in two passes, (listings, worlds); the supply is (offers, worlds).

    No more than asked, no more in all than the supply; what rounding leaves over stays with the seller.
    """
    first = at_most(asked, weight * of_offer(rules, share(supply, of=per_offer(rules, weight))))
    wants = only_where(asked > first, weight)
    left = at_least(supply - per_offer(rules, first), 0.0)
    second = at_most(asked - first, wants * of_offer(rules, share(left, of=per_offer(rules, wants))))
    return floor(first + second + 0.001)


def claim_pull(rules: Ruleset, state: State) -> Value:
    """What a claim on the foundry adds to a firm's pull, which everybody can see, (listings, worlds)."""
    claim = of_firm(rules, state.foundries.claim, at=rules.listings.foundry_index)
    return 1.0 + claim * rules.constants.claim_weight


def relation_pull(rules: Ruleset, relation: Value) -> Value:
    """What being a steady customer of the vendor adds to a firm's pull, (listings, worlds)."""
    return 1.0 + of_firm(rules, relation, at=rules.listings.vendor_index) * rules.constants.relation_weight


def queue_pull(rules: Ruleset, state: State, bid_share: Value) -> Value:
    """Weight in the queue of each unit asked for, (listings, worlds)."""
    favour = 1.0 + at_least(bonus(state, "allotment"), -0.5) + state.desk.supply_rush
    own = of_firm(rules, (1.0 + bid_share * 2.0) * favour)
    return claim_pull(rules, state) * relation_pull(rules, state.influence.relation) * own


def _sell(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    k, listings, market, fleet, books = rules.constants, rules.listings, state.market, state.fleet, state.books
    supply = at_least(supply_today(rules, state) - market.reserved_units, 0.0)
    asked = orders.buy_units
    weight = asked * queue_pull(rules, state, orders.bid_share)
    makers = only_where(listings.is_own, at_most(asked, of_offer(rules, floor(supply * k.maker_share))))
    bought = makers + allot(rules, asked - makers, weight, supply - per_offer(rules, makers))
    record.note("market.on_sale_units", supply)
    record.note("market.bought_units", bought)

    paid = bought * unit_price_musd(rules, state, orders.bid_share)
    cost = per_firm(rules, paid)
    record.note("market.cost_musd", cost)
    takings = blend(paid, listings.sellers, over=LISTINGS)
    made = blend(bought, listings.chips, over=LISTINGS)
    wanted = per_offer(rules, asked)
    return replace(
        state,
        market=replace(market, wanted_units=wanted, price_musd=_next_price(rules, state, wanted, supply)),
        influence=replace(state.influence, relation=_next_relation(rules, state, paid)),
        fleet=replace(fleet, on_order_units=add_at(fleet.on_order_units, bought, listings.lead_quarters, over=AHEAD)),
        books=replace(
            books,
            cash_musd=books.cash_musd - cost,
            spent_musd=books.spent_musd + cost,
            sales_musd=books.sales_musd + takings * k.chip_margin,
        ),
        ledger=replace(state.ledger, chips_made=state.ledger.chips_made + made),
    )


def _next_relation(rules: Ruleset, state: State, paid_musd: Value) -> Value:
    """How steady a customer each firm is, after a quarter's purchases, (firms, vendors, worlds)."""
    spent = blend(paid_musd, rules.listings.accounts, over=LISTINGS)
    relation = state.influence.relation
    went = share(spent, of=total(spent, over=VENDORS))
    return relation + (went - relation) * rules.constants.relation_speed


def unit_price_musd(rules: Ruleset, state: State, bid_share: Value) -> Value:
    """What a unit costs its buyer, (listings, worlds): with premium, licence fee and the discount on own chips."""
    is_licensed = listing_severity(rules, state) > NOTIFY
    fee = 1.0 + only_where(is_licensed, of_market(rules, state.market.fee_share))
    discount = at_most(at_least(bonus(state, "own_chips"), -0.5), 0.8)
    own_price = 1.0 - only_where(rules.listings.is_own, of_firm(rules, discount))
    return of_offer(rules, state.market.price_musd) * of_firm(rules, 1.0 + bid_share) * fee * own_price


def _next_price(rules: Ruleset, state: State, wanted: Value, supply: Value) -> Value:
    """Price moves with demand over supply, part of the way a quarter, and falls with the age of what is sold."""
    k = rules.constants
    age = at_least(state.turn - rules.first_sale, 0.0)
    opening = rules.offers.price_musd * exp2(age * -k.chip_price_fall_log2_per_quarter)
    pressure = clamp(log2(share(wanted, of=at_least(supply, 1.0)) + 0.05), -2.0, 4.0)
    goal = opening * exp2(pressure * k.price_elasticity)
    price = state.market.price_musd
    moved = price + (goal - price) * k.price_speed
    return clamp(choose(supply > 0.0, moved, price), opening * 0.5, opening * 3.0)


def _deliver(rules: Ruleset, state: State, record: Recorder) -> State:
    """What is due comes in, is seized, or waits at the gate."""
    fleet, listings = state.fleet, rules.listings
    due = at(fleet.on_order_units, AHEAD, 0)
    needs_licence = listing_severity(rules, state) > NOTIFY
    at_gate = due + fleet.held_units
    is_fresh = of_market(rules, state.market.newly_shut)
    shipped_before = only_where(is_fresh, floor(due * rules.constants.shipped_before_share))
    let_through = shipped_before + at_most(at_gate - shipped_before, fleet.allowance_units)
    passed = choose(needs_licence, let_through, at_gate)
    record.note("market.held_units", at_gate - passed)

    lost = only_where(_seized(rules, state, passed, record), passed)
    record.note("market.seized_units", lost)
    came = passed - lost
    arrived = blend(came, listings.home_stocks, over=LISTINGS)
    abroad = blend(came, listings.leased_stocks, over=LISTINGS)
    was_caught = per_firm(rules, lost) > 0.0
    left = only_where(needs_licence, at_least(fleet.allowance_units - (passed - shipped_before), 0.0))
    return replace(
        state,
        fleet=replace(
            fleet,
            on_order_units=shifted(fleet.on_order_units, AHEAD),
            held_units=at_gate - passed,
            allowance_units=left,
            stock_units=fleet.stock_units + arrived,
            racked_units=added_to(fleet.racked_units, abroad, over=SITES, position=ABROAD),
        ),
        influence=_punished(rules, state, was_caught),
        world=replace(
            state.world,
            tension=at_most(
                state.world.tension + total(only_where(was_caught, rules.constants.seizure_tension), over=FIRMS), 100.0
            ),
        ),
        ledger=replace(
            state.ledger,
            chips_lost=state.ledger.chips_lost + blend(lost, listings.chips, over=LISTINGS),
        ),
    )


def _seized(rules: Ruleset, state: State, passed: Value, record: Recorder) -> Value:
    """Whether customs catch a firm's grey lots this quarter: one roll a listing, (listings, worlds)."""
    listings = rules.listings
    discretion = of_firm(rules, 1.0 - clamp(bonus(state, "discretion"), -1.0, 0.8))
    may_strike = listings.is_grey & (passed > 0.0)
    odds = only_where(may_strike, listings.seizure_odds * discretion)
    return record.roll("market.seized", odds, draw(rules, state, Purpose.SEIZURE, LISTINGS, where=may_strike))


def _punished(rules: Ruleset, state: State, was_caught: Value) -> Influence:
    k, influence = rules.constants, state.influence
    issuers = rules.countries.has_mood & (rules.position(COUNTRIES) != rules.firms.country_index)
    anger = only_where(was_caught & issuers, k.seizure_standing)
    return replace(
        influence,
        strikes=influence.strikes + only_where(was_caught, 1.0),
        compliance=at_least(influence.compliance - only_where(was_caught, k.seizure_compliance), 0.0),
        standing=at_least(influence.standing - anger, 0.0),
    )
