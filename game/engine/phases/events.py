"""Events: which come this quarter, and to whom. The answers are orders of the next.

An event may come to a firm while its condition holds, with its odds a quarter, at most one a firm and quarter; a world
event rolls once for all. It waits on the desk for one quarter, and an unanswered one takes its first choice.
"""

from dataclasses import replace

from game.engine.axes import EVENTS, FIRMS, PENDING
from game.engine.draws import Purpose, draw
from game.engine.numeric import choose, first_true, largest, only_where, stacked, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.slots import free_slot, lost, put
from game.engine.state import State
from game.engine.value import Value


def bring_events(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Put this quarter's events on the desks of those they come to."""
    del orders
    table, desk = rules.events, state.desk
    everybody = ~state.books.is_broke
    holds = stacked(tuple(everybody & test(rules, state) for test in table.conditions), onto=EVENTS)
    in_time = (table.earliest_turn <= state.turn) & (state.turn <= table.latest_turn)
    rested = state.turn - desk.event_on >= table.pause_quarters
    may_come = holds & in_time & rested & table.may_meet

    drawn_firm = draw(rules, state, Purpose.EVENT_COMES, FIRMS, EVENTS, where=may_come & ~table.is_world)
    drawn_world = draw(rules, state, Purpose.EVENT_COMES, EVENTS)
    drawn = choose(table.is_world, drawn_world, drawn_firm)
    struck = may_come & record.roll("events.comes", only_where(may_come, table.odds), drawn)
    comes = _one_each(rules, state, struck)

    wanted = total(comes, over=EVENTS) > 0.0
    which = largest(only_where(comes, rules.position(EVENTS)), over=EVENTS)
    taken = desk.pending >= 0.0
    mark = free_slot(taken, PENDING, wanted)
    record.note("events.came", comes)
    return replace(
        state,
        desk=replace(
            desk,
            pending=put(desk.pending, mark, which),
            event_on=choose(comes, state.turn, desk.event_on),
            overflow=desk.overflow + total(lost(taken, PENDING, wanted), over=FIRMS),
        ),
    )


def _one_each(rules: Ruleset, state: State, struck: Value) -> Value:
    """At most one event a firm: world events first, else the one that the quarter's dice favour."""
    luck = draw(rules, state, Purpose.MARKET_MOOD, EVENTS) + only_where(rules.events.is_world, 1.0)
    favour = only_where(struck, luck + 0.001)
    return first_true(struck & (favour == largest(favour, over=EVENTS)), over=EVENTS)
