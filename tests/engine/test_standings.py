"""Standings: parts and scores, who leads, and that every world reaches an ending."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.axes import FIRMS, PARTS, VICTORIES
from game.engine.phases.standings import keep_score
from game.engine.quantities import resolve
from game.engine.record import Recorder
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, State
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import observe
from game.players.seats import seated
from game.scenario import Loaded
from tests.engine.boards import begun, edited, number, put
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still

RUNNING, DATE, VICTORY, COLLAPSE = range(4)


def scored(rules: Ruleset, state: State) -> State:
    return keep_score(rules, state, stand_still(rules, state), Recorder())


def ended_well(rules: Ruleset, state: State) -> bool:
    """Whether every world has an ending, in time, with a winner."""
    end = state.standings
    winner = end.winner_index.array.astype(int)
    return bool(
        (end.ending.array != RUNNING).all()
        and (end.ended_on.array < rules.turns).all()
        and ((winner >= 0) & (winner < rules.sizes[FIRMS])).all()
        and (end.ending.array[end.victory_index.array >= 0] == VICTORY).all()
    )


def test_every_world_reaches_an_ending(rules: Ruleset, walk: Walk):
    assert ended_well(rules, walk[-1].after)


@pytest.mark.parametrize("kind", ["doctrine", "idle"])
@pytest.mark.parametrize("board", ["pocket", pytest.param("stockpile", marks=pytest.mark.slow)])
def test_every_world_reaches_an_ending_whoever_plays(board: str, kind: str, request: pytest.FixtureRequest):
    loaded: Loaded = request.getfixturevalue(board)
    rules, state = loaded.ruleset, fresh(loaded.ruleset, 4)
    for _ in range(rules.turns):
        state = step(rules, state, seated(rules, {}, default=kind).decide(rules, observe(rules, state)))
    assert ended_well(rules, state)
    assert ENDINGS[RUNNING] == "running"


def test_at_the_date_the_highest_score_wins(rules: Ruleset, careless: Walk):
    plain = replace(
        rules, victories=replace(rules.victories, conditions=tuple(_never for _ in rules.victories.conditions))
    )
    standings = careless[0].before.standings
    for played in careless:
        assert (standings.ending.array == RUNNING).all()
        at_end = edited(played.after, "turn", lambda a: a - 1)
        standings = scored(plain, replace(at_end, standings=standings)).standings
    end = standings
    assert (end.ending.array == DATE).all()
    assert (end.ended_on.array == plain.turns - 1).all()
    assert np.array_equal(end.winner_index.array, end.score.array.argmax(axis=0))
    assert np.array_equal(end.final_score.array, end.score.array)


def _never(rules: Ruleset, state: State) -> Value:
    del rules
    return state.turn < 0.0


def _only_for(firm: int):
    return lambda rules, state: (rules.position(FIRMS) == float(firm)) & (state.turn >= 0.0)


def test_a_victory_is_held_for_its_quarters(rules: Ruleset):
    huawei = rules.place(FIRMS, "huawei")
    conditions = tuple(_only_for(huawei) if n == 1 else _never for n in range(rules.sizes[VICTORIES]))
    board = replace(rules, victories=replace(rules.victories, conditions=conditions))
    hold = int(board.victories.hold_quarters.array[1])
    state = begun(board)
    for turn in range(board.turns):
        state = scored(board, put(state, "turn", float(turn)))
        assert (state.standings.ending.array[0] == RUNNING) == (turn + 1 < hold)
    end = state.standings
    assert (end.ending.array == VICTORY).all()
    assert (end.winner_index.array == huawei).all()
    assert (end.victory_index.array == 1).all()
    assert (end.ended_on.array == hold - 1).all(), "the ending is kept though the game was played on"


def test_in_a_collapse_nobody_wins_and_nobody_scores(rules: Ruleset):
    """It stands before a victory of the same quarter, ends the game once, and the game may be played on."""
    huawei = rules.place(FIRMS, "huawei")
    conditions = tuple((_always, _only_for(huawei))[n] if n < 2 else _never for n in range(rules.sizes[VICTORIES]))
    board = replace(rules, victories=replace(rules.victories, conditions=conditions))
    board = put(edited(board, "victories.hold_quarters", lambda a: a * 0 + 1), "victories.is_collapse", True, 0)
    end = scored(board, begun(board)).standings
    assert (end.ending.array == COLLAPSE).all()
    assert (end.winner_index.array == NOTHING).all()
    assert (end.victory_index.array == 0).all()
    assert (end.final_score.array == 0).all()
    assert (end.score.array > 0).any(), "what was reached is still told"
    later = scored(board, replace(put(begun(board), "turn", 5.0), standings=end)).standings
    assert (later.ended_on.array == end.ended_on.array).all()


def _always(rules: Ruleset, state: State) -> Value:
    del rules
    return state.turn >= 0.0


def test_a_victory_that_lapses_starts_again(rules: Ruleset):
    state = begun(rules)
    held = put(state, "standings.held", 2.0)
    board = replace(
        rules, victories=replace(rules.victories, conditions=tuple(_never for _ in rules.victories.conditions))
    )
    assert (scored(board, held).standings.held.array == 0).all()


def test_parts_are_points_out_of_a_hundred(rules: Ruleset, walk: Walk):
    for played in walk:
        standings = played.after.standings
        assert (standings.parts.array <= 100.001).all()
        assert (standings.parts.array[:, : rules.place(PARTS, "treasury")] >= 0).all()
        assert (standings.parts.array >= -50.001).all(), "debt beyond cash counts against a firm"
        assert (standings.score.array >= 0).all()
        assert (standings.score.array[played.after.books.is_broke.array] == 0).all()
    assert rules.score_weights.array.sum() == pytest.approx(1, abs=1e-5)


def test_the_best_model_has_the_whole_of_the_frontier(rules: Ruleset):
    state = edited(begun(rules), "training.released_index", lambda a: a * 0 + 100)
    state = put(state, "training.released_index", 112.0, rules.place(FIRMS, "google"))
    state = scored(rules, put(state, "turn", 0.0))
    points = {
        name: number(rules, state.standings.parts, firms=name, parts="frontier") for name in ("google", "tencent")
    }
    assert points == {"google": pytest.approx(100), "tencent": pytest.approx(50)}


def straight(rules: Ruleset) -> np.ndarray:
    """The part of the game that is gone at each turn."""
    return np.arange(rules.turns) / (rules.turns - 1)


def test_marks_on_the_way_bend_what_is_expected(stockpile: Loaded):
    """Straight from where a firm began to its first mark, and from mark to mark."""
    rules, marks = stockpile.ruleset, stockpile.resolved_json["firms"]["google"]["start"]["expected_points"]
    place, step = rules.place(FIRMS, "google"), (rules.turns - 1) / len(marks)
    assert len(marks) > 1
    by_turn, first = rules.firms.expected_points.array[:, place], rules.firms.expected_of_first.array[:, place]
    after = np.arange(rules.turns) >= step
    path = np.interp(np.arange(rules.turns)[after], np.arange(1, len(marks) + 1) * step, marks)
    assert by_turn[after] == pytest.approx(path, abs=1e-3)
    assert (first[after] == 0).all() and first[0] == 1 and by_turn[0] == 0
    assert by_turn[-1] == pytest.approx(marks[-1])


def test_all_begin_at_fifty_and_end_against_what_is_expected(rules: Ruleset):
    rules = edited(rules, "firms.expected_points", lambda a: straight(rules)[:, None] * a[-1])
    rules = edited(rules, "firms.expected_of_first", lambda a: 1 - straight(rules)[:, None] + a * 0)
    first = scored(rules, begun(rules))
    assert first.standings.score.array == pytest.approx(50, abs=1e-3)
    last = scored(rules, put(first, "turn", rules.turns - 1.0))
    weights = rules.score_weights.array[:, None]
    reached = (last.standings.parts.array * weights).sum(axis=1)
    expected = np.maximum(reached - rules.firms.expected_points.array[-1, :, None] + 50, 0)
    assert last.standings.score.array == pytest.approx(expected, abs=1e-2)
    midway = scored(rules, put(first, "turn", 10.0)).standings
    began = (first.standings.parts.array * weights).sum(axis=1)
    gone = straight(rules)[10]
    between = began * (1 - gone) + rules.firms.expected_points.array[-1, :, None] * gone
    assert midway.expected.array == pytest.approx(between, abs=1e-2)
    assert rules.sizes[PARTS] == len(rules.ids[PARTS])


def lead(rules: Ruleset, state: State, firm: str, turn: int) -> State:
    """The state after a quarter in which one firm is far ahead."""
    is_ahead = np.arange(rules.sizes[FIRMS]) == rules.place(FIRMS, firm)
    board = edited(rules, "firms.expected_points", lambda a: a * 0 + np.where(is_ahead, 0, 200))
    return scored(board, put(state, "turn", float(turn)))


def test_the_lead_changes_when_a_new_first_place_has_lasted(rules: Ruleset):
    names = ["tencent", "tencent", "openai", "tencent", "openai", "openai", "openai"]
    state, found = begun(rules), []
    for turn, name in enumerate(names):
        state = lead(rules, state, name, turn)
        leader = int(state.standings.leader_index.array[0])
        found.append((rules.ids[FIRMS][leader] if leader >= 0 else "", int(state.standings.lead_changes.array[0])))
    assert [leader for leader, _ in found][1:] == ["tencent", "tencent", "tencent", "tencent", "openai", "openai"]
    assert [changes for _, changes in found][-1] - found[0][1] <= 1
    assert found[-1][1] == found[4][1] + 1


def test_the_lead_is_counted_to_the_best_of_the_others(rules: Ruleset):
    score = np.arange(rules.sizes[FIRMS], dtype=float)[::-1, None] * 2
    state = edited(begun(rules), "standings.score", lambda a: a * 0 + score)
    lead_points = resolve("lead_points", rules).read(rules, state).array[:, 0]
    assert lead_points[0] == 2 and lead_points[1] == -2 and lead_points[2] == -4
    level = edited(state, "standings.score", lambda a: a * 0 + 50)
    assert (resolve("lead_points", rules).read(rules, level).array == 0).all()


def test_a_clear_lead_late_in_the_game_is_called(rules: Ruleset):
    """In the last third, and only after three quarters of it; the winner is who led."""
    names = rules.ids[VICTORIES]
    assert "called" in names
    late = int(rules.turns * 0.667)
    for first_turn, is_called in ((late, True), (late - 6, False)):
        state = begun(rules)
        for turn in range(first_turn, first_turn + 3):
            assert (state.standings.ending.array == RUNNING).all()
            state = lead(rules, state, "tencent", turn)
        assert (state.standings.ending.array == (VICTORY if is_called else RUNNING)).all()
        if is_called:
            assert (state.standings.winner_index.array == rules.place(FIRMS, "tencent")).all()
            assert (state.standings.victory_index.array == names.index("called")).all()
