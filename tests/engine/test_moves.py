"""Executive moves and answers: what they cost, how they rest, and that one roll decides between their outcomes."""

from typing import Any

import numpy as np
import pytest

from game.engine.axes import DEEDS, EVENTS, FIRMS, MOVES, PENDING
from game.engine.clamp import clamp_orders
from game.engine.legality import deed_cost_musd, move_cost_musd, playable_moves
from game.engine.levers import FIRM_PLACES
from game.engine.orders import Orders
from game.engine.phases.moves import play_moves
from game.engine.record import Listener, Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import begun, edited, fate, listened, number, put, quarter, rich
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still

FIRM = "tencent"


def playable(rules: Ruleset, state: State, firm: str = FIRM) -> list[str]:
    marks = playable_moves(rules, state).array[rules.place(FIRMS, firm), :, 0]
    return [name for name, may in zip(rules.ids[MOVES], marks, strict=True) if may]


def playing(rules: Ruleset, *names: str, firm: str = FIRM) -> Any:
    def change(orders: Orders) -> Orders:
        for name in names:
            orders = put(orders, "moves", True, rules.place(FIRMS, firm), rules.place(MOVES, name))
        return orders

    return change


@pytest.fixture
def state(rules: Ruleset) -> State:
    return rich(rules, begun(rules), 5e4)


def test_a_move_costs_its_money_and_attention(rules: Ruleset, state: State):
    board = fate(rules, 0.5)
    name = playable(board, state)[0]
    cost = number(board, move_cost_musd(board, state), firms=FIRM, moves=name)
    _, record = listened(board, state, playing(board, name))
    assert number(board, record.sums["moves.cost_musd"].result, firms=FIRM) == pytest.approx(cost)
    deeds = record.notes["moves.deeds"].array[board.place(FIRMS, FIRM), :, 0]
    assert [board.ids[DEEDS][n] for n in np.flatnonzero(deeds)] == [name]


def test_a_deed_costs_by_the_size_of_the_firm_but_chips_have_a_price(rules: Ruleset, state: State):
    firm, t = rules.place(FIRMS, FIRM), rules.deeds
    small, large = (put(state, "books.core_musd", musd, firm) for musd in (1e3, 1e6))
    of_small, of_large = (deed_cost_musd(rules, one, rules.position(DEEDS)).array[firm, :, 0] for one in (small, large))
    chips = (rules.effects.self_.stock.array != 0).any(axis=1)
    in_chips = (t.outcomes.array & chips).any(axis=1)
    dear = (t.cost_musd.array > 0) | (t.lot_musd.array > 0)
    assert (in_chips & dear).any() and (~in_chips & dear).any()
    assert np.array_equal(of_small[in_chips], of_large[in_chips])
    assert of_large[in_chips & dear] == pytest.approx(t.lot_musd.array[in_chips & dear])
    assert (of_large[~in_chips & dear] > of_small[~in_chips & dear]).all()
    cash, price = (rules.effects.self_.firm.array[:, FIRM_PLACES[lever]] for lever in ("cash", "price"))
    with_chips = np.isin(t.deed_index.array, np.flatnonzero(in_chips))
    assert not cash[with_chips].any() and price[with_chips].any() and cash[~with_chips].any()


def test_attention_limits_how_many(rules: Ruleset, state: State):
    names = playable(rules, state)
    asked = playing(rules, *names)(stand_still(rules, state))
    legal = clamp_orders(rules, state, asked, Recorder()).moves.array[rules.place(FIRMS, FIRM), :, 0]
    spent = (rules.moves.attention.array * legal).sum()
    has = number(rules, state.desk.attention, firms=FIRM)
    assert len(names) > has, "tempting moves outnumber them"
    assert 0 < spent <= has == rules.constants.attention_per_quarter


def test_attention_comes_back_each_quarter(rules: Ruleset, state: State):
    after = quarter(rules, state, playing(rules, playable(rules, state)[0]))
    assert number(rules, after.desk.attention, firms=FIRM) == rules.constants.attention_per_quarter


def test_a_move_rests(rules: Ruleset, state: State):
    board = fate(rules, 0.5)
    pauses = dict(zip(board.ids[MOVES], board.moves.pause_quarters.array, strict=True))
    name = next(one for one in playable(board, state) if 1 < pauses[one] <= 6)
    state = quarter(board, state, playing(board, name))
    played = number(board, state.desk.move_on, firms=FIRM, moves=name)
    for turn in range(1, int(pauses[name])):
        asked = playing(board, name)(stand_still(board, state))
        legal = clamp_orders(board, state, asked, Recorder()).moves
        assert number(board, legal, firms=FIRM, moves=name) == 0, f"{turn} quarters later"
        state = quarter(board, state, playing(board, name))
    assert number(board, state.desk.move_on, firms=FIRM, moves=name) == played
    rested = board.moves.pause_quarters.array[board.place(MOVES, name)] <= state.turn.array[0] - played
    assert rested


def test_what_cannot_be_paid_is_not_played(rules: Ruleset, state: State):
    poor = edited(state, "books.cash_musd", lambda a: a * 0)
    costs = move_cost_musd(rules, poor).array[rules.place(FIRMS, FIRM), :, 0]
    names = [name for name in playable(rules, poor) if costs[rules.place(MOVES, name)] > 0]
    legal = clamp_orders(rules, poor, playing(rules, *names)(stand_still(rules, poor)), Recorder()).moves
    assert not legal.array[rules.place(FIRMS, FIRM)].any()


