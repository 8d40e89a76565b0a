"""What a buyer knows of: what is on sale, what will be within a year, and what is already under way to the firm."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.axes import OFFERS
from game.session import shelf
from game.session.game import Session
from game.session.on_sale import IN_SIGHT_QUARTERS, waits


def opening(scenario: str) -> Session:
    card = next(one for one in shelf.listed() if one.id == scenario)
    loaded = shelf.opened(card)
    return Session(loaded, loaded.board.scenario.playable[0], seed=1)


@pytest.mark.parametrize("scenario", ["first-sanctions", "the-wall", "stockpile", "open-frontier"])
def test_no_chip_is_offered_years_before_it_exists(scenario: str) -> None:
    session = opening(scenario)
    planned, names = session.rules.offers.supply_units.array, session.rules.ids[OFFERS]
    for offer in session.desk.offers:
        soon = planned[: IN_SIGHT_QUARTERS + 1, names.index(offer.offer)]
        assert offer.is_in_sight == bool((soon > 0).any()), offer.offer
        if offer.supply_units >= 1:
            assert offer.is_in_sight and offer.wait_quarters == 0 and offer.on_sale_from is None


def test_what_is_to_come_has_its_date(stockpile) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], seed=1)
    coming = [offer for offer in session.desk.offers if offer.is_in_sight and offer.wait_quarters]
    assert coming
    for offer in coming:
        assert offer.on_sale_from == session.desk.seat.quarter.later(offer.wait_quarters or 0)


def test_chips_under_way_are_in_sight_though_nobody_sells_them_any_more(stockpile) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], seed=1)
    offer = replace(session.desk.offers[0], wait_quarters=None, ask_units=0.0, on_order_units=0.0, held_units=0.0)
    assert not offer.is_in_sight
    assert replace(offer, held_units=100.0).is_in_sight and replace(offer, on_order_units=1.0).is_in_sight


def test_a_wait_runs_down_a_quarter_a_quarter(stockpile) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], seed=1)
    before = waits(session.rules, session.desk.seat.state)
    session.end_quarter()
    after = waits(session.rules, session.desk.seat.state)
    fixed = (session.rules.offers.variant_index.array < 0) & (before > 0) & np.isfinite(before)
    assert fixed.any() and (after[fixed] == before[fixed] - 1).all()
