"""The tutorial with the hands alone: every lesson in turn, learnt by doing what it says, and nothing in the way."""

from __future__ import annotations

import pygame
import pytest

from game.session import shelf
from game.ui.play import first_screen
from game.ui.screens.end import EndScreen
from game.ui.screens.event import EventScreen
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.registry import DEPARTMENTS, HOME, open_screen
from game.ui.screens.report import ReportScreen
from tests.ui.hands import Hands, window

OVER_THE_MAP = ("report", "event")


def lesson(hands: Hands) -> str | None:
    """The lesson that is on, whether or not the coach shows on this screen."""
    top = hands.app.top
    assert isinstance(top, GameScreen | ReportScreen | EventScreen | EndScreen)
    return top.live.session.lessons.current


def expect(hands: Hands, name: str) -> None:
    """The coach shows this lesson, wholly inside the window and off what it points at."""
    hands.wait(0.1)
    assert lesson(hands) == name
    panel = hands.app.find("coach").rect_px
    assert hands.app.surface.get_rect().contains(panel)
    assert hands.app.find("coach.text").label and hands.app.find("coach.title").label


def plus(hands: Hands, wid: str) -> None:
    """Press the plus of a stepper."""
    hands.bring(wid)
    place = hands.app.find(wid).rect_px
    hands.click_at(place.right - 10, place.centery)


def end_quarter(hands: Hands) -> None:
    for _ in range(4):
        if hands.screen == "ReportScreen":
            return
        hands.key("Enter")
    raise AssertionError("the quarter does not end")


def to_tab(hands: Hands, sign: str) -> None:
    """Click along the tabs until a widget shows; a wide window shows all at once and has none."""
    if hands.sees(sign):
        return
    place = hands.app.find("tabs").rect_px
    for x in range(place.x, place.right, 20):
        if hands.sees(sign):
            return
        hands.click_at(x, place.centery)
    raise AssertionError(sign)


def first_quarter(hands: Hands) -> None:
    for name in ("welcome", "runway"):
        expect(hands, name)
        hands.click("coach.next")
    expect(hands, "rumour")
    hands.click("rail.policy")
    expect(hands, "rule")
    hands.key("g")
    expect(hands, "supply")
    hands.click("rail.supply")
    expect(hands, "buy")
    plus(hands, "buy.h20")
    expect(hands, "run")
    hands.click("rail.models")
    hands.click("commit")
    expect(hands, "heads")
    hands.click("rail.research")
    hands.click("head.delegate")
    expect(hands, "move")
    hands.click("rail.home")
    card = hands.ids("move.")[0]
    hands.click(card)
    hands.click(card)
    expect(hands, "end_1")
    end_quarter(hands)


def second_quarter(hands: Hands) -> None:
    expect(hands, "paper")
    hands.click("coach.next")
    assert not hands.sees("coach"), "the next lesson is not about this page"
    hands.key("Enter")
    expect(hands, "split")
    hands.click("rail.compute")
    knob, bar = hands.app.find("split.0").rect_px, hands.app.find("split").rect_px
    at = (knob.right, bar.centery)
    hands.move(*at)
    hands.post(pygame.MOUSEBUTTONDOWN, pos=at, button=1, touch=False)
    hands.move(at[0] - 60, at[1])
    hands.post(pygame.MOUSEBUTTONUP, pos=(at[0] - 60, at[1]), button=1, touch=False)
    expect(hands, "gap")
    hands.click("rail.models")
    expect(hands, "tension")
    hands.click("coach.next")
    expect(hands, "end_2")
    hands.click("rail.home")
    end_quarter(hands)


def third_quarter(hands: Hands) -> None:
    expect(hands, "paper_2")
    hands.click("coach.next")
    hands.key("Enter")
    hands.wait(0.1)
    assert hands.screen == "EventScreen"
    expect(hands, "letter")
    hands.click("choice.2")
    hands.click("event.choose")
    expect(hands, "home_chips")
    hands.click("rail.supply")
    plus(hands, "buy.ascend910c")
    expect(hands, "washington")
    hands.click("rail.policy")
    to_tab(hands, "lobby.us")
    plus(hands, "lobby.us")
    expect(hands, "end_3")
    hands.click("rail.home")
    end_quarter(hands)


@pytest.mark.parametrize("size", [(1280, 720), pytest.param((1920, 1080), marks=pytest.mark.slow)])
def test_every_lesson_is_learnt_by_doing_it(size: tuple[int, int]) -> None:
    with window(first_screen(), size=size) as hands:
        hands.click("title.tutorial")
        assert hands.screen == "HomeScreen"
        first_quarter(hands)
        second_quarter(hands)
        third_quarter(hands)
        hands.key("Enter")
        hands.wait(0.2)
        assert hands.screen == "EndScreen"


def test_nothing_waits_for_a_lesson() -> None:
    """Played with Enter alone it comes to its end, and the lessons are over with their quarters."""
    with window(first_screen()) as hands:
        hands.key("t")
        for _ in range(40):
            if hands.screen == "EndScreen":
                return
            hands.key("Enter")
            hands.wait(0.1)
        raise AssertionError(hands.screen)


def test_the_coach_is_sent_away_and_called_back() -> None:
    with window(first_screen()) as hands:
        hands.click("title.tutorial")
        hands.click("coach.hide")
        assert not hands.sees("coach")
        hands.click("rail.supply")
        assert not hands.sees("coach")
        hands.key("F1")
        assert hands.sees("coach")


def test_what_lies_behind_the_coach_gets_no_clicks() -> None:
    with window(first_screen()) as hands:
        hands.click("title.tutorial")
        hands.click_at(*hands.app.find("coach.text").rect_px.center)
        assert hands.screen == "HomeScreen" and lesson(hands) == "welcome"


def test_a_scenario_without_lessons_has_no_coach() -> None:
    card = next(one for one in shelf.listed() if one.id == "pocket-race")
    loaded = shelf.opened(card)
    with window(HomeScreen(Live(shelf.begin(loaded, "tencent", 1)))) as hands:
        assert not hands.sees("coach")
        hands.key("F1")
        assert not hands.sees("coach")


def test_what_lessons_name_is_there() -> None:
    """Screens and tabs that a lesson asks to be opened, and what it points at on a screen that it names."""
    screens = {entry.name for entry in (HOME, *DEPARTMENTS)}
    for card in (one for one in shelf.listed() if one.teaches):
        loaded = shelf.opened(card)
        live = Live(shelf.begin(loaded, loaded.board.scenario.playable[0], 1))
        tabs = {f"{name}.{tab}" for name in screens for tab, _ in open_screen(name, live).tabs}
        for name, one in loaded.board.lessons.items():
            opened = one.done.opened if one.done is not None else None
            assert opened is None or opened in screens | tabs | set(OVER_THE_MAP), name
            for point in one.points:
                where = point.rpartition("/")[0]
                assert not where or where in screens | set(OVER_THE_MAP), point
            assert one.points, f"{name} points at nothing"
            assert {"en", "zh"} <= set(one.text.by_language) & set(one.name.by_language), name
