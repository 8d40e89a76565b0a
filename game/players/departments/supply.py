"""Supply: which chips to buy, lease, licence or give back.

taste  = homegrown chips by *homegrown*; a door about to close by *stockpile*; leases and grey lots by *risk*
weight = (strength per M$ x taste, over the best on offer)^4
spend  = chips budget x weight over all weights; what supply cannot fill goes round once more, less choosy
contract where the queue is long or a door may close, by *stockpile* and *scale*, for part of what is bought today
used   = weak chips are sold while better ones wait for their power; what is cheap for its strength is bought
"""

from game.engine.axes import CHIPS, ECOSYSTEMS, SITES
from game.engine.legality import BAN, NOTIFY, licences_in_flight
from game.engine.listings import best_per_firm, first_per_firm, of_firm, of_offer, per_firm
from game.engine.market_facts import home, strength_in
from game.engine.numeric import (
    at,
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    counted,
    floor,
    inverse,
    largest,
    only_where,
    parted,
    share,
)
from game.engine.phases.second_hand import may_sell, may_take, new_price_musd, owned_units
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind

LEAST_UNITS = 8.0
"""Nobody writes an order for less than a server."""

LEAST_LICENCE = 200.0
"""Nor an application for less than a few racks."""


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    worth = _worth(mind)
    buy = _purchases(mind, worth)
    licence = _applications(mind, worth)
    return {
        "buy_units": buy,
        "bid_share": _bid(mind, buy),
        "reserve_units": _contracts(mind, worth, buy),
        "sell_units": _sales(mind),
        "used_units": _second_hand(mind),
        "cancel_units": _cancelled(mind, worth),
        "file_units": licence,
    }


def _worth(mind: Mind) -> Value:
    """Strength per M$ of each listing as its firm sees it, whether or not it may buy, (listings, worlds)."""
    rules, appetite, listings = mind.rules, mind.appetite, mind.rules.listings
    homegrown = listings.sovereignty * of_firm(rules, appetite.homegrown * 0.25)
    closing = mind.door_closing * of_firm(rules, appetite.stockpile)
    taste = 0.8 + homegrown + closing
    lease = of_firm(rules, clamp(0.35 + appetite.risk, 0.3, 1.1))
    grey = of_firm(rules, clamp(appetite.risk * 1.3 - 0.45, 0.0, 1.0))
    route = choose(listings.is_grey, grey, choose(listings.is_leased, lease, 1.0))
    is_shunned = listings.is_grey & of_firm(rules, mind.view.influence.compliance < 55.0)
    return only_where(~is_shunned, consider.strength_per_musd(rules, mind.view) * taste * route)


def _appeal(mind: Mind, worth: Value, where: Value) -> Value:
    """Each open listing's worth over that of the firm's best, 0 to 1, (listings, worlds)."""
    open_worth = only_where(where, worth)
    return open_worth * of_firm(mind.rules, inverse(best_per_firm(mind.rules, open_worth)))


def _purchases(mind: Mind, worth: Value) -> Value:
    rules, view = mind.rules, mind.view
    price = view.public.market.price_musd
    units_per_musd, supply = of_offer(rules, inverse(price)), of_offer(rules, consider.supply_ahead(rules, view))
    at_sale = choose(view.severity > NOTIFY, at_most(consider.licensed_units(view), supply), supply)
    is_open = view.may_buy & (at_sale >= LEAST_UNITS) & (worth > 0.0)
    appeal = _appeal(mind, worth, is_open)
    squared = appeal * appeal
    weights = squared * squared
    budget = mind.budget.chips_musd

    first = at_most(_divided(mind, budget, weights) * units_per_musd, at_sale)
    left = budget - per_firm(rules, first * of_offer(rules, price))
    others = only_where(first < at_sale * 0.99, squared)
    second = at_most(_divided(mind, left, others) * units_per_musd, at_sale - first)
    units = floor(first + second)
    return only_where(is_open & (units >= LEAST_UNITS), units)


def _divided(mind: Mind, money_musd: Value, weights: Value) -> Value:
    """A firm's money divided over its listings by weights, (listings, worlds)."""
    return weights * of_firm(mind.rules, share(money_musd, of=per_firm(mind.rules, weights)))


def _bid(mind: Mind, buy: Value) -> Value:
    """A premium where others crowd the queue for what it wants most, more when a door closes, (firms, worlds)."""
    rules, market = mind.rules, mind.view.public.market
    crowd = clamp(share(market.wanted_units, of=market.supply_units) - 1.0, 0.0, 2.0)
    spend = buy * of_offer(rules, market.price_musd)
    crowding = share(per_firm(rules, spend * of_offer(rules, crowd)), of=per_firm(rules, spend))
    hurry = mind.appetite.stockpile * mind.alarm
    return clamp(crowding * (at_least(mind.appetite.scale - 0.8, 0.0) * 0.15 + hurry * 0.05) + hurry * 0.06, 0.0, 0.3)


