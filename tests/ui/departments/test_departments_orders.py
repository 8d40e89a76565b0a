"""Orders by mouse and by keyboard reach the session, and undo takes each back."""

from __future__ import annotations

import pygame
import pytest

from game.engine.axes import COUNTRIES, FOUNDRIES, OFFERS
from game.session.game import Session
from game.ui.screens.frame import Live
from game.ui.screens.registry import open_screen
from game.ui.widgets import Choice, Slider, SplitBar, Stepper
from tests.ui.hands import Hands, window

WIDE = (1600, 900)


def number(session: Session, field: str, *at: int) -> float:
    seat = session.desk.seat
    return seat.number(getattr(session.orders, field), *at)


def place(session: Session, axis, name: str) -> int:
    return session.desk.seat.place(axis, name)


def plus(hands: Hands, wid: str, times: int = 1) -> None:
    """Click a stepper's right arm."""
    hands.bring(wid)
    scale = hands.app.view.scale
    for _ in range(times):
        stepper = hands.app.find(wid)
        assert isinstance(stepper, Stepper)
        arm = stepper.arm_px(1)
        hands.click_at(arm.centerx * scale, arm.centery * scale)


def cell(hands: Hands, wid: str, value: str) -> None:
    """Click one option of a choice."""
    chooser = hands.app.find(wid)
    assert isinstance(chooser, Choice)
    area = chooser.cell_px(value)
    scale = hands.app.view.scale
    hands.click_at(area.centerx * scale, area.centery * scale)


def first_on_sale(session: Session) -> str:
    offers = [o for o in session.desk.offers if o.status == "open" and o.supply_units > 1000 and not o.is_grey]
    return offers[0].offer


# --- supply
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_buying_by_mouse(size: tuple[int, int], live: Live, session: Session) -> None:
    offer = first_on_sale(session)
    with window(open_screen("supply", live), size) as hands:
        plus(hands, f"buy.{offer}", 3)
        step = hands.app.find(f"buy.{offer}")
        assert isinstance(step, Stepper)
        assert number(session, "buy_units", place(session, OFFERS, offer)) == 3 * step.step
        assert any(line.offer == offer and line.state == "draft" for line in session.desk.order_book)
        hands.key("Ctrl+Z")
        assert number(session, "buy_units", place(session, OFFERS, offer)) == 0
        assert not session.can_undo


def test_buying_by_keyboard(live: Live, session: Session) -> None:
    offer = first_on_sale(session)
    with window(open_screen("supply", live)) as hands:
        for _ in range(80):
            hands.key("Tab")
            focus = hands.app.router.focus
            if focus is not None and focus.wid == f"buy.{offer}":
                break
        hands.type("1200")
        hands.key("Enter")
        assert number(session, "buy_units", place(session, OFFERS, offer)) == 1200
        hands.key("Up")
        assert number(session, "buy_units", place(session, OFFERS, offer)) > 1200
        hands.key("Ctrl+Z")
        assert number(session, "buy_units", place(session, OFFERS, offer)) == 0


def test_undo_key_on_the_page(live: Live, session: Session) -> None:
    with window(open_screen("supply", live), WIDE) as hands:
        assert not hands.app.find("undo").enabled
        plus(hands, f"buy.{first_on_sale(session)}")
        hands.click("undo")
        assert not session.can_undo


def test_premium_bid(live: Live, session: Session) -> None:
    with window(open_screen("supply", live), WIDE) as hands:
        hands.click("bid")
        assert number(session, "bid_share") == pytest.approx(0.25, abs=0.03)
        hands.key("Home")
        assert number(session, "bid_share") == 0


def test_filing_a_licence(live: Live, session: Session) -> None:
    asked = [one.offer for one in session.desk.offers if one.status == "licence"]
    if not asked:
        pytest.skip("no offer asks for a licence in this quarter")
    with window(open_screen("supply", live, focus=asked[0]), WIDE) as hands:
        hands.click(f"file.{asked[0]}")
        assert number(session, "file_units", place(session, OFFERS, asked[0])) > 0
        if len(asked) > 1:
            hands.bring(f"file.{asked[1]}")
            assert not hands.app.find(f"file.{asked[1]}").enabled
        hands.key("Ctrl+Z")
        assert number(session, "file_units", place(session, OFFERS, asked[0])) == 0


def test_too_much_is_cut_and_says_why(live: Live, session: Session) -> None:
    on_sale = [one for one in session.desk.offers if one.status == "open" and one.supply_units > 1000]
    offer = max(on_sale, key=lambda one: one.price_musd).offer
    with window(open_screen("supply", live, focus=offer), WIDE) as hands:
        hands.click(f"buy.{offer}")
        hands.type("9990000")
        hands.key("Enter")
        screen = hands.app.top
        assert screen is not None
        tip = screen.refusal_tip("buy_units", offer)  # type: ignore[attr-defined]
        assert tip is not None
        assert tip.lines


