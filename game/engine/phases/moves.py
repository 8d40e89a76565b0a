"""Executive moves and answers to events: deeds, each with outcomes that a roll decides between.

Every choice of every event and every move is a *deed*. Its odds are shown before it is chosen; one roll a firm and
deed falls into exactly one of its outcomes. Moves cost attention and money; a move played rests for its pause.
"""

from dataclasses import replace

from game.engine.axes import DEEDS, FIRMS, MOVES, PENDING
from game.engine.draws import Purpose, draw
from game.engine.effects import apply_outcomes
from game.engine.legality import move_cost_musd
from game.engine.numeric import any_of, at_most, choose, only_where, pick, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, State
from game.engine.value import Value


def play_moves(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Do what the boards decided: pay, roll, apply, and clear the desk."""
    by_move = pick(orders.moves, rules.deeds.move_index, over=MOVES) & (rules.deeds.move_index >= 0.0)
    by_answer = _answered(rules, state, orders)
    done = by_move | by_answer

    move_cost = total(only_where(orders.moves, move_cost_musd(rules, state)), over=MOVES)
    answer_cost = total(only_where(by_answer, rules.deeds.cost_musd), over=DEEDS)
    attention = total(only_where(orders.moves, rules.moves.attention), over=MOVES)
    books, desk = state.books, state.desk
    cost = record.add_up("moves.cost_musd", moves=move_cost, answers=answer_cost)
    state = replace(
        state,
        books=replace(books, cash_musd=books.cash_musd - cost, spent_musd=books.spent_musd + cost),
        desk=replace(
            desk,
            pending=desk.pending * 0.0 + NOTHING,
            move_on=choose(orders.moves, state.turn, desk.move_on),
            attention=desk.attention - at_most(attention, desk.attention),
        ),
    )
    return apply_outcomes(rules, state, _outcomes(rules, state, done, record), record)


def _answered(rules: Ruleset, state: State, orders: Orders) -> Value:
    """Choices made for the events on the desk, (firms, deeds, worlds)."""
    asked = (state.desk.pending == rules.deeds.event_index) & (rules.deeds.event_index >= 0.0)
    return any_of(asked & (orders.answers == rules.deeds.choice), over=PENDING)


def _outcomes(rules: Ruleset, state: State, done: Value, record: Recorder) -> Value:
    """The outcome of each deed that was done, (firms, outcomes, worlds)."""
    rolled = draw(rules, state, Purpose.DEED_OUTCOME, FIRMS, DEEDS)
    record.note("moves.deeds", done)
    record.note("moves.rolled", rolled)
    rolled_here = pick(rolled, rules.deeds.deed_index, over=DEEDS)
    falls = (rolled_here >= rules.deeds.odds_from) & (rolled_here < rules.deeds.odds_to)
    happened = pick(done, rules.deeds.deed_index, over=DEEDS) & falls
    record.note("moves.outcomes", happened)
    return happened
