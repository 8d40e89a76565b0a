"""The wafer of a finished game: one die per decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.theme import COMPUTE, DANGER, DANGER_DEEP, HIGH, LINE, SEA, SIDE_BLUE, VOID, mix
from game.ui.widgets.base import Widget
from game.ui.widgets.gauge import wafer_dies


class DecisionWafer(Widget):
    """A finished game as a wafer: one die per decision, `good`, `even` or `costly`, from the top row down."""

    role = "picture"

    def __init__(self, wid: str, dies: Sequence[str], **options: Any) -> None:
        super().__init__(wid, **options)
        self.dies = list(dies)

    def places(self, radius: float) -> tuple[float, list[tuple[float, float]]]:
        """The largest pitch at which every decision gets a die, and the places from above."""
        pitch = radius / 2
        while pitch > 3:
            spots = wafer_dies(radius - 6, pitch, pitch * 1.05)
            if len(spots) >= len(self.dies):
                return pitch, sorted(spots, key=lambda spot: (spot[1], spot[0]))
            pitch *= 0.97
        return pitch, wafer_dies(radius - 6, pitch, pitch)

    def draw(self, canvas: Canvas) -> None:
        """Draw the rim and the dies."""
        radius = min(self.rect.w, self.rect.h) / 2 - 2
        cx, cy = self.rect.centerx, self.rect.centery
        canvas.disc(cx, cy, radius, mix(SEA, VOID, 0.3), mix(SIDE_BLUE, HIGH, 0.2), 1.5)
        pitch, spots = self.places(radius)
        side = max(3, round(pitch - max(1.5, pitch * 0.12)))
        for i, (dx, dy) in enumerate(spots):
            die = Rect(round(cx + dx - side / 2), round(cy + dy - side / 2), side, side)
            state = self.dies[i] if i < len(self.dies) else ""
            if state == "costly":
                canvas.box(die, DANGER_DEEP, DANGER, 2)
                arm = side * 0.22
                mx, my = die.centerx, die.centery
                canvas.lines([(mx - arm, my - arm), (mx + arm, my + arm)], DANGER, 1.3)
                canvas.lines([(mx - arm, my + arm), (mx + arm, my - arm)], DANGER, 1.3)
            elif state == "good":
                canvas.fill(die, mix(COMPUTE, SEA, 0.12 * ((i * 7) % 4)))
            else:
                canvas.fill(die, mix(SEA, LINE, 0.9 if state else 0.25))
