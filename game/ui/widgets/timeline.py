"""The rule book as a timeline: bars in force, announced, rumoured or withdrawn, grouped by who made them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.screen import Outcome
from game.ui.theme import (
    BODY_STRONG,
    COMPUTE,
    DANGER,
    DANGER_TEXT,
    HIGH,
    LINE,
    LOW,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PANEL,
    PAPER,
    TABLE_DENSE,
    TABLE_DENSE_STRONG,
    Colour,
    faded,
    mix,
)
from game.ui.widgets.base import Widget, run
from game.ui.widgets.tip import TipSource

ROW_H, BAR_H, NAMES_W, EFFECT_W, HEAD_H = 27, 21, 120, 100, 36


@dataclass(frozen=True)
class RuleBar:
    """A rule: from `start` to `end` in quarters of the axis; `odds` are written before a rumoured one."""

    key: str
    text: str
    start: float
    end: float
    state: str = "in_force"
    odds: str = ""
    effect: str = ""
    harmful: bool = False
    alarm: bool = False
    row: int = 0
    tooltip: TipSource = None


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one maker, dressed in its side's shape and colour."""

    text: str
    note: str
    shape: str
    colour: Colour
    bars: tuple[RuleBar, ...]

    @property
    def rows(self) -> int:
        """How many rows the group takes: as many as its bars, and at least two for its words."""
        return max(2 if self.note else 1, max((bar.row for bar in self.bars), default=-1) + 1)


