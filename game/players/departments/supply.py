"""Supply: which chips to buy, lease, licence or give back.

taste  = homegrown chips by *homegrown*; a door about to close by *stockpile*; leases and grey lots by *risk*
weight = (strength per M$ x taste, over the best on offer)^4
spend  = chips budget x weight over all weights; what supply cannot fill goes round once more, less choosy
"""

from game.engine.axes import OFFERS
from game.engine.legality import BAN, NOTIFY
from game.engine.numeric import (
    at_least,
    at_most,
    choose,
    clamp,
    counted,
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
        "cancel_units": _cancelled(mind, worth),
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


def _appeal(worth: Value, where: Value) -> Value:
    """Each open offer's worth over that of the best, 0 to 1, (firms, offers, worlds)."""
    open_worth = only_where(where, worth)
    return share(open_worth, of=largest(open_worth, over=OFFERS))


def _purchases(mind: Mind, worth: Value) -> Value:
    rules, view = mind.rules, mind.view
    price = view.public.market.price_musd
    supply = consider.supply_ahead(rules, view)
    at_sale = choose(view.severity > NOTIFY, at_most(consider.licensed_units(view), supply), supply)
    is_open = view.may_buy & (at_sale >= LEAST_UNITS) & (worth > 0.0)
    appeal = _appeal(worth, is_open)
    squared = appeal * appeal
    weights = squared * squared
    budget = mind.budget.chips_musd

    first = _filled(budget * share(weights, of=total(weights, over=OFFERS)), price, at_sale)
    left = budget - total(first * price, over=OFFERS)
    others = only_where(first < at_sale * 0.99, squared)
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
    hurry = mind.appetite.stockpile * mind.alarm
    return clamp(crowding * (mind.appetite.scale * 0.03 + hurry * 0.05) + hurry * 0.06, 0.0, 0.3)


def _applications(mind: Mind, worth: Value) -> Value:
    """One application at a time: for what is most worth having, first of all what was paid for and is held.

    A firm asks where it has some hope, the less of it the more talking to governments is its way, and no more while
    the licences in hand cover what it could buy.
    """
    rules, view = mind.rules, mind.view
    odds = consider.licence_odds(rules, view)
    held = view.fleet.held_units
    supply = consider.supply_ahead(rules, view)
    affordable = at_most(share(mind.budget.chips_musd * 2.0, of=view.public.market.price_musd), supply)
    wanted = floor(at_least(affordable - consider.licensed_units(view), 0.0) + held)

    is_new = view.may_licence & ~consider.licence_waits(rules, view) & (wanted >= LEAST_LICENCE)
    is_hopeful = odds > 0.3 - mind.appetite.statecraft * 0.14
    hope = only_where(is_new & is_hopeful, worth * odds * (1.0 + clamp(counted(held, "chips") * 0.001, 0.0, 3.0)))
    is_best = first_true((hope > 0.0) & (hope == largest(hope, over=OFFERS)), over=OFFERS)
    return only_where(is_best, wanted)


def _cancelled(mind: Mind, worth: Value) -> Value:
    """Held orders to give back: where no licence can free them, where there is little hope, and what is out of date.

    Hope weighs more the more a firm believes in talking, and less the more it needs the money.
    """
    view = mind.view
    odds = consider.licence_odds(mind.rules, view)
    least = clamp(0.5 - mind.appetite.statecraft * 0.15 + (mind.poverty - 1.0) * 0.15, 0.1, 0.8)
    best = largest(only_where(view.may_buy, worth), over=OFFERS)
    is_shut = view.severity > NOTIFY
    is_hopeless = is_shut & ((view.severity >= BAN) | (odds < least))
    is_outdated = is_shut & (worth < best * 0.3)
    return only_where(is_hopeless | is_outdated, view.fleet.held_units)
