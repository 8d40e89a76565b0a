"""The last page by real events: its odds and decisions, a quarter opened and left, and the game played on and saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded
from game.session.decisions import RUN, Decision
from game.session.edits import SetNumber
from game.session.game import Session
from game.session.hindsight import QUICK, Hindsight
from game.session.replay import read_replay, verify
from game.session.saves import save_replay
from game.ui.screens.end import EndScreen
from game.ui.screens.end_course import SCORE
from game.ui.screens.end_words import decision_text
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.keeping import folder
from game.ui.screens.load import LoadScreen
from game.ui.screens.watch import WatchScreen
from game.ui.widgets.turn_chart import TurnChart
from game.ui.wording import CATALOGUE, tr
from tests.ui.hands import Hands, window


@pytest.fixture(scope="module")
def finished(pocket: Loaded) -> Session:
    """A finished game, looked back on for a moment. Tests that play it on open a copy."""
    session = Session(pocket, pocket.board.scenario.playable[0], 4, delegated=DEPARTMENTS)
    while not session.is_over:
        session.queue(SetNumber("hire_people", -4000.0 if session.turn == 1 else 1.0))
        session.end_quarter()
    session.hindsight = Hindsight(session, QUICK)
    session.hindsight.ask()
    session.hindsight.wait()
    return session


@pytest.fixture
def hands(finished: Session) -> Iterator[Hands]:
    live = Live(finished)
    with window(HomeScreen(live), (1280, 720)) as found:
        found.app.open(EndScreen(live))
        found.wait()
        yield found


def watched(hands: Hands) -> WatchScreen:
    top = hands.app.top
    assert isinstance(top, WatchScreen)
    return top


def chart(hands: Hands) -> TurnChart:
    found = hands.app.find("course.chart")
    assert isinstance(found, TurnChart)
    return found


def test_a_decision_leads_to_its_quarter_and_back(hands: Hands, finished: Session) -> None:
    movers = finished.hindsight.movers()
    assert len(hands.ids("decision.")) == len(movers) > 0
    hands.click("decision.0")
    screen = watched(hands)
    assert (screen.watched.turn, screen.firm) == (movers[0].decision.turn, finished.firm)
    assert hands.sees("ordered.0")
    assert not hands.sees("watch.copy"), "no code holds what was ordered by hand"
    hands.key("Right")
    hands.key("Right")
    hands.key("Left")
    assert screen.watched.turn == movers[0].decision.turn + 1
    hands.key("End")
    hands.wait()
    assert screen.watched.turn == finished.turn
    assert not hands.app.find("watch.take").enabled
    hands.key("Esc")
    assert hands.screen == "EndScreen"


def test_the_chart_tells_of_the_quarter_under_the_mouse_and_opens_it(hands: Hands, finished: Session) -> None:
    found, scale = chart(hands), hands.app.view.scale
    x, y = found.px(5) * scale, found.area.centery * scale
    hands.move(x, y)
    assert found.hot == 5
    tip, odds = found.tip(), finished.hindsight.odds(5)
    assert tip is not None
    assert odds is not None
    assert tip.lines[0].value == f"{100 * odds.by_firm[finished.seat_place]:.1f}"
    hands.click_at(x, y)
    assert watched(hands).watched.turn == 5


def test_the_chart_goes_by_arrows_and_enter(hands: Hands) -> None:
    hands.app.focus_on(chart(hands))
    for key in ("Left", "Left", "Left", "Right", "Enter"):
        hands.key(key)
    assert watched(hands).watched.turn == watched(hands).watched.played.turns_counted - 1


def test_the_other_view_tells_the_game_as_a_timeline(hands: Hands, finished: Session) -> None:
    hands.app.focus_on(hands.app.find("end.view"))
    hands.key("Right")
    top = hands.app.top
    assert isinstance(top, EndScreen)
    assert top.view == SCORE
    moments = sorted(finished.last_page().timeline, key=lambda one: -one.story.weight)[:5]
    hands.click("moment.0")
    assert watched(hands).watched.turn == min(moment.turn for moment in moments)


def test_all_history_is_a_key_away(hands: Hands) -> None:
    hands.key("g")
    assert hands.screen == "GraphScreen"
    hands.key("Esc")
    assert hands.screen == "EndScreen"


def test_a_seat_is_taken_over_from_the_replay(hands: Hands, finished: Session) -> None:
    hands.click("decision.0")
    turn = watched(hands).watched.turn
    hands.click("watch.take")
    top = hands.app.top
    assert isinstance(top, GameScreen)
    assert (top.session.turn, top.session.firm, top.session.is_over) == (turn, finished.firm, False)
    assert top.session is not finished
    before = finished.digest
    top.session.end_quarter()
    assert finished.digest == before


def end_quarter(hands: Hands) -> None:
    for _ in range(4):
        if hands.screen == "EventScreen":
            hands.key("Esc")
        if hands.screen == "ReportScreen":
            break
        hands.key("Enter")
    assert hands.screen == "ReportScreen"
    hands.key("Enter")
    hands.wait()


@pytest.mark.slow
def test_played_on_saved_loaded_and_the_last_page_seen_again(finished: Session) -> None:
    live = Live(finished.as_of(finished.turn))
    live.ending_shown = False
    with window(HomeScreen(live), (1280, 720)) as hands:
        hands.wait()
        assert hands.screen == "EndScreen", "it comes up by itself"
        title = hands.app.find("end.title").describe()
        hands.click("end.play_on")
        end_quarter(hands)
        end_quarter(hands)
        top = hands.app.top
        assert isinstance(top, GameScreen)
        assert top.session.turn == finished.turn + 2
        hands.key("F5")
        hands.key("F9")
        hands.wait()
        again = hands.app.top
        assert isinstance(again, GameScreen), "the last page does not come up once more"
        assert (again.session.turn, again.session.digest) == (top.session.turn, top.session.digest)
        hands.key("F10")
        hands.click("menu.ending")
        assert hands.screen == "EndScreen"
        assert hands.app.find("end.title").describe() == title, "the page is that of the end"
        hands.click("end.replay")
        replays = list(folder().glob("*replay*"))
        assert verify(read_replay(replays[0])).turns == finished.turn + 2


def test_a_saved_replay_is_opened_from_the_list_of_saves(finished: Session) -> None:
    save_replay(finished, folder() / "one.tapeout")
    with window(LoadScreen(), (1280, 720)) as hands:
        hands.key("Enter")
        screen = watched(hands)
        assert (screen.watched.turn, screen.firm) == (0, finished.firm)
        assert screen.watched.played.digest == finished.digest
        hands.key("End")
        assert screen.watched.turn == finished.turn
        hands.key("Esc")
        assert hands.screen == "LoadScreen"


def test_a_replay_that_comes_out_otherwise_is_opened_and_that_is_said(finished: Session) -> None:
    other = finished.as_of(4)
    other.log[2] = replace(other.log[2], digest="0" * 64)
    save_replay(other, folder() / "one.tapeout")
    with window(LoadScreen(), (1280, 720)) as hands:
        hands.key("Enter")
        assert watched(hands).watched.played.turn == 4
        assert tr("replay.differs", turn=3) in [toast.text for toast in hands.app.toasts.shown]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_order_has_words(finished: Session, language: str) -> None:
    live = Live(finished)
    params: dict[str, str | float] = {
        "chip": "h20", "project": "rl_reasoning", "foundry": "tsmc", "issuer": "us", "segment": "consumer",
        "use": "training",
        "event": next(iter(finished.board.events)), "choice": 0.0, "move": next(iter(finished.board.moves)),
        "quarters": 1.0, "release": "hold", "instead": 0.0,
    }  # fmt: skip
    CATALOGUE.use(language)
    CATALOGUE.missing.clear()
    try:
        for kind in (field for fields in DEPARTMENTS.values() for field in fields if field not in RUN[1:]):
            for amount in (-2.0, 0.0, 1.0, 3000.0):
                given = tuple((params | {"amount": amount}).items())
                text = decision_text(live, Decision(0, kind, given, is_heads=False, masks={}))
                assert text
                assert "{" not in text
        assert not CATALOGUE.missing
    finally:
        CATALOGUE.use("en")


def test_a_game_that_goes_on_has_no_last_page_in_its_menu(pocket: Loaded) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 4)
    live = Live(session)
    live.events_shown = True
    with window(HomeScreen(live), (1280, 720)) as hands:
        hands.key("F10")
        assert hands.screen == "MenuScreen"
        assert not hands.sees("menu.ending")


def test_what_is_worked_out_shows_while_one_looks_and_rests_when_one_leaves(finished: Session) -> None:
    fresh = finished.as_of(finished.turn)
    live = Live(fresh)
    with window(HomeScreen(live), (1280, 720)) as hands:
        hands.app.open(EndScreen(live))
        until = time.monotonic() + 20
        while fresh.hindsight.phase == "odds" and time.monotonic() < until:
            time.sleep(0.02)
            hands.wait(0.05)
        hands.wait(0.5)
        assert len(chart(hands).series[0].points) == fresh.hindsight.turns + 1
        hands.key("Enter")
        assert hands.screen in {"HomeScreen", "EventScreen"}
        fresh.hindsight.wait()
        assert fresh.hindsight.phase != "done"
