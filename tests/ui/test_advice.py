"""Advisers: what a head proposes is seen on pointing, taken by one click or key, and kept by leaving it to the head."""

from __future__ import annotations

import pytest

from game.session.advice import proposals
from game.session.edits import PlayMove
from game.session.game import Session
from game.ui.screens.home import HomeScreen
from game.ui.screens.registry import DEPARTMENTS
from tests.ui.hands import Hands


@pytest.fixture
def hands(on_map: Hands) -> Hands:
    return on_map


def session_of(hands: Hands) -> Session:
    home = hands.app.stack[0]
    assert isinstance(home, HomeScreen)
    return home.session


def test_one_click_takes_one_order_and_says_how_to_take_it_back(hands: Hands) -> None:
    hands.key("s")
    hands.click("advice")
    session, texts = session_of(hands), len(hands.ids("advice.")) and hands.app.find("advice.0").label
    first = proposals(session, "supply")[0]
    hands.click("advice.0")
    assert session.edits == first.edits
    assert texts not in {hands.app.find(wid).label for wid in hands.ids("advice.") if wid.split(".")[1].isdigit()}
    assert "1 order" in hands.app.toasts.describe()
    hands.key("Esc")
    assert hands.screen == "SupplyScreen"
    hands.key("Ctrl+Z")
    assert session.edits == ()


def test_enter_takes_all_and_one_undo_takes_all_back(hands: Hands) -> None:
    hands.key("r")
    hands.key("a")
    session = session_of(hands)
    offered = proposals(session, "research")
    assert len(offered) > 1
    hands.key("Enter")
    assert hands.screen == "ResearchScreen"
    assert proposals(session, "research") == ()
    hands.key("a")
    assert "as the head would" in hands.app.find("advice.words").label
    hands.key("a")
    hands.key("Ctrl+Z")
    assert session.edits == () and len(proposals(session, "research")) == len(offered)
    hands.key("Ctrl+Y")
    assert proposals(session, "research") == ()


def test_delegation_keeps_it(hands: Hands) -> None:
    hands.key("k")
    hands.key("a")
    hands.key("d")
    session = session_of(hands)
    assert "market" in session.delegated and not session.edits
    assert "as the head would" in hands.app.find("advice.words").label


@pytest.mark.parametrize("entry", DEPARTMENTS, ids=lambda entry: entry.name)
def test_pointing_tells_orders_and_reasons_in_every_department(hands: Hands, entry) -> None:
    hands.key(entry.key)
    hands.move(*hands.app.find("advice").rect_px.center)
    hands.wait(0.8)
    (shown,) = hands.app.tips.views
    tip = shown.tip_shown
    offered = proposals(session_of(hands), entry.department)
    assert len(tip.lines) >= min(1, len(offered)) + 2
    assert tip.key == "A"


def test_the_board_is_asked_on_the_map(hands: Hands) -> None:
    hands.click("advice")
    assert hands.screen == "AdviceScreen"
    hands.click("advice.0")
    (edit,) = session_of(hands).edits
    assert isinstance(edit, PlayMove) and edit.on
