"""Licences: applied for, queued, and granted, denied in effect, or returned without action.

    odds of a grant a quarter = control's odds x (1.5 - stance of the issuer) x (0.5 + standing / 100) + moves' help

An application not granted within a year is returned with the odds of a return each quarter. Not quite one in four
came back unanswered in the years that are known (a guess for play: no rate is published).
"""

from dataclasses import replace

from game.engine.axes import COUNTRIES, FIRMS, LICENCES, OFFERS
from game.engine.draws import Purpose, draw
from game.engine.numeric import clamp, counted, largest, only_where, pick, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.slots import expire, free_slot, lost, put
from game.engine.state import State
from game.engine.value import Value


def decide_licences(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Answer what waits, then take in what is filed this quarter (one application a firm and quarter)."""
    return _file(rules, _answer(rules, state, record), orders)


def licence_odds(rules: Ruleset, state: State) -> Value:
    """Odds that an application for an offer is granted this quarter, (firms, offers, worlds)."""
    own = rules.firms.country_index
    base = pick(state.market.grant_odds, own, over=COUNTRIES)
    stance = pick(state.world.stance, rules.offers.country_index, over=COUNTRIES)
    standing = pick(state.influence.standing, rules.offers.country_index, over=COUNTRIES)
    return clamp(
        base * (1.5 - stance) * (0.5 + counted(standing, "points") * 0.01) + state.desk.licence_luck, 0.0, 0.95
    )


def _answer(rules: Ruleset, state: State, record: Recorder) -> State:
    k, queue = rules.constants, state.licences
    is_waiting = (queue.offer_index >= 0.0) & (queue.filed_on < state.turn)
    odds = pick(licence_odds(rules, state), queue.offer_index, over=OFFERS)
    granted = is_waiting & record.roll("licences.granted", odds, draw(rules, state, Purpose.LICENCE, FIRMS, LICENCES))

    is_late = state.turn - queue.filed_on >= k.licence_patience_quarters
    returned_odds = only_where(is_late & is_waiting & ~granted, k.licence_return_odds)
    drawn = draw(rules, state, Purpose.LICENCE_RETURNED, FIRMS, LICENCES)
    returned = record.roll("licences.returned", returned_odds, drawn) & is_late & is_waiting & ~granted

    allowed = total(only_where((queue.offer_index == rules.position(OFFERS)) & granted, queue.units), over=LICENCES)
    done = granted | returned
    record.note("licences.granted", granted)
    record.note("licences.returned", returned)
    return replace(
        state,
        fleet=replace(state.fleet, allowance_units=state.fleet.allowance_units + allowed),
        licences=replace(
            queue,
            offer_index=expire(queue.offer_index, done),
            units=expire(queue.units, done, empty=0.0),
            filed_on=expire(queue.filed_on, done),
        ),
    )


def _file(rules: Ruleset, state: State, orders: Orders) -> State:
    queue = state.licences
    wanted = largest(orders.file_units, over=OFFERS) > 0.0
    which = largest(only_where(orders.file_units > 0.0, rules.position(OFFERS) + 1.0), over=OFFERS) - 1.0
    taken = queue.offer_index >= 0.0
    mark = free_slot(taken, LICENCES, wanted)
    units = only_where(rules.position(OFFERS) == which, orders.file_units)
    overflow = total(lost(taken, LICENCES, wanted), over=FIRMS)
    return replace(
        state,
        licences=replace(
            queue,
            offer_index=put(queue.offer_index, mark, which),
            units=put(queue.units, mark, total(units, over=OFFERS)),
            filed_on=put(queue.filed_on, mark, state.turn),
            overflow=queue.overflow + overflow,
        ),
    )
