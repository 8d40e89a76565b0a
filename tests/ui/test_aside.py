"""The forecast beside order sheets by real events: asked for once the player rests, and only if it is wanted."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from game.rollout.futures import CHARTED
from game.scenario import Loaded
from game.session.edits import SetNumber
from game.session.game import Session
from game.ui.habits import HABITS
from game.ui.screen import Push
from game.ui.screens.frame.aside import QUIET_S, SHEETS
from game.ui.screens.frame.aside_strip import AsideStrip
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.registry import DEPARTMENTS
from game.ui.screens.report import ReportScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.settings import read_settings
from game.ui.widgets.tip_view import TipView
from tests.ui.hands import Hands, window

FORESEES = True


@pytest.fixture(scope="module")
def live(midgame: Live) -> Live:
    return midgame


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    while live.session.undo() is not None:
        pass
    live.aside.stir()
    with window(HomeScreen(live), (1280, 720)) as found:
        yield found


def strip(hands: Hands) -> AsideStrip:
    found = hands.app.find("aside")
    assert isinstance(found, AsideStrip)
    return found


def rest(hands: Hands, live: Live) -> None:
    """Keep still until the first futures of the orders are there."""
    hands.wait(QUIET_S + 0.1)
    while not live.session.forecast.count and not live.session.forecast.failed:
        time.sleep(0.01)
    hands.wait(0.1)


def test_what_stands_beside_a_sheet_is_among_what_futures_tell() -> None:
    assert {name for names in SHEETS.values() for name in names} <= set(CHARTED)


def test_every_order_sheet_has_a_strip_beside_it(hands: Hands, live: Live) -> None:
    for entry in DEPARTMENTS:
        assert entry.name in SHEETS
        hands.click(f"rail.{entry.name}")
        head, cells = strip(hands).places()
        assert head is not None or cells, entry.name
        assert not strip(hands).screen_rect.colliderect(hands.app.find("head.delegate").screen_rect)
        hands.key("Esc")


def test_an_order_is_weighed_once_the_player_rests(hands: Hands, live: Live) -> None:
    hands.click("rail.money")
    rest(hands, live)
    assert live.aside.fresh
    assert not live.aside.compares
    assert "without" not in strip(hands).describe().lower()
    live.session.queue(SetNumber("raise_musd", 500.0))
    hands.wait(0.05)
    assert not live.aside.fresh, "what is shown is of the orders before"
    rest(hands, live)
    said = strip(hands).describe()
    assert "Ends higher in" in said
    assert live.aside.fans["cash_bn"].gain > 0.1


def test_while_the_player_edits_nothing_is_asked(hands: Hands, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    hands.click("rail.money")
    hands.wait(0.05)
    monkeypatch.setattr(type(live.session.forecast), "ask", lambda self, trying=(): asked.append(trying))
    for step in range(8):
        live.session.queue(SetNumber("raise_musd", 10.0 * step), continuing=True)
        hands.app.frame(QUIET_S / 2)
    assert not asked
    hands.wait(QUIET_S + 0.1)
    assert asked == [()]


def test_the_card_tells_the_strip_whole_and_a_click_opens_the_forecast(hands: Hands, live: Live) -> None:
    live.session.queue(SetNumber("raise_musd", 400.0))
    hands.click("rail.supply")
    rest(hands, live)
    hands.move(*hands.app.find("aside").rect_px.center)
    hands.wait(1.0)
    tip = hands.app.tips.loose
    assert isinstance(tip, TipView)
    assert all(live.quantity_name(name) in tip.describe() for name in SHEETS["supply"]), "those without room too"
    hands.click("aside")
    assert hands.screen == "ForecastScreen"


def test_a_raised_card_and_the_end_of_the_quarter_tell_what_they_bring(hands: Hands, live: Live) -> None:
    move = next(one.move for one in live.session.desk.moves if one.can_play)
    rest(hands, live)
    ended = hands.app.find("end_quarter").tip()
    assert ended is not None
    assert any(line.text == live.quantity_name("score") for line in ended.lines)
    hands.key("Right")
    rest(hands, live)
    tip = hands.app.find(f"move.{move}").tip()
    assert tip is not None
    assert any(line.text == live.quantity_name("score") for line in tip.lines)
    assert live.aside.compares


def test_it_rests_when_it_is_turned_off(hands: Hands, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.app.apply(Push(SettingsScreen()))
    hands.click("settings.foresee")
    assert not read_settings()[0].foresee
    assert not HABITS.foresees
    hands.key("Esc")
    asked: list[object] = []
    monkeypatch.setattr(type(live.session.forecast), "ask", lambda self, trying=(): asked.append(trying))
    hands.click("rail.supply")
    hands.wait(1.0)
    assert not hands.sees("aside")
    assert not asked
    hands.key("Esc")
    assert hands.app.find("end_quarter").tip() is None


def test_the_new_quarter_is_looked_ahead_from_while_its_report_is_read(pocket: Loaded) -> None:
    live = Live(Session(pocket, pocket.board.scenario.playable[0], 5))
    live.session.end_quarter()
    with window(ReportScreen(live), (1280, 720)) as hands:
        rest(hands, live)
    assert live.aside.fresh
    live.session.forecast.rest()
