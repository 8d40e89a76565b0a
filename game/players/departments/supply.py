"""Supply: which chips to buy, lease, licence or give back.

taste  = homegrown chips by *homegrown*; a door about to close by *stockpile*; leases and grey lots by *risk*
weight = (strength per M$ x taste, over the best on offer)^4
spend  = chips budget x weight over all weights; what supply cannot fill goes round once more
"""

from game.engine.axes import AHEAD, OFFERS
from game.engine.legality import BAN, DENIAL, NOTIFY
from game.engine.numeric import (
    at_least,
    at_most,
    choose,
    clamp,
    first_true,
    floor,
    largest,
    only_where,
    share,
    total,
)
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind

LEAST_UNITS = 8.0
"""Nobody writes an order for less than a server."""


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    worth = _worth(mind)
    buy = _purchases(mind, worth)
    licence = _applications(mind, worth)
    return {
        "buy_units": buy,
        "bid_share": _bid(mind, buy),
        "cancel_units": _cancelled(mind),
        "file_units": licence,
    }


def _worth(mind: Mind) -> Value:
    """Strength per M$ of each offer as this firm sees it, whether or not it may buy, (firms, offers, worlds)."""
    rules, appetite = mind.rules, mind.appetite
    homegrown = only_where(consider.is_homegrown_offer(rules), appetite.homegrown * 0.25)
    closing = mind.door_closing * appetite.stockpile
    taste = 0.8 + homegrown + closing
    lease = clamp(0.35 + appetite.risk, 0.3, 1.1)
    caution = only_where(mind.view.influence.compliance < 55.0, 1.0)
    grey = clamp(appetite.risk * 1.3 - 0.45, 0.0, 1.0) * (1.0 - caution)
    route = choose(rules.offers.is_grey, grey, choose(rules.offers.is_leased, lease, 1.0))
    return consider.strength_per_musd(rules, mind.view) * (taste * route)


def _weights(worth: Value, where: Value) -> Value:
    """How the money leans towards the best offers that are open, (firms, offers, worlds)."""
    open_worth = only_where(where, worth)
    ratio = share(open_worth, of=largest(open_worth, over=OFFERS))
    squared = ratio * ratio
    return squared * squared


def _purchases(mind: Mind, worth: Value) -> Value:
    rules, view = mind.rules, mind.view
    price = view.public.market.price_musd
    supply = consider.supply_ahead(rules, view)
    coming = total(view.fleet.on_order_units, over=AHEAD) + view.fleet.held_units
    licensed = at_least(view.fleet.allowance_units - coming, 0.0)
    at_sale = choose(view.severity > NOTIFY, at_most(licensed, supply), supply)
    is_open = view.may_buy & (at_sale >= LEAST_UNITS) & (worth > 0.0)
    weights = _weights(worth, is_open)
    budget = mind.budget.chips_musd

    first = _filled(budget * share(weights, of=total(weights, over=OFFERS)), price, at_sale)
    left = budget - total(first * price, over=OFFERS)
    others = only_where(first < at_sale * 0.99, weights)
    second = _filled(left * share(others, of=total(others, over=OFFERS)), price, at_sale - first)
    units = floor(first + second)
    return only_where(is_open & (units >= LEAST_UNITS), units)


def _filled(spend_musd: Value, price_musd: Value, supply_units: Value) -> Value:
    return at_most(share(spend_musd, of=price_musd), at_least(supply_units, 0.0))


def _bid(mind: Mind, buy: Value) -> Value:
    """A premium where others crowd the queue for what it wants most, more when a door closes, (firms, worlds)."""
    market = mind.view.public.market
    crowd = clamp(share(market.wanted_units, of=market.supply_units) - 1.0, 0.0, 2.0)
    spend = buy * market.price_musd
    crowding = share(total(spend * crowd, over=OFFERS), of=total(spend, over=OFFERS))
    eager = mind.appetite.scale * 0.03 + mind.appetite.stockpile * mind.alarm * 0.1
    return clamp(crowding * eager, 0.0, 0.3)


def _applications(mind: Mind, worth: Value) -> Value:
    """One licence at a time: for the offer most worth having, if talking to governments is this firm's way."""
    rules, view = mind.rules, mind.view
    odds = consider.licence_odds(rules, view)
    hope = only_where(view.may_licence & ~consider.licence_waits(rules, view), worth * odds)
    hope = only_where(odds > 0.3 - mind.appetite.statecraft * 0.14, hope)
    is_best = first_true((hope > 0.0) & (hope == largest(hope, over=OFFERS)), over=OFFERS)
    affordable = share(mind.budget.chips_musd * 2.0, of=view.public.market.price_musd)
    stopped = view.fleet.held_units
    supply = at_least(view.public.market.supply_units, LEAST_UNITS)
    units = floor(at_most(affordable, supply) + stopped)
    return only_where(is_best & (units >= LEAST_UNITS), units)


def _cancelled(mind: Mind) -> Value:
    """Held orders are given back where no licence can free them, or hope is not this firm's way."""
    view = mind.view
    patience = mind.appetite.statecraft - (mind.poverty - 1.0)
    hopeless = (view.severity >= BAN) | ((view.severity >= DENIAL) & (patience < 0.8)) | (patience < 0.3)
    return only_where(hopeless, view.fleet.held_units)