class _Bar(Widget):
    """One rule; a click or Enter picks it."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, line: RuleTimeline, group: RuleGroup, bar: RuleBar) -> None:
        super().__init__(f"{line.wid}.{bar.key}", label=bar.text, tooltip=bar.tooltip)
        self.line, self.group, self.bar = line, group, bar

    def activate(self) -> Outcome:
        """Pick this rule."""
        return self.line.pick(self.bar.key)

    def draw(self, canvas: Canvas) -> None:
        """Draw the bar in the manner of its state."""
        r, bar, colour = self.rect, self.bar, self.group.colour
        lit = 0.12 * self.heat.value
        picked = self.line.picked == bar.key
        inked = mix(PANEL, colour, 0.36 + lit)
        if bar.state == "in_force":
            canvas.box(r, inked, None, 3)
            canvas.fill(Rect(r.x, r.y, 3, r.h), colour)
        elif bar.state == "rumoured":
            canvas.box(r, mix(PANEL, colour, 0.04 + lit), None, 3)
            canvas.dashed_box(r, colour, 1.2, 4, 3)
        else:
            canvas.box(r, mix(PANEL, colour, 0.12 + lit), colour, 3)
            canvas.hatch(r.inflate(-2, -2), faded(colour, 0.35), 7)
        if bar.alarm:
            canvas.box(r, faded(DANGER, 0.25), DANGER, 3, 1.5)
        elif picked:
            canvas.box(r, None, PAPER, 3, 1.5)
        self._draw_words(canvas)

    def _draw_words(self, canvas: Canvas) -> None:
        r, bar = self.rect, self.bar
        if bar.state == "withdrawn":
            canvas.icon("x", r.right - 4, r.centery - 8, 16, HIGH)
            canvas.text(bar.text, r.right + 16, r.y + 1, TABLE_DENSE, MIDDLE, width=self.line.plot.right - r.right - 16)
            return
        book, style = fonts.book(), TABLE_DENSE_STRONG
        if book.width(bar.text, style) > r.w - 14:
            style = NOTE_STRONG
        wide = book.width(bar.text, style)
        now = self.line.x_of(self.line.now)
        x = float(r.x + 10)
        if r.x < now - 4 and now + 12 + wide < r.right and x + wide > now - 8:
            x = now + 12
        canvas.text(bar.text, x, r.centery - style.line / 2, style, HIGH, width=max(10.0, r.right - x - 4))
        if bar.odds:
            canvas.text(bar.odds, r.x - 4, r.y + 1, NOTE_STRONG, HIGH, "right")

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, 3, gap=1)


class RuleTimeline(Widget):
    """All rules. `ticks` are (quarter, words) for the head; `now` is today; `on_pick(key)` hears of clicks."""

    role = "timeline"

    def __init__(
        self,
        wid: str,
        groups: Sequence[RuleGroup],
        *,
        first: float,
        last: float,
        now: float,
        now_text: str,
        ticks: Sequence[tuple[float, str]] = (),
        effect_text: str = "",
        picked: str = "",
        on_pick: Callable[[str], Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.groups, self.first, self.last = list(groups), first, last
        self.now, self.now_text, self.ticks = now, now_text, list(ticks)
        self.effect_text, self.picked, self.on_pick = effect_text, picked, on_pick
        self.bars = [self.add(_Bar(self, group, bar)) for group in self.groups for bar in group.bars]

    @property
    def plot(self) -> Rect:
        """The part where bars lie."""
        r = self.rect
        return Rect(r.x + NAMES_W, r.y + HEAD_H, max(1, r.w - NAMES_W - EFFECT_W), max(1, r.h - HEAD_H))

    def natural(self) -> tuple[int, int]:
        """Give the height that shows every row."""
        return self.rect.w, HEAD_H + sum(group.rows * ROW_H + 12 for group in self.groups)

    def x_of(self, quarter: float) -> float:
        """Give where a quarter lies."""
        return self.plot.x + self.plot.w * (quarter - self.first) / max(1e-9, self.last - self.first)

    def pick(self, key: str) -> Outcome:
        """Pick a rule."""
        self.picked = key
        self.invalidate()
        return run(self.on_pick, key)

    def _tops(self) -> list[int]:
        tops, y = [], self.plot.y
        for group in self.groups:
            tops.append(y)
            y += group.rows * ROW_H + 12
        return tops

    def arrange(self) -> None:
        """Place the bars."""
        tops = dict(zip((id(group) for group in self.groups), self._tops(), strict=True))
        for one in self.bars:
            left = max(self.plot.x, round(self.x_of(one.bar.start)))
            right = min(self.plot.right, round(self.x_of(one.bar.end)))
            top = tops[id(one.group)] + one.bar.row * ROW_H
            one.rect = Rect(left, top, max(8, right - left), BAR_H)

    def draw(self, canvas: Canvas) -> None:
        """Draw head, groups, and effects."""
        plot = self.plot
        now = self.x_of(self.now)
        words = fonts.book().width(self.now_text, NOTE_STRONG) + 24
        for quarter, text in self.ticks:
            x = self.x_of(quarter)
            canvas.vline(x, plot.y - 12, plot.h + 12, mix(PANEL, LINE, 0.6))
            if text and not now - 46 < x < now + words:
                canvas.text(text, x + 6, self.rect.y + 8, NOTE_STRONG, MIDDLE)
        if self.effect_text:
            canvas.text(self.effect_text, self.rect.right, self.rect.y + 8, NOTE, LOW, "right")
        for group, top in zip(self.groups, self._tops(), strict=True):
            canvas.mark(group.shape, self.rect.x + 6, top + 10, 10, group.colour)
            canvas.text(group.text, self.rect.x + 18, top, BODY_STRONG, HIGH, width=NAMES_W - 22)
            canvas.text(group.note, self.rect.x + 18, top + 20, NOTE, LOW, width=NAMES_W - 22)
            for bar in group.bars:
                ink = DANGER_TEXT if bar.harmful else HIGH if bar.effect[:1] in "+−" else LOW
                y = top + bar.row * ROW_H
                canvas.text(bar.effect, self.rect.right, y + 1, TABLE_DENSE_STRONG, ink, "right")
            canvas.hline(self.rect.x, top + group.rows * ROW_H + 4, self.rect.w, mix(PANEL, LINE, 0.6))

    def draw_over(self, canvas: Canvas) -> None:
        """Draw the line for now over the bars."""
        x = self.x_of(self.now)
        canvas.fill(Rect(round(x) - 14, self.plot.y - 4, 44, self.plot.h), faded(PAPER, 0.05))
        canvas.fill(Rect(round(x), self.plot.y - 8, 1, self.plot.h + 4), PAPER)
        canvas.triangle(x + 0.5, self.rect.y + 17, 9, False, PAPER)
        words = fonts.book().width(self.now_text, NOTE_STRONG)
        canvas.fill(Rect(round(x) + 8, self.rect.y + 8, round(words) + 8, 18), PANEL)
        canvas.text(self.now_text, x + 10, self.rect.y + 8, NOTE_STRONG, PAPER)
