"""Politics: standing, tension, lists, and the one clock that everybody sees."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from game.engine.axes import COUNTRIES, FIRMS
from game.engine.phases.politics import govern
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import asking, begun, edited, fate, number, put, rich
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still


def governed(rules: Ruleset, state: State, change=None) -> tuple[State, Listener]:
    orders, record = stand_still(rules, state), Listener()
    return govern(rules, state, orders if change is None else change(orders), record), record


def test_moods_stay_on_their_scales(walk: Walk):
    for played in walk:
        state = played.after
        for value, top in (
            (state.world.tension, 100),
            (state.world.stance, 1),
            (state.influence.standing, 100),
            (state.influence.compliance, 100),
            (state.books.patience, 100),
        ):
            assert ((value.array >= 0) & (value.array <= top)).all()


def test_tension_drifts_to_its_rest(rules: Ruleset):
    board = fate(rules, 0.5)
    k = board.constants
    apart = edited(begun(board), "training.released_index", lambda a: _lead(a, 30))
    hot, cold = put(apart, "world.tension", 80.0), put(apart, "world.tension", 20.0)
    assert governed(board, hot)[0].world.tension.array == pytest.approx(80 - (80 - k.tension_rest) * k.tension_drift)
    assert governed(board, cold)[0].world.tension.array == pytest.approx(20 + (k.tension_rest - 20) * k.tension_drift)


def _lead(array: Any, points: float) -> Any:
    array[:] = 100
    array[-1] = 100 + points
    return array


def test_a_close_race_heats(rules: Ruleset):
    board = fate(rules, 0.5)
    found = []
    for lead in (0, 3, 7, 30):
        state = edited(begun(board), "training.released_index", partial(_lead, points=lead))
        found.append(float(governed(board, put(state, "world.tension", 50.0))[0].world.tension.array[0]))
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]


def test_the_strait_closes_only_above_its_tension(rules: Ruleset):
    board = fate(rules, 0.0)
    state = put(begun(board), "world.strait_quarters", 0.0)
    limit = board.constants.strait_tension
    assert (governed(board, put(state, "world.tension", limit - 15))[0].world.strait_quarters.array == 0).all()
    closed, record = governed(board, put(state, "world.tension", 100.0))
    assert (closed.world.strait_quarters.array == board.constants.strait_quarters).all()
    assert (closed.world.strait_closings.array == 1).all(), "each closing is counted once"
    assert (governed(board, closed)[0].world.strait_closings.array == 1).all()
    assert "politics.strait" in record.rolls
    assert (closed.world.tension.array < 100 - board.constants.strait_relief + 1).all(), "the shock sobers"


def test_a_closed_strait_does_not_close_again(rules: Ruleset):
    board = fate(rules, 0.0)
    state = put(put(begun(board), "world.tension", 100.0), "world.strait_quarters", 3.0)
    assert (governed(board, state)[0].world.strait_quarters.array == 2).all()


def test_odds_of_the_strait_are_as_shown(rules: Ruleset):
    state = put(put(fresh(rules, 4000), "world.tension", 98.0), "world.strait_quarters", 0.0)
    after, record = governed(rules, state)
    shown = float(record.rolls["politics.strait"][0].array.mean())
    closed = (after.world.strait_quarters.array > 0).mean()
    assert closed == pytest.approx(shown, abs=0.02)


def test_lobbying_wins_standing_with_falling_returns_up_to_a_limit(rules: Ruleset):
    board = fate(rules, 0.5)
    state = rich(board, begun(board))
    us = board.place(COUNTRIES, "us")

    def won(musd: float) -> float:
        after, _ = governed(board, state, asking(board, "lobby_musd", musd, "tencent", us))
        idle, _ = governed(board, state)
        return number(board, after.influence.standing - idle.influence.standing, firms="tencent", countries="us")

    points = [won(musd) for musd in (0, 10, 20, 40, 1e6)]
    assert points == sorted(points)
    assert points[0] == 0
    assert points[2] - points[1] < points[1] - points[0]
    assert points[-1] == pytest.approx(board.constants.lobby_most, abs=1e-3)


def test_compliance_work_mends_a_record(rules: Ruleset):
    board = fate(rules, 0.5)
    state = rich(board, put(begun(board), "influence.compliance", 30.0))
    paid, _ = governed(board, state, asking(board, "comply_musd", 50, "tencent"))
    idle, _ = governed(board, state)
    assert number(board, paid.influence.compliance, firms="tencent") > number(
        board, idle.influence.compliance, firms="tencent"
    )
    assert (idle.influence.compliance.array > 30).all(), "and time does some of it"


# --- lists ---------------------------------------------------------------------------------------------------------


def offender(rules: Ruleset, compliance: float, strikes: float) -> State:
    state = edited(begun(rules), "influence.listed_by", lambda a: a & False)
    firm = rules.place(FIRMS, "tencent")
    return put(put(state, "influence.compliance", compliance, firm), "influence.strikes", strikes, firm)


@pytest.mark.parametrize(
    ("compliance", "strikes", "luck", "is_listed"),
    [(20, 3, 0.0, True), (20, 3, 0.9999, False), (20, 0, 0.0, False), (80, 3, 0.0, False)],
    ids=["caught twice, a bad record, no luck", "luck", "never caught", "a good record"],
)
def test_who_is_listed(rules: Ruleset, compliance: float, strikes: float, luck: float, is_listed: bool):
    board = fate(rules, luck)
    after, _ = governed(board, offender(board, compliance, strikes))
    assert number(board, after.influence.listed_by, firms="tencent", countries="us") == is_listed
    assert number(board, after.influence.listed_by, firms="tencent", countries="cn") == 0, "not by its own government"
    assert number(board, after.influence.listed_by, firms="huawei", countries="us") == 0


def test_a_place_on_a_list_is_kept(walk: Walk):
    for played in walk:
        assert (played.after.influence.listed_by.array >= played.before.influence.listed_by.array).all()


def test_a_listed_firm_stands_lower(rules: Ruleset):
    board = fate(rules, 0.9999)
    free, listed = (
        offender(board, 60, 0),
        put(
            offender(board, 60, 0),
            "influence.listed_by",
            True,
            board.place(FIRMS, "tencent"),
            board.place(COUNTRIES, "us"),
        ),
    )
    standings = [
        number(board, governed(board, s)[0].influence.standing, firms="tencent", countries="us") for s in (free, listed)
    ]
    assert standings[1] < standings[0]


# --- governments ---------------------------------------------------------------------------------------------------


def test_elections_swing_and_other_quarters_do_not(rules: Ruleset):
    state = fresh(rules, 400)
    votes = rules.countries.has_election.array
    turn, country = np.argwhere(votes)[0]
    at_vote = put(state, "turn", float(turn))
    spread = governed(rules, at_vote)[0].world.stance.array[country].std()
    quiet_turn = next(t for t in range(rules.turns) if not votes[t].any())
    still = governed(rules, put(state, "turn", float(quiet_turn)))[0].world.stance.array[country].std()
    assert still < 1e-5 < spread
    assert spread < rules.constants.election_swing


def test_a_plan_may_turn_a_government_either_way(rules: Ruleset):
    turn, country = 3, rules.place(COUNTRIES, "cn")
    board = put(
        edited(rules, "countries.has_election", lambda a: a & False), "countries.stance_swing", 0.15, turn, country
    )
    stance = governed(board, put(fresh(board, 400), "turn", float(turn)))[0].world.stance.array
    assert np.ptp(stance[country]) == pytest.approx(0.3, abs=0.02)
    assert np.ptp(stance[rules.place(COUNTRIES, "us")]) < 1e-5


def test_passing_help_fades_by_half_in_a_year(rules: Ruleset):
    state = edited(begun(rules), "labs.boost", lambda a: a * 0 + 0.4)
    state = put(put(state, "world.demand", 0.4), "desk.licence_luck", 0.4)
    for _ in range(4):
        state = governed(rules, state)[0]
    for value in (state.labs.boost, state.world.demand, state.desk.licence_luck):
        assert value.array == pytest.approx(0.2, abs=0.02)
