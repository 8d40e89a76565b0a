"""The tape gives the bits of the eager rules, and a fault in it would be seen."""

import numpy as np
import pytest

from game.engine import tape as tapes
from game.engine.arrays import named_arrays
from game.engine.axes import BRANCHES, FIRMS, WORLDS
from game.engine.tape import needed, record
from game.engine.value import table
from game.players.seats import seated
from game.rollout.loop import opening, play
from game.rollout.taped import Recorded

TURNS = 4


def differing(rules, recorded, worlds):
    """Arrays of the state that differ between the eager game and the tape after a few quarters."""
    start = opening(rules, worlds, seed=11)
    eager = play(rules, start, recorded.policy, turns=TURNS)
    tape = recorded.tape(worlds)
    tape.load(start)
    tape.run(TURNS)
    return [name for name, value in named_arrays(eager).items() if value.array.tobytes() != tape.arrays[name].tobytes()]


@pytest.fixture(scope="module")
def recorded(pocket):
    return Recorded(pocket.ruleset, seated(pocket.ruleset, {}))


@pytest.mark.parametrize("worlds", [2, 5, 33])
def test_the_tape_has_the_bits_of_the_eager_rules(pocket, recorded, worlds):
    assert differing(pocket.ruleset, recorded, worlds) == []


def test_a_tape_is_used_again_for_the_next_block(pocket, recorded):
    first = recorded.play(opening(pocket.ruleset, 33, seed=1))
    again = recorded.play(opening(pocket.ruleset, 33, seed=1))
    assert all(a.array.tobytes() == named_arrays(again)[n].array.tobytes() for n, a in named_arrays(first).items())


def test_scratch_given_back_too_early_is_seen(pocket, monkeypatch):
    last_uses = tapes._last_uses

    def hasty(graph, places, unmoved):
        return {max(0, at - 5): gone for at, gone in last_uses(graph, places, unmoved).items()}

    monkeypatch.setattr(tapes, "_last_uses", hasty)
    try:
        with np.errstate(all="ignore"):  # what was written over may be divided by
            seen = differing(pocket.ruleset, Recorded(pocket.ruleset, seated(pocket.ruleset, {})), 5) != []
    except IndexError:
        seen = True  # a place that was written over names nothing
    assert seen


def test_equal_tables_are_one_operand_but_never_across_axes(pocket):
    def turn(state):
        by_firm, by_firm_too, by_branch = (
            table([1, 2, 3, 4], FIRMS),
            table([1, 2, 3, 4], FIRMS),
            table([1, 2, 3, 4], BRANCHES),
        )
        one, same, other = (state.turn * marks for marks in (by_firm, by_firm_too, by_branch))
        assert one is same
        assert other.axes == (BRANCHES, WORLDS), "equal numbers on another axis are something else"
        return state

    record(turn, pocket.ruleset.start(2))


def test_equal_operations_are_noted_once_and_unused_ones_left_out(pocket):
    def turn(state):
        same = (state.books.cash_musd + 1.0) + (state.books.cash_musd + 1.0)
        _unused = state.world.tension * 2.0
        return type(state)(**{**vars(state), "turn": state.turn + same.axes.index(same.axes[0])})

    graph = record(turn, pocket.ruleset.start(2))
    noted = [operation for operation in graph.operations if operation is not None]
    assert [operation.kernel.name for operation in noted].count("add") == 3
    assert len(needed(graph)) == 1
