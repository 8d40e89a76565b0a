"""What might come, from a session: fans that orders move, and the record of forecasts that have come due."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from game.engine.axes import DOCTRINES
from game.engine.orders import DEPARTMENTS
from game.engine.view import Knowledge
from game.rollout.acts import NEXT, seen_over
from game.rollout.cast import CastTapes
from game.rollout.futures import AHEAD, CHARTED, FIRST, SEED, Futures, begun, course, spread
from game.rollout.imagine import Sight, imagined
from game.rollout.pasts import Pasts
from game.scenario import Loaded
from game.session.edits import SetNumber
from game.session.forecasts import Told, kept
from game.session.game import Session
from game.session.saves import load_game, save_game


@pytest.fixture
def session(pocket: Loaded) -> Session:
    begun = Session(pocket, pocket.board.scenario.playable[0], 5, delegated=DEPARTMENTS)
    begun.end_quarter()
    return begun


def looked_ahead(session: Session) -> None:
    session.forecast.ask()
    session.forecast.wait()
    assert not session.forecast.failed


def test_a_forecast_is_asked_before_there_is_a_fan(session: Session) -> None:
    assert session.forecast.fan("score") is None
    assert session.forecast.act_odds(session.firms[0], "release", 1) is None
    assert session.forecast.guess(session.firms[1]) is None
    looked_ahead(session)
    fan = session.forecast.fan("score")
    assert fan is not None
    assert len(fan.with_orders) == AHEAD + 1
    assert all(list(band) == sorted(band) for band in fan.with_orders)
    assert fan.with_orders == fan.without
    assert session.forecast.count == 256


def test_an_order_parts_the_fans_and_taking_it_back_joins_them(session: Session) -> None:
    session.queue(SetNumber("raise_musd", 300.0))
    looked_ahead(session)
    fan = session.forecast.fan("cash_bn")
    assert fan is not None
    _, ordered, *_ = fan.with_orders
    _, usual, *_ = fan.without
    more = [a - b for a, b in zip(ordered, usual, strict=True)]
    assert more[0] > 0.1, "the heads ask for less"
    assert more == pytest.approx([more[0]] * 5, abs=1e-3)
    assert 0.0 < fan.rises < 1.0, "investors who were asked back the core business less"
    session.undo()
    looked_ahead(session)
    fan = session.forecast.fan("cash_bn")
    assert fan is not None
    assert (fan.rises, fan.falls) == (0.0, 0.0)


def test_looking_ahead_changes_nothing_in_the_game(session: Session, pocket: Loaded) -> None:
    other = Session(pocket, session.firm, 5, delegated=DEPARTMENTS)
    other.end_quarter()
    looked_ahead(session)
    session.end_quarter()
    other.end_quarter()
    assert session.digest == other.digest


def test_only_what_was_looked_at_is_kept_and_it_is_saved(session: Session, tmp_path: Path) -> None:
    session.end_quarter()
    assert session.told == []
    looked_ahead(session)
    turn = session.turn
    session.end_quarter()
    assert [told.turn for told in session.told] == [turn]
    assert set(session.told[0].bands) == set(CHARTED)
    again = load_game(save_game(session, tmp_path / "one.tapeout"))
    assert again.told == session.told


def test_outcomes_are_held_against_the_bands(session: Session) -> None:
    session.end_quarter()
    now = session.desk.series("score")[-1]
    session.told = [Told(session.turn - 1, {"score": ((now - 1, now + 1), (0.0, 100.0))})]
    assert (kept(session, "score").inside, kept(session, "score").told) == (1, 1)
    session.told = [Told(session.turn - 1, {"score": ((now + 1, now + 2),)})]
    assert (kept(session, "score").inside, kept(session, "score").told) == (0, 1)
    assert kept(session, "cash_bn").told == 0


def test_odds_of_a_act_grow_with_time(session: Session) -> None:
    looked_ahead(session)
    for firm in session.firms:
        for act in NEXT:
            odds = [session.forecast.act_odds(firm, act, within) or 0.0 for within in range(1, AHEAD + 1)]
            assert all(0.0 < one <= next_ < 1.0 for one, next_ in pairwise(odds))


def test_of_every_rival_something_is_thought_and_it_adds_up(session: Session) -> None:
    looked_ahead(session)
    assert session.forecast.guess(session.firm) is None
    for firm in session.firms:
        guess = session.forecast.guess(firm)
        if guess is None:
            assert firm == session.firm
            continue
        assert sum(share for _, share in guess.odds) == pytest.approx(1.0)
        assert [share for _, share in guess.odds] == sorted((share for _, share in guess.odds), reverse=True)
        assert all(0 <= one.quarters <= session.turn for one in guess.evidence)


def test_a_doctrine_shows_itself_in_acts(pocket: Loaded) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 5, delegated=DEPARTMENTS)
    looked_ahead(session)
    first = session.forecast.guess(session.firms[1])
    assert first is not None
    assert not first.evidence, "nobody has done anything yet"
    assert first.odds[0][1] == pytest.approx(first.odds[-1][1])
    for _ in range(4):
        session.end_quarter()
    looked_ahead(session)
    own = dict(zip(session.firms, session.rules.firms.doctrine_index.array, strict=True))
    right = 0
    for firm in session.firms:
        guess = session.forecast.guess(firm)
        if guess is not None:
            assert guess.evidence
            right += guess.odds[0][0] == session.rules.ids[DOCTRINES][int(own[firm])]
    assert right >= 2


def test_the_window_tells_what_the_command_holds_against_games(session: Session) -> None:
    rules, place = session.rules, session.seat_place
    seen = seen_over(rules, session.history.block)
    sight = Sight(session.state, place, int(rules.firms.doctrine_index.array[place]), seen)
    heads = tuple(sorted(session.delegated))
    shown, _ = Futures(rules, place).chunk(sight, (session.orders, session.base), heads, 0)
    start = imagined(rules, sight, Pasts(rules).at(session.turn), FIRST, SEED)
    tapes, seat = CastTapes(rules), np.full(FIRST, place)
    first = begun(rules, start, tapes.decide(start), spread(session.orders, FIRST), seat)
    held = course(rules, tapes, start, seat, first)
    for name in CHARTED:
        assert np.array_equal(shown.numbers[name], held.numbers[name]), name
    for name in NEXT:
        assert np.array_equal(shown.done[name], held.done[name]), name


def test_an_estimate_is_narrowed_and_stays_possible(session: Session) -> None:
    looked_ahead(session)
    seat = session.desk.seat
    for place, firm in enumerate(session.firms):
        guess = session.forecast.guess(firm)
        if guess is None:
            continue
        for name in ("cash_bn", "fleet_h100e", "compliance"):
            seen = seat.reading(name, place)
            likely = guess.narrowed(seen, seat.width(name), seat.most(name))
            assert likely.high - likely.low <= seen.high - seen.low + 1e-9
            assert seen.low - 1e-9 <= likely.low <= likely.high <= seen.high + 1e-9
        assert guess.narrowed(seat.reading("patience", place), 0.0, None).knowledge is Knowledge.HIDDEN