def _contracts(mind: Mind, worth: Value, buy: Value) -> Value:
    """A contract for the best of what is bought anyway, where others crowd the queue, (listings, worlds).

    A place in the queue is worth most to who builds at scale or lays in stock, and nothing near the end of the game.
    """
    rules, view, appetite = mind.rules, mind.view, mind.appetite
    market = view.public.market
    crowd = clamp(share(market.wanted_units, of=market.supply_units) - 1.1, 0.0, 1.0)
    taste = clamp(appetite.stockpile * 0.3 + appetite.scale * 0.15 - 0.2, 0.0, 0.8)
    wish = of_offer(rules, crowd) * of_firm(rules, taste)
    is_best = _appeal(mind, worth, buy > 0.0) > 0.7
    has_time = consider.quarters_to_go(rules, view) > rules.constants.contract_quarters
    is_signed = consider.may_sign(rules, view) & is_best & (wish > 0.05) & has_time
    units = at_most(floor(buy * wish), of_offer(rules, market.room_units))
    return only_where(is_signed & (units >= LEAST_UNITS), units)


def _sales(mind: Mind) -> Value:
    """Chips to sell second-hand, (firms, chips, worlds): the weak ones, while better ones wait for their power.

    As fast as the warehouse is full of what power cannot run, a quarter of them in three months at most.
    """
    rules, view = mind.rules, mind.view
    market = view.public.market
    per_mw = strength_in(rules, market) * inverse(rules.chips.power_mw)
    stock = view.fleet.stock_units
    waiting = largest(only_where(stock >= LEAST_UNITS, per_mw), over=CHIPS)
    backlog = share(at_least(mind.power_lack_mw, 0.0), of=at_least(at(view.fleet.power_mw, SITES, consider.HOME), 1.0))
    units = floor(owned_units(view.fleet) * clamp(backlog, 0.0, 0.25))
    takes = may_sell(rules, new_price_musd(rules, market.price_musd, view.turn))
    return only_where(takes & (per_mw < waiting * 0.5) & (units >= LEAST_UNITS), units)


def _second_hand(mind: Mind) -> Value:
    """Chips to buy from the shelves at home, (firms, chips, worlds): what gives more for the money than new ones.

    For at most a fifth of the chips budget, and only as far as free power runs them at once.
    """
    rules, view = mind.rules, mind.view
    price = new_price_musd(rules, view.public.market.price_musd, view.turn) * rules.constants.used_ask_share
    fit = blend(consider.software_fit(view), rules.chips.ecosystems, over=ECOSYSTEMS)
    worth = strength_in(rules, view.public.market) * fit * inverse(price)
    best = best_per_firm(rules, only_where(view.may_buy, consider.strength_per_musd(rules, view)))
    shelf = home(view.public.market.used_units, rules)
    may_have = may_take(rules, view.influence)
    wish = only_where(may_have & (shelf >= LEAST_UNITS) & (worth > best * 0.8), worth)
    money = parted(wish, over=CHIPS) * mind.budget.chips_musd * 0.2
    room = consider.free_power_mw(rules, view) * inverse(rules.chips.power_mw)
    units = floor(at_most(at_most(money * inverse(price), shelf), room))
    return only_where(units >= LEAST_UNITS, units)


def _applications(mind: Mind, worth: Value) -> Value:
    """One application at a time: for what is most worth having, first of all what was paid for and is held.

    A firm asks where it has some hope, the less of it the more talking to governments is its way, and no more while
    the licences in hand cover what it could buy.
    """
    rules, view = mind.rules, mind.view
    odds = consider.licence_odds(rules, view)
    held = view.fleet.held_units
    supply = of_offer(rules, consider.supply_ahead(rules, view))
    units_per_musd = of_offer(rules, inverse(view.public.market.price_musd))
    affordable = at_most(of_firm(rules, mind.budget.chips_musd * 2.0) * units_per_musd, supply)
    wanted = floor(at_least(affordable - consider.licensed_units(view), 0.0) + held)

    is_new = view.may_licence & ~licences_in_flight(rules, view.licences) & (wanted >= LEAST_LICENCE)
    is_hopeful = odds > of_firm(rules, 0.3 - mind.appetite.statecraft * 0.14)
    hope = only_where(is_new & is_hopeful, worth * odds * (1.0 + clamp(counted(held, "chips") * 0.001, 0.0, 3.0)))
    is_best = (hope > 0.0) & (hope == of_firm(rules, best_per_firm(rules, hope)))
    return only_where(first_per_firm(rules, is_best), wanted)


def _cancelled(mind: Mind, worth: Value) -> Value:
    """Held orders to give back: where no licence can free them, where there is little hope, and what is out of date.

    Hope weighs more the more a firm believes in talking, and less the more it needs the money.
    """
    rules, view = mind.rules, mind.view
    odds = consider.licence_odds(rules, view)
    least = clamp(0.5 - mind.appetite.statecraft * 0.15 + (mind.poverty - 1.0) * 0.15, 0.1, 0.8)
    best = best_per_firm(rules, only_where(view.may_buy, worth))
    is_shut = view.severity > NOTIFY
    is_hopeless = (view.severity >= BAN) | (odds < of_firm(rules, least))
    is_outdated = worth < of_firm(rules, best * 0.3)
    return only_where(is_shut & (is_hopeless | is_outdated), view.fleet.held_units)
