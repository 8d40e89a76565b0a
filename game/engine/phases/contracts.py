"""Supply contracts: a place ahead of the queue, at a price that stands.

    room    = whole part of contract_share x supply - units under contract
    signed  = whole part of min(asked, room x weight / all weights), weight as in the queue for chips
    fee     = contract_fee x price today x units, paid at the signing for the place
    shipped = whole part of min(units, supply x units / all units under contract)
    due     = price at the signing x shipped

Units are a quarter's, from the next quarter on, for contract_quarters quarters. What a rule stops, or the firm cannot
pay, is not shipped; the fee is not given back. Contracts are made for what a vendor sells openly to another firm: no
lease, no grey lot, no chip of one's own.
"""

from dataclasses import replace

from game.engine.axes import AHEAD, LISTINGS
from game.engine.legality import NOTIFY, buyable, listing_severity
from game.engine.listings import of_firm, of_offer, per_firm, per_offer
from game.engine.numeric import add_at, at_least, at_most, blend, choose, floor, only_where, share
from game.engine.orders import Orders
from game.engine.phases.chip_market import allot, queue_pull, supply_today
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value


def honour_contracts(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Ship what is under contract, let a quarter of each run out, and sign new ones."""
    return _sign(rules, _ship(rules, state, record), orders, record)


def may_sign(rules: Ruleset, state: State) -> Value:
    """Listings on which a contract may be signed today: openly for sale, and none running, (listings, worlds)."""
    is_open = buyable(rules, state) & (listing_severity(rules, state) <= NOTIFY)
    return is_open & rules.listings.is_plain & (state.fleet.contract_quarters <= 0.0)


def lay_out(rules: Ruleset, state: State) -> State:
    """What will be on sale in the quarter that comes, and how much of it can be put under contract."""
    supply = supply_today(rules, state)
    market = replace(state.market, supply_units=supply, room_units=_room_units(rules, state, supply))
    return replace(state, market=market)


def _room_units(rules: Ruleset, state: State, supply: Value) -> Value:
    running = per_offer(rules, _running_units(state))
    return at_least(floor(supply * rules.constants.contract_share) - running, 0.0)


def due_units(rules: Ruleset, state: State) -> Value:
    """What contracts ship this quarter if it is paid, (listings, worlds)."""
    is_open = buyable(rules, state) & (listing_severity(rules, state) <= NOTIFY)
    units = only_where(is_open, _running_units(state))
    part = at_most(share(supply_today(rules, state), of=per_offer(rules, units)), 1.0)
    return floor(units * of_offer(rules, part) + 0.001)


def due_musd(rules: Ruleset, state: State) -> Value:
    """What is to be paid for that, M$ (firms, worlds)."""
    return per_firm(rules, due_units(rules, state) * state.fleet.contract_price_musd)


def _running_units(state: State) -> Value:
    return only_where(state.fleet.contract_quarters > 0.0, state.fleet.contract_units)


def _ship(rules: Ruleset, state: State, record: Recorder) -> State:
    """What is due and paid is on its way; a quarter of every contract is over."""
    fleet, books = state.fleet, state.books
    due = due_units(rules, state)
    payable = at_most(share(at_least(books.cash_musd, 0.0), of=due_musd(rules, state)), 1.0)
    shipped = floor(due * of_firm(rules, payable) + 0.001)
    record.note("contracts.shipped_units", shipped)
    paid = shipped * fleet.contract_price_musd
    record.note("contracts.due_musd", per_firm(rules, paid))
    left = at_least(fleet.contract_quarters - 1.0, 0.0)
    return replace(
        _paid(rules, state, paid),
        market=replace(state.market, reserved_units=per_offer(rules, shipped)),
        fleet=replace(
            fleet,
            on_order_units=add_at(fleet.on_order_units, shipped, rules.listings.lead_quarters, over=AHEAD),
            contract_quarters=left,
            contract_units=only_where(left > 0.0, fleet.contract_units),
        ),
        ledger=replace(
            state.ledger, chips_made=state.ledger.chips_made + blend(shipped, rules.listings.chips, over=LISTINGS)
        ),
    )


def _sign(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Divide the room among those who ask, and take their fees."""
    fleet, asked = state.fleet, orders.reserve_units
    weight = asked * queue_pull(rules, state, orders.bid_share)
    signed = allot(rules, asked, weight, _room_units(rules, state, state.market.supply_units))
    record.note("contracts.signed_units", signed)
    price = of_offer(rules, state.market.price_musd)
    is_new = signed > 0.0
    fee = signed * price * rules.constants.contract_fee
    record.note("contracts.fee_musd", per_firm(rules, fee))
    return replace(
        _paid(rules, state, fee),
        fleet=replace(
            fleet,
            contract_units=choose(is_new, signed, fleet.contract_units),
            contract_quarters=choose(is_new, rules.constants.contract_quarters, fleet.contract_quarters),
            contract_price_musd=choose(is_new, price, fleet.contract_price_musd),
        ),
    )


def _paid(rules: Ruleset, state: State, paid_musd: Value) -> State:
    """Money that listings cost, from their buyers to the makers on the board."""
    books, cost = state.books, per_firm(rules, paid_musd)
    takings = blend(paid_musd, rules.listings.sellers, over=LISTINGS)
    return replace(
        state,
        books=replace(
            books,
            cash_musd=books.cash_musd - cost,
            spent_musd=books.spent_musd + cost,
            sales_musd=books.sales_musd + takings * rules.constants.chip_margin,
        ),
    )
