"""Search: `/` on any screen of a game, a few letters, and what has them opens where it stands."""

from __future__ import annotations

import pytest

from game.ui.screens.graphs import GraphScreen
from game.ui.screens.registry import RAIL
from game.ui.screens.rivals import RivalsScreen
from game.ui.screens.search import SearchScreen
from game.ui.screens.supply import SupplyScreen
from tests.ui.hands import Hands


@pytest.fixture
def hands(on_map: Hands) -> Hands:
    return on_map


def look_for(hands: Hands, text: str) -> list[str]:
    hands.key("/")
    assert hands.screen == "SearchScreen"
    hands.type(text)
    hands.app.frame()
    return [hands.app.find(wid).label for wid in hands.ids("search.") if wid.split(".")[1].isdigit()]


def choose(hands: Hands, label: str) -> None:
    """Go down by keys to what bears a label, and open it."""
    search = hands.app.top
    assert isinstance(search, SearchScreen)
    wanted = next(n for n, one in enumerate(search.found) if f"{one.name}: {one.where}" == label)
    for _ in range(wanted):
        hands.key("Down")
    hands.app.frame()
    assert hands.app.find("search.list").rect_px.contains(hands.app.find(f"search.{wanted}").rect_px.inflate(-8, -8))
    hands.key("Enter")


def test_a_chip_opens_where_it_is_bought_and_its_page(hands: Hands) -> None:
    found = look_for(hands, "h20")
    assert {"H20 96GB: in Supply", "H20 96GB: codex, Chips"} <= set(found)
    choose(hands, "H20 96GB: in Supply")
    assert isinstance(hands.app.top, SupplyScreen)
    assert hands.app.top.picked == "h20"
    look_for(hands, "h20")
    choose(hands, "H20 96GB: codex, Chips")
    assert hands.screen == "CodexScreen"


@pytest.mark.parametrize("entry", RAIL, ids=lambda entry: entry.name)
def test_every_screen_is_found_by_its_name_from_every_other(hands: Hands, entry) -> None:
    hands.key("p" if entry.name != "policy" else "s")
    found = look_for(hands, entry.name if entry.name != "home" else "map")
    choose(hands, next(one for one in found if one.endswith(": screen")))
    top = hands.app.top
    assert getattr(top, "name", "") == entry.name


def test_a_firm_a_number_and_a_tool(hands: Hands) -> None:
    look_for(hands, "openai")
    choose(hands, "OpenAI: in Rivals")
    assert isinstance(hands.app.top, RivalsScreen) and hands.app.top.firm == "openai"
    hands.key("Esc")
    look_for(hands, "runway")
    choose(hands, "Runway: graph")
    assert isinstance(hands.app.top, GraphScreen) and hands.app.top.quantity == "runway"
    hands.key("Esc")
    look_for(hands, "settings")
    hands.key("Enter")
    assert hands.screen == "SettingsScreen"


def test_by_mouse_and_out_again(hands: Hands) -> None:
    hands.click("search")
    hands.type("zzzz")
    hands.app.frame()
    assert "Nothing" in hands.app.find("search.words").label
    hands.key("Esc")
    hands.key("Esc")
    assert hands.screen == "HomeScreen"
    look_for(hands, "money")
    hands.click("search.0")
    assert hands.screen == "MoneyScreen"
    look_for(hands, "money")
    hands.click_at(640, 400, button=3)
    assert hands.screen == "MoneyScreen"
