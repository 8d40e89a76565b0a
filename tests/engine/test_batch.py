"""A world is the same in every block: alone with its twin, among many, in any order, in any subset. Bit for bit."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine import draws
from game.engine.arrays import named_arrays, take
from game.engine.axes import WORLDS
from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.state import State, digest
from game.engine.turn import PHASES, step
from game.engine.value import Value
from game.engine.view import observe
from game.players.policy import Policy
from game.players.seats import seated
from game.scenario import Loaded
from tests.strategies import Dice, fresh

SEED = 4


def play(rules: Ruleset, state: State, policy: Policy, turns: int) -> State:
    for _ in range(turns):
        state = step(rules, state, policy.decide(rules, observe(rules, state)))
    return state


def differences(left: State, right: State) -> list[str]:
    """The arrays in which two states of the same worlds differ by any bit."""
    other = named_arrays(right)
    return [
        name
        for name, value in named_arrays(left).items()
        if value.axes != other[name].axes or value.array.tobytes() != other[name].array.tobytes()
    ]


def block_dependence(rules: Ruleset, turns: int, many: int, chosen: list[int], kind: str) -> list[str]:
    """Play the chosen worlds among many and by themselves, and name what came out different."""

    def policy(worlds: list[int]) -> Policy:
        return seated(rules, {}) if kind == "doctrine" else Dice(9, many, worlds, wild=kind == "wild")

    start = fresh(rules, many, SEED)
    among_many = take(play(rules, start, policy(list(range(many))), turns), chosen)
    alone = play(rules, take(start, chosen), policy(chosen), turns)
    return differences(among_many, alone)


BLOCKS = {
    "first two": ("doctrine", 64, [0, 1]),
    "any two": ("careless", 64, [17, 3]),
    "a subset, shuffled": ("wild", 333, [332, 0, 5, 64, 63, 200, 7]),
    "a subset of doctrines, shuffled": ("doctrine", 333, [332, 0, 5, 64, 63, 200, 7]),
    "backwards": ("careless", 16, list(reversed(range(16)))),
    "a world and its twin": ("careless", 3, [2, 2]),
}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_world_is_the_same_in_every_block(rules: Ruleset, block: str):
    kind, many, chosen = BLOCKS[block]
    assert block_dependence(rules, 3, many, chosen, kind) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["careless", "wild", "doctrine"])
@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_whole_games_are_the_same_in_every_block(board: str, kind: str, request: pytest.FixtureRequest):
    loaded: Loaded = request.getfixturevalue(board)
    rules = loaded.ruleset
    for many, chosen in ((1000, [0, 999, 500, 64]), (257, [256, 255, 1]), (64, [5, 6])):
        assert block_dependence(rules, rules.turns, many, chosen, kind) == []


def test_a_live_game_is_world_0_of_a_run(rules: Ruleset):
    """A game is played as a block of two with a silent twin; its digest is that of the same world in a run."""
    run = play(rules, fresh(rules, 40, SEED, first=100), seated(rules, {}), 3)
    live = play(rules, fresh(rules, 2, SEED, first=117), seated(rules, {}), 3)
    assert digest(live) == digest(run, 17)
    assert digest(live) != digest(run, 18)


def test_worlds_differ_and_seeds_differ(rules: Ruleset):
    after = play(rules, fresh(rules, 8, SEED), seated(rules, {}), 2)
    assert len({digest(after, world) for world in range(8)}) == 8
    other = play(rules, fresh(rules, 8, SEED + 1), seated(rules, {}), 2)
    assert digest(other) != digest(after)


# --- what a batch-dependent line would do ------------------------------------------------------------------------


def _mean_taken_off(rules, state, orders, record):
    tension = state.world.tension.array
    colder = Value(tension - (tension.mean() - 50) * np.float32(0.01), (WORLDS,))
    return replace(state, world=replace(state.world, tension=colder))


def _largest_of_all_worlds(rules, state, orders: Orders, record):
    cash = state.books.cash_musd.array
    tithe = (cash == cash.max()).astype(np.float32)
    return replace(state, books=replace(state.books, cash_musd=Value(cash - tithe, state.books.cash_musd.axes)))


def _added_up_in_another_order(rules, state, orders, record):
    """A sum whose order depends on the block: the last bits of a thousand numbers."""
    terms = state.market.price_musd.array[:, None] * np.linspace(0.1, 3, 999, dtype=np.float32)[None, :, None]
    flat = terms.reshape(-1, terms.shape[-1])
    summed = np.add.reduce(flat, axis=0) if flat.shape[1] > 5 else np.ascontiguousarray(flat.T).sum(axis=1)
    return replace(state, world=replace(state.world, demand=Value(summed * np.float32(1e-6), (WORLDS,))))


@pytest.mark.parametrize("planted", [_mean_taken_off, _largest_of_all_worlds, _added_up_in_another_order])
def test_a_batch_dependent_line_is_caught(rules: Ruleset, monkeypatch: pytest.MonkeyPatch, planted):
    monkeypatch.setattr("game.engine.turn.PHASES", (*PHASES, planted))
    assert block_dependence(rules, 2, 64, [17, 3], "careless") != []


def test_a_draw_by_place_in_the_block_is_caught(rules: Ruleset, monkeypatch: pytest.MonkeyPatch):
    def by_place(rules, dice, purpose, *axes):
        honest = draws.draw(rules, dice, purpose, *axes)
        shape = honest.array.shape
        return Value(np.random.default_rng(int(purpose)).random(shape).astype(np.float32), honest.axes)

    monkeypatch.setattr("game.engine.phases.politics.draw", by_place)
    assert "world.tension" in block_dependence(rules, 1, 64, [17, 3], "careless")


def test_a_stream_shared_by_worlds_is_caught(rules: Ruleset, monkeypatch: pytest.MonkeyPatch):
    stream = np.random.default_rng(1)

    def from_a_stream(rules, dice, purpose, *axes):
        honest = draws.draw(rules, dice, purpose, *axes)
        return Value(stream.random(honest.array.shape).astype(np.float32), honest.axes)

    monkeypatch.setattr("game.engine.phases.training.draw", from_a_stream)
    assert block_dependence(rules, 4, 8, [0, 1], "careless") != []
