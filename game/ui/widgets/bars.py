"""Charts of bars: stacked by period, waterfall, level bars with error and limit, histogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.theme import (
    DANGER,
    DANGER_TEXT,
    HIGH,
    LOW,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PANEL,
    SMALL,
    TABLE,
    TABLE_STRONG,
    VOID,
    Colour,
    mix,
)
from game.ui.widgets.baked import Baked
from game.ui.widgets.base import Pos
from game.ui.widgets.chart import Axis, Plot, nice_axis
from game.ui.widgets.tip import Tip, TipLine
from game.ui.wording import figures, plain


@dataclass(frozen=True)
class Stack:
    """One bar: its period, its parts in the order of the keys, and perhaps a dashed part that is held or lost."""

    text: str
    parts: tuple[float, ...]
    ghost: float = 0.0
    ghost_text: str = ""


class StackedBars(Plot):
    """Bars of parts one on another with 1 px gaps; `keys` name and colour the parts."""

    def __init__(
        self, wid: str, keys: Sequence[tuple[str, Colour]], stacks: Sequence[Stack], *, unit: str = "", **options: Any
    ) -> None:
        top = max([sum(one.parts) + one.ghost for one in stacks], default=1.0) or 1.0
        super().__init__(wid, Axis(0, max(1, len(stacks))), options.pop("y", nice_axis(0, top * 1.04)), **options)
        self.keys, self.stacks, self.unit = list(keys), list(stacks), unit
        self._hot = -1
        if self.tooltip is None:
            self.tooltip = self._tip

    def on_move(self, pos: Pos) -> None:
        """Remember which bar the mouse is on."""
        share = (pos[0] - self.area.x) / self.area.w
        self._hot = int(share * len(self.stacks)) if 0 <= share < 1 else -1

    def tip_rect(self) -> Rect:
        """Give the bar's place."""
        dx, dy = self.shift()
        return self.bar(self._hot).move(round(dx), round(dy)) if self._hot >= 0 else self.screen_rect

    def _tip(self) -> Tip | None:
        if not 0 <= self._hot < len(self.stacks):
            return None
        one = self.stacks[self._hot]
        lines = [TipLine(name, figures(value), self.unit, colour=colour)
                 for (name, colour), value in zip(self.keys, one.parts, strict=False) if value]  # fmt: skip
        if one.ghost:
            lines.append(TipLine(one.ghost_text, figures(one.ghost), self.unit, colour=DANGER_TEXT))
        return Tip(one.text, lines=tuple(lines))

    def shows(self) -> object:
        """Compare keys and bars."""
        return tuple(self.keys), tuple(self.stacks)

    def bar(self, index: int) -> Rect:
        """Give the column of a bar, from top to bottom of the plot."""
        cell = self.area.w / max(1, len(self.stacks))
        wide = max(3, min(44, round(cell * 0.72)))
        x = self.area.x + cell * (index + 0.5) - wide / 2
        return Rect(round(x), self.area.y, wide, self.area.h)

    def bake(self, canvas: Canvas) -> None:
        """Draw the chart."""
        self.draw_axes(canvas)
        every = max(1, -(-len(self.stacks) * 46 // max(1, self.area.w)))
        for i, one in enumerate(self.stacks):
            column, base = self.bar(i), 0.0
            for (_, colour), value in zip(self.keys, one.parts, strict=False):
                if value > 0:
                    top, bottom = round(self.py(base + value)), round(self.py(base))
                    canvas.fill(Rect(column.x, top + 1, column.w, max(1, bottom - top - 1)), colour)
                    base += value
            if one.ghost > 0:
                top, bottom = round(self.py(base + one.ghost)), round(self.py(base))
                canvas.dashed_box(Rect(column.x, top, column.w, max(2, bottom - top - 2)), DANGER)
                beside = bottom - top > 40 or (i > 0 and self.py(sum(self.stacks[i - 1].parts)) > top + 30)
                at = (column.x - 6, top + 8) if beside else (column.right, top - 19)
                canvas.text(one.ghost_text, *at, NOTE_STRONG, DANGER_TEXT, "right", halo=PANEL)
            if not self.bare and i % every == (len(self.stacks) - 1) % every:
                canvas.text(one.text, column.centerx, self.area.bottom + 5, SMALL, LOW, "centre")


def short_figure(value: float) -> str:
    """Write a number to one decimal, or none from a hundred on."""
    return plain(value, 0 if abs(value) >= 100 else 1)


@dataclass(frozen=True)
class Fall:
    """A step of a waterfall: what it adds; `total` steps stand on the ground and show where things are."""

    text: str
    value: float
    total: bool = False


CUT_FROM = 0.8
"""Bars stand on zero unless all that happens lies above this share of the top."""
MOST_BAR_W = 120


class Waterfall(Baked):
    """From a first total over ups and downs to the last one."""

    def __init__(
        self, wid: str, steps: Sequence[Fall], colour: Colour, *, show: Any = short_figure, **options: Any
    ) -> None:
        super().__init__(wid, **options)
        self.steps, self.colour, self.show = list(steps), colour, show

    def bake_key(self) -> object:
        """Compare the steps."""
        return tuple(self.steps), self.colour, tuple(self.show(step.value) for step in self.steps)

    def spans(self) -> list[tuple[float, float]]:
        """Give the lower and upper end of each step."""
        out, level = [], 0.0
        for step in self.steps:
            low, high = (0.0, step.value) if step.total else (level, level + step.value)
            level = high
            out.append((min(low, high), max(low, high)))
        return out

    def bake(self, canvas: Canvas) -> None:
        """Draw the chart."""
        spans = self.spans()
        top = max([high for _, high in spans], default=1.0) or 1.0
        floor = min(0.0, min([low for low, _ in spans], default=0.0))
        lows = [low for (low, _), step in zip(spans, self.steps, strict=True) if not step.total]
        base = max(floor, min(lows) - 0.35 * (top - min(lows))) if lows and min(lows) > CUT_FROM * top else floor
        cell = self.rect.w / max(1, len(self.steps))
        names = [fonts.book().wrap(step.text, SMALL, cell - 4, 2) for step in self.steps]
        by_turns = any(fonts.book().width(line, SMALL) > cell for lines in names for line in lines)
        if by_turns:  # words wider than their bars stand by turns in two rows
            names = [[step.text] for step in self.steps]
        foot = 6 + SMALL.line * (2 if by_turns else max((len(lines) for lines in names), default=1))
        area = Rect(self.rect.x, self.rect.y + 20, self.rect.w, self.rect.h - 20 - foot)
        for i, (step, (low, high)) in enumerate(zip(self.steps, spans, strict=True)):
            y_low = area.bottom - area.h * (max(base, low) - base) / max(1e-9, top - base)
            y_high = area.bottom - area.h * (max(base, high) - base) / max(1e-9, top - base)
            wide = round(min(MOST_BAR_W, cell * 0.8))
            bar = Rect(round(area.x + cell * (i + 0.5) - wide / 2), round(y_high), wide, 0)
            bar.h = max(2, round(y_low) - bar.y)
            if step.total:
                canvas.fill(bar, self.colour)
            elif step.value >= 0:
                canvas.fill(bar, mix(PANEL, self.colour, 0.7))
            else:
                canvas.fill(bar, mix(PANEL, self.colour, 0.3))
                if bar.h > 4:
                    canvas.dashed_box(bar, self.colour, 1, 2, 2)
            lead = "" if step.total or step.value < 0 else "+"
            canvas.text(lead + self.show(step.value), bar.centerx, bar.y - 19, NOTE_STRONG, HIGH, "centre")
            for row, line in enumerate(names[i], i % 2 if by_turns else 0):
                y = area.bottom + 5 + SMALL.line * row
                canvas.text(line, area.x + cell * (i + 0.5), y, SMALL, MIDDLE, "centre", width=cell * 2 - 4)


@dataclass(frozen=True)
class Bar:
    """A level bar: its name, value, how that is written; `error` either side; `parts` to stack it."""

    text: str
    value: float
    shown: str = ""
    colour: Colour = HIGH
    error: float = 0.0
    parts: tuple[tuple[float, Colour], ...] = ()
    strong: bool = False


class HBars(Baked):
    """Level bars with names at the left and figures at the right; negative ones grow to the left."""

    def __init__(
        self,
        wid: str,
        bars: Sequence[Bar],
        *,
        limit: float | None = None,
        row_h: int = 26,
        names: int = 100,
        figures_w: int = 48,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.bars, self.limit, self.row_h = list(bars), limit, row_h
        self.names, self.figures_w = names, figures_w

    def natural(self) -> tuple[int, int]:
        """Give the size that shows all bars."""
        return self.rect.w or 280, self.row_h * len(self.bars)

    def bake_key(self) -> object:
        """Compare the bars."""
        return tuple(self.bars), self.limit, self.row_h, self.names, self.figures_w

    def bake(self, canvas: Canvas) -> None:
        """Draw the chart."""
        low = min([0.0, *[bar.value - bar.error for bar in self.bars]])
        high = max([0.0, *[bar.value + bar.error for bar in self.bars], self.limit or 0.0])
        area = Rect(
            self.rect.x + self.names, self.rect.y, max(8, self.rect.w - self.names - self.figures_w), self.rect.h
        )

        def at(value: float) -> float:
            return area.x + area.w * (value - low) / max(1e-9, high - low)

        for i, bar in enumerate(self.bars):
            y = self.rect.y + i * self.row_h + self.row_h // 2
            thick = max(6, min(14, self.row_h - 12))
            if self.names:
                style = TABLE_STRONG if bar.strong else TABLE
                canvas.text(bar.text, self.rect.x, y - 10, style, HIGH if bar.strong else MIDDLE, width=self.names - 8)
            self._draw_bar(canvas, bar, y, thick, at)
            if bar.error:
                a, b = at(bar.value - bar.error), at(bar.value + bar.error)
                canvas.hline(a, y, b - a, HIGH)
                canvas.vline(a, y - 4, 9, HIGH)
                canvas.vline(b, y - 4, 9, HIGH)
            if bar.shown:
                canvas.text(bar.shown, self.rect.right, y - 10, TABLE_STRONG, HIGH, "right")
        if self.limit is not None:
            x = at(self.limit)
            canvas.dashed([(x, area.y), (x, area.y + self.row_h * len(self.bars))], MIDDLE, 1, 3, 3)

    def _draw_bar(self, canvas: Canvas, bar: Bar, y: int, thick: int, at: Any) -> None:
        left, right = sorted((at(0.0), at(bar.value)))
        if not bar.parts:
            canvas.box(Rect(round(left), y - thick // 2, max(1, round(right - left)), thick), bar.colour, None, 2)
            return
        total, x = sum(part for part, _ in bar.parts) or 1.0, left
        for part, colour in bar.parts:
            wide = (right - left) * part / total
            canvas.fill(Rect(round(x), y - thick // 2, max(1, round(wide) - 1), thick), colour)
            x += wide


class Histogram(Baked):
    """How often each value came up; bars between `bright` values stand out; `lines` mark values of note."""

    def __init__(
        self,
        wid: str,
        counts: Sequence[float],
        x: Axis,
        colour: Colour,
        *,
        bright: tuple[float, float] | None = None,
        lines: Sequence[tuple[float, str, Colour]] = (),
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.counts, self.x, self.colour, self.bright, self.lines = list(counts), x, colour, bright, list(lines)

    def bake_key(self) -> object:
        """Compare counts and lines."""
        return tuple(self.counts), self.x.looks(), self.colour, self.bright, tuple(self.lines)

    def bake(self, canvas: Canvas) -> None:
        """Draw the chart."""
        area = Rect(self.rect.x, self.rect.y + 20, self.rect.w, self.rect.h - 40)
        top, n = max(self.counts, default=1.0) or 1.0, max(1, len(self.counts))
        for i, value in enumerate(self.counts):
            a, b = area.x + area.w * i / n, area.x + area.w * (i + 1) / n
            middle = self.x.value((i + 0.5) / n)
            lit = self.bright is None or self.bright[0] <= middle <= self.bright[1]
            high = round(area.h * value / top)
            if high:
                canvas.fill(Rect(round(a), area.bottom - high, max(1, round(b) - round(a) - 1), high),
                            mix(PANEL, self.colour, 0.85 if lit else 0.42))  # fmt: skip
        canvas.hline(area.x, area.bottom, area.w)
        for tick in self.x.ticks:
            x = area.x + area.w * self.x.share(tick)
            canvas.text(self.x.show(tick), x, area.bottom + 3, NOTE, MIDDLE, "centre")
        for value, text, colour in self.lines:
            x = area.x + area.w * self.x.share(value)
            canvas.fill(Rect(round(x), self.rect.y, 2, area.bottom - self.rect.y), colour)
            canvas.text(text, x - 6, self.rect.y - 2, NOTE_STRONG, colour, "right", halo=VOID)


def legend(canvas: Canvas, items: Sequence[tuple[str, Colour]], x: float, y: float, gap: int = 16) -> float:
    """Draw a legend of squares and names from left to right; returns where it ends."""
    for text, colour in items:
        canvas.fill(Rect(round(x), round(y) + 5, 9, 9), colour)
        x += 15 + canvas.text(text, x + 15, y, NOTE, MIDDLE) + gap
    return x
