"""The chip market: supply, the queue for it, prices, deliveries, and what is stopped at the gate.

    weight in the queue = units asked x (1 + 2 x bid) x (1 + claim on the foundry) x (1 + bonuses)
    allotted            = whole part of min(asked, supply x weight / all weights), then once more with what is left
    price               moves by (asked / supply)^0.3 towards demand, within half and three times the opening price

A maker on the board may take up to half of its own chips first. Nobody is served by place in a list. Chips are paid
when allotted and come after their lead; when they come due and a rule in force needs a licence that is not in hand,
they are *held* until a licence comes or the order is cancelled. Of what is due in the very quarter in which a rule
comes into force, part was shipped before it and arrives.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, COUNTRIES, FIRMS, FOUNDRIES, OFFERS, ROUTES, SITES
from game.engine.draws import Purpose, draw
from game.engine.legality import NOTIFY, is_designed, offer_severity
from game.engine.market_facts import bonus, this_turn
from game.engine.numeric import (
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
from game.engine.ruleset import Ruleset
from game.engine.state import Influence, State
from game.engine.value import Value


def trade_chips(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Give back what is cancelled, sell what is asked for, deliver what is due."""
    state = _cancel(rules, state, orders, record)
    state = _sell(rules, state, orders, record)
    return _deliver(rules, state, record)


def _cancel(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Held orders go back to the vendor for part of today's price."""
    fleet, books = state.fleet, state.books
    back = orders.cancel_units
    refund = total(back * state.market.price_musd * rules.constants.refund_share, over=OFFERS)
    record.note("market.refund_musd", refund)
    lost = blend(total(back, over=FIRMS), rules.offers.chips, over=OFFERS)
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


def allot(asked: Value, weight: Value, supply: Value) -> Value:
    """Whole units of a scarce supply by weight, in two passes, (firms, offers, worlds).

    No more than asked, no more in all than the supply; what rounding leaves over stays with the seller.
    """
    first = at_most(asked, supply * share(weight, of=total(weight, over=FIRMS)))
    wants = only_where(asked > first, weight)
    left = at_least(supply - total(first, over=FIRMS), 0.0)
    second = at_most(asked - first, left * share(wants, of=total(wants, over=FIRMS)))
    return floor(first + second + 0.001)


def claim_pull(rules: Ruleset, state: State) -> Value:
    """What a claim on the foundry adds to a firm's pull, which everybody can see, (firms, offers, worlds)."""
    claim = pick(state.foundries.claim, rules.offer_foundries, over=FOUNDRIES)
    return 1.0 + claim * rules.constants.claim_weight


def queue_pull(rules: Ruleset, state: State, bid_share: Value) -> Value:
    """Weight in the queue of each unit asked for, (firms, offers, worlds)."""
    favour = 1.0 + at_least(bonus(state, "allotment"), -0.5) + state.desk.supply_rush
    return (1.0 + bid_share * 2.0) * claim_pull(rules, state) * favour


def _sell(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    k, market, fleet, books = rules.constants, state.market, state.fleet, state.books
    supply = supply_today(rules, state)
    asked = orders.buy_units
    weight = asked * queue_pull(rules, state, orders.bid_share)
    makers = only_where(rules.is_own_offer, at_most(asked, floor(supply * k.maker_share)))
    bought = makers + allot(asked - makers, weight, supply - total(makers, over=FIRMS))
    record.note("market.on_sale_units", supply)
    record.note("market.bought_units", bought)

    is_licensed = offer_severity(rules, state) > NOTIFY
    fee = pick(market.fee_share, rules.firms.country_index, over=COUNTRIES)
    own_discount = only_where(rules.is_own_offer, at_least(bonus(state, "own_chips"), -0.5))
    price = market.price_musd * (1.0 + orders.bid_share) * (1.0 + only_where(is_licensed, fee))
    paid = bought * price * (1.0 - at_most(own_discount, 0.8))
    cost = total(paid, over=OFFERS)
    record.note("market.cost_musd", cost)
    takings = blend(total(only_where(~rules.is_own_offer, paid), over=FIRMS), rules.offer_sellers, over=OFFERS)

    coming = only_where(rules.offers.lead_quarters == rules.position(AHEAD), bought)
    made = blend(total(bought, over=FIRMS), rules.offers.chips, over=OFFERS)
    wanted = total(asked, over=FIRMS)
    return replace(
        state,
        market=replace(market, wanted_units=wanted, price_musd=_next_price(rules, state, wanted, supply)),
        fleet=replace(
            fleet,
            on_order_units=fleet.on_order_units + coming,
        ),
        books=replace(
            books,
            cash_musd=books.cash_musd - cost,
            spent_musd=books.spent_musd + cost,
            sales_musd=books.sales_musd + takings * k.chip_margin,
        ),
        ledger=replace(state.ledger, chips_made=state.ledger.chips_made + made),
    )


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
    fleet = state.fleet
    due = at(fleet.on_order_units, AHEAD, 0)
    needs_licence = offer_severity(rules, state) > NOTIFY
    at_gate = due + fleet.held_units
    is_fresh = pick(state.market.newly_shut, rules.firms.country_index, over=COUNTRIES)
    shipped_before = only_where(is_fresh, floor(due * rules.constants.shipped_before_share))
    let_through = shipped_before + at_most(at_gate - shipped_before, fleet.allowance_units)
    passed = choose(needs_licence, let_through, at_gate)
    record.note("market.held_units", at_gate - passed)

    is_seized = _seized(rules, state, passed, record)
    lost = only_where(is_seized & rules.offers.is_grey, passed)
    record.note("market.seized_units", lost)
    arrived = blend(passed - lost, rules.plain_offer_chips, over=OFFERS)
    leased = blend(passed - lost, rules.leased_offer_chips, over=OFFERS)
    abroad = only_where(rules.position(SITES) == 1.0, leased)
    was_caught = total(lost, over=OFFERS) > 0.0
    return replace(
        state,
        fleet=replace(
            fleet,
            on_order_units=shifted(fleet.on_order_units, AHEAD),
            held_units=at_gate - passed,
            allowance_units=only_where(needs_licence, at_least(fleet.allowance_units - (passed - shipped_before), 0.0)),
            stock_units=fleet.stock_units + arrived,
            racked_units=fleet.racked_units + abroad,
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
            chips_lost=state.ledger.chips_lost + blend(total(lost, over=FIRMS), rules.offers.chips, over=OFFERS),
        ),
    )


def _seized(rules: Ruleset, state: State, passed: Value, record: Recorder) -> Value:
    """Whether customs catch a firm's grey lots this quarter: one roll a firm and offer, (firms, offers, worlds)."""
    odds = pick(rules.routes.seizure_odds, rules.offers.route_index, over=ROUTES)
    odds = odds * (1.0 - clamp(bonus(state, "discretion"), -1.0, 0.8))
    odds = only_where((passed > 0.0) & rules.offers.is_grey, odds)
    return record.roll("market.seized", odds, draw(rules, state, Purpose.SEIZURE, FIRMS, OFFERS))


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
