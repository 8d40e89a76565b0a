"""The window in virtual px: which scale applies, and whether the compact set does."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pygame import Rect

DESIGN_W, DESIGN_H = 1600, 900
LEAST_W, LEAST_H = 1280, 720


def scale_for(width_px: int, height_px: int, chosen: float | None = None) -> float:
    """Window px per virtual px; `chosen` is the player's own factor, 0.75 to 2.

    Clamped so that the virtual window never falls under 1280 x 720, which is also why a window smaller than
    that gets a scale below 1.
    """
    if chosen is None:
        scale = max(1.0, math.floor(8 * min(width_px / DESIGN_W, height_px / DESIGN_H)) / 8)
    else:
        scale = max(0.75, min(4.0, chosen))
    return min(scale, width_px / LEAST_W, height_px / LEAST_H)


@dataclass(frozen=True)
class Viewport:
    """What a screen needs to know to lay itself out."""

    width: int
    height: int
    scale: float

    @classmethod
    def for_window(cls, width_px: int, height_px: int, chosen: float | None = None) -> Viewport:
        """The viewport of a window."""
        scale = scale_for(max(320, width_px), max(180, height_px), chosen)
        return cls(math.ceil(width_px / scale - 1e-6), math.ceil(height_px / scale - 1e-6), scale)

    @property
    def rect(self) -> Rect:
        """The whole window."""
        return Rect(0, 0, self.width, self.height)

    @property
    def compact(self) -> bool:
        """Whether the compact set applies: the virtual window is narrower than the design."""
        return self.width < DESIGN_W or self.height < DESIGN_H - 16
