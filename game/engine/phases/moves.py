"""Executive moves and answers to events: deeds, each with outcomes that a roll decides between.

Every choice of every event and every move is a *deed*. Its odds are shown before it is chosen; one roll a firm and
deed falls into exactly one of its outcomes. Moves cost attention and money; a move played rests for its pause.

    size of a deal = (allowance + AI revenue) / usual_income_musd, 0.25 to 10
    cost           = stated cost x size of a deal + price of chips + share of cash

Money of outcomes is in proportion to the size of the firm's deals, but where chips change hands all money is their
price. People and progress are in proportion to its research staff over the usual (0.25 to 10 as well).
"""

from dataclasses import replace

from game.engine.axes import DEEDS, FIRMS, MOVES, OUTCOMES, PENDING, Axis
from game.engine.draws import Purpose, draw
from game.engine.effects import apply_outcomes, pushed_by
from game.engine.legality import answer_cost_musd, answered, move_cost_musd
from game.engine.numeric import at_most, choose, marked, only_where, pick, so_many, total
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, State
from game.engine.value import Value


def play_moves(rules: Ruleset, state: State, orders: Orders, record: Recorder) -> State:
    """Do what the boards decided: pay, roll, apply, and clear the desk."""
    answers = answered(rules, state.desk.pending, orders.answers)
    move_cost = total(only_where(orders.moves, move_cost_musd(rules, state)), over=MOVES)
    attention = total(only_where(orders.moves, rules.moves.attention), over=MOVES)
    books, desk, ledger = state.books, state.desk, state.ledger
    taken = total(marked(answers, rules.position(DEEDS), over=PENDING), over=FIRMS)
    cost = record.add_up("moves.cost_musd", moves=move_cost, answers=answer_cost_musd(rules, state, answers))
    state = replace(
        state,
        books=replace(books, cash_musd=books.cash_musd - cost, spent_musd=books.spent_musd + cost),
        desk=replace(
            desk,
            pending=desk.pending * 0.0 + NOTHING,
            move_on=choose(orders.moves, state.turn, desk.move_on),
            attention=desk.attention - at_most(attention, desk.attention),
        ),
        ledger=replace(ledger, choices=ledger.choices + taken),
    )
    return apply_outcomes(rules, state, _pushed(rules, state, orders.moves, answers, record), record)


def _pushed(rules: Ruleset, state: State, moves: Value, answers: Value, record: Recorder) -> Value:
    """What the outcomes of everything that was done push, (firms, levers, worlds).

    ``moves`` marks those played, (firms, moves, worlds); ``answers`` are deeds by place, (firms, pending, worlds).
    """
    rolled_move = draw(rules, state, Purpose.DEED_OUTCOME, FIRMS, MOVES, where=moves)
    rolled_answer = draw(rules, state, Purpose.DEED_OUTCOME, FIRMS, PENDING)
    of_move = choose(moves, _outcome(rules, rules.deed_of_move, rolled_move), NOTHING)
    of_answer = choose(answers >= 0.0, _outcome(rules, answers, rolled_answer), NOTHING)
    record.note("moves.rolled", rolled_move)
    record.note("answers.rolled", rolled_answer)
    played = choose(moves, rules.deed_of_move, NOTHING)
    record.note("moves.deeds", _marks(rules, DEEDS, played, answers))
    record.note("moves.outcomes", _marks(rules, OUTCOMES, of_move, of_answer))
    return pushed_by(rules, of_move, over=MOVES) + pushed_by(rules, of_answer, over=PENDING)


def _marks(rules: Ruleset, axis: Axis, by_move: Value, by_answer: Value) -> Value:
    """Everything that moves and answers name on an axis, (firms, axis, worlds)."""
    places = rules.position(axis)
    return marked(by_move, places, over=MOVES) | marked(by_answer, places, over=PENDING)


def _outcome(rules: Ruleset, deed: Value, rolled: Value) -> Value:
    """The outcome that each roll falls into, by its place."""
    found = pick(rules.first_outcome, deed, over=DEEDS)
    for edge in rules.outcome_edges:
        found = found + so_many(rolled >= pick(edge, deed, over=DEEDS), "index")
    return found
