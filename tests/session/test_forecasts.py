"""What might come, from a session: fans that orders move, and the record of forecasts that have come due."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game.engine.orders import DEPARTMENTS
from game.rollout.futures import AHEAD, CHARTED
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
    assert session.forecast.release_odds(session.firms[0]) == ()
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


def test_odds_of_a_release_grow_with_time(session: Session) -> None:
    looked_ahead(session)
    for firm in session.firms:
        odds = session.forecast.release_odds(firm)
        assert len(odds) == AHEAD
        assert all(one <= next_ for one, next_ in pairwise(odds))
