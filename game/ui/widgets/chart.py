"""What all charts share - axes, scales - and the line chart with bands, steps and marks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.theme import (
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
    Colour,
    ColourA,
    faded,
    mix,
)
from game.ui.widgets.baked import Baked
from game.ui.widgets.base import Pos
from game.ui.widgets.chart_reading import nearest, readings, with_readings
from game.ui.widgets.tip import Tip, TipSource, read_tip

GRID = mix(SEA, LINE, 0.85)


@dataclass(frozen=True)
class Axis:
    """One axis: its range, the values that get a line and a figure, and how they are written."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()
    show: Callable[[float], str] = "{:g}".format
    log: bool = False
    text: str = ""

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1."""
        if self.log:
            low, high, at = math.log(self.low), math.log(self.high), math.log(max(1e-12, value))
            return (at - low) / (high - low)
        return (value - self.low) / max(1e-12, self.high - self.low)

    def looks(self) -> object:
        """What of the axis shows, for comparing drawings."""
        return self.low, self.high, self.log, self.text, tuple((tick, self.show(tick)) for tick in self.ticks)

    def value(self, share: float) -> float:
        """The value at a share of the way."""
        if self.log:
            return math.exp(math.log(self.low) + share * (math.log(self.high) - math.log(self.low)))
        return self.low + share * (self.high - self.low)


SHORT = "{:g}".format
NAME_H = 16  # pixels between the names of two lines


def nice_axis(low: float, high: float, wanted: int = 4, show: Callable[[float], str] = SHORT) -> Axis:
    """An axis over round numbers that covers a range; steps under 1 are shown with the decimals that they need."""
    if high <= low:
        high = low + max(1.0, abs(low) / 10)  # one more is nothing to a number of 26 figures
    raw = (high - low) / max(1, wanted)
    power = 10.0 ** math.floor(math.log10(raw))
    multiples = (1, 2, 5, 10) if power == 1.0 else (1, 2, 2.5, 5, 10)  # ticks of 2.5 would be shown as 2 and 3
    step = next(power * m for m in multiples if power * m >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(first * step, last * step, tuple(i * step for i in range(first, last + 1)), SHORT if step < 1 else show)


class Plot(Baked):
    """A chart with two axes: the frame of line charts, bars and the spec plot."""

    margins = (34, 8, 10, 22)  # left, top, right, bottom

    def __init__(self, wid: str, x: Axis, y: Axis, *, bare: bool = False, **options: Any) -> None:
        super().__init__(wid, **options)
        self.x, self.y, self.bare = x, y, bare

    @property
    def area(self) -> Rect:
        """The part inside the axes."""
        left, top, right, bottom = (2, 4, 4, 4) if self.bare else self.margins
        r = self.rect
        return Rect(r.x + left, r.y + top, max(1, r.w - left - right), max(1, r.h - top - bottom))

    def px(self, x: float) -> float:
        """Where a value of x lies, virtual px."""
        return self.area.x + self.area.w * self.x.share(x)

    def py(self, y: float) -> float:
        """Where a value of y lies, virtual px."""
        return self.area.bottom - self.area.h * self.y.share(y)

    def at(self, *args: Any) -> Any:
        """Place the chart, which needs a new drawing then."""
        self._made_for = None
        return super().at(*args)

    def bake_key(self) -> object:
        """Compare the axes and what `shows` gives."""
        shown = self.shows()
        return None if shown is None else (self.x.looks(), self.y.looks(), self.bare, self.margins, shown)

    def shows(self) -> object:
        """What is plotted, for comparing drawings; None when that cannot be told."""
        return None

    def draw_axes(self, canvas: Canvas, vertical: bool = True) -> None:
        """Draw grid lines and figures."""
        area, last_y = self.area, 1e9
        for value in self.y.ticks:
            y = self.py(value)
            canvas.hline(area.x, y, area.w, GRID)
            if not self.bare and abs(last_y - y) >= 15:
                canvas.text(self.y.show(value), area.x - 8, y - 8, SMALL, LOW, "right")
                last_y = y
        last_right = -1e9
        for value in self.x.ticks:
            x = self.px(value)
            if vertical:
                canvas.vline(x, area.y, area.h, GRID)
            text = self.x.show(value)
            wide = fonts.book().width(text, SMALL)
            left = max(self.rect.x, min(x - wide / 2, self.rect.right - wide))
            if not self.bare and left > last_right + 6:
                canvas.text(text, left, area.bottom + 5, SMALL, LOW)
                last_right = left + wide
        if self.y.text:
            canvas.text(self.y.text, self.rect.x + 4, self.rect.y, SMALL, MIDDLE)
        if self.x.text:
            canvas.text(self.x.text, area.right, self.rect.bottom - 16, SMALL, MIDDLE, "right")


@dataclass(frozen=True)
class Mark:
    """A point on a chart: its side's shape, a name beside it, whether it is the player's own (ringed)."""

    x: float
    y: float
    colour: Colour
    shape: str = "round"
    text: str = ""
    note: str = ""
    own: bool = False
    strong: bool = False
    anchor: str = "above"  # above, below, left, right
    hollow: bool = False
    tooltip: TipSource = None
    number: str = ""


@dataclass(frozen=True)
class Series:
    """A line: points from left to right. `steps` goes level, then up; `band` are lower and upper ends."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    dashed: bool = False
    dotted: bool = False
    steps: bool = False
    width: float = 2.0
    band: tuple[tuple[float, float, float], ...] = ()
    inner_band: tuple[tuple[float, float, float], ...] = ()
    fill: bool = False
    text: str = ""  # written at the right end
    end_dot: bool = False


