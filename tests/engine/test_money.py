"""Money: what firms may spend, borrow and raise, and what becomes of those who run out."""

from typing import Any

import numpy as np
import pytest

from game.engine.axes import AHEAD, FIRMS, OFFERS, USES
from game.engine.clamp import clamp_orders
from game.engine.listings import of_offer, per_firm
from game.engine.phases.money import credit_limit_musd, investor_offer_musd, rent_price_musd
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import observe
from tests.engine.boards import asking, begun, edited, fate, listened, number, put, quarter
from tests.engine.conftest import Walk
from tests.strategies import Dice, fresh, stand_still

FIRM = "tencent"


def test_nobody_spends_what_he_has_not(rules: Ruleset, walk: Walk):
    """Whatever is ordered together fits the cash in hand and the new money; only running costs may go beyond."""
    k = rules.constants
    for played in walk:
        legal = clamp_orders(rules, played.before, played.orders, Recorder())
        chips = per_firm(rules, legal.buy_units * of_offer(rules, played.before.market.price_musd)).array
        asked = (
            chips * (1 + legal.bid_share.array)
            + legal.build_mw.array * k.build_musd_per_mw
            + np.maximum(legal.hire_people.array, 0) * k.hire_musd
            + legal.fab_musd.array.sum(axis=1)
            + legal.lobby_musd.array.sum(axis=1)
            + legal.comply_musd.array
        )
        new_money = np.maximum(legal.borrow_musd.array, 0) + legal.raise_musd.array
        purse = np.maximum(played.before.books.cash_musd.array, 0) + new_money
        assert (asked <= purse * 1.0001 + 0.1).all()


def test_debt_keeps_to_what_lenders_bear(rules: Ruleset):
    state = begun(rules)
    legal = clamp_orders(rules, state, asking(rules, "borrow_musd", 1e9, FIRM)(stand_still(rules, state)), Recorder())
    room = credit_limit_musd(rules, state) - state.books.debt_musd
    assert number(rules, legal.borrow_musd, firms=FIRM) == pytest.approx(max(number(rules, room, firms=FIRM), 0))


def test_no_more_is_repaid_than_owed_or_had(rules: Ruleset):
    firm = rules.place(FIRMS, FIRM)
    state = put(put(begun(rules), "books.debt_musd", 300.0, firm), "books.cash_musd", 1000.0, firm)
    pay = asking(rules, "borrow_musd", -1e9, FIRM)
    assert (
        number(rules, clamp_orders(rules, state, pay(stand_still(rules, state)), Recorder()).borrow_musd, firms=FIRM)
        == -300
    )
    poor = put(state, "books.cash_musd", 120.0, firm)
    assert (
        number(rules, clamp_orders(rules, poor, pay(stand_still(rules, poor)), Recorder()).borrow_musd, firms=FIRM)
        == -120
    )


def test_investors_lose_patience(rules: Ruleset):
    state = begun(rules)
    offers = [investor_offer_musd(rules, put(state, "books.patience", points)).array for points in (14, 15, 40, 90)]
    assert (offers[0] == 0).all(), "under fifteen points no new money"
    assert (offers[1] > 0).any()
    assert (offers[3] >= offers[2]).all() and (offers[2] >= offers[1]).all()
    broke = edited(state, "books.is_broke", lambda a: ~a)
    assert (investor_offer_musd(rules, broke).array == 0).all()


def test_raising_all_there_is_costs_patience(rules: Ruleset):
    board = fate(rules, 0.5)
    state = begun(board)
    offer = number(board, investor_offer_musd(board, state), firms="openai")
    asked, idle = quarter(board, state, asking(board, "raise_musd", offer, "openai")), quarter(board, state)
    assert number(board, asked.books.patience, firms="openai") < number(board, idle.books.patience, firms="openai")
    gained = number(board, asked.books.cash_musd, firms="openai") - number(board, idle.books.cash_musd, firms="openai")
    assert 0.9 * offer <= gained <= 1.001 * offer


