"""Second-hand chips: sold from warehouse and racks to brokers at home, and bought from their shelves.

    bid    = used_bid_share x price of the same chip new
    ask    = used_ask_share x the same
    bought = whole part of min(asked, on the shelf x asked / all asked)

What is sold leaves the warehouse first, then the racks at home, where it makes room for better chips. Prices are M$ a
chip; the new price is the lowest at which any vendor sells it openly today, or did last. A chip crosses
no border second-hand: what is sold in a country is bought there, from the next quarter on. Nobody sells a chip of its
own make as used, nobody sells a firm the chips of a country that has it on a list, and the bid stays so far under the
price that what is bought cannot be sold at a gain.
"""

from dataclasses import replace

from game.engine.axes import CHIPS, COUNTRIES, FIRMS, OFFERS, SITES
from game.engine.market_facts import home
from game.engine.numeric import added_to, at, at_most, blend, floor, inverse, only_where, peak, pick, share, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import SITES as SITE_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import Fleet, Influence, State
from game.engine.value import Value

HOME = SITE_IDS.index("home")


def trade_used(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Buy from the shelves, then put on them what is sold."""
    market, fleet, books = state.market, state.fleet, state.books
    asked, sold = orders.used_units, orders.sell_units
    new_price = new_price_musd(rules, market.price_musd, state.turn)
    all_asked = blend(asked, rules.firm_countries, over=FIRMS)
    part = at_most(share(market.used_units, of=all_asked), 1.0)
    bought = floor(asked * home(part, rules) + 0.001)
    record.note("second_hand.bought_units", bought)

    k = rules.constants
    cost = total(bought * new_price * k.used_ask_share, over=CHIPS)
    gain = total(sold * new_price * k.used_bid_share, over=CHIPS)
    record.note("second_hand.cost_musd", cost)
    record.note("second_hand.gain_musd", gain)
    from_racks = sold - at_most(sold, fleet.stock_units)
    taken = blend(bought, rules.firm_countries, over=FIRMS)
    left = blend(sold, rules.firm_countries, over=FIRMS)
    return replace(
        state,
        market=replace(market, used_units=market.used_units - taken + left),
        fleet=replace(
            fleet,
            stock_units=fleet.stock_units + bought - (sold - from_racks),
            racked_units=added_to(fleet.racked_units, from_racks * -1.0, over=SITES, position=HOME),
        ),
        books=replace(
            books,
            cash_musd=books.cash_musd - cost + gain,
            spent_musd=books.spent_musd + cost,
            received_musd=books.received_musd + gain,
        ),
    )


def new_price_musd(rules: Ruleset, price_musd: Value, turn: Value) -> Value:
    """The lowest price of each chip by an open offer that has been on sale, M$ (chips, worlds); 0 where none has."""
    is_known = only_where(turn >= rules.first_sale, inverse(price_musd))
    return inverse(peak(is_known, rules.plain_offers, over=OFFERS))


def owned_units(fleet: Fleet) -> Value:
    """Chips that a firm could sell: in the warehouse and in the racks at home, (firms, chips, worlds)."""
    return fleet.stock_units + at(fleet.racked_units, SITES, HOME)


def may_take(rules: Ruleset, influence: Influence) -> Value:
    """Used chips that each firm may be sold: all but those of a country that lists it, (firms, chips, worlds)."""
    return ~pick(influence.listed_by, rules.chips.country_index, over=COUNTRIES)


def may_sell(rules: Ruleset, new_price: Value) -> Value:
    """Chips that brokers take from each firm, (firms, chips, worlds), by the price of each new."""
    return ~rules.own_chips & (new_price > 0.0)
