"""Forecast and rivals by real events: opened by key, refined while looked at, two fans once something is ordered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.engine.view import Knowledge
from game.rollout.acts import NEXT
from game.scenario import Loaded
from game.session.edits import SetNumber
from game.ui import shots
from game.ui.screens.forecast import SHOWN, ForecastScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.parts.dossier import OddsLine, ReadingLine
from game.ui.screens.rivals import READ, RivalsScreen
from game.ui.widgets import Label, LineChart, Tip
from tests.ui.hands import Hands, window


@pytest.fixture(scope="module")
def live(pocket: Loaded) -> Live:
    return shots.midgame(pocket, 1, 3)


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    with window(HomeScreen(live), (1280, 720)) as found:
        yield found


def ready(hands: Hands, live: Live) -> None:
    live.session.forecast.wait()
    hands.wait()


def chart(hands: Hands, quantity: str) -> LineChart:
    found = hands.app.find(f"forecast.chart.{quantity}")
    assert isinstance(found, LineChart)
    return found


def words(hands: Hands, quantity: str) -> str:
    found = hands.app.find(f"forecast.words.{quantity}")
    assert isinstance(found, Label)
    return found.text


def test_an_order_makes_a_second_fan(hands: Hands, live: Live) -> None:
    hands.key("f")
    ready(hands, live)
    assert isinstance(hands.app.top, ForecastScreen)
    assert all(len(chart(hands, name).series) == 2 for name in SHOWN), "one fan and the past"
    before = words(hands, "cash_bn")
    hands.key("Esc")
    live.session.queue(SetNumber("raise_musd", 500.0))
    hands.key("f")
    ready(hands, live)
    assert len(chart(hands, "cash_bn").series) == 3
    assert words(hands, "cash_bn") != before
    assert "higher in" in words(hands, "cash_bn")
    live.session.undo()
    hands.key("f")
    assert hands.screen == "HomeScreen"


def test_the_window_draws_while_futures_are_worked_out(hands: Hands, live: Live) -> None:
    live.session.queue(SetNumber("raise_musd", 300.0))
    hands.key("f")
    frames = hands.app.frames_drawn
    hands.app.frame()
    assert hands.app.frames_drawn >= frames
    state = hands.app.find("forecast.state")
    assert isinstance(state, Label)
    assert "256" in state.text
    ready(hands, live)
    top = hands.app.top
    assert isinstance(top, ForecastScreen)
    assert top.shown == 256
    assert not top.alive
    live.session.undo()


def test_a_fan_says_more_when_pointed_at(hands: Hands, live: Live) -> None:
    hands.key("f")
    ready(hands, live)
    hands.move(*hands.app.find("forecast.chart.score").rect_px.center)
    hands.wait(1.0)
    tip = chart(hands, "score").tooltip
    assert callable(tip)
    said = tip()
    assert isinstance(said, Tip)
    assert "dice are not the game's" in said.text


def test_rivals_by_mouse_and_by_keys(hands: Hands, live: Live) -> None:
    hands.click("rivals")
    ready(hands, live)
    top = hands.app.top
    assert isinstance(top, RivalsScreen)
    every = [row.firm for row in top.rows()]
    assert live.session.firm not in every
    for firm in every:
        assert top.firm == firm
        hands.key("Down")
    hands.click(f"seat.{every[-1]}")
    assert top.firm == every[-1]
    hands.key("f")
    assert hands.screen == "ForecastScreen"
    hands.key("v")
    assert hands.screen == "RivalsScreen"
    hands.key("v")
    assert hands.screen == "HomeScreen"


def test_a_dossier_keeps_apart_what_is_known_and_hidden(hands: Hands, live: Live) -> None:
    hands.key("v")
    ready(hands, live)
    lines = {name: hands.app.find(f"reading.{name}") for name in READ}
    shown = {name: line for name, line in lines.items() if isinstance(line, ReadingLine)}
    assert shown["capability"].seen.knowledge is Knowledge.KNOWN
    assert shown["cash_bn"].seen.low < shown["cash_bn"].seen.high
    assert shown["patience"].value_text() == "hidden"
    assert shown["compliance"].seen.high <= 100.0
    assert shown["cash_bn"].likely.high - shown["cash_bn"].likely.low < shown["cash_bn"].seen.high
    assert shown["flop"].value_text().count("FLOP") == 1, "a range tells its unit once"


def test_a_dossier_says_what_a_rival_is_after_and_what_it_may_do(hands: Hands, live: Live) -> None:
    hands.key("v")
    ready(hands, live)
    top = hands.app.top
    assert isinstance(top, RivalsScreen)
    guess = live.session.forecast.guess(top.firm)
    assert guess is not None
    assert hands.sees(f"doctrine.{guess.odds[0][0]}")
    for act in NEXT:
        line = hands.app.find(f"odds.{act}")
        assert isinstance(line, OddsLine)
        assert line.odds[0] <= line.odds[1]
    assert hands.sees("odds.ahead")
    assert any(str(live.session.turn) in words for words in top.evidence(guess)[1:])
    hands.key("Down")
    other = live.session.forecast.guess(top.firm)
    assert other is not None
    assert hands.sees(f"doctrine.{other.odds[0][0]}")


def test_a_roomy_window_draws_courses_too(live: Live) -> None:
    with window(HomeScreen(live), (1920, 1080)) as wide:
        wide.key("v")
        ready(wide, live)
        top = wide.app.top
        assert isinstance(top, RivalsScreen)
        guess = live.session.forecast.guess(top.firm)
        assert guess is not None
        assert all(wide.sees(f"doctrine.{name}") for name, _ in guess.odds)
        course = wide.app.find("rivals.course.score")
        assert isinstance(course, LineChart)
        assert len(course.series[0].points) == live.session.turn + 1
