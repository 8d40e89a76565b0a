"""The map screen by hand: desk, moves, undo, delegation, blockers, keys."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from pygame import Rect

from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded, load_scenario
from game.session.edits import PlayMove
from game.session.game import Session
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.home_map import MODES
from game.ui.widgets import MoveCard, WorldMap
from game.ui.wording import tr
from tests.conftest import SCENARIOS
from tests.ui.hands import Hands, window


@pytest.fixture
def live(pocket: Loaded) -> Live:
    session = Session(pocket, pocket.board.scenario.playable[0], 11)
    session.end_quarter()
    live = Live(session)
    live.events_shown = True
    return live


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    with window(HomeScreen(live), size=(1600, 900)) as found:
        yield found


def test_a_card_is_raised_played_and_taken_back_by_mouse(hands: Hands, live: Live) -> None:
    name = hands.ids("move.")[0]
    hands.click(name)
    card = hands.app.find(name)
    assert isinstance(card, MoveCard) and card.raised
    hands.click(f"{name}.play")
    move = name.removeprefix("move.")
    assert list(live.session.edits) == [PlayMove(move)]
    hands.click("undo")
    assert not live.session.edits
    hands.key("Ctrl+Y")
    assert list(live.session.edits) == [PlayMove(move)]
    hands.key("Ctrl+Z")
    assert not live.session.edits


def test_cards_by_keys(hands: Hands, live: Live) -> None:
    hands.key("Right")
    hands.key("Right")
    hands.key("Left")
    hands.key("Space")
    assert len(live.session.edits) == 1
    hands.key("PageDown")
    assert hands.ids("move.") and hands.ids("move.")[0].removeprefix("move.") != live.session.desk.moves[0].move


def test_the_play_key_alone_does_not_spend_what_is_not_there(hands: Hands, live: Live) -> None:
    for _ in range(len(live.session.desk.moves)):
        hands.key("Right")
        hands.key("Space")
    assert live.session.desk.top.attention_left >= 0


def test_departments_are_left_to_their_heads_by_switch_and_by_key(hands: Hands, live: Live) -> None:
    hands.click("delegate.supply")
    assert live.session.delegated == {"supply"}
    hands.key("r")
    hands.key("d")
    assert live.session.delegated == {"supply", "research"}
    hands.key("Esc")
    assert hands.screen == "HomeScreen"
    hands.click("delegate.supply")
    assert live.session.delegated == {"research"}


def test_every_department_opens_by_key_and_by_mouse_and_closes(hands: Hands) -> None:
    for wid in [one for one in hands.ids("rail.") if one != "rail.home"]:
        hands.click(wid)
        assert hands.screen != "HomeScreen", wid
        hands.right_click("quarter")
        assert hands.screen == "HomeScreen", wid


def test_entries_of_the_desk_lead_somewhere(hands: Hands) -> None:
    for wid in [*hands.ids("alert."), *hands.ids("rumour."), *hands.ids("news.")]:
        hands.click(wid)
        if hands.screen != "HomeScreen":
            hands.key("Esc")
        assert hands.screen == "HomeScreen", wid


def test_sections_of_the_desk_fold(hands: Hands) -> None:
    before = hands.ids("news.")
    hands.click("desk.news")
    assert before and not hands.ids("news.")
    hands.click("desk.news")
    assert hands.ids("news.") == before


def test_places_on_the_map_lead_somewhere(hands: Hands) -> None:
    world = hands.app.find("map")
    assert isinstance(world, WorldMap)
    x, y = world.thing_px("own")
    hands.click_at(x, y)
    assert hands.screen == "ComputeScreen"
    hands.key("Esc")
    for key in "1234":
        hands.key(key)
        assert hands.ids("map")


def test_the_quarter_ends_only_after_what_stands_open_was_shown(hands: Hands, live: Live) -> None:
    assert live.session.blockers()
    turn = live.session.turn
    hands.key("Enter")
    assert live.session.turn == turn and live.warned
    hands.key("Esc")
    assert not live.warned
    hands.click("end_quarter")
    hands.click("end_quarter")
    if hands.screen == "Ask":
        hands.click("end.anyway")
    assert live.session.turn == turn + 1 and hands.screen == "ReportScreen"


def test_help_and_menu_open_over_everything(hands: Hands) -> None:
    for opens, closes, screen in (("?", "?", "HelpScreen"), ("F10", "F10", "MenuScreen"), ("Esc", "Esc", "MenuScreen"),
                                  ("n", "n", "ReportScreen")):  # fmt: skip
        hands.key(opens)
        assert hands.screen == screen
        hands.key(closes)
        assert hands.screen == "HomeScreen"


def test_numbers_of_the_bar_explain_themselves(hands: Hands) -> None:
    top = hands.app.find("top.cash")
    tip = top.tip()
    assert tip is not None and len(tip.lines) > 2
    assert all("⟦" not in line.text for line in tip.lines)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("mode", MODES)
def test_nothing_on_the_map_lies_on_anything_else(stockpile: Loaded, mode: str, size: tuple[int, int]) -> None:
    lies_apart(Session(stockpile, stockpile.board.scenario.playable[0], 3), mode, size)


@pytest.mark.parametrize("mode", ["flows", "controls"])
def test_nor_does_it_where_chips_are_stopped_next_door(mode: str) -> None:
    loaded = load_scenario("first-sanctions", [SCENARIOS])
    session = Session(loaded, loaded.board.scenario.playable[0], 1, delegated=tuple(DEPARTMENTS))
    while session.turn < 12:
        session.end_quarter()
    lies_apart(session, mode, (1280, 720))


def lies_apart(session: Session, mode: str, size: tuple[int, int]) -> None:
    """No mark, label, gate or legend of the map lies on another."""
    live = Live(session)
    live.events_shown = True
    with window(HomeScreen(live, mode), size=size) as hands:
        world = hands.app.find("map")
        assert isinstance(world, WorldMap)
        marks = [_square(world.thing_px(site.key), 22) for site in world.sites]
        gates = [_square(world.thing_px(gate.key), 24) for gate in world.gates]
        labels = [world.label_rect(site) for site in world.labelled()]
        legend = [one.rect for one in world.root().walk() if one.label == tr("map.legend")]
        rooms = [*marks, *gates, *labels, *legend]
        assert len(marks) > 4 and len(labels) > len(marks) / 2
        for n, room in enumerate(rooms):
            assert room.collidelist(rooms[n + 1 :]) < 0, (mode, n, room)


def _square(middle: tuple[float, float], side: int) -> Rect:
    return Rect(round(middle[0]) - side // 2, round(middle[1]) - side // 2, side, side)


def test_sites_that_made_room_have_a_leader_line_and_tell_on_hovering(hands: Hands) -> None:
    found = hands.app.find("map")
    assert isinstance(found, WorldMap)
    spots = list(found.spots.values())
    for n, (x, y) in enumerate(spots):
        assert all(math.hypot(x - a, y - b) > 26 for a, b in spots[:n]), "no mark lies on another"
    for site in found.sites:
        if site.home is not None:
            true = found.fit.place(*site.home)
            assert math.dist(true, found.spots[site.key]) > 15
    silent = [site for site in found.sites if not site.text]
    for site in silent:
        scale = hands.app.view.scale
        hands.move(*(part * scale for part in found.spots[site.key]))
        hands.wait(0.7)
        assert hands.app.find("tooltip.0").describe()
    assert any(site.home is not None for site in found.sites)
