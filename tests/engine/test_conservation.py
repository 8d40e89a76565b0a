"""Nothing is made or lost, whatever is ordered: chips and people to the unit, money to a hundred-thousandth."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.arrays import named_arrays
from game.engine.axes import RUNS
from game.engine.invariants import MAY_BE_NEGATIVE, WHOLE, check
from game.engine.phases.standings import keep_score
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import PHASES, step
from game.engine.value import Value
from game.engine.view import observe
from game.players.policy import Policy
from game.players.seats import policy_names, seated
from game.scenario import Loaded
from tests.engine.conftest import Walk
from tests.strategies import Dice, fresh, stand_still

LUCKS = [None, 0.0, 0.5, 0.9999]


def broken(rules: Ruleset, policy: Policy, turns: int, worlds: int = 6, seed: int = 1) -> list[str]:
    """Every invariant that broke over some quarters, with the turn."""
    state, wrong = fresh(rules, worlds, seed), []
    for turn in range(turns):
        after = step(rules, state, policy.decide(rules, observe(rules, state)))
        wrong += [f"turn {turn}: {sentence}" for sentence in check(rules, state, after)]
        state = after
    return wrong


def test_nothing_is_made_or_lost(rules: Ruleset, walk: Walk):
    for played in walk:
        assert check(rules, played.before, played.after) == []


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), is_wild=st.booleans(), luck=st.sampled_from(LUCKS))
def test_nor_with_any_luck(rules: Ruleset, seed: int, is_wild: bool, luck: float | None):
    assert broken(replace(rules, luck=luck), Dice(seed, 6, wild=is_wild), 5, seed=seed) == []


def test_nor_on_the_large_board(stockpile: Loaded):
    for wild in (False, True):
        assert broken(stockpile.ruleset, Dice(2, 4, wild=wild), 4, worlds=4) == []


@pytest.mark.slow
@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_nor_in_whole_games_by_any_policy(board: str, request: pytest.FixtureRequest):
    loaded: Loaded = request.getfixturevalue(board)
    rules = loaded.ruleset
    for name in policy_names(rules):
        assert broken(rules, seated(rules, {}, default=name), rules.turns, worlds=32) == [], name
    for seed in range(4):
        for wild in (False, True):
            assert broken(rules, Dice(seed, 32, wild=wild), rules.turns, worlds=32, seed=seed) == []


def test_nor_past_the_end_of_the_game(rules: Ruleset, careless: Walk):
    """A game may be played on after its ending."""
    state = careless[-1].after
    for _ in range(2):
        after = step(rules, state, Dice(1, 16).decide(rules, observe(rules, state)))
        assert check(rules, state, after) == []
        state = after


def test_states_are_never_written_in_place(rules: Ruleset):
    state = fresh(rules, 4)
    before = {name: value.array.copy() for name, value in named_arrays(state).items()}
    step(rules, state, Dice(1, 4).decide(rules, observe(rules, state)))
    for name, value in named_arrays(state).items():
        assert np.array_equal(value.array, before[name]), name


def test_the_lists_of_the_invariants_name_quantities_that_exist(rules: Ruleset):
    known = named_arrays(fresh(rules, 2))
    assert set(MAY_BE_NEGATIVE) | set(WHOLE) <= set(known)


# --- planted faults ------------------------------------------------------------------------------------------------


def _changed(state: State, group: str, name: str, change: Callable[[Any], Any]) -> State:
    inner = getattr(state, group)
    old: Value = getattr(inner, name)
    array = np.ascontiguousarray(change(old.array.copy()))
    return replace(state, **{group: replace(inner, **{name: Value(array, old.axes)})})


def _first_plus(amount: float) -> Callable[[Any], Any]:
    def change(array: Any) -> Any:
        array.reshape(-1, array.shape[-1])[0, 1] += amount
        return array

    return change


FAULTS: dict[str, tuple[str, str, Callable[[Any], Any], str]] = {
    "a chip is made": ("fleet", "stock_units", _first_plus(1), "chips in hand .* in world 1"),
    "a chip on order is made": ("fleet", "on_order_units", _first_plus(1), "chips in hand"),
    "a held chip is made": ("fleet", "held_units", _first_plus(1), "chips in hand"),
    "a rack is lost": ("fleet", "racked_units", lambda a: a * 0, "chips in hand"),
    "a researcher is lost": ("labs", "researchers", _first_plus(-1), "researchers .* in world 1"),
    "money is minted": ("books", "cash_musd", _first_plus(25), "cash .* in world 1"),
    "not a number": ("training", "released_index", lambda a: a * np.nan, "training.released_index is not a finite"),
    "no end": ("market", "price_musd", lambda a: a + np.inf, "market.price_musd is not a finite"),
    "a negative stock": ("fleet", "stock_units", lambda a: a - 1e6, "fleet.stock_units is negative"),
    "half a chip": ("fleet", "racked_units", _first_plus(0.5), "fleet.racked_units is not whole"),
    "a split of more than all": ("compute", "split", lambda a: a * 1.01, "compute split"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(rules: Ruleset, monkeypatch: pytest.MonkeyPatch, fault: str):
    group, name, change, sentence = FAULTS[fault]

    def faulty(rules, state, orders, record):
        return _changed(keep_score(rules, state, orders, record), group, name, change)

    monkeypatch.setattr("game.engine.turn.PHASES", (*PHASES[:-1], faulty))
    state = fresh(rules, 2)
    found = check(rules, state, step(rules, state, stand_still(rules, state)))
    assert any(re.search(sentence, one) for one in found), found


def test_money_that_moves_between_phases_is_in_the_quarter_it_moved(rules: Ruleset):
    """What is paid after the books are closed belongs to the same quarter's ledger and income."""
    state = fresh(rules, 2)
    orders = stand_still(rules, state)
    lobbied = replace(orders, comply_musd=orders.comply_musd + 100.0)
    plain, paid = step(rules, state, orders), step(rules, state, lobbied)
    out = paid.ledger.musd_out - plain.ledger.musd_out
    assert out.array == pytest.approx(100, abs=0.5)
    change = paid.books.cash_musd.array - state.books.cash_musd.array
    assert paid.books.income_musd.array == pytest.approx(change, abs=0.5)


def test_runs_and_licences_keep_to_their_slots(rules: Ruleset, walk: Walk):
    for played in walk:
        runs, queue = played.after.training, played.after.licences
        assert runs.quarters_left.array.shape[1] == rules.sizes[RUNS]
        empty = runs.quarters_left.array == 0
        assert (runs.share.array[empty] == 0).all(), "an empty slot takes no compute"
        assert (queue.units.array[queue.listing_index.array < 0] == 0).all(), "an empty slot asks for nothing"
