"""The scenario browser with a mods folder: what each is worth, its errors in full, and a way to them by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths
from game.scenario import Loaded
from game.session.inspection import INSPECTION
from game.ui.screens.new_game import NewGameScreen
from game.ui.screens.new_game_parts import ShelfCard
from game.ui.screens.new_game_problems import TOLD_IN_TIP, ProblemPanel
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE
from tests import mods
from tests.ui.fitting import watching
from tests.ui.hands import Hands, window
from tests.ui.pseudo import PSEUDO, speak_pseudo

OWN = (mods.GOOD, mods.WARNED, mods.WRONG, mods.ZIPPED, mods.BROKEN)

LOOKS = (((1280, 720), "en"), ((1600, 900), "zh"), ((1920, 1080), "en"), ((1280, 720), PSEUDO))


@pytest.fixture
def folder(player_folders: Path) -> Path:
    """The player's mods, filled."""
    assert paths.user_mods_dir().is_relative_to(player_folders)
    mods.fill(paths.user_mods_dir())
    return paths.user_mods_dir()


def checked(hands: Hands) -> None:
    INSPECTION.wait()
    hands.wait(0.1)


def card(hands: Hands, scenario: str) -> ShelfCard:
    found = hands.app.find(f"scenario.{scenario}")
    assert isinstance(found, ShelfCard)
    return found


def go_to(hands: Hands, scenario: str) -> None:
    """Pick a scenario with the arrow keys alone."""
    order = hands.ids("scenario.")
    picked = next(n for n, wid in enumerate(order) if card(hands, wid.removeprefix("scenario.")).selected)
    steps = order.index(f"scenario.{scenario}") - picked
    for _ in range(abs(steps)):
        hands.key("Down" if steps > 0 else "Up")
    assert card(hands, scenario).selected


@pytest.mark.usefixtures("folder")
def test_cards_say_what_the_check_came_to_once_it_is_done() -> None:
    with window(NewGameScreen(mods.GOOD, "", "1")) as hands:
        assert set(OWN) < {wid.removeprefix("scenario.") for wid in hands.ids("scenario.")}
        checked(hands)
        signs = {name: card(hands, name).describe().split(": ")[-1] for name in OWN}
        assert signs[mods.GOOD] == signs[mods.ZIPPED] == "Checked"
        assert signs[mods.WARNED] == "1 warning" and signs[mods.BROKEN] == "1 error"
        errors = int(signs[mods.WRONG].removesuffix(" errors"))
        tip = card(hands, mods.WRONG).tip()
        assert tip is not None and tip.text.count("wrong.json:") == TOLD_IN_TIP
        assert str(errors - TOLD_IN_TIP) in tip.note
        assert card(hands, mods.GOOD).tip() is None


def test_shipped_scenarios_are_checked_and_sound() -> None:
    with window(NewGameScreen("", "", "1")) as hands:
        checked(hands)
        assert {card(hands, wid.removeprefix("scenario.")).describe().split(": ")[-1]
                for wid in hands.ids("scenario.")} == {"Checked"}  # fmt: skip
        assert not hands.sees("new.warnings")


@pytest.mark.usefixtures("folder")
def test_keys_alone_lead_to_every_error_of_one_that_cannot_be_played() -> None:
    with window(NewGameScreen("", "", "1")) as hands:
        checked(hands)
        go_to(hands, mods.WRONG)
        panel = hands.app.find("problems")
        assert isinstance(panel, ProblemPanel) and len(panel.problems) > TOLD_IN_TIP
        said = [line.label for line in panel.walk() if line.wid.endswith(".said")]
        assert len(said) == len(panel.problems)
        last = f"problem.{len(said) - 1}"
        assert not panel.list.screen_rect.contains(hands.app.find(last).screen_rect)
        hands.key("End")
        hands.wait()
        shown = hands.app.find(panel.list.wid)
        assert shown.screen_rect.contains(hands.app.find(last).screen_rect)
        hands.key("Enter")
        assert hands.screen == "NewGameScreen"
        begin = hands.app.find("new.begin")
        assert not begin.enabled and "chips.chip0" in begin.why_disabled
        go_to(hands, mods.BROKEN)
        assert hands.app.find("problem.0.place").label == "broken.json:3:17"


@pytest.mark.usefixtures("folder")
def test_warnings_are_read_by_keys_and_keep_nobody_from_playing() -> None:
    with window(NewGameScreen(mods.WARNED, "", "1")) as hands:
        checked(hands)
        for _ in range(60):
            hands.key("Tab")
            if hands.app.router.focus is hands.app.find("new.warnings"):
                break
        hands.key("Space")
        assert hands.app.find("problem.0").label.startswith("1 warning: ") and not hands.sees("sheet")
        hands.click("problems.copy")
        assert hands.app.toasts.describe()
        hands.click("problems.back")
        assert hands.sees("sheet")
        hands.click("new.warnings")
        hands.click("new.begin")
        assert hands.screen != "NewGameScreen"


@pytest.mark.usefixtures("folder")
def test_a_zipped_mod_is_played() -> None:
    with window(NewGameScreen(mods.ZIPPED, "", "1")) as hands:
        hands.click("new.begin")
        assert hands.screen != "NewGameScreen"


def test_a_mended_file_is_sound_on_coming_back(folder: Path) -> None:
    with window(NewGameScreen(mods.WRONG, "", "1")) as hands:
        checked(hands)
        assert hands.sees("problems")
    mods.put(folder, mods.head(mods.WRONG))
    with window(NewGameScreen(mods.WRONG, "", "1")) as hands:
        checked(hands)
        assert card(hands, mods.WRONG).describe().endswith("Checked") and not hands.sees("problems")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("size", "language"),
    [((1280, 720), "en"), ((1600, 900), "zh"), ((1920, 1080), "en"), ((1280, 720), PSEUDO)],
    ids=str,
)
def test_states_and_lists_can_be_read(
    size: tuple[int, int], language: str, stockpile: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    if language == PSEUDO:
        speak_pseudo(stockpile, monkeypatch)
    else:
        CATALOGUE.use(language)
    faults = []
    with window(NewGameScreen("", "", "1"), size=size) as hands:
        checked(hands)
        for scenario in (mods.GOOD, mods.WARNED, mods.WRONG, mods.BROKEN):
            hands.click(f"scenario.{scenario}")
            if hands.sees("new.warnings"):
                faults += faults_seen(hands, monkeypatch)
                hands.click("new.warnings")
            faults += faults_seen(hands, monkeypatch)
    assert not faults


def faults_seen(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    hands.move(1, 1)
    hands.wait(1)
    hands.app.dirty_all()
    with watching(hands.app, monkeypatch) as sheet:
        hands.app.frame()
    assert sheet.drawn
    return sheet.faults()


@pytest.fixture(autouse=True)
def as_designed() -> Iterator[None]:
    yield
    CATALOGUE.use(FIRST_LANGUAGE)
