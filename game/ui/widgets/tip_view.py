"""One tooltip as it stands open: its place, its lines under the mouse and the keys, and being moved about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.layout import fit_inside
from game.ui.screen import Outcome
from game.ui.theme import COMPUTE, LINE_STRONG
from game.ui.widgets.base import Pos, Widget
from game.ui.widgets.tip import Tip
from game.ui.widgets.tip_drawing import LINE_H, draw_tip, line_tops, plan_tip

if TYPE_CHECKING:
    from game.ui.widgets.tooltip import TooltipLayer

DRAG_PX = 4
CROSS = (40, 36)
"""The corner that closes, virtual px."""
Maker = Callable[[], Tip | None]


class TipView(Widget):
    """One open tooltip. `chain` tells those that opened from one another apart from others."""

    role = "tooltip"

    def __init__(self, layer: TooltipLayer, tip: Tip, source: Rect, depth: int, chain: int) -> None:
        super().__init__(f"tooltip.{chain}.{depth}" if chain else f"tooltip.{depth}", label=tip.title or tip.text)
        self.tip_shown, self.depth, self.chain, self.pinned = tip, depth, chain, False
        self.layer, self.source, self.bounds = layer, Rect(source), layer.rect
        bounds = layer.rect
        self.maker: Maker | None = None  # tells the same of a later moment
        self.origin = ""  # the widget it tells of
        self.line = -1  # the one the arrow keys are at
        self.grabbed: tuple[Pos, Rect] | None = None
        self.moved_by_hand = False
        plan = plan_tip(tip)
        place = self._aside if depth else self._beside
        self.rect = fit_inside(place(source, bounds, plan.width, plan.height), bounds)

    @staticmethod
    def _aside(source: Rect, bounds: Rect, w: int, h: int) -> Rect:
        """To the right of the line it opens from, else to the left, else under it."""
        if source.right + 6 + w <= bounds.right - 8:
            return Rect(source.right + 6, source.y - 12, w, h)
        if source.x - 6 - w >= bounds.x + 8:
            return Rect(source.x - 6 - w, source.y - 12, w, h)
        return Rect(source.x + 24, source.bottom + 6, w, h)

    @staticmethod
    def _beside(source: Rect, bounds: Rect, w: int, h: int) -> Rect:
        """Under the source, else above, else to a side; never over it if that can be helped."""
        x = source.x
        if source.bottom + 6 + h <= bounds.bottom - 8:
            return Rect(x, source.bottom + 6, w, h)
        if source.y - 6 - h >= bounds.y + 8:
            return Rect(x, source.y - 6 - h, w, h)
        side = source.right + 8 if source.right + 8 + w <= bounds.right - 8 else source.x - 8 - w
        return Rect(side, source.y, w, h)

    def show(self, tip: Tip) -> None:
        """Tell something else from the same place."""
        if tip == self.tip_shown:
            return
        self.invalidate()
        self.tip_shown, self.label, self.line = tip, tip.title or tip.text, min(self.line, len(tip.lines) - 1)
        plan = plan_tip(tip)
        self.rect = fit_inside(Rect(self.rect.x, self.rect.y, plan.width, plan.height), self.bounds)
        self.invalidate()

    def fit(self, bounds: Rect) -> None:
        """Stay inside a window of another size."""
        plan = plan_tip(self.tip_shown)
        self.bounds = bounds
        self.rect = fit_inside(Rect(self.rect.x, self.rect.y, plan.width, plan.height), bounds)

    @property
    def takes_mouse(self) -> bool:
        """Only a pinned tooltip is in the way of the mouse."""
        return self.pinned

    # --- lines
    def line_rect(self, n: int) -> Rect:
        """Where a line is, virtual px."""
        return Rect(self.rect.x, line_tops(self.tip_shown, self.rect.y)[n], self.rect.w, LINE_H)

    def place_at(self, pos: Pos) -> int:
        """The number of the line at a point; -1 for none."""
        tops = line_tops(self.tip_shown, self.rect.y)
        inside = self.rect.left <= pos[0] < self.rect.right
        return next((n for n, top in enumerate(tops) if inside and top <= pos[1] < top + LINE_H), -1)

    def step(self, by: int) -> None:
        """Go to the next line that leads on."""
        ways = [n for n, line in enumerate(self.tip_shown.lines) if line.leads_on]
        if ways:
            here = ways.index(self.line) if self.line in ways else (-1 if by > 0 else 0)
            self.line = ways[(here + by) % len(ways)]
            self.invalidate()

    # --- the mouse
    def on_move(self, pos: Pos) -> None:
        """Light the line under the mouse."""
        n = self.place_at(pos)
        n = n if n >= 0 and self.tip_shown.lines[n].leads_on else -1
        if n != self.line:
            self.line = n
            self.invalidate()

    def on_press(self, pos: Pos) -> Outcome:
        """Take hold of it; the arrow keys are its own from here."""
        self.pressed, self.grabbed, self.moved_by_hand = True, (pos, Rect(self.rect)), False
        self.layer.keys = self
        return None

    def on_drag(self, pos: Pos) -> Outcome:
        """Move it out of the way."""
        if self.grabbed is None:
            return None
        (x, y), start = self.grabbed
        dx, dy = round(pos[0] - x), round(pos[1] - y)
        self.moved_by_hand = self.moved_by_hand or abs(dx) + abs(dy) > DRAG_PX
        if self.moved_by_hand:
            self.invalidate()
            self.rect = fit_inside(start.move(dx, dy), self.bounds, 0)
            self.invalidate()
        return None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Close at the cross; follow a line that leads on."""
        self.pressed, self.grabbed = False, None
        if not inside or self.moved_by_hand:
            return None
        if pos[0] > self.rect.right - CROSS[0] and pos[1] < self.rect.y + CROSS[1]:
            self.layer.close(self)
            return None
        n = self.place_at(pos)
        return self.layer.follow(self, n) if n >= 0 else None

    def describe(self) -> str:
        """Say everything the tooltip says."""
        tip = self.tip_shown
        lines = [f"{line.text} {line.value} {line.unit}".strip() for line in tip.lines]
        return "\n".join(part for part in (tip.title, tip.text, *lines, tip.note) if part)

    def draw(self, canvas: Canvas) -> None:
        """Draw the tooltip."""
        lit = self.line if self.pinned else -1
        draw_tip(canvas, self.tip_shown, self.rect, pinned=self.pinned, depth=self.depth, lit=lit)
        if self.pinned:
            canvas.box(self.rect, None, COMPUTE if self.layer.keys is self else LINE_STRONG)
