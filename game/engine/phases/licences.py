"""Licences: applied for, queued, and granted, denied in effect, or returned without action.

    odds of a grant = control's odds x (1.5 - stance of the issuer) x (0.5 + standing / 100) + moves' help

Odds are a quarter's, at most 0.95. For a firm on the issuer's list the control's odds are at most listed_grant_odds. An
application that has waited licence_patience_quarters quarters is returned without action with odds of
licence_return_odds a quarter; no rate is published.
"""

from dataclasses import replace

from game.engine.axes import FIRMS, LICENCES, LISTINGS
from game.engine.draws import Purpose, draw
from game.engine.listings import best_per_firm, of_firm, of_market
from game.engine.numeric import at_most, choose, clamp, counted, laid_out, only_where, pick, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.slots import expire, free_slot, lost, put
from game.engine.state import Influence, Market, State
from game.engine.value import Value


def decide_licences(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Answer what waits, then take in what is filed this quarter (one application a firm and quarter)."""
    return _file(rules, _answer(rules, state, record), orders)


def licence_odds(rules: Ruleset, state: State) -> Value:
    """Odds that an application for a listing is granted this quarter, (listings, worlds)."""
    plain = plain_licence_odds(rules, state.market, state.influence, state.world.stance)
    return clamp(plain + of_firm(rules, state.desk.licence_luck), 0.0, 0.95)


def plain_licence_odds(rules: Ruleset, market: Market, influence: Influence, stance: Value) -> Value:
    """The same without what passing moves add, and without bounds."""
    listings = rules.listings
    odds = of_market(rules, market.grant_odds)
    is_listed = listings.is_controlled & of_firm(rules, influence.listed_by, at=listings.country_index)
    odds = choose(is_listed, at_most(odds, rules.constants.listed_grant_odds), odds)
    favour = (1.5 - stance) * (0.5 + counted(influence.standing, "points") * 0.01)
    return odds * of_firm(rules, favour, at=listings.country_index)


def _answer(rules: Ruleset, state: State, record: Recorder) -> State:
    k, queue = rules.constants, state.licences
    is_waiting = (queue.listing_index >= 0.0) & (queue.filed_on < state.turn)
    odds = pick(licence_odds(rules, state), queue.listing_index, over=LISTINGS)
    granted = is_waiting & record.roll("licences.granted", odds, draw(rules, state, Purpose.LICENCE, FIRMS, LICENCES))

    is_late = state.turn - queue.filed_on >= k.licence_patience_quarters
    returned_odds = only_where(is_late & is_waiting & ~granted, k.licence_return_odds)
    drawn = draw(rules, state, Purpose.LICENCE_RETURNED, FIRMS, LICENCES)
    returned = record.roll("licences.returned", returned_odds, drawn) & is_late & is_waiting & ~granted

    allowed = laid_out(only_where(granted, queue.units), queue.listing_index, rules.position(LISTINGS))
    done = granted | returned
    record.note("licences.granted", granted)
    record.note("licences.returned", returned)
    return replace(
        state,
        fleet=replace(state.fleet, allowance_units=state.fleet.allowance_units + allowed),
        licences=replace(
            queue,
            listing_index=expire(queue.listing_index, done),
            units=expire(queue.units, done, empty=0.0),
            filed_on=expire(queue.filed_on, done),
        ),
    )


def _file(rules: Ruleset, state: State, orders: Orders) -> State:
    queue, filed = state.licences, orders.file_units
    which = best_per_firm(rules, only_where(filed > 0.0, rules.position(LISTINGS) + 1.0)) - 1.0
    wanted = which >= 0.0
    taken = queue.listing_index >= 0.0
    mark = free_slot(taken, LICENCES, wanted)
    units = only_where(wanted, pick(filed, which, over=LISTINGS))
    overflow = total(lost(taken, LICENCES, wanted), over=FIRMS)
    return replace(
        state,
        licences=replace(
            queue,
            listing_index=put(queue.listing_index, mark, which),
            units=put(queue.units, mark, units),
            filed_on=put(queue.filed_on, mark, state.turn),
            overflow=queue.overflow + overflow,
        ),
    )
