"""The one loop: it ends when every world has, tells its observers, and any block gives the same worlds."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.arrays import map_arrays
from game.engine.invariants import check
from game.engine.state import digest
from game.engine.value import Value
from game.players.seats import seated
from game.rollout import loop
from game.rollout.loop import BrokenInvariantError, opening, play


class Counting:
    """An observer that counts what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def before(self, rules, state):
        self.calls.append(("before", int(state.turn.array[0])))

    def after(self, rules, state):
        self.calls.append(("after", int(state.turn.array[0])))

    def end(self, rules, state):
        self.calls.append(("end", int(state.turn.array[0])))


def test_observers_hear_every_quarter_and_the_end(rules):
    seen = Counting()
    play(rules, opening(rules, 2, 1), seated(rules, {}), turns=2, observers=[seen])
    assert seen.calls == [("before", 0), ("after", 1), ("before", 1), ("after", 2), ("end", 2)]


def test_plays_until_every_world_has_ended(rules):
    last = play(rules, opening(rules, 3, 5), seated(rules, {}, "idle"))
    assert (last.standings.ending.array > 0).all()
    assert (last.turn.array <= rules.turns).all()


def test_a_world_is_the_same_in_every_block(rules):
    policy = seated(rules, {})
    wide = play(rules, opening(rules, 5, 9), policy, turns=4)
    pair = play(rules, opening(rules, 2, 9, first=2), policy, turns=4)
    assert [digest(wide, 2), digest(wide, 3)] == [digest(pair, 0), digest(pair, 1)]


def test_states_come_out_read_only(rules):
    last = play(rules, opening(rules, 2, 1), seated(rules, {}, "idle"), turns=1)
    with pytest.raises(ValueError, match="read-only"):
        last.books.cash_musd.array[0, 0] = 0.0


def test_a_broken_invariant_stops_a_checked_run(rules, monkeypatch):
    honest = loop.quarter

    def leaking(*arguments):
        state = honest(*arguments)
        labs = replace(
            state.labs, researchers=Value(state.labs.researchers.array + np.float32(1), state.labs.researchers.axes)
        )
        return replace(state, labs=labs)

    monkeypatch.setattr(loop, "quarter", leaking)
    with pytest.raises(BrokenInvariantError, match=r"turn 0.*researchers"):
        play(rules, opening(rules, 2, 1), seated(rules, {}, "idle"), turns=1, check=True)


def test_the_check_itself_is_quiet_on_an_unchanged_state(rules):
    state = opening(rules, 2, 1)
    assert check(rules, state, map_arrays(state, lambda value: value)) == []
