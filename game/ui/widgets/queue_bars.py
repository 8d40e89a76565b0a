"""A queue as bars over the coming quarters; its order changes by dragging or with Shift and the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    COMPUTE,
    HIGH,
    HOVER,
    LINE,
    MIDDLE,
    NOTE,
    PANEL,
    PAPER,
    RAISED,
    SELECTED,
    TABLE_DENSE_STRONG,
    Colour,
    faded,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run
from game.ui.widgets.tip import TipSource

HEAD_H, NAMES_W = 22, 150


@dataclass(frozen=True)
class Queued:
    """A project in the queue: it starts, is likely to end between `early` and `late`, most likely at `expected`."""

    key: str
    text: str
    start: float
    early: float
    late: float
    expected: float
    colour: Colour = COMPUTE
    tooltip: TipSource = None


class QueueBars(Widget):
    """The queue. `on_move(key, place)` hears of a new place, counted from 0; `ticks` are (quarter, words)."""

    role = "list"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        items: Sequence[Queued],
        *,
        first: float,
        last: float,
        ticks: Sequence[tuple[float, str]] = (),
        on_move: Callable[[str, int], Any] | None = None,
        on_pick: Callable[[str], Any] | None = None,
        picked: str = "",
        row_h: int = 24,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.items, self.first, self.last, self.ticks = list(items), first, last, list(ticks)
        self.moved, self.on_pick, self.picked, self.row_h = on_move, on_pick, picked, row_h
        self.held = ""  # what is being dragged
        self.hot = -1
        self.drag_y = 0.0

    def natural(self) -> tuple[int, int]:
        """Give the size that shows every row."""
        return self.rect.w or 480, HEAD_H + self.row_h * len(self.items)

    def row_rect(self, index: int) -> Rect:
        """Give the rectangle of a row."""
        return Rect(self.rect.x, self.rect.y + HEAD_H + index * self.row_h, self.rect.w, self.row_h)

    def index_at(self, y: float) -> int:
        """Give the row at a height, held within the list."""
        return max(0, min(len(self.items) - 1, int((y - self.rect.y - HEAD_H) // self.row_h)))

    def x_of(self, quarter: float) -> float:
        """Give where a quarter lies."""
        left = self.rect.x + NAMES_W
        share = (quarter - self.first) / max(1e-9, self.last - self.first)
        return left + (self.rect.right - left) * max(0.0, min(1.0, share))

    def on_move(self, pos: Pos) -> None:
        """Light up the row under the mouse."""
        inside = self.items and pos[1] > self.rect.y + HEAD_H
        hot = self.index_at(pos[1]) if inside else -1
        if hot != self.hot:
            self.hot = hot
            self.tooltip = self.items[hot].tooltip if hot >= 0 else None
            self.invalidate()

    def tip_rect(self) -> Rect:
        """Give the row's place."""
        dx, dy = self.shift()
        return self.row_rect(self.hot).move(round(dx), round(dy)) if self.hot >= 0 else self.screen_rect

    def on_press(self, pos: Pos) -> Outcome:
        """Take hold of a row."""
        super().on_press(pos)
        if not self.items or pos[1] <= self.rect.y + HEAD_H:
            return None
        self.held = self.items[self.index_at(pos[1])].key
        self.drag_y = pos[1]
        self.picked = self.held
        return run(self.on_pick, self.held)

    def on_drag(self, pos: Pos) -> Outcome:
        """Carry the row along."""
        self.drag_y = pos[1]
        self.invalidate()
        return None

    def take_over(self, old: Widget) -> None:
        """Go on carrying a row after a rebuild."""
        if isinstance(old, QueueBars):
            self.held, self.drag_y = old.held, old.drag_y

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Put the row down in its new place."""
        held, self.held, self.pressed = self.held, "", False
        self.invalidate()
        return self.put(held, self.index_at(pos[1])) if held else None

    def put(self, key: str, place: int) -> Outcome:
        """Move a row to a place and tell the listener if that is a change."""
        keys = [item.key for item in self.items]
        if key not in keys or keys.index(key) == place:
            return None
        item = self.items.pop(keys.index(key))
        self.items.insert(place, item)
        self.invalidate()
        return run(self.moved, key, place)

    def on_key(self, chord: str) -> Handled:
        """Choose a row with the arrows, move it with Shift held."""
        step = {"Up": -1, "Down": 1}.get(chord.removeprefix("Shift+"))
        if step is None or not self.items:
            return False
        keys = [item.key for item in self.items]
        at = keys.index(self.picked) if self.picked in keys else (-1 if step > 0 else len(keys))
        to = max(0, min(len(keys) - 1, at + step))
        if chord.startswith("Shift+"):
            return self.put(self.picked, to) or True
        self.picked = keys[to]
        self.invalidate()
        return run(self.on_pick, self.picked) or True

    def draw(self, canvas: Canvas) -> None:
        """Draw the quarters, the rows, and last the row that is carried."""
        for quarter, text in self.ticks:
            x = self.x_of(quarter)
            canvas.vline(x, self.rect.y + HEAD_H - 6, self.rect.h - HEAD_H + 6, mix(PANEL, LINE, 0.6))
            canvas.text(text, x + 5, self.rect.y, NOTE, MIDDLE)
        for i, item in enumerate(self.items):
            if item.key != self.held:
                self._draw_row(canvas, item, i, self.row_rect(i))
        for i, item in enumerate(self.items):
            if item.key == self.held:
                place = self.row_rect(i)
                place.centery = round(self.drag_y)
                target = self.row_rect(self.index_at(self.drag_y))
                canvas.fill(Rect(target.x, target.bottom - 1, target.w, 1), PAPER)
                canvas.box(place, HOVER, PAPER, 4)
                self._draw_row(canvas, item, i, place)

    def _draw_row(self, canvas: Canvas, item: Queued, index: int, area: Rect) -> None:
        if item.key == self.picked and item.key != self.held:
            canvas.box(area, SELECTED, None, 4)
        elif index == self.hot and not self.held:
            canvas.box(area, RAISED, None, 4)
        y = area.centery - 9
        canvas.text(str(index + 1), area.x + 8, y, TABLE_DENSE_STRONG, HIGH)
        canvas.text(item.text, area.x + 28, y, TABLE_DENSE_STRONG, HIGH, width=NAMES_W - 36)
        start, early, late = (round(self.x_of(v)) for v in (item.start, item.early, item.late))
        canvas.box(Rect(start, area.centery - 4, max(2, late - start), 8), faded(item.colour, 0.3), None, 2)
        canvas.box(Rect(start, area.centery - 4, max(2, early - start), 8), mix(PANEL, item.colour, 0.9), None, 2)
        canvas.fill(Rect(round(self.x_of(item.expected)), area.centery - 6, 2, 12), HIGH)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, 4)
