"""The game's sign for the window and the task bar: a wafer, drawn, so that it is sharp at any size."""

from __future__ import annotations

import pygame
from pygame import Rect, Surface

from game.ui import shapes
from game.ui.theme import COMPUTE, PAPER, SEA, VOID
from game.ui.widgets.gauge import wafer_dies


def window_icon(px: int = 64) -> Surface:
    """A wafer on a dark, rounded ground."""
    out = Surface((px, px), pygame.SRCALPHA)
    shapes.box(out, out.get_rect(), VOID, None, px // 5, 0)
    radius = px * 0.4
    shapes.disc(out, (px / 2, px / 2), radius, SEA, PAPER, max(2, px // 18))
    pitch = radius * 2 / 7.4
    for x, y in wafer_dies(radius - px / 18, pitch, pitch * 1.16):
        side = max(2, round(pitch - px / 40))
        shapes.fill(out, Rect(round(px / 2 + x - side / 2), round(px / 2 + y - side / 2), side, side), COMPUTE)
    return out