def test_filter_shows_one_group(live: Live) -> None:
    with window(open_screen("supply", live), WIDE) as hands:
        before = len(hands.ids("offer."))
        cell(hands, "filter", "abroad")
        assert 0 < len(hands.ids("offer.")) < before


def test_focus_singles_an_offer_out(live: Live, session: Session) -> None:
    offer = session.desk.offers[-1]
    with window(open_screen("supply", live, focus=offer.chip), WIDE) as hands:
        shown = hands.ids("offer.")[0]
        picked = next(one for one in session.desk.offers if one.offer == shown.removeprefix("offer."))
        assert picked.chip == offer.chip


# --- compute
@pytest.mark.parametrize("size", [(1280, 720), WIDE], ids=str)
def test_split_bar_by_mouse_and_keys(size: tuple[int, int], live: Live, session: Session) -> None:
    before = [use.share for use in session.desk.uses]
    with window(open_screen("compute", live), size) as hands:
        bar = hands.app.find("split")
        assert isinstance(bar, SplitBar)
        hands.app.router.set_focus(hands.app.find("split.0"), True)
        for _ in range(5):
            hands.key("Left")
        now = [use.share for use in session.desk.uses]
        assert now[0] == pytest.approx(round(100 * before[0]) / 100 - 0.05, abs=0.011)
        assert sum(now) == pytest.approx(1.0, abs=1e-5)
        grip = hands.app.find("split.0").rect_px
        hands.move(*grip.center)
        hands.post(pygame.MOUSEBUTTONDOWN, pos=grip.center, button=1, touch=False)
        hands.move(grip.centerx + 200, grip.centery)
        hands.post(pygame.MOUSEBUTTONUP, pos=(grip.centerx + 200, grip.centery), button=1, touch=False)
        dragged = [use.share for use in session.desk.uses]
        assert dragged[0] > now[0]
        assert sum(dragged) == pytest.approx(1.0, abs=1e-5)
        hands.key("Ctrl+Z")
        assert [use.share for use in session.desk.uses] == pytest.approx(before, abs=1e-6)


def test_power_and_racks(live: Live, session: Session) -> None:
    with window(open_screen("compute", live), WIDE) as hands:
        plus(hands, "build_mw", 2)
        assert number(session, "build_mw") == 20
        waiting = [one for one in session.desk.stocks if one.stock_units >= 1]
        if waiting:
            hands.click("rack_everything")
            assert session.orders.rack_units.array[session.seat_place].sum() > 0
        while session.can_undo:
            hands.key("Ctrl+Z")
        assert number(session, "build_mw") == 0


# --- research
@pytest.mark.parametrize("size", [(1280, 720), WIDE], ids=str)
def test_focusing_a_project(size: tuple[int, int], live: Live, session: Session) -> None:
    opened = next(one.project for one in session.desk.projects if one.state == "open")

    def share() -> float:
        return next(one.focus for one in session.desk.projects if one.project == opened)

    with window(open_screen("research", live), size) as hands:
        hands.click(f"project.{opened}")
        assert share() == 0
        hands.click(f"project.{opened}")
        assert share() > 0.1
        assert sum(one.focus for one in session.desk.projects) == pytest.approx(1.0, abs=1e-4)
        hands.key("Ctrl+Z")
        assert share() == 0
        hands.click("focus")
        assert share() > 0.1
        slider = hands.app.find("staff")
        assert isinstance(slider, Slider)
        hands.app.router.set_focus(slider, True)
        before = share()
        hands.key("Shift+Right")
        assert share() == pytest.approx(before + 0.1, abs=0.02)
        hands.click("focus")
        assert share() == 0


def test_arrows_go_from_card_to_card(live: Live, session: Session) -> None:
    with window(open_screen("research", live), WIDE) as hands:
        cards = hands.ids("project.")
        hands.app.router.set_focus(hands.app.find(cards[0]), True)
        hands.key("Right")
        focus = hands.app.router.focus
        assert focus is not None
        assert focus.wid.startswith("project.")
        assert focus.wid != cards[0]
        hands.key("Left")
        assert hands.app.router.focus is not None
        assert hands.app.router.focus.wid == cards[0]


def test_a_locked_project_takes_nobody(live: Live, session: Session) -> None:
    locked = next(one.project for one in session.desk.projects if one.state == "locked")
    with window(open_screen("research", live), WIDE) as hands:
        hands.click(f"project.{locked}")
        hands.click(f"project.{locked}")
        assert not session.can_undo
        assert not hands.app.find("focus").enabled


def test_hiring(live: Live, session: Session) -> None:
    with window(open_screen("research", live), WIDE) as hands:
        plus(hands, "hire", 2)
        assert number(session, "hire_people") == 10
        hands.key("Ctrl+Z")
        assert number(session, "hire_people") == 0


