"""Contracts and the second-hand market worked by mouse through two real quarters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.engine.axes import CHIPS, OFFERS
from game.scenario import Loaded
from game.session.facts.deals import UsedChip
from game.session.game import Session
from game.ui.screens.frame import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.supply.deals import RunningLine
from game.ui.widgets import Choice, Stepper
from tests.ui.hands import Hands, window


@pytest.fixture
def session(stockpile: Loaded) -> Session:
    """A game of the test's own, led by nobody but the player."""
    return Session(stockpile, stockpile.board.scenario.playable[0], 7)


@pytest.fixture
def hands(session: Session) -> Iterator[Hands]:
    live = Live(session)
    live.events_shown = True
    with window(HomeScreen(live)) as found:
        yield found


def open_deals(hands: Hands) -> None:
    hands.click("rail.supply")
    tabs = hands.app.find("tabs")
    assert isinstance(tabs, Choice)
    x, y = tabs.cell_px("deals").center
    hands.click_at(x * hands.app.view.scale, y * hands.app.view.scale)


def plus(hands: Hands, wid: str) -> int:
    """Click a stepper's right arm; what it then says."""
    hands.bring(wid)
    scale = hands.app.view.scale
    arm = stepper(hands, wid).arm_px(1)
    hands.click_at(arm.centerx * scale, arm.centery * scale)
    return stepper(hands, wid).value


def stepper(hands: Hands, wid: str) -> Stepper:
    found = hands.app.find(wid)
    assert isinstance(found, Stepper)
    return found


def end_quarter(hands: Hands, session: Session) -> None:
    """Back to the map, and on until the next quarter's map."""
    turn = session.turn
    hands.click("done")
    assert hands.screen == "HomeScreen"
    hands.click("end_quarter")
    if session.turn == turn:
        hands.click("end_quarter")
    if hands.screen == "Ask":
        hands.click("end.anyway")
    assert session.turn == turn + 1
    while hands.screen != "HomeScreen":
        hands.key("Esc")


def owned(one: UsedChip) -> float:
    return one.stock_units + one.racked_units


def ordered(session: Session, field: str, axis, name: str) -> float:
    seat = session.desk.seat
    return seat.number(getattr(session.orders, field), seat.place(axis, name))


def test_what_is_signed_runs_and_what_is_sold_lies_on_the_shelf(hands: Hands, session: Session) -> None:
    open_deals(hands)
    offer = next(one.offer for one in session.desk.contracts if one.can_sign and one.room_units > 100)
    chip = next(one.chip for one in session.desk.used_chips if one.bid_musd > 0 and one.stock_units > 100)
    had = next(one for one in session.desk.used_chips if one.chip == chip)
    reserved = plus(hands, f"reserve.{offer}")
    assert reserved > 0 and ordered(session, "reserve_units", OFFERS, offer) == reserved
    hands.click("undo")
    assert ordered(session, "reserve_units", OFFERS, offer) == 0
    plus(hands, f"reserve.{offer}")
    sold = plus(hands, f"sell_units.{chip}")
    assert ordered(session, "sell_units", CHIPS, chip) == sold > 0

    end_quarter(hands, session)
    running = next(one for one in session.desk.contracts if one.offer == offer)
    assert 0 < running.units <= reserved
    assert running.quarters == session.rules.constants.contract_quarters
    left = next(one for one in session.desk.used_chips if one.chip == chip)
    assert 0.9 * (owned(had) - sold) < owned(left) <= owned(had) - sold, "but for the few that fail"
    assert left.shelf_units >= sold

    open_deals(hands)
    assert isinstance(hands.app.find(f"contract.{offer}"), RunningLine)
    assert not hands.sees(f"reserve.{offer}"), "what runs is not signed again"
    taken = plus(hands, f"used_units.{chip}")
    assert 0 < taken <= left.shelf_units
    end_quarter(hands, session)
    now = next(one for one in session.desk.used_chips if one.chip == chip)
    assert now.shelf_units <= left.shelf_units - taken
    assert 0.9 * taken < now.stock_units - left.stock_units <= taken
    assert next(one for one in session.desk.contracts if one.offer == offer).quarters == running.quarters - 1


def test_the_heads_of_the_panels_open_the_codex_at_their_terms(hands: Hands) -> None:
    open_deals(hands)
    for term in ("steady_customer", "supply_contract", "second_hand"):
        hands.click(f"codex.{term}")
        assert hands.screen == "CodexScreen"
        assert hands.app.top.here.entry == term  # type: ignore[union-attr]
        hands.key("Esc")
        assert hands.screen == "SupplyScreen"


def test_every_vendor_shows_without_scrolling_in_the_smallest_window(hands: Hands, session: Session) -> None:
    open_deals(hands)
    panel = hands.app.find("vendors").rect
    assert len(session.desk.suppliers) > 5
    for one in session.desk.suppliers:
        assert panel.contains(hands.app.find(f"vendor.{one.vendor}").rect), one.vendor
