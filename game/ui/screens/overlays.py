"""What can be laid over any screen of a game, and the tools and keys that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.screen import Action, Handled

if TYPE_CHECKING:
    from game.ui.screens.frame.game_screen import GameScreen


def tools_of(screen: GameScreen) -> list[tuple[str, str, Action]]:
    """The tools at the right end of the top bar: (icon, id, action)."""
    del screen
    return []


def common_key(screen: GameScreen, chord: str) -> Handled:
    """Keys that mean the same on every screen of a game."""
    del screen, chord
    return False