# --- models
@pytest.mark.parametrize("size", [(1280, 720), WIDE], ids=str)
def test_starting_a_run(size: tuple[int, int], live: Live, session: Session) -> None:
    if len(session.desk.models.runs) >= session.desk.models.slots:
        pytest.skip("no slot is free in this quarter")
    with window(open_screen("models", live), size) as hands:
        cell(hands, "length", "3")
        cell(hands, "release", "hold")
        hands.key("Enter")
        planned = session.desk.models.planned
        assert planned is not None
        assert (planned.quarters, planned.release) == (3, "hold")
        cell(hands, "length", "1")
        planned = session.desk.models.planned
        assert planned is not None
        assert planned.quarters == 1
        hands.click("drop")
        assert session.desk.models.planned is None
        hands.key("Ctrl+Z")
        assert session.desk.models.planned is not None
        while session.can_undo:
            hands.key("Ctrl+Z")
        assert session.desk.models.planned is None


def test_steering_a_run(session: Session, stockpile) -> None:
    from game.session.edits import StartRun

    other = Session(stockpile, session.firm, 11)
    other.queue(StartRun(3, 0.4, "closed"))
    other.end_quarter()
    assert other.desk.models.runs
    with window(open_screen("models", Live(other)), WIDE) as hands:
        hands.click("wish.widen")
        assert other.desk.models.runs[0].is_widened
        hands.click("wish.cut")
        assert other.desk.models.runs[0].is_cut
        assert not other.desk.models.runs[0].is_widened
        hands.click("wish.keep")
        assert not other.desk.models.runs[0].is_cut


# --- silicon, market, money, policy
def test_investing_in_a_foundry(live: Live, session: Session) -> None:
    foundry = session.desk.foundries[0].foundry
    with window(open_screen("silicon", live), WIDE) as hands:
        plus(hands, f"fab.{foundry}", 2)
        assert number(session, "fab_musd", place(session, FOUNDRIES, foundry)) == 100
        hands.key("Ctrl+Z")
        assert number(session, "fab_musd", place(session, FOUNDRIES, foundry)) == 0


def test_setting_a_price(live: Live, session: Session) -> None:
    segment = session.desk.market.segments[0]
    with window(open_screen("market", live), WIDE) as hands:
        plus(hands, f"price.{segment.segment}")
        assert session.desk.market.segments[0].price == pytest.approx(round(100 * segment.price) / 100 + 0.05, abs=1e-4)
        hands.key("Ctrl+Z")
        assert session.desk.market.segments[0].price == pytest.approx(segment.price)


@pytest.mark.parametrize("size", [(1280, 720), WIDE], ids=str)
def test_borrowing_and_repaying(size: tuple[int, int], live: Live, session: Session) -> None:
    tab = "sources" if size == (1280, 720) else ""
    with window(open_screen("money", live, tab), size) as hands:
        plus(hands, "borrow", 3)
        assert number(session, "borrow_musd") == 300
        hands.key("Ctrl+Z")
        assert number(session, "borrow_musd") == 0
        hands.click("repay_all")
        assert number(session, "borrow_musd") < 0
        hands.key("Ctrl+Z")
        plus(hands, "raise")
        assert number(session, "raise_musd") == 100
        assert any(line.message == "money.shares" for line in session.desk.books.commitments)
        hands.key("Ctrl+Z")
        assert number(session, "raise_musd") == 0


@pytest.mark.parametrize("size", [(1280, 720), WIDE], ids=str)
def test_lobbying_and_audits(size: tuple[int, int], live: Live, session: Session) -> None:
    tab = "standing" if size == (1280, 720) else ""
    with window(open_screen("policy", live, tab), size) as hands:
        for government in session.desk.governments:
            plus(hands, f"lobby.{government.country}", 2)
            assert number(session, "lobby_musd", place(session, COUNTRIES, government.country)) == 20
            hands.key("Ctrl+Z")
            assert number(session, "lobby_musd", place(session, COUNTRIES, government.country)) == 0
        plus(hands, "comply")
        assert number(session, "comply_musd") == 10
        hands.key("Ctrl+Z")
        assert number(session, "comply_musd") == 0


def test_the_rule_book_picks_and_filters(live: Live, session: Session) -> None:
    with window(open_screen("policy", live), WIDE) as hands:
        rules = hands.ids("rules.")
        picked = rules[2]
        hands.click(picked)
        name = hands.app.find("rule.name").label
        assert name == live.name("controls", picked.removeprefix("rules."))
        before = len(rules)
        hands.key("O")
        assert len(hands.ids("rules.")) <= before


def test_heads_can_take_a_department(live: Live, session: Session) -> None:
    with window(open_screen("supply", live), WIDE) as hands:
        hands.key("D")
        assert "supply" in session.delegated
        hands.key("D")
        assert "supply" not in session.delegated


def test_supply_shows_no_card_for_what_is_years_away(live: Live, session: Session) -> None:
    with window(open_screen("supply", live), WIDE) as hands:
        shown = {wid.removeprefix("offer.") for wid in hands.ids("offer.")}
    far = {one.offer for one in session.desk.offers if not one.is_in_sight}
    assert far and shown and not far & shown
    assert "b300_cn" not in far  # within a year: it says from when
