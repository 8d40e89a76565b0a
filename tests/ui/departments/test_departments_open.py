"""Every department opens, draws, fits its words, and speaks only through the catalogue."""

from __future__ import annotations

import pytest

from game.scenario import load_scenario
from game.session.game import Session
from game.ui.screens.frame import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.parts import Department
from game.ui.screens.registry import DEPARTMENTS, open_screen
from game.ui.screens.research.tree import ProjectCard
from game.ui.screens.supply.cards import OfferCard
from game.ui.widgets import Button, Segmented, Stepper, Table, Widget
from game.ui.wording import CATALOGUE
from tests.conftest import SCENARIOS
from tests.ui.hands import Hands, window

NAMES = [entry.name for entry in DEPARTMENTS]
SIZES = [(1280, 720), (1600, 900), (1920, 1080)]
MUST_FIT = (Stepper, Segmented)


def tabs_of(hands: Hands) -> list[str]:
    screen = hands.app.top
    assert isinstance(screen, Department)
    return [value for value, _ in screen.tabs] or [""]


def pages(name: str, live: Live, size: tuple[int, int]):
    """Each tab of a screen, drawn."""
    with window(open_screen(name, live), size) as hands:
        screen = hands.app.top
        assert isinstance(screen, Department)
        for tab in tabs_of(hands):
            screen.tab = tab
            screen.rebuild()
            hands.wait(0.1)
            yield hands, screen


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_opens_and_draws(name: str, size: tuple[int, int], live: Live) -> None:
    CATALOGUE.missing.clear()
    for hands, screen in pages(name, live, size):
        assert screen.root is not None
        xs, ys = range(80, size[0], 17), range(80, size[1], 13)
        colours = {tuple(hands.app.surface.get_at((x, y)))[:3] for x in xs for y in ys}
        assert len(colours) > 8
        for widget in screen.root.walk():
            widget.tip()
    assert not CATALOGUE.missing


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_controls_fit_and_stay_inside(name: str, size: tuple[int, int], live: Live) -> None:
    for hands, screen in pages(name, live, size):
        assert screen.root is not None
        for widget in screen.root.walk():
            if isinstance(widget, MUST_FIT):
                for words, need, room in widget.texts():
                    assert need <= room + 2, f"{widget.wid}: {words!r} needs {need:.0f} px of {room:.0f}"
            if widget.focusable and not scrolls(widget):
                assert hands.app.view.rect.contains(widget.rect), widget.wid


def scrolls(widget: Widget) -> bool:
    above = widget.parent
    while above is not None:
        if above.clips:
            return True
        above = above.parent
    return False


@pytest.mark.parametrize("name", NAMES)
def test_small_windows_keep_everything_on_a_tab(name: str, live: Live) -> None:
    def labels(size: tuple[int, int]) -> set[str]:
        found: set[str] = set()
        for _, screen in pages(name, live, size):
            assert screen.root is not None
            found |= {w.wid for w in screen.root.walk() if isinstance(w, Stepper | Table) and w.wid}
        return found

    assert labels((1600, 900)) <= labels((1280, 720))


@pytest.mark.parametrize("name", NAMES)
def test_first_quarter_opens_too(name: str, session: Session) -> None:
    fresh = Session(session.loaded, session.firm, 3)
    CATALOGUE.missing.clear()
    for _, screen in pages(name, Live(fresh), (1280, 720)):
        assert screen.root is not None
        assert [widget for widget in screen.root.walk() if widget.focusable]
    assert not CATALOGUE.missing


@pytest.mark.parametrize("name", NAMES)
def test_every_firm_sees_it(name: str, session: Session) -> None:
    for firm in session.board.scenario.playable:
        other = Session(session.loaded, firm, 5)
        with window(open_screen(name, Live(other))) as hands:
            hands.wait(0.1)


def test_disabled_things_say_why(live: Live) -> None:
    for name in NAMES:
        for _, screen in pages(name, live, (1280, 720)):
            assert screen.root is not None
            for widget in screen.root.walk():
                if widget.focusable and not widget.enabled and widget.wid not in {"", "split"}:
                    tip = widget.tip()
                    assert tip is not None, widget.wid
                    assert tip.note or tip.text, widget.wid


@pytest.mark.parametrize("scenario", ["open-frontier", "first-sanctions"])
def test_names_and_datasheets_of_every_scenario_fit_the_smallest_window(scenario: str) -> None:
    loaded = load_scenario(scenario, [SCENARIOS])
    live = Live(Session(loaded, loaded.board.scenario.playable[-1], 7))
    while live.session.turn < 20:
        live.session.end_quarter()
    for name in ("supply", "research"):
        with window(open_screen(name, live), (1280, 720)) as hands:
            screen = hands.app.top
            assert screen is not None and screen.root is not None
            cards = [one for one in screen.root.walk() if isinstance(one, OfferCard | ProjectCard)]
            assert len(cards) > 3
            tight = [(one.wid, words) for one in cards for words, need, room in one.texts() if need > room]
            assert not tight, tight


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_main_key_and_done_leads_back_to_the_map(name: str, live: Live) -> None:
    for _, screen in pages(name, live, (1280, 720)):
        assert screen.root is not None
        main = [one for one in screen.root.walk() if isinstance(one, Button) and one.kind == "primary"]
        assert len(main) == 1, [one.wid for one in main]
        by_enter = [one.wid for one in screen.root.walk() if one.key == "Enter"]
        assert len(by_enter) <= 1, by_enter
    live.events_shown = True
    with window(HomeScreen(live)) as hands:
        hands.click(f"rail.{name}")
        assert hands.screen != "HomeScreen"
        hands.click("done")
        assert hands.screen == "HomeScreen"
