"""Continuations: one moment many times over, alike up to its chance, and the same whoever asks again."""

import numpy as np
import pytest

from game.engine.arrays import named_arrays, take
from game.engine.axes import FIRMS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.players.seats import seated
from game.rollout.continuations import Continuations, answering, is_legal
from game.rollout.loop import opening, play

FUTURES = 12


@pytest.fixture(scope="module")
def played(rules: Ruleset) -> Continuations:
    return Continuations(rules, seated(rules, {}))


@pytest.fixture(scope="module")
def moment(rules: Ruleset) -> State:
    """A quarter in which something waits on a desk, of one world."""
    state, policy = opening(rules, 8, 3), seated(rules, {})
    while not (waiting := np.argwhere(state.desk.pending.array >= 0)).size:
        state = play(rules, state, policy, turns=1)
    return take(state, [int(waiting[0][2])])


def desk_of(moment: State) -> tuple[int, int]:
    """The firm on whose desk something waits, and where."""
    firm, slot, _ = np.argwhere(moment.desk.pending.array >= 0)[0]
    return int(firm), int(slot)


def test_all_begin_alike_but_for_chance(played: Continuations, moment: State):
    start = played.branched(moment, FUTURES, 4)
    before = named_arrays(moment)
    for name, value in named_arrays(start).items():
        if not name.startswith("chance."):
            assert (value.array == before[name].array).all(), name
    assert len({(int(a), int(b)) for a, b in zip(start.chance.key_a.array, start.chance.key_b.array, strict=True)}) == (
        FUTURES
    )


def test_futures_differ_and_are_the_same_when_asked_again(played: Continuations, moment: State, rules: Ruleset):
    ends = []
    for seed in (4, 4, 5):
        start = played.branched(moment, FUTURES, seed)
        ends.append(played.ends(start, played.usual(start)).standings.score.array)
    assert np.array_equal(ends[0], ends[1]) and not np.array_equal(ends[0], ends[2])
    assert all(len(np.unique(ends[0][firm])) > 1 for firm in range(rules.sizes[FIRMS]))


def test_a_future_is_the_same_among_few_or_many(played: Continuations, moment: State):
    few, many = (played.branched(moment, count, 4) for count in (FUTURES // 2, FUTURES))
    of_few, of_many = (played.ends(start, played.usual(start)).standings.score.array for start in (few, many))
    assert np.array_equal(of_few, of_many[:, : FUTURES // 2])


def test_only_the_answer_of_one_desk_is_changed(played: Continuations, moment: State):
    firm, slot = desk_of(moment)
    start = played.branched(moment, FUTURES, 4)
    usual = played.usual(start)
    before, changed = named_arrays(usual), named_arrays(answering(usual, firm, slot, 1))
    assert [name for name in before if not np.array_equal(before[name].array, changed[name].array)] in ([], ["answers"])
    assert (changed["answers"].array[firm, slot] == 1).all()


def test_a_choice_that_there_is_not_or_that_is_too_dear_is_not_legal(
    played: Continuations, moment: State, rules: Ruleset
):
    firm, slot = desk_of(moment)
    start = played.branched(moment, FUTURES, 4)
    usual = played.usual(start)
    assert is_legal(rules, start, answering(usual, firm, slot, 0), firm, slot)
    assert not is_legal(rules, start, answering(usual, firm, slot, rules.most_choices), firm, slot)
