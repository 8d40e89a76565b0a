"""The axis under what is drawn quarter by quarter; while a game is young it has room for the quarters to come."""

from __future__ import annotations

from game.session.facts import Desk
from game.ui.screens.parts.say import q_text
from game.ui.widgets import Axis

LEAST_AHEAD = 4
"""A chart spans so many quarters at least: one of the first quarter shows where things stand, and what is to come."""


def course_axis(desk: Desk, count: int, labels: int = 8) -> Axis:
    """The quarters from the first on, of which ``count`` have a value, with about so many labels."""
    last = max(count - 1, LEAST_AHEAD)
    ticks = tuple(float(turn) for turn in range(0, last + 1, max(1, (last + 1) // labels)))
    return Axis(0, float(last), ticks, lambda turn: q_text(desk.quarter_on(round(turn))))


__all__ = ["course_axis"]
