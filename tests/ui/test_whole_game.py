"""A whole game with the hands alone: from the title to the last page, with real mouse, key and text events only."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.replay import read_replay, verify
from game.ui.play import first_screen
from game.ui.screens.end import EndScreen
from game.ui.screens.frame.game_screen import GameScreen
from tests.ui.hands import Hands, keep_in, window

SEED = "20250409"
SCENARIO, FIRM = "pocket-race", "tencent"
HALF = 6


def begin(hands: Hands) -> None:
    """Title, new game, scenario, firm, seed, begin."""
    assert hands.screen == "TitleScreen"
    hands.click("title.new")
    assert hands.screen == "NewGameScreen"
    hands.click(f"scenario.{SCENARIO}")
    hands.click(f"firm.{FIRM}")
    hands.retype("new.seed", SEED)
    hands.click("new.begin")


def answer_event(hands: Hands, turn: int) -> None:
    """Choose by number and answer by Enter, or by two clicks."""
    choices = hands.ids("choice.")
    number = min(len(choices), 1 + turn % 2)
    if turn % 3 == 2:
        hands.click(f"choice.{number}")
        hands.click("event.choose")
    else:
        hands.key(str(number))
        hands.key("Enter")
    if hands.screen == "EventScreen" and hands.ids("choice.") == choices:
        hands.key("1")  # not enough cash for that one: the first costs nothing
        hands.key("Enter")


def orders(hands: Hands, turn: int) -> None:
    """What this player does on the map: departments to their heads at first, then a move by mouse or by keys."""
    if turn == 0:
        for key in "crm":
            hands.key(key)
            hands.key("d")
            hands.key("Esc")
    assert hands.screen == "HomeScreen"
    if turn % 2:
        hands.key("Right")
        hands.key("Space")
    else:
        card = hands.ids("move.")[0]
        hands.click(card)
        hands.click(card)
    if turn == 1:
        hands.key("Ctrl+Z")
        hands.key("Ctrl+Y")
    hands.key("2")
    hands.key("1")


def end_quarter(hands: Hands) -> None:
    """Press Enter until the report comes: once to see what stands open, once more, and once in the dialog."""
    for _ in range(4):
        if hands.screen == "ReportScreen":
            break
        hands.key("Enter")
    assert hands.screen == "ReportScreen"
    hands.key("Enter")


def turn_of(hands: Hands) -> int:
    top = hands.app.top
    assert isinstance(top, GameScreen | EndScreen)
    return top.live.session.turn


def play(hands: Hands, until: int | None = None) -> None:
    """Play on until a turn is reached, or to the last page."""
    for _ in range(400):
        if hands.screen == "EndScreen":
            return
        if hands.screen == "EventScreen":
            answer_event(hands, 1)
            continue
        assert hands.screen == "HomeScreen", hands.screen
        hands.app.frame()
        if hands.screen != "HomeScreen":
            continue
        turn = turn_of(hands)
        if turn == until:
            return
        orders(hands, turn)
        end_quarter(hands)
    raise AssertionError("the game does not end")


def digest_of(hands: Hands) -> str:
    top = hands.app.top
    assert isinstance(top, EndScreen | GameScreen)
    return top.live.session.digest


def save_under(hands: Hands, name: str) -> None:
    hands.key("Esc")
    assert hands.screen == "MenuScreen"
    hands.click("menu.save")
    hands.retype("save.field", name)
    hands.key("Enter")
    assert hands.screen == "HomeScreen"


def to_title(hands: Hands) -> None:
    hands.key("F10")
    hands.click("menu.title_screen")
    hands.click("leave.yes")
    assert hands.screen == "TitleScreen"


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the game played in one sitting."""
    with pytest.MonkeyPatch.context() as patch, window(first_screen()) as hands:
        keep_in(tmp_path_factory.mktemp("straight"), patch)
        begin(hands)
        play(hands)
        assert hands.screen == "EndScreen"
        return digest_of(hands)


def test_from_the_title_to_the_last_page_and_the_replay_holds(player_folders: Path) -> None:
    with window(first_screen()) as hands:
        begin(hands)
        play(hands)
        assert hands.screen == "EndScreen"
        hands.click("end.replay")
        files = list(player_folders.rglob("*replay*.tapeout"))
        assert len(files) == 1
        verdict = verify(read_replay(files[0]))
        assert verdict.holds, verdict.english
        hands.click("end.play_on")
        assert hands.screen in {"HomeScreen", "EventScreen"}


@pytest.mark.slow
def test_saved_half_way_and_loaded_it_comes_to_the_same(straight: str) -> None:
    with window(first_screen()) as hands:
        begin(hands)
        play(hands, until=HALF)
        before = digest_of(hands)
        save_under(hands, "half-way")
        to_title(hands)
        hands.click("title.load")
        for n in range(len(hands.ids("load."))):
            label = hands.app.find(f"load.{n}").label
            if "half-way" in label:
                hands.click(f"load.{n}")
                break
        hands.click("load.open")
        hands.app.frame()
        assert turn_of(hands) == HALF
        assert digest_of(hands) == before
        play(hands)
        assert digest_of(hands) == straight


@pytest.mark.slow
def test_quick_save_and_quick_load_come_back(straight: str) -> None:
    with window(first_screen(), size=(1600, 900)) as hands:
        begin(hands)
        play(hands, until=2)
        hands.key("F5")
        saved = digest_of(hands)
        play(hands, until=3)
        assert digest_of(hands) != saved
        hands.key("F9")
        assert hands.screen == "Ask", "a quarter would be lost"
        hands.key("Enter")
        hands.app.frame()
        assert (turn_of(hands), digest_of(hands)) == (2, saved)
        play(hands)
        assert digest_of(hands) == straight
