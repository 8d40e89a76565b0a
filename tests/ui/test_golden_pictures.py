"""A picture that was looked at once and found right: the screen still looks like it, seen from some way off.

To keep what is seen after a wanted change: ``TAPEOUT_PICTURES=write pytest tests/ui/test_golden_pictures.py``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.scenario import Loaded
from game.session.game import Session
from game.ui import shots
from game.ui.screens.frame import Live
from game.ui.screens.graphs import GraphScreen
from game.ui.screens.registry import open_screen
from tests.ui.hands import headless, window

PICTURES = Path(__file__).parent / "pictures"
FAR_OFF = (320, 180)
"""Of this size a word is a grey smear: fonts may be drawn a little otherwise, and a digit may change."""
TOLERANCE = 1.5
"""Mean difference of a channel, of 255. A panel that is moved by 16 px differs by more (the last test shows it)."""


def seen_from_far(stockpile: Loaded, tab: str) -> pygame.Surface:
    live = Live(Session(stockpile, stockpile.board.scenario.playable[0], 1))
    live.events_shown = True
    with window(open_screen("supply", live, tab)) as hands:
        hands.wait()
        return pygame.transform.smoothscale(hands.app.surface.convert(24), FAR_OFF)


ROOMS = ("settings", "keys", "watch", "watch-seat", "watch_open", "graphs", "forecast", "rivals")
OTHERS = (
    "title", "new_game", "load", "home", "home-controls", "home-power", "home-rivals", "supply", "supply-stock",
    "compute", "compute-sites", "research", "research-project", "models", "models-runs", "silicon", "silicon-own",
    "market", "market-shares", "policy", "policy-standing", "money", "money-sources", "help", "advice", "search",
    "codex-rules", "codex-terms", "codex-chips", "codex-controls", "codex-events", "codex-firms", "codex-constants",
    "codex-quantities", "codex-search", "menu", "save_as", "event", "report", "crash", "end", "end-score", "replay",
)  # fmt: skip
AND_THE_REST = tuple(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)


@pytest.mark.parametrize("name", [*ROOMS, *AND_THE_REST])
def test_a_room_of_the_window_looks_as_it_did(gallery: dict[str, Sequence[shots.Make]], name: str) -> None:
    with headless() as app:
        shots.show(app, gallery[name])
        seen = pygame.transform.smoothscale(app.surface.convert(24), FAR_OFF)
    path = PICTURES / f"{name}.png"
    if os.environ.get("TAPEOUT_PICTURES") == "write":
        pygame.image.save(seen, path)
    assert difference(seen, pygame.image.load(path)) < TOLERANCE


@pytest.mark.slow
def test_every_picture_of_the_gallery_is_held(gallery: dict[str, Sequence[shots.Make]]) -> None:
    assert {*ROOMS, *OTHERS, "supply-deals"} == set(gallery)


@pytest.fixture(scope="module")
def gallery(stockpile: Loaded) -> dict[str, Sequence[shots.Make]]:
    """Rooms of the picture gallery; graphs in the first quarter, which no change of rules moves."""
    begun = Live(Session(stockpile, stockpile.board.scenario.playable[0], 1))
    return {**shots.gallery(stockpile, 1), "graphs": (lambda: GraphScreen(begun, "capability"),)}


def difference(one: pygame.Surface, other: pygame.Surface) -> float:
    first, second = (pygame.surfarray.array3d(each).astype(float) for each in (one, other))
    return float(np.abs(first - second).mean())


@pytest.fixture(scope="module")
def deals(stockpile: Loaded) -> pygame.Surface:
    return seen_from_far(stockpile, "deals")


def test_the_tab_of_contracts_and_second_hand_chips_looks_as_it_did(deals: pygame.Surface) -> None:
    path = PICTURES / "supply-deals.png"
    if os.environ.get("TAPEOUT_PICTURES") == "write":
        pygame.image.save(deals, path)
    assert difference(deals, pygame.image.load(path)) < TOLERANCE


def test_a_panel_that_moved_would_be_seen(deals: pygame.Surface) -> None:
    moved = deals.copy()
    panel = pygame.Rect(18, 28, 157, 134)
    moved.blit(deals, panel.move(4, 4), panel)
    assert difference(deals, moved) > 2 * TOLERANCE
