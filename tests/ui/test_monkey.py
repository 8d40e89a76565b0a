"""A monkey at mouse and keyboard: whatever it does, the game neither falls over nor shows a missing text."""

from __future__ import annotations

import random

import pytest

from game.ui.play import first_screen
from game.ui.wording import CATALOGUE
from tests.ui.hands import Hands, window

KEYS = [*"hscrmikpynd1234567", "Enter", "Enter", "Enter", "Esc", "Tab", "Space", "Left", "Right", "Up", "Down",
        "PageUp", "PageDown", "Ctrl+Z", "Ctrl+Y", "F2", "F5", "F9", "F10", "?", "Home", "End"]  # fmt: skip
STEPS = 350


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_breaks_nothing(seed: int) -> None:
    chance = random.Random(seed)
    CATALOGUE.missing.clear()
    with window(first_screen()) as hands:
        for _ in range(STEPS):
            _step(hands, chance)
            hands.app.running = True
    assert not CATALOGUE.missing


def _step(hands: Hands, chance: random.Random) -> None:
    hands.app.frame()
    kind, top = chance.random(), hands.app.top
    if kind < 0.45 and top is not None and top.root is not None:
        widgets = [one for one in top.root.walk() if one.focusable and not one.wid.startswith("settings.")]
        if widgets:
            x, y = chance.choice(widgets).rect_px.center
            hands.click_at(x + chance.randint(-20, 20), y)
    elif kind < 0.5:
        hands.click_at(chance.randint(0, 1279), chance.randint(0, 719), chance.choice((1, 1, 3)))
    elif kind < 0.55:
        hands.type("12a")
    else:
        hands.key(chance.choice(KEYS))
