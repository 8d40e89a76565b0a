"""Watching AIs from the title: play, pause, step, another seat, a code at a turn, and a seat taken over."""

from __future__ import annotations

from game.rollout.codes import code_of, encode
from game.session.coded import open_code
from game.session.watching import Watched
from game.ui.play import first_screen
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.watch import WatchScreen
from tests.ui.hands import Hands, window


def watching(hands: Hands) -> WatchScreen:
    top = hands.app.top
    assert isinstance(top, WatchScreen)
    return top


def test_from_the_title_by_mouse(pocket):
    with window(first_screen(), (1280, 720)) as hands:
        hands.click("title.watch")
        hands.click("watch.scenario.pocket-race")
        hands.retype("watch.seed", "5")
        hands.click("watch.go")
        screen = watching(hands)
        assert screen.watched.code.seed == 5
        hands.click("watch.play")
        hands.wait(3)
        hands.click("watch.play")
        played = screen.watched.turn
        assert played >= 2
        hands.wait(2)
        assert screen.watched.turn == played, "it is paused"
        hands.click("watch.back")
        assert screen.watched.turn == played - 1
        firm = screen.watched.firms[1]
        hands.click(f"seat.{firm}")
        assert screen.live.session.firm == firm
        assert hands.sees("figure.cash_bn")
        hands.click("watch.take")
        top = hands.app.top
        assert isinstance(top, GameScreen)
        assert (top.session.firm, top.session.turn) == (firm, played - 1)


def test_by_keys_to_the_end_and_back_to_the_title(pocket):
    with window(first_screen(), (1280, 720)) as hands:
        hands.app.open(WatchScreen(Watched.begun(pocket, 2)))
        hands.app.frame()
        screen = watching(hands)
        hands.key("Right")
        hands.key("Right")
        hands.key("Left")
        assert screen.watched.turn == 1
        hands.key("Down")
        assert screen.firm == screen.watched.firms[0]
        hands.key("+")
        assert screen.speed == "2"
        hands.key("End")
        hands.wait(3)
        assert not screen.watched.can_go_on
        assert not hands.app.find("watch.take").enabled
        hands.key("Home")
        assert screen.watched.turn == 0
        hands.key("Esc")
        assert hands.screen == "TitleScreen"


def test_a_code_opens_at_its_turn_and_a_wrong_one_is_told(pocket):
    code = code_of(pocket.ruleset, 3, 4, {})
    with window(first_screen(), (1280, 720)) as hands:
        hands.key("w")
        hands.app.focus_on(hands.app.find("watch.way"))
        hands.key("Right")
        hands.retype("watch.code", f"{encode(code)}x")
        hands.click("watch.go")
        assert hands.screen == "WatchOpenScreen"
        assert hands.sees("watch.problem")
        hands.retype("watch.code", encode(code))
        hands.retype("watch.at_turn", "4")
        hands.key("Enter")
        hands.click("watch.go")
        assert watching(hands).watched.seen().digest == open_code(pocket, code, turn=4).digest
