"""The new game by hand: the scenario that is picked out is in sight."""

from __future__ import annotations

from game.ui.screens.new_game import NewGameScreen
from tests.ui.hands import Hands, window


def in_sight(hands: Hands, scenario: str) -> bool:
    card, view = hands.app.find(f"scenario.{scenario}"), hands.app.find("scenarios")
    return bool(view.rect.contains(card.screen_rect))


def test_the_scenario_picked_out_is_in_sight_also_with_keys() -> None:
    with window(NewGameScreen("pocket-race", "", "1"), size=(1280, 720)) as hands:
        order = [wid.removeprefix("scenario.") for wid in hands.ids("scenario.")]
        assert in_sight(hands, "pocket-race") and not in_sight(hands, order[0])
        for _ in range(order.index("pocket-race")):
            hands.key("Up")
        assert in_sight(hands, order[0]) and not in_sight(hands, "pocket-race")