def test_a_move_whose_condition_fails_is_refused(rules: Ruleset, state: State):
    barred = [name for name in rules.ids[MOVES] if name not in playable(rules, state)]
    after, record = listened(rules, state, playing(rules, *barred))
    assert (after.desk.move_on.array[rules.place(FIRMS, FIRM)] < 0).all()
    if barred:
        assert any(reason == "refusal.move_not_now" for *_, reason in record.refusals)


def test_every_roll_falls_into_exactly_one_outcome(rules: Ruleset):
    low, high = rules.deeds.odds_from.array, rules.deeds.odds_to.array
    owner = rules.deeds.deed_index.array.astype(int)
    for deed in range(rules.sizes[DEEDS]):
        mine = owner == deed
        order = np.argsort(low[mine])
        edges = np.append(low[mine][order], high[mine][order][-1])
        assert edges[0] == 0 and edges[-1] >= 1, rules.ids[DEEDS][deed]
        assert np.allclose(high[mine][order], edges[1:]), rules.ids[DEEDS][deed]


def test_one_outcome_a_deed(rules: Ruleset, walk: Walk):
    owners = rules.deeds.deed_index.array.astype(int)
    for played in walk:
        deeds, outcomes = (played.record.notes[f"moves.{name}"].array for name in ("deeds", "outcomes"))
        for deed in range(rules.sizes[DEEDS]):
            assert np.array_equal(outcomes[:, owners == deed].sum(axis=1), deeds[:, deed])


def test_outcomes_come_as_often_as_their_odds_say(rules: Ruleset):
    worlds = 3000
    state = rich(rules, fresh(rules, worlds), 5e4)
    name = next(
        one for one in playable(rules, state) if (rules.deeds.deed_index.array == rules.place(DEEDS, one)).sum() > 1
    )
    _, record = listened(rules, state, playing(rules, name))
    happened = record.notes["moves.outcomes"].array[rules.place(FIRMS, FIRM)]
    mine = rules.deeds.deed_index.array == rules.place(DEEDS, name)
    odds = (rules.deeds.odds_to.array - rules.deeds.odds_from.array)[mine]
    assert happened[mine].mean(axis=1) == pytest.approx(np.minimum(odds, 1), abs=0.03)
    assert happened.shape[-1] == worlds


# --- answers -------------------------------------------------------------------------------------------------------


def with_event(rules: Ruleset, state: State, event: int) -> State:
    state = edited(state, "desk.pending", lambda a: a * 0 - 1)
    return put(state, "desk.pending", float(event), rules.place(FIRMS, FIRM), 0)


def answered(rules: Ruleset, state: State, choice: float | None = None) -> list[str]:
    """The deeds that follow an answer, or none."""
    orders, record = stand_still(rules, state), Listener()
    if choice is not None:
        orders = put(orders, "answers", choice, rules.place(FIRMS, FIRM), 0)
    after = play_moves(rules, state, clamp_orders(rules, state, orders, record), record)
    assert (after.desk.pending.array < 0).all(), "the desk is cleared"
    deeds = record.notes["moves.deeds"].array[rules.place(FIRMS, FIRM), :, 0]
    return [rules.ids[DEEDS][n] for n in np.flatnonzero(deeds)]


def test_an_unanswered_event_takes_its_first_choice(rules: Ruleset, state: State):
    for event, name in enumerate(rules.ids[EVENTS]):
        (deed,) = answered(rules, with_event(rules, state, event))
        assert rules.deeds.choice.array[rules.place(DEEDS, deed)] == 0, name
        assert rules.deeds.event_index.array[rules.place(DEEDS, deed)] == event


def test_an_answer_is_what_is_done(rules: Ruleset, state: State):
    for event in range(min(rules.sizes[EVENTS], 8)):
        waiting = with_event(rules, state, event)
        for choice in range(int(rules.choices_of_event.array[event])):
            (deed,) = answered(rules, waiting, choice)
            assert rules.deeds.choice.array[rules.place(DEEDS, deed)] == choice


@pytest.mark.parametrize("choice", [-5.0, 0.4, 99.0])
def test_an_answer_that_does_not_exist_is_cut_to_one_that_does(rules: Ruleset, state: State, choice: float):
    (deed,) = answered(rules, with_event(rules, state, 0), choice)
    last = rules.choices_of_event.array[0] - 1
    assert rules.deeds.choice.array[rules.place(DEEDS, deed)] == (last if choice > 50 else 0)


def test_an_answer_that_cannot_be_paid_falls_back_to_the_first(rules: Ruleset, state: State):
    costs, events = rules.deeds.cost_musd.array, rules.deeds.event_index.array
    dear = next((n for n in range(rules.sizes[DEEDS]) if events[n] >= 0 and costs[n] > 0), None)
    if dear is None:
        pytest.skip("every answer is free on this board")
    poor = edited(with_event(rules, state, int(events[dear])), "books.cash_musd", lambda a: a * 0)
    (deed,) = answered(rules, poor, float(rules.deeds.choice.array[dear]))
    assert rules.deeds.choice.array[rules.place(DEEDS, deed)] == 0
    assert rules.sizes[PENDING] >= 1