def near_ruin(rules: Ruleset, cash: float, debt: float) -> State:
    firm = rules.place(FIRMS, FIRM)
    state = put(put(begun(rules), "books.cash_musd", cash, firm), "books.debt_musd", debt, firm)
    state = put(put(state, "books.core_musd", 0.0, firm), "books.revenue_musd", 0.0, firm)
    state = put(put(state, "products.users_m", 0.0, firm), "products.enterprise_musd", 0.0, firm)
    return put(state, "products.share", 0.0, firm)


def test_who_cannot_pay_is_broke_and_stays_so(rules: Ruleset):
    board = fate(rules, 0.5)
    state = quarter(board, near_ruin(board, 0.0, 1e6))
    assert number(board, state.books.is_broke, firms=FIRM)
    assert number(board, state.standings.score, firms=FIRM) == 0
    rich = put(state, "books.cash_musd", 1e6, board.place(FIRMS, FIRM))
    assert number(board, quarter(board, rich).books.is_broke, firms=FIRM)


def test_a_broke_firm_buys_trains_and_moves_no_more(rules: Ruleset):
    state = put(fresh(rules, 8), "books.is_broke", True, rules.place(FIRMS, FIRM))
    firm, dice = rules.place(FIRMS, FIRM), Dice(3, 8)
    for _ in range(4):
        legal = clamp_orders(rules, state, dice.decide(rules, observe(rules, state)), Recorder())
        for name in ("buy_units", "run_start", "moves"):
            assert not getattr(legal, name).array[firm].any(), name
        state = step(rules, state, dice.decide(rules, observe(rules, state)))
    assert rules.sizes[OFFERS] and rules.sizes[AHEAD]


def test_a_firm_short_of_cash_borrows_at_once_within_its_limit(rules: Ruleset):
    board = fate(rules, 0.5)
    state = put(begun(board), "books.cash_musd", -200.0, board.place(FIRMS, FIRM))
    state = put(state, "books.debt_musd", 0.0, board.place(FIRMS, FIRM))
    state = put(state, "books.ai_budget_share", 0.01, board.place(FIRMS, FIRM))
    state = put(state, "books.revenue_musd", 200.0, board.place(FIRMS, FIRM))
    after, record = listened(board, state)
    loan = number(board, record.notes["money.emergency_loan_musd"], firms=FIRM)
    assert loan > 200
    assert not number(board, after.books.is_broke, firms=FIRM)
    assert number(board, after.books.debt_musd, firms=FIRM) == pytest.approx(loan, rel=1e-4)


def test_the_terms_of_the_books_add_up_to_the_books(walk: Walk):
    for played in walk:
        record = played.record
        books = record.sums["money.cash_musd"]
        total = np.sum([term.array for term in books.terms.values() if isinstance(term, Value)], axis=0)
        assert np.allclose(total, books.result.array, rtol=1e-4, atol=0.5)
        paid = record.notes["money.emergency_loan_musd"] - record.notes["money.paid_to_owners_musd"]
        cash = books.result + paid - record.notes["politics.paid_musd"]
        assert np.allclose(cash.array, played.after.books.cash_musd.array, rtol=1e-5, atol=0.5)


def test_rent_brings_money_and_falls_with_time(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(begun(board), "compute.split", lambda a: a * 0 + 0.25)
    renting = edited(stand_still(board, state), "split", lambda a: _only(a, board.place(USES, "renting")))
    idle = edited(stand_still(board, state), "split", lambda a: _only(a, board.place(USES, "research")))
    gained = step(board, state, renting).books.cash_musd.array - step(board, state, idle).books.cash_musd.array
    assert (gained > 0).all()
    later = edited(state, "turn", lambda a: a + 4)
    assert (
        rent_price_musd(board, later.turn, later.world).array < rent_price_musd(board, state.turn, state.world).array
    ).all()


def _only(array: Any, use: int) -> Any:
    array[:] = 0
    array[:, use] = 1
    return array


def test_hoarded_cash_is_paid_out_in_part(rules: Ruleset):
    board = fate(rules, 0.5)
    state = put(begun(board), "books.cash_musd", 1e6)
    _, record = listened(board, state)
    paid = record.notes["money.paid_to_owners_musd"].array
    assert (paid > 0).all()
    assert (paid < 1e6 * board.constants.payout_rate * 1.01).all()
