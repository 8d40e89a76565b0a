"""Gauges: a ring, a meter with bands, a roll against odds, and the wafer that empties."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.motion import Eased
from game.ui.theme import (
    BODY_STRONG,
    COMPUTE,
    DANGER,
    DANGER_DEEP,
    HIGH,
    LINE,
    MIDDLE,
    NOTE,
    NUMBER_S,
    SEA,
    SIDE_BLUE,
    VOID,
    Colour,
    mix,
)
from game.ui.widgets.base import Widget


class RingGauge(Widget):
    """A share as a ring, with its name and figure beside it."""

    role = "meter"

    def __init__(
        self, wid: str, share: float, *, text: str = "", figure: str = "", colour: Colour = COMPUTE, **options: Any
    ) -> None:
        super().__init__(wid, **({"label": f"{text} {figure}".strip()} | options))
        self.text, self.figure, self.colour = text, figure, colour
        self.share = Eased(share, self.invalidate)

    def natural(self) -> tuple[int, int]:
        """Give the size with words beside the ring."""
        return 140, 36

    def set(self, share: float) -> None:
        """Move to another share."""
        self.share.to(share, NUMBER_S)

    def keep(self) -> float:
        """Keep the share shown, so that a rebuilt gauge moves on from it."""
        return self.share.value

    def restore(self, state: Any) -> None:
        """Move on from the share shown before."""
        target = self.share.value
        self.share.jump(float(state))
        self.share.to(target, NUMBER_S)

    def draw(self, canvas: Canvas) -> None:
        """Draw ring and words."""
        radius = min(self.rect.h / 2, 20) - 2
        x, y = self.rect.x + radius + 2, self.rect.centery
        canvas.arc(x, y, radius, 0, 1, mix(SEA, self.colour, 0.28), 3)
        if self.share.value > 0.003:
            canvas.arc(x, y, radius, 0, min(1.0, self.share.value), self.colour, 3)
        left = x + radius + 10
        if self.text:
            canvas.text(self.text, left, y - 18, BODY_STRONG.sized(13, 18), HIGH, width=self.rect.right - left)
            canvas.text(self.figure, left, y, NOTE, MIDDLE, width=self.rect.right - left)


class Meter(Widget):
    """A share as a bar; `bands` are shares with a gap, `tick` a rolled or wanted value."""

    role = "meter"

    def __init__(
        self,
        wid: str,
        share: float,
        *,
        colour: Colour = SIDE_BLUE,
        bands: Sequence[float] = (),
        tick: float | None = None,
        thick: int = 5,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.colour, self.bands, self.tick, self.thick = colour, tuple(bands), tick, thick
        self.share = Eased(share, self.invalidate)

    def natural(self) -> tuple[int, int]:
        """Give a comfortable size."""
        return 120, 16

    def set(self, share: float) -> None:
        """Move to another share."""
        self.share.to(share, NUMBER_S)

    def keep(self) -> float:
        """Keep the share shown, so that a rebuilt gauge moves on from it."""
        return self.share.value

    def restore(self, state: Any) -> None:
        """Move on from the share shown before."""
        target = self.share.value
        self.share.jump(float(state))
        self.share.to(target, NUMBER_S)

    def draw(self, canvas: Canvas) -> None:
        """Draw the bar."""
        bar = Rect(self.rect.x, self.rect.centery - self.thick // 2, self.rect.w, self.thick)
        canvas.box(bar, LINE, None, 2)
        wide = round(bar.w * max(0.0, min(1.0, self.share.value)))
        if wide > 0:
            canvas.box(Rect(bar.x, bar.y, wide, bar.h), self.colour, None, 2)
        for band in self.bands:
            canvas.fill(Rect(bar.x + round(bar.w * band), bar.y, 2, bar.h), SEA)
        if self.tick is not None:
            canvas.fill(Rect(bar.x + round(bar.w * self.tick) - 1, bar.centery - 7, 2, 14), HIGH)


def wafer_dies(radius: float, pitch_x: float, pitch_y: float) -> list[tuple[float, float]]:
    """Centres of the dies that fit wholly on a wafer, from the lowest row up and left to right."""
    out: list[tuple[float, float]] = []
    columns, rows = int(radius // pitch_x), int(radius // pitch_y)
    for j in range(rows, -rows - 1, -1):
        for i in range(-columns, columns + 1):
            x, y = i * pitch_x, j * pitch_y
            if math.hypot(abs(x) + pitch_x / 2, abs(y) + pitch_y / 2) <= radius * 1.02:
                out.append((x, y))
    return out


class Wafer(Widget):
    """A wafer whose dies are lit, lost or dark: one unit of runway that empties like a fuel cell.

    `lit` and `lost` are shares of all dies; lit ones fill from below, lost ones lie above them.
    """

    role = "meter"

    def __init__(self, wid: str, lit: float, lost: float = 0.0, *, across: int = 8, **options: Any) -> None:
        super().__init__(wid, **options)
        self.lit = Eased(lit, self.invalidate)
        self.lost, self.across = lost, across

    def natural(self) -> tuple[int, int]:
        """Give the size of the mock's wafers."""
        return 84, 84

    def set(self, lit: float, lost: float = 0.0) -> None:
        """Change how full the wafer is."""
        self.lost = lost
        self.lit.to(lit, NUMBER_S)
        self.invalidate()

    def keep(self) -> float:
        """Keep the share shown, so that a rebuilt gauge moves on from it."""
        return self.lit.value

    def restore(self, state: Any) -> None:
        """Move on from the share shown before."""
        target = self.lit.value
        self.lit.jump(float(state))
        self.lit.to(target, NUMBER_S)

    def draw(self, canvas: Canvas) -> None:
        """Draw rim, notch and dies."""
        side = min(self.rect.w, self.rect.h)
        cx, cy, radius = self.rect.centerx, self.rect.centery, side / 2 - 1
        canvas.disc(cx, cy, radius, SEA, mix(SIDE_BLUE, SEA, 0.45), 1)
        canvas.polygon([(cx - 3, cy + radius + 0.5), (cx + 3, cy + radius + 0.5), (cx, cy + radius - 4)], VOID)
        pitch = 2 * (radius - 1) / (self.across + 0.7)
        dies = wafer_dies(radius - 2, pitch, pitch * 1.16)
        lit = round(self.lit.value * len(dies))
        lost = round(self.lost * len(dies))
        w, h = max(2.0, pitch - 1.6), max(2.0, pitch * 1.16 - 1.6)
        for i, (dx, dy) in enumerate(dies):
            die = Rect(0, 0, max(2, round(w)), max(2, round(h)))
            die.center = (round(cx + dx), round(cy + dy))
            if i < lit:
                canvas.fill(die, COMPUTE)
            elif i < lit + lost:
                canvas.box(die, DANGER_DEEP, DANGER, 1)
            else:
                canvas.fill(die, mix(SEA, LINE, 0.75))
