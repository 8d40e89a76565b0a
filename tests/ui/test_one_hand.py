"""A whole game by the mouse alone, and one by the keyboard alone, from the title to the last page."""

from __future__ import annotations

import pytest

from game.session.replay import read_replay, verify
from game.ui.play import first_screen
from game.ui.screens.home import HomeScreen
from tests.ui.hands import Hands, window

SCENARIO, FIRM = "pocket-race", "tencent"
MOST_SCREENS = 300


def tab_to(hands: Hands, wid: str) -> None:
    """Go from stop to stop until the ring is where it should be."""
    for _ in range(120):
        focus = hands.app.router.focus
        if focus is not None and focus.wid == wid and focus.ring:
            return
        hands.key("Tab")
    raise AssertionError(f"Tab never comes to {wid}")


def press(hands: Hands, wid: str) -> None:
    tab_to(hands, wid)
    hands.key("Enter")


def key_turn(hands: Hands) -> None:
    """One screen on, by keys."""
    if hands.screen == "EventScreen":
        hands.key("1")
        hands.key("Enter")
    elif hands.screen == "HomeScreen":
        if hands.ids("move."):
            hands.key("Right")
            hands.key("Space")
        hands.key("Enter")
    else:
        hands.key("Enter")


def mouse_turn(hands: Hands) -> None:
    """One screen on, by clicks."""
    if hands.screen == "EventScreen":
        hands.click("choice.1")
        hands.click("event.choose")
    elif hands.screen == "HomeScreen":
        top = hands.app.top
        assert isinstance(top, HomeScreen)
        cards = hands.ids("move.")
        if cards and not top.session.edits:
            hands.click(cards[0])
            hands.click(cards[0])
        hands.click("end_quarter")
    elif hands.screen == "ReportScreen":
        hands.click("report.start")
    else:
        hands.click("end.anyway")


@pytest.mark.slow
def test_by_the_keyboard_alone(player_folders, monkeypatch) -> None:
    with window(first_screen()) as hands:
        monkeypatch.setattr(Hands, "click_at", None)
        monkeypatch.setattr(Hands, "move", None)
        press(hands, "title.new")
        press(hands, f"scenario.{SCENARIO}")
        press(hands, f"firm.{FIRM}")
        press(hands, "new.begin")
        assert hands.screen == "HomeScreen"
        hands.key("m")
        hands.key("d")
        hands.key("Esc")
        for _ in range(MOST_SCREENS):
            if hands.screen == "EndScreen":
                break
            key_turn(hands)
            hands.app.frame()
        assert hands.screen == "EndScreen"
        press(hands, "end.replay")
        (replay,) = player_folders.rglob("*replay*.tapeout")
        assert verify(read_replay(replay)).holds


@pytest.mark.slow
def test_by_the_mouse_alone(player_folders, monkeypatch) -> None:
    with window(first_screen()) as hands:
        monkeypatch.setattr(Hands, "key", None)
        monkeypatch.setattr(Hands, "type", None)
        hands.click("title.new")
        hands.click(f"scenario.{SCENARIO}")
        hands.click(f"firm.{FIRM}")
        hands.click("new.begin")
        hands.click("rail.models")
        hands.click("rail.home")
        for _ in range(MOST_SCREENS):
            if hands.screen == "EndScreen":
                break
            mouse_turn(hands)
            hands.app.frame()
        assert hands.screen == "EndScreen"
        hands.click("end.replay")
        (replay,) = player_folders.rglob("*replay*.tapeout")
        assert verify(read_replay(replay)).holds
