"""Saves by hand: continue, quick load, broken files, throwing one away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.scenario import Loaded
from game.session.edits import PlayMove
from game.session.game import Session
from game.ui.play import first_screen
from game.ui.screens import keeping
from game.ui.screens.event import EventScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.load import LoadScreen
from game.ui.screens.title import TitleScreen
from game.ui.wording import CATALOGUE
from tests.ui.hands import window

UI = Path(__file__).parents[2] / "game" / "ui"


@pytest.fixture
def live(pocket: Loaded) -> Live:
    session = Session(pocket, pocket.board.scenario.playable[0], 5)
    session.end_quarter()
    live = Live(session)
    live.events_shown = True
    return live


def test_leaving_for_the_title_keeps_the_orders_and_continue_brings_them_back(live: Live) -> None:
    move = next(one.move for one in live.session.desk.moves if one.can_play)
    with window(HomeScreen(live)) as hands:
        hands.app.top.queue(PlayMove(move))  # type: ignore[union-attr]
        hands.key("Esc")
        hands.click("menu.title_screen")
        hands.key("Enter")
        assert hands.screen == "TitleScreen"
        hands.key("c")
        top = hands.app.stack[0]
        assert isinstance(top, HomeScreen)
        assert list(top.session.edits) == [PlayMove(move)]
        assert top.session.digest == live.session.digest


def test_closing_the_window_keeps_the_game(live: Live) -> None:
    with window(HomeScreen(live)) as hands:
        keeping.keep_running(hands.app)
    assert keeping.latest() is not None


def test_nothing_to_load_quickly_is_told(live: Live) -> None:
    with window(HomeScreen(live)) as hands:
        hands.key("F9")
        assert hands.screen == "HomeScreen"
        assert hands.app.toasts.describe()


def test_loading_quickly_asks_where_something_would_be_lost(live: Live) -> None:
    move = next(one.move for one in live.session.desk.moves if one.can_play)
    with window(HomeScreen(live)) as hands:
        hands.key("F5")
        hands.key("F9")
        assert hands.screen != "Ask", "nothing was done since"
        top = hands.app.stack[0]
        assert isinstance(top, HomeScreen) and top.live is not live
        if hands.screen == "EventScreen":
            hands.key("Esc")
        top.queue(PlayMove(move))
        hands.key("F9")
        assert hands.screen == "Ask"
        hands.key("Esc")
        assert hands.screen == "HomeScreen" and top.session.edits == (PlayMove(move),)
        hands.key("F10")
        hands.click("menu.quick_load")
        hands.click("quick.yes")
        opened = hands.app.stack[0]
        assert isinstance(opened, HomeScreen)
        assert (opened.session.edits, opened.session.digest) == ((), live.session.digest)


def test_a_broken_save_is_listed_with_its_reason_and_can_be_thrown_away(live: Live) -> None:
    keeping.save_as(live, "good")
    (keeping.folder() / "bad.tapeout").write_bytes(b"PK\x03\x04 nonsense")
    with window(LoadScreen()) as hands:
        names = [hands.app.find(wid).label for wid in hands.ids("load.") if re.fullmatch(r"load\.\d+", wid)]
        bad = next(n for n, name in enumerate(names) if name.startswith("bad"))
        hands.click(f"load.{bad}")
        assert hands.screen == "LoadScreen"
        hands.click(f"load.{bad}.remove")
        hands.click("remove.yes")
        assert [one.path.stem for one in keeping.saves()] == ["good"]


def test_a_folder_that_cannot_be_made_is_told(live: Live, player_folders: Path) -> None:
    player_folders.mkdir(parents=True, exist_ok=True)
    (player_folders / "user_data_dir").write_text("in the way", encoding="utf-8")
    with window(HomeScreen(live)) as hands:
        hands.key("F5")
        assert "written" in hands.app.toasts.describe()
    with window(TitleScreen()) as hands:
        assert not hands.sees("title.continue")


def test_an_event_by_numbers_arrows_and_mouse(stockpile: Loaded) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], 5)
    while not session.desk.events:
        session.end_quarter()
    live = Live(session)
    with window(HomeScreen(live)) as hands:
        hands.app.frame()
        assert hands.screen == "EventScreen"
        hands.key("Esc")
        assert hands.screen == "HomeScreen" and not session.edits
        hands.click("alert.0")
        assert hands.screen == "EventScreen"
        screen = hands.app.top
        assert isinstance(screen, EventScreen)
        slot = screen.slot
        hands.key("2")
        hands.key("Up")
        hands.key("Down")
        assert screen.chosen == 1
        hands.key("Enter")
        answered = {event.slot: event for event in session.desk.events}
        assert answered[slot].choices[1].is_chosen and answered[slot].is_answered


def test_every_message_the_screens_ask_for_has_a_text() -> None:
    asked = set()
    for file in UI.rglob("*.py"):
        if "gallery" not in file.name and file.name != "__init__.py":  # those hold examples
            asked |= set(re.findall(r'\btr\(\s*"([a-z][a-z0-9_.]+)"', file.read_text(encoding="utf-8")))
    assert len(asked) > 150
    assert not sorted(one for one in asked if not CATALOGUE.has(one))


def test_an_ironman_game_has_one_save_that_only_goes_on() -> None:
    with window(first_screen()) as hands:
        hands.click("title.new")
        hands.click("scenario.pocket-race")
        hands.retype("new.seed", "77")
        hands.click("new.ironman")
        hands.click("new.begin")
        digests = []
        for _ in range(2):
            hands.app.frame()
            if hands.screen == "EventScreen":
                hands.key("Esc")
            while hands.screen != "ReportScreen":
                hands.key("Enter")
            hands.key("Enter")
            (kept,) = keeping.saves()
            assert kept.is_ironman and kept.header is not None
            digests.append(kept.header.state_digest)
        assert digests[0] != digests[1], "the one file goes on with the game"
        hands.app.frame()
        if hands.screen == "EventScreen":
            hands.key("Esc")
        for key in ("F5", "F9"):
            hands.key(key)
            assert "ironman" in hands.app.toasts.describe()
            assert hands.screen == "HomeScreen"
        hands.key("F10")
        for wid in ("menu.save", "menu.quick_save", "menu.quick_load"):
            assert not hands.app.find(wid).enabled
        hands.click("menu.title_screen")
        hands.click("leave.yes")
        assert len(keeping.saves()) == 1
        hands.click("title.continue")
        home = hands.app.stack[0]
        assert isinstance(home, HomeScreen)
        assert home.session.setup.ironman and home.session.digest == digests[1]
        assert not home.session.as_of(0).setup.ironman, "a quarter opened again is another game"
