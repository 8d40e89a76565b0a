"""Arrow keys between cards that lie about a page: to the nearest one that way."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.screen import Screen
from game.ui.widgets import Widget

WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
ASIDE = 2.5
"""How much more a step aside counts than one ahead."""


def nearest(here: Widget, others: Sequence[Widget], chord: str) -> Widget | None:
    """The nearest of the others in the direction of an arrow key, or None."""
    if chord not in WAYS:
        return None
    dx, dy = WAYS[chord]
    best: tuple[float, Widget] | None = None
    for other in others:
        x, y = other.rect.centerx - here.rect.centerx, other.rect.centery - here.rect.centery
        ahead, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        if other is here or ahead <= 0:
            continue
        distance = ahead + ASIDE * aside
        if best is None or distance < best[0]:
            best = (distance, other)
    return best[1] if best is not None else None


def step_to(screen: Screen, here: Widget, kind: type[Widget], chord: str) -> bool:
    """Move the focus from a card to the nearest card of its kind; tells whether there is one."""
    cards = [widget for widget in here.root().walk() if isinstance(widget, kind)]
    found = nearest(here, cards, chord)
    if found is None:
        return False
    screen.app.router.set_focus(found, True)
    return True
