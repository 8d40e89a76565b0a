"""A headless window system, and the player's folders in a temporary place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest

from game.scenario import Loaded
from game.session.game import Session
from game.ui import shots
from game.ui.habits import HABITS, Habits
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from tests.ui.hands import Hands, keep_in, window


@pytest.fixture(autouse=True)
def player_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves and settings of this test alone."""
    home = tmp_path / "tapeout"
    keep_in(home, monkeypatch)
    HABITS.forget()
    return home


@pytest.fixture(autouse=True)
def no_forecast_beside_orders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Futures are worked out beside orders only for modules that say ``FORESEES``: they take seconds of a core."""
    if not getattr(request.module, "FORESEES", False):
        monkeypatch.setattr(Habits, "foresees", False)


@pytest.fixture(scope="module")
def midgame(stockpile: Loaded) -> Live:
    """A game of some quarters with an event on the desk, one for a module."""
    found = shots.midgame(stockpile, 1)
    assert found.session.desk.events
    return found


@pytest.fixture
def on_map(stockpile: Loaded) -> Iterator[Hands]:
    """A window on the map of a new game, its events already told."""
    live = Live(Session(stockpile, "tencent", 3))
    live.events_shown = True
    with window(HomeScreen(live)) as found:
        yield found
