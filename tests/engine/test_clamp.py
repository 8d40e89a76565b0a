"""Anything may be asked; nothing illegal is done; and every cut has its reason."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from game.engine.axes import FIRMS, USES
from game.engine.clamp import clamp_orders
from game.engine.legality import buyable, licensable_listings, open_listings, playable_moves, researchable_projects
from game.engine.orders import Orders
from game.engine.record import Listener, Recorder
from game.engine.rows import row_of
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import asking, begun, put
from tests.engine.conftest import Walk
from tests.strategies import stand_still


def legal(rules: Ruleset, state: State, orders: Orders) -> Orders:
    return clamp_orders(rules, state, orders, Recorder())


def array(orders: Orders, name: str) -> Any:
    return getattr(orders, name).array


def test_what_is_left_is_legal(rules: Ruleset, walk: Walk):
    for played in walk[::2]:
        state, orders = played.before, legal(rules, played.before, played.orders)
        bought = array(orders, "buy_units")
        assert (bought[~buyable(rules, state).array] == 0).all()
        assert (bought[~open_listings(rules, state).array] == 0).all(), "nor without a licence"
        assert (array(orders, "file_units")[~licensable_listings(rules, state).array] == 0).all()
        assert not (array(orders, "moves") & ~playable_moves(rules, state).array).any()
        assert (array(orders, "focus")[~researchable_projects(rules, state).array] == 0).all()
        for name in ("buy_units", "file_units", "rack_units", "cancel_units", "hire_people"):
            assert (array(orders, name) == np.floor(array(orders, name))).all(), f"{name} in whole units"
        assert (array(orders, "rack_units") <= state.fleet.stock_units.array).all()
        assert (array(orders, "cancel_units") <= state.fleet.held_units.array).all()
        assert array(orders, "split").sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert (array(orders, "split") >= 0).all()
        for name, low, high in (
            ("bid_share", 0, 0.5),
            ("price", 0.4, 2),
            ("run_quarters", 1, 4),
            ("run_share", 0.05, 1),
            ("run_release", 0, 2),
        ):
            assert ((array(orders, name) >= np.float32(low)) & (array(orders, name) <= high)).all(), name


def test_legal_orders_stay_as_they_are(rules: Ruleset, careless: Walk):
    """Cutting twice is cutting once."""
    for played in careless[::3]:
        once = legal(rules, played.before, played.orders)
        twice = legal(rules, played.before, once)
        for field in fields(Orders):
            first, second = array(once, field.name).astype(float), array(twice, field.name).astype(float)
            assert np.allclose(first, second, rtol=1e-3, atol=1.01), field.name


def test_standing_orders_are_legal(rules: Ruleset):
    state = begun(rules)
    orders, record = stand_still(rules, state), Listener()
    clamp_orders(rules, state, orders, record)
    for name, asked, allowed, reason in record.refusals:
        assert np.allclose(asked.array.astype(float), allowed.array.astype(float)), (name, reason)


def test_every_cut_has_its_reason(rules: Ruleset, wild: Walk):
    played = wild[0]
    record = Listener()
    orders = clamp_orders(rules, played.before, played.orders, record)
    told = {name for name, *_ in record.refusals}
    assert told >= {
        "buy_units",
        "file_units",
        "run_start",
        "borrow_musd",
        "raise_musd",
        "moves",
        "build_mw",
        "fab_musd",
    }
    assert all(reason.startswith("refusal.") for *_, reason in record.refusals)
    assert isinstance(orders, Orders)


def test_money_cuts_all_purchases_evenly(rules: Ruleset):
    state = begun(rules)
    openai = rules.place(FIRMS, "openai")
    offers = np.flatnonzero(row_of(rules, open_listings(rules, state), openai)[:, 0])
    state = put(state, "books.cash_musd", 500.0, rules.place(FIRMS, "openai"))
    orders = stand_still(rules, state)
    for offer in offers[:3]:
        orders = asking(rules, "buy_units", 20_000, "openai", offer)(orders)
    left = row_of(rules, legal(rules, state, orders).buy_units, openai)[offers[:3], 0]
    assert left.max() - left.min() <= 1
    assert 0 < left.max() < 20_000
    assert rules.sizes[USES] == 4
