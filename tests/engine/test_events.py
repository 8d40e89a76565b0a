"""Events: at most one a firm and quarter, while their conditions hold, and not again before their pause."""

import numpy as np
import pytest

from game.engine.axes import EVENTS, FIRMS
from game.engine.phases.events import bring_events
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import begun, edited, fate, put
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still


def came(rules: Ruleset, state: State) -> tuple[State, np.ndarray]:
    """The state with this quarter's events, and which came to whom, (firms, events, worlds)."""
    record = Listener()
    after = bring_events(rules, state, stand_still(rules, state), record)
    return after, record.notes["events.came"].array


def test_at_most_one_event_a_firm_and_quarter(walk: Walk):
    total = 0
    for played in walk:
        events, desk = played.record.notes["events.came"].array, played.after.desk
        assert (events.sum(axis=1) <= 1).all()
        waiting = (desk.pending.array >= 0).sum(axis=1)
        assert np.array_equal(waiting, events.sum(axis=1)), "what came waits on the desk, and nothing older"
        assert (desk.overflow.array == 0).all()
        total += int(events.sum())
    assert total > 0


def test_even_when_all_of_them_strike(rules: Ruleset):
    board = fate(rules, 0.0)
    _, events = came(board, begun(board))
    assert (events.sum(axis=1) <= 1).all()
    assert events.any()


def test_none_comes_when_luck_holds(rules: Ruleset):
    board = fate(rules, 0.9999)
    board = edited(board, "events.odds", lambda a: np.minimum(a, 0.9))
    assert not came(board, begun(board))[1].any()


def test_a_world_event_comes_to_all_who_meet_its_condition(rules: Ruleset):
    """One roll decides for all: in no world does it come to one firm and pass another that could have it."""
    state = fresh(rules, 300)
    for turn in range(0, rules.turns, 3):
        at_turn = put(state, "turn", float(turn))
        _, events = came(rules, at_turn)
        everybody = ~at_turn.books.is_broke
        for event in np.flatnonzero(rules.events.is_world.array):
            test = rules.events.conditions[event]
            meets = (everybody & test(rules, at_turn)).array & rules.events.may_meet.array[:, event, None]
            comes = events[:, event]
            struck = comes.any(axis=0)
            others = events[:, np.arange(rules.sizes[EVENTS]) != event].any(axis=1)
            assert (comes | ~meets | others)[:, struck].all(), rules.ids[EVENTS][event]


def test_no_event_outside_its_time(rules: Ruleset):
    board = fate(rules, 0.0)
    for turn in range(board.turns):
        _, events = came(board, put(begun(board), "turn", float(turn)))
        early = board.events.earliest_turn.array > turn
        late = board.events.latest_turn.array < turn
        assert not events[:, early | late].any()


def test_an_event_rests_for_its_pause(rules: Ruleset):
    board = fate(rules, 0.0)
    state = begun(board)
    after, events = came(board, state)
    firm, event, _ = np.argwhere(events)[0]
    pause = float(board.events.pause_quarters.array[event])
    assert after.desk.event_on.array[firm, event, 0] == state.turn.array[0]
    for wait in {1.0, pause - 1} - {0.0}:
        soon = put(after, "turn", min(wait, 9000.0))
        assert not came(board, soon)[1][firm, event].any()


@pytest.mark.parametrize("firm", ["tencent", "openai"])
def test_events_come_to_those_they_are_about(rules: Ruleset, firm: str):
    board = fate(rules, 0.0)
    place = board.place(FIRMS, firm)
    for turn in range(board.turns):
        _, events = came(board, put(begun(board), "turn", float(turn)))
        assert not events[place, ~board.events.may_meet.array[place]].any()
