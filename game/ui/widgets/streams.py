"""Shares of a whole over time, as streams that fill the height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.theme import HIGH, MIDDLE, NOTE_STRONG, PANEL, SEA, Colour, mix
from game.ui.widgets.base import Pos
from game.ui.widgets.chart import Axis, Plot
from game.ui.widgets.tip import Tip, TipLine
from game.ui.wording import percent

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Stream:
    """One share over time, 0 to 1 for each period; the player's own stands out."""

    text: str
    shares: tuple[float, ...]
    colour: Colour
    own: bool = False


class ShareStreams(Plot):
    """Streams one over another; what is missing to the whole stays dark. `periods` name the columns."""

    margins = (46, 8, 96, 22)

    def __init__(self, wid: str, streams: Sequence[Stream], periods: Sequence[str], **options: Any) -> None:
        count = max(1, len(periods) - 1)
        step = max(1, count // 6)
        ticks = tuple(float(i) for i in range(0, count + 1, step))
        axis = Axis(0, count, ticks, lambda v: periods[round(v)] if round(v) < len(periods) else "")
        super().__init__(wid, axis, Axis(0, 1, QUARTERS, lambda v: percent(v).text), **options)
        self.streams, self.periods = list(streams), list(periods)
        self._hot: tuple[int, int] | None = None
        if self.tooltip is None:
            self.tooltip = self._tip

    def shows(self) -> object:
        """Compare the streams."""
        return tuple(self.streams), tuple(self.periods)

    def on_move(self, pos: Pos) -> None:
        """Remember which stream and period the mouse is on."""
        share_x, share_y = (pos[0] - self.area.x) / self.area.w, (self.area.bottom - pos[1]) / self.area.h
        self._hot = None
        if 0 <= share_x <= 1:
            period = round(share_x * max(1, len(self.periods) - 1))
            base = 0.0
            for i, stream in enumerate(self.streams):
                base += stream.shares[period]
                if share_y <= base:
                    self._hot = (i, period)
                    return

    def tip_rect(self) -> Rect:
        """Give the period's column."""
        if self._hot is None:
            return self.screen_rect
        dx, dy = self.shift()
        x = round(self.px(self._hot[1]) + dx)
        return Rect(x - 2, round(self.area.y + dy) + self._hot[0], 4, self.area.h)

    def _tip(self) -> Tip | None:
        if self._hot is None:
            return None
        stream, period = self.streams[self._hot[0]], self._hot[1]
        amount = percent(stream.shares[period], 1)
        return Tip(stream.text, lines=(TipLine(self.periods[period], amount.value, amount.unit),))

    def bake(self, canvas: Canvas) -> None:
        """Draw the axes, the streams and their names at the right."""
        self.draw_axes(canvas, vertical=False)
        base = [0.0] * len(self.periods)
        taken = 1e9
        for stream in self.streams:
            upper = [a + b for a, b in zip(base, stream.shares, strict=True)]
            low = [(self.px(i), self.py(v)) for i, v in enumerate(base)]
            high = [(self.px(i), self.py(v)) for i, v in enumerate(upper)]
            canvas.polygon(low + high[::-1], mix(PANEL, stream.colour, 0.85 if stream.own else 0.5))
            canvas.lines(high, SEA, 1)
            y = (low[-1][1] + high[-1][1]) / 2
            if low[-1][1] - high[-1][1] > 9 and y < taken - 14:
                ink = HIGH if stream.own else MIDDLE
                canvas.text(stream.text, self.area.right + 8, y - 9, NOTE_STRONG, ink,
                            width=self.rect.right - self.area.right - 8)  # fmt: skip
                taken = y
            base = upper