def stair(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line that stays level until the next point and rises there."""
    out: list[tuple[float, float]] = []
    for x, y in points:
        if out:
            out.append((x, out[-1][1]))
        out.append((x, y))
    return out


def draw_mark(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    """Draw a point with its name."""
    if mark.number:
        canvas.disc(x, y, 9, PAPER if not mark.hollow else mix(SEA, mark.colour, 0.35),
                    mark.colour if mark.hollow else None)  # fmt: skip
        ink = HIGH if mark.hollow else (27, 26, 23)
        canvas.text(mark.number, x, y - 8, SMALL, ink, "centre")
        return
    if mark.hollow:
        canvas.disc(x, y, 6, SEA, mark.colour, 2)
    else:
        if mark.own:
            canvas.disc(x, y, 6.5, PAPER)
        canvas.mark(mark.shape, x, y, 9, mark.colour)
    style = NOTE_STRONG if mark.strong or mark.own else NOTE_STRONG.sized(12, 16)
    ink = HIGH if mark.strong or mark.own else MIDDLE
    where = {"above": (x, y - 25, "centre"), "below": (x, y + 8, "centre"), "left": (x - 11, y - 9, "right"),
             "right": (x + 11, y - 9, "left")}[mark.anchor]  # fmt: skip
    if mark.text:
        canvas.text(mark.text, where[0], where[1], style, ink, where[2], halo=SEA)
    if mark.note:
        canvas.text(mark.note, where[0], where[1] + 16, SMALL, LOW, where[2], halo=SEA)


class LineChart(Plot):
    """Lines, fan bands, marks, level limits and a line for now. With `bare` there are no figures: a sparkline."""

    def __init__(
        self,
        wid: str,
        series: Sequence[Series],
        x: Axis,
        y: Axis,
        *,
        marks: Sequence[Mark] = (),
        limits: Sequence[tuple[float, Colour, str]] = (),
        now: tuple[float, str] | None = None,
        right_margin: int = 10,
        **options: Any,
    ) -> None:
        super().__init__(wid, x, y, **options)
        self.series, self.marks, self.limits, self.now = list(series), list(marks), list(limits), now
        self._own_tip = self.tooltip
        if not self.bare:
            self.tooltip = self._tip
        widest = max((len(y.show(value)) for value in y.ticks), default=0)
        self.margins = (max(34, 7 * widest + 8), 22 if now else 8, right_margin, 22)
        self._mouse: Pos = (0, 0)

    def shows(self) -> object:
        """Compare lines, marks and limits."""
        marks = tuple(replace(mark, tooltip=None) for mark in self.marks)
        return tuple(self.series), marks, tuple(self.limits), self.now

    def on_move(self, pos: Pos) -> None:
        """Remember where the mouse is, for the marks' tooltips."""
        self._mouse = pos

    def _tip(self) -> Tip | None:
        """What the mark under the mouse says, else the values there before what the chart itself says."""
        mark = self._near()
        if mark is not None and mark.tooltip is not None:
            return read_tip(mark.tooltip)
        own, at = read_tip(self._own_tip), self._pointed()
        if at is None:
            return own
        return with_readings(own, self.x.show(at), readings(self.series, at, self.y.show, self.label))

    def _pointed(self) -> float | None:
        """The place on the axis under the mouse that has values, if the mouse is on the plot."""
        share = (self._mouse[0] - self.area.x) / max(1, self.area.w)
        return nearest(self.series, self.x.value(share)) if 0 <= share <= 1 else None

    def _near(self) -> Mark | None:
        near = [(math.hypot(self.px(m.x) - self._mouse[0], self.py(m.y) - self._mouse[1]), i)
                for i, m in enumerate(self.marks)]  # fmt: skip
        best = min(near, default=(99.0, 0))
        return self.marks[best[1]] if best[0] <= 14 else None

    def tip_rect(self) -> Rect:
        """Give the mark's place, or the column of the values told."""
        mark, at, (dx, dy) = self._near(), self._pointed(), self.shift()
        if mark is None and at is not None and not self.bare:
            return Rect(round(self.px(at) + dx) - 4, round(self.area.y + dy), 8, round(self.area.h))
        if mark is None:
            return self.screen_rect
        return Rect(round(self.px(mark.x) + dx) - 10, round(self.py(mark.y) + dy) - 10, 20, 20)

    def bake(self, canvas: Canvas) -> None:
        """Draw the chart."""
        self.draw_axes(canvas)
        for one in self.series:
            self._draw_band(canvas, one.band, faded(one.colour, 0.22))
            self._draw_band(canvas, one.inner_band, faded(one.colour, 0.30))
        for one in self.series:
            self._draw_line(canvas, one)
        self._name_lines(canvas)
        for level, colour, text in self.limits:
            y = self.py(level)
            canvas.dashed([(self.area.x, y), (self.area.right, y)], colour, 1.2, 4, 3)
            if text:
                ink = DANGER_TEXT if colour == DANGER else colour
                canvas.text(text, self.area.x + 4, y - 18, NOTE_STRONG, ink, halo=SEA)
        if self.now is not None:
            x = self.px(self.now[0])
            canvas.fill(Rect(round(x), self.area.y - 8, 1, self.area.h + 8), PAPER)
            canvas.triangle(x + 0.5, self.area.y - 12, 9, False, PAPER)
            canvas.text(self.now[1], x + 10, self.area.y - 21, NOTE_STRONG, PAPER)
        for mark in self.marks:
            draw_mark(canvas, mark, self.px(mark.x), self.py(mark.y))

    def _draw_band(self, canvas: Canvas, band: Sequence[tuple[float, float, float]], paint: ColourA) -> None:
        if len(band) > 1:
            low = [(self.px(x), self.py(a)) for x, a, _ in band]
            high = [(self.px(x), self.py(b)) for x, _, b in reversed(band)]
            canvas.polygon(low + high, paint)

    def _draw_line(self, canvas: Canvas, one: Series) -> None:
        shown = stair(one.points) if one.steps else one.points
        points = [(self.px(x), self.py(y)) for x, y in shown]
        if len(points) == 1:
            canvas.disc(*points[0], 3.5, one.colour)
        if len(points) < 2:
            return
        if one.fill:
            ground = self.area.bottom
            canvas.polygon([(points[0][0], ground), *points, (points[-1][0], ground)], faded(one.colour, 0.16))
        if one.dashed or one.dotted:
            on, off = (2.0, 3.0) if one.dotted else (5.0, 4.0)
            canvas.dashed(points, one.colour, min(one.width, 1.5), on, off)
        else:
            canvas.lines(points, one.colour, one.width)
        if one.end_dot:
            canvas.disc(*points[-1], 3.5, HIGH)

    def _name_lines(self, canvas: Canvas) -> None:
        """Write each line's name at its right end, no two on top of each other."""
        named = [one for one in self.series if one.text and one.points]
        for one, y in zip(named, apart([self.py(one.points[-1][1]) - 9 for one in named], NAME_H), strict=True):
            x = self.px(one.points[-1][0]) + 10
            canvas.text(one.text, x, y, NOTE_STRONG, one.colour, width=max(1, self.rect.right - x), halo=SEA)


def apart(places: Sequence[float], room: float) -> list[float]:
    """The places moved as little as may be so that neighbours are a room apart, in the order given.

    Those that would lie on each other are laid out around their common middle.
    """
    groups: list[list[int]] = []
    laid = dict(enumerate(places))
    for place in sorted(laid, key=lambda n: places[n]):
        groups.append([place])
        _lay_out(groups[-1], places, room, laid)
        while len(groups) > 1 and laid[groups[-1][0]] - laid[groups[-2][-1]] < room:
            last = groups.pop()
            groups[-1] += last
            _lay_out(groups[-1], places, room, laid)
    return [laid[n] for n in range(len(places))]


def _lay_out(group: list[int], places: Sequence[float], room: float, laid: dict[int, float]) -> None:
    middle = sum(places[n] for n in group) / len(group)
    for nth, place in enumerate(group):
        laid[place] = middle + (nth - (len(group) - 1) / 2) * room


def sparkline(wid: str, values: Sequence[float], colour: Colour, **options: Any) -> LineChart:
    """A bare line through equally spaced values with a dot at its end."""
    points = tuple((float(i), value) for i, value in enumerate(values))
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low or 1.0) * 0.08
    one = Series(points, colour, width=1.8, end_dot=True)
    return LineChart(wid, [one], Axis(0, max(1, len(values) - 1)), Axis(low - room, high + room), bare=True, **options)
