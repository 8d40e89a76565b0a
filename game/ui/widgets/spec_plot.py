"""Chips on log axes against the regions that rules forbid: what may be bought, and what may stop being so."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    COMPUTE,
    DANGER,
    DANGER_TEXT,
    HIGH,
    LINE,
    LOW,
    MIDDLE,
    NOTE_STRONG,
    PAPER,
    SEA,
    SMALL,
    TABLE_STRONG,
    Colour,
    faded,
    mix,
)
from game.ui.widgets.base import Pos, run
from game.ui.widgets.chart import Axis, Plot
from game.ui.widgets.tip import TipSource

CORNERS = ("top_left", "bottom_right", "bottom_left", "top_right")


@dataclass(frozen=True)
class Region:
    """A rule on the plot: a box in x and y, each end None where it is open. Dashed if only rumoured."""

    low_x: float | None
    low_y: float | None
    high_x: float | None
    high_y: float | None
    colour: Colour
    text: str = ""
    rumoured: bool = False
    hatched: bool = False
    anchor: str = "top_left"  # where the text stands in the box: one of CORNERS


@dataclass(frozen=True)
class Spot:
    """A chip on the plot. `caught` rings it in danger; `own` rings it in paper; `hollow` is not yet made."""

    key: str
    x: float
    y: float
    text: str
    note: str = ""
    shape: str = "square"
    colour: Colour = HIGH
    caught: bool = False
    own: bool = False
    hollow: bool = False
    anchor: str = "right"
    tooltip: TipSource = None


class SpecPlot(Plot):
    """The plot itself. A click or Enter on a chip calls `on_pick(key)`; arrows go from chip to chip."""

    role = "chart"
    focusable = True
    margins = (40, 24, 10, 40)

    def __init__(
        self,
        wid: str,
        x: Axis,
        y: Axis,
        regions: Sequence[Region],
        spots: Sequence[Spot],
        *,
        on_pick: Callable[[str], Any] | None = None,
        picked: str = "",
        **options: Any,
    ) -> None:
        super().__init__(wid, x, y, **options)
        self.regions, self.spots, self.on_pick, self.picked = list(regions), list(spots), on_pick, picked
        self.hot = ""
        if self.tooltip is None:
            self.tooltip = self._spot_tip

    def shows(self) -> object:
        """Compare rules and chips."""
        return tuple(self.regions), tuple(replace(spot, tooltip=None) for spot in self.spots)

    def spot_at(self, key: str) -> tuple[float, float]:
        """Give where a chip lies, virtual px."""
        spot = next(one for one in self.spots if one.key == key)
        return self.px(spot.x), self.py(spot.y)

    def _near(self, pos: Pos) -> str:
        near = [(math.hypot(self.px(s.x) - pos[0], self.py(s.y) - pos[1]), s.key) for s in self.spots]
        best = min(near, default=(99.0, ""))
        return best[1] if best[0] <= 14 else ""

    def _spot_tip(self) -> Any:
        wanted = self.hot or (self.picked if self.focused else "")
        spot = next((one for one in self.spots if one.key == wanted), None)
        if spot is None or spot.tooltip is None:
            return None
        return spot.tooltip() if callable(spot.tooltip) else spot.tooltip

    def tip_rect(self) -> Rect:
        """Give the chip's place."""
        wanted = self.hot or self.picked
        if not any(spot.key == wanted for spot in self.spots):
            return self.screen_rect
        x, y = self.spot_at(wanted)
        dx, dy = self.shift()
        return Rect(round(x + dx) - 14, round(y + dy) - 14, 28, 28)

    def on_move(self, pos: Pos) -> None:
        """Light up the chip under the mouse."""
        hot = self._near(pos)
        if hot != self.hot:
            self.hot = hot
            self.invalidate()

    def pick(self, key: str) -> Outcome:
        """Pick a chip."""
        self.picked = key
        self.invalidate()
        return run(self.on_pick, key)

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Pick what was clicked."""
        self.pressed = False
        key = self._near(pos)
        return self.pick(key) if inside and key else None

    def on_key(self, chord: str) -> Handled:
        """Go from chip to chip, left to right."""
        keys = [spot.key for spot in sorted(self.spots, key=lambda s: (s.x, s.y))]
        if chord not in {"Left", "Right"} or not keys:
            return False
        at = keys.index(self.picked) if self.picked in keys else -1
        return self.pick(keys[(at + (1 if chord == "Right" else -1)) % len(keys)]) or True

    def box_of(self, region: Region) -> Rect:
        """Give a rule's box, cut to the plot."""
        area = self.area
        left = max(area.x, round(self.px(region.low_x))) if region.low_x is not None else area.x
        right = min(area.right, round(self.px(region.high_x))) if region.high_x is not None else area.right
        top = max(area.y, round(self.py(region.high_y))) if region.high_y is not None else area.y
        bottom = min(area.bottom, round(self.py(region.low_y))) if region.low_y is not None else area.bottom
        return Rect(left, top, max(0, right - left), max(0, bottom - top))

    def caption_of(self, region: Region) -> Rect:
        """Give where a rule's words stand."""
        box, wide = self.box_of(region), math.ceil(fonts.book().width(region.text, NOTE_STRONG))
        x = box.right - wide - 8 if region.anchor.endswith("right") else box.x + 7
        y = box.bottom - 24 if region.anchor.startswith("bottom") else box.y + 6
        wide = min(wide, self.area.w - 8)
        return Rect(max(self.area.x + 4, min(x, self.area.right - wide - 4)), y, wide, NOTE_STRONG.line)

    def bake(self, canvas: Canvas) -> None:
        """Draw axes, rules and chips."""
        area = self.area
        canvas.fill(area, SEA)
        for region in self.regions:
            self._draw_region(canvas, region)
        self.draw_axes(canvas)
        canvas.box(area, None, LINE, 0)
        for region in self.regions:
            self._draw_edges(canvas, region)
        for spot in sorted(self.spots, key=lambda s: s.caught):
            self._draw_spot(canvas, spot)

    def _draw_region(self, canvas: Canvas, region: Region) -> None:
        box = self.box_of(region)
        if box.w < 1 or box.h < 1:
            return
        if not region.rumoured:
            canvas.fill(box, faded(region.colour, 0.10))
        if region.hatched or region.rumoured:
            canvas.hatch(box, faded(region.colour, 0.10), 9)

    def _draw_edges(self, canvas: Canvas, region: Region) -> None:
        box = self.box_of(region)
        if box.w < 1 or box.h < 1:
            return
        edges = []
        if region.low_x is not None:
            edges.append([(box.x, box.y), (box.x, box.bottom)])
        if region.high_x is not None:
            edges.append([(box.right, box.y), (box.right, box.bottom)])
        if region.high_y is not None:
            edges.append([(box.x, box.y), (box.right, box.y)])
        if region.low_y is not None:
            edges.append([(box.x, box.bottom), (box.right, box.bottom)])
        for edge in edges:
            if region.rumoured:
                canvas.dashed(edge, region.colour, 1.2, 4, 4)
            else:
                canvas.lines(edge, region.colour, 1.4)
        if region.text:
            place = self.caption_of(region)
            canvas.text(region.text, place.x, place.y, NOTE_STRONG, region.colour, width=place.w, halo=SEA)

    def _draw_spot(self, canvas: Canvas, spot: Spot) -> None:
        x, y = self.px(spot.x), self.py(spot.y)
        if spot.caught:
            canvas.glow(x, y, 28, DANGER, 0.45)
            canvas.disc(x, y, 13.5, None, DANGER, 2)
        if spot.own:
            canvas.disc(x, y, 9.5, None, PAPER, 1.5)
        if spot.hollow:
            canvas.disc(x, y, 6, SEA, spot.colour, 1.8)
        else:
            canvas.mark(spot.shape, x, y, 12, spot.colour)
        gap = 20 if spot.caught else 13
        ends = {"right": (x + gap, "left"), "left": (x - gap, "right")}
        tx, align = ends.get(spot.anchor, (x, "centre"))
        ty = y - 11 if spot.anchor in ends else (y - 44 if spot.note else y - 30) if spot.anchor == "above" else y + 9
        ink = DANGER_TEXT if spot.caught else LOW
        canvas.text(spot.text, tx, ty, TABLE_STRONG.sized(14, 18), HIGH, align, halo=SEA)
        if spot.note:
            canvas.text(spot.note, tx, ty + 16, SMALL.sized(13, 16), ink if spot.caught else MIDDLE, align, halo=SEA)

    def draw_over(self, canvas: Canvas) -> None:
        """Ring the chip under the mouse and the picked one."""
        for spot in self.spots:
            if spot.key in {self.hot, self.picked}:
                tint = PAPER if spot.key == self.picked else mix(SEA, HIGH, 0.7)
                canvas.disc(self.px(spot.x), self.py(spot.y), 11, None, tint, 1.5)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.area, COMPUTE, 2)
