"""A monkey at mouse and keyboard: whatever it does, the game neither falls over nor shows a missing text.

And from wherever it got to, a player comes back to the title by Esc and the menu.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pygame
import pytest

from game.ui import fonts
from game.ui.keymap import KEYMAP
from game.ui.palette import PALETTE
from game.ui.play import first_screen
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE
from tests.ui.hands import Hands, window

KEYS = [*"hscrmikpyandg1234567bfvw+-?/.", "Enter", "Enter", "Enter", "Esc", "Tab", "Tab", "Space", "Left", "Right",
        "Up", "Down", "PageUp", "PageDown", "Ctrl+Z", "Ctrl+Y", "Shift+Tab", "F1", "F2", "F2", "F3", "F5", "F8", "F9",
        "F10", "Home", "End", "Delete"]  # fmt: skip
SIZES = [(1280, 720), (1600, 900), (1920, 1080)]
EVENTS, WAYS_BACK = 2_000, 60
KEPT = ("settings.window", "settings.mode")
"""What would make another window than the one this is about."""


@pytest.fixture(autouse=True)
def as_it_came(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("game.ui.screens.settings.show_folder", lambda _: None)
    yield
    PALETTE.use("standard")
    KEYMAP.use({})
    fonts.use_scale(1.0)
    CATALOGUE.use(FIRST_LANGUAGE)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_a_monkey_breaks_nothing_and_finds_back(size: tuple[int, int]) -> None:
    chance, done = random.Random(size[0]), Counter()
    CATALOGUE.missing.clear()
    with window(first_screen(), size) as hands:
        while done.events < EVENTS:
            _step(hands, chance, done)
            hands.app.running = True
            if chance.random() < 0.004:
                back_to_the_title(hands)
        back_to_the_title(hands)
        assert hands.app.size_px == size
    assert not CATALOGUE.missing


class Counter:
    """How many events the monkey made."""

    def __init__(self) -> None:
        self.events = 0


def _step(hands: Hands, chance: random.Random, done: Counter) -> None:
    hands.app.frame()
    kind, top, (wide, high) = chance.random(), hands.app.top, hands.app.size_px
    done.events += 1
    if kind < 0.42 and top is not None and top.root is not None:
        widgets = [one for one in top.root.walk() if one.focusable and not one.wid.startswith(KEPT)]
        if widgets:
            x, y = chance.choice(widgets).rect_px.center
            hands.click_at(x + chance.randint(-20, 20), y)
            done.events += 2
    elif kind < 0.5:
        hands.click_at(chance.randrange(wide), chance.randrange(high), chance.choice((1, 1, 2, 3)))
        done.events += 2
    elif kind < 0.54:
        hands.move(chance.randrange(wide), chance.randrange(high))
        hands.wait(0.6)
    elif kind < 0.58:
        turn = chance.choice((-3, -1, 1, 3))
        hands.post(pygame.MOUSEWHEEL, x=0, y=turn, precise_x=0.0, precise_y=float(turn), flipped=False, touch=False)
    elif kind < 0.62:
        _drag(hands, chance)
        done.events += 3
    elif kind < 0.66:
        hands.type("12a")
        done.events += 2
    else:
        key = chance.choice(KEYS)
        if not _sits_on(hands, KEPT):
            hands.key(key)
            done.events += 1


def _sits_on(hands: Hands, kept: tuple[str, ...]) -> bool:
    focus = hands.app.router.focus
    if focus is not None and focus.wid.startswith(kept):
        hands.app.router.set_focus(None)
        return True
    return False


def _drag(hands: Hands, chance: random.Random) -> None:
    wide, high = hands.app.size_px
    start, end = ((chance.randrange(wide), chance.randrange(high)) for _ in range(2))
    top = hands.app.top
    if top is not None and top.root is not None:
        found = top.root.hit((start[0] / hands.app.view.scale, start[1] / hands.app.view.scale))
        if found is not None and found.wid.startswith(KEPT):
            return
    hands.move(*start)
    hands.post(pygame.MOUSEBUTTONDOWN, pos=start, button=1, touch=False)
    hands.move(*end)
    hands.post(pygame.MOUSEBUTTONUP, pos=end, button=1, touch=False)


def back_to_the_title(hands: Hands) -> None:
    """By Esc, the menu, and its question, as a player would."""
    for _ in range(WAYS_BACK):
        hands.app.frame()
        if hands.screen == "TitleScreen":
            return
        if hands.sees("leave.yes"):
            hands.click("leave.yes")
        elif hands.screen == "MenuScreen":
            hands.click("menu.title_screen")
        else:
            hands.key("Esc")
    raise AssertionError(f"no way back to the title from {hands.screen}")
