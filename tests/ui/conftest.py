"""A headless window system, and the player's folders in a temporary place."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest

from game.ui.habits import HABITS, Habits
from tests.ui.hands import keep_in


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
