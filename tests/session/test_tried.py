"""Edits that are only tried: weighed against the orders without them, all else that was ordered on both sides."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.orders import Orders
from game.scenario import Loaded
from game.session.edits import PlayMove, SetNumber
from game.session.game import Session


@pytest.fixture
def session(pocket: Loaded) -> Session:
    return Session(pocket, pocket.board.scenario.playable[0], 3)


def raised(orders: Orders, session: Session) -> float:
    return float(np.asarray(orders.raise_musd.array)[session.seat_place].flat[0])


def test_with_nothing_tried_the_edits_are_weighed(session: Session) -> None:
    session.queue(SetNumber("raise_musd", 120.0))
    ordered, without = session.tried()
    assert (raised(ordered, session), raised(without, session)) == (120.0, raised(session.base, session))


def test_what_else_is_ordered_stands_on_both_sides(session: Session) -> None:
    session.queue(SetNumber("raise_musd", 120.0))
    move = session.desk.moves[0].move
    tried, without = session.tried((PlayMove(move),))
    assert raised(tried, session) == raised(without, session) == 120.0
    assert not np.array_equal(tried.moves.array, without.moves.array)
    assert np.array_equal(without.moves.array, session.orders.moves.array)


def test_what_is_tried_takes_the_place_of_what_was_ordered_of_it(session: Session) -> None:
    session.queue(SetNumber("raise_musd", 120.0))
    tried, without = session.tried((SetNumber("raise_musd", 300.0),))
    assert raised(tried, session) == 300.0
    assert raised(without, session) == raised(session.base, session)
    assert session.edits == (SetNumber("raise_musd", 120.0),), "nothing is ordered by trying"


def test_no_future_is_worked_out_for_a_quarter_that_has_ended(session: Session) -> None:
    session.forecast.ask()
    session.forecast.wait()
    assert session.forecast.count
    session.end_quarter()
    assert session.told, "what was looked at is kept"
    assert session.forecast.count == 0
