"""Keys that the player may put elsewhere: what is pressed becomes what the game listens for.

Screens and buttons name the key that an action came with; here a key of the player's own leads to it, and the one that
it came with means nothing then, unless it was given to another action.
"""

from __future__ import annotations

from collections.abc import Mapping

FIXED = frozenset(
    {"Enter", "Esc", "Space", "Tab", "Shift+Tab", "Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown",
     "Backspace", "Delete"}
)  # fmt: skip
"""Keys that move, choose, type and go back everywhere; no action can be put on them."""


class Keymap:
    """Action's own key -> the key that the player put it on."""

    def __init__(self) -> None:
        self.moved: dict[str, str] = {}

    def use(self, moved: Mapping[str, str]) -> None:
        """Take on the player's keys; what is on a fixed key or twice on one is left out."""
        self.moved = {}
        for own, key in moved.items():
            if own != key and key not in FIXED and own not in FIXED and key not in self.moved.values():
                self.moved[own] = key

    def heard(self, pressed: str) -> str:
        """What a pressed key means to the game; nothing where its action was moved away."""
        for own, key in self.moved.items():
            if key == pressed:
                return own
        return "" if pressed in self.moved else pressed

    def shown(self, own: str) -> str:
        """The key to press for an action, for key caps and lists."""
        return self.moved.get(own, own)

    def clash(self, own: str, key: str, every: tuple[str, ...]) -> str:
        """The action, by its own key, that has a key already; nothing where it is free."""
        return next((other for other in every if other != own and self.shown(other) == key), "")


KEYMAP = Keymap()
