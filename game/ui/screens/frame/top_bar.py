"""The bar over every screen of a game: firm, quarter, the numbers that decide, moods, tension, tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pygame import Rect

from game.session.facts.top import Gauge, TopBar
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Action, Outcome
from game.ui.screens.frame.figures import LESS_IS_BETTER, amount, moved, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.race import ahead_lines, end_of_game_tip
from game.ui.theme import Colour
from game.ui.widgets import Group, IconButton, Painter, Tip, TipLine, Widget
from game.ui.widgets.base import run
from game.ui.wording import MINUS, plain, tr

HEIGHT = 56
HIGH_TENSION = 60.0
WARY, FAVOURED = 40.0, 60.0


class Reading(Widget):
    """One number of the bar: a label with its icon, the figure, its unit and how it moved. Opens its screen."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, wid: str, label: str, gauge: Gauge, on_press: Action, **options: Any) -> None:
        self.icon: str = options.pop("icon", "")
        self.tone: Colour = options.pop("tone", t.LOW)
        self.shape: str = options.pop("shape", "")
        self.meter: bool = options.pop("meter", False)
        self.word: str = options.pop("word", "")
        self.trend: bool = options.pop("trend", True)
        self.alarm: bool = options.pop("alarm", False)
        super().__init__(wid, **({"label": label} | options))
        self.gauge, self.action = gauge, on_press
        self.about = ("quantities", gauge.id.partition(".")[0])

    def activate(self) -> Outcome:
        """Open the screen behind the number."""
        return run(self.action)

    def describe(self) -> str:
        """Say the number."""
        return f"{self.label}: {amount(self.gauge.value, self.gauge.unit).text}"

    def draw(self, canvas: Canvas) -> None:
        """Draw label, figure and change."""
        r = self.rect
        if self.heat.value > 0.02:
            canvas.fill(r.inflate(0, -8), t.mix(t.BAR, t.HOVER, 0.7 * self.heat.value))
        canvas.vline(r.x, r.y + 10, r.h - 20)
        x: float = r.x + 12
        if self.shape:
            canvas.mark(self.shape, x + 5, r.y + 17, 10, self.tone)
            x += 18
        elif self.icon:
            canvas.icon(self.icon, x, r.y + 9, 16, self.tone)
            x += 22
        canvas.text(self.label.upper(), x, r.y + 9, t.LABEL, t.LOW, width=r.right - 6 - x)
        self._draw_figure(canvas)
        if self.meter:
            bar = Rect(r.x + 12, r.bottom - 4, r.w - 24, 2)
            canvas.fill(bar, t.LINE)
            canvas.fill(Rect(bar.x, bar.y, round(bar.w * max(0.0, min(1.0, self.gauge.value / 100))), 2), self.tone)

    def _draw_figure(self, canvas: Canvas) -> None:
        r, shown = self.rect, amount(self.gauge.value, self.gauge.unit)
        x = r.x + 12.0
        x += canvas.text(shown.value, x, r.y + 26, t.FIGURE, t.DANGER_TEXT if self.alarm else t.HIGH) + 4
        unit = self.word or shown.unit
        book = fonts.book()
        if unit and x + book.width(unit, t.NOTE) <= r.right - 4:
            x += canvas.text(unit, x, r.y + 28, t.NOTE, t.LOW) + 8
        if self.trend and self.gauge.change and self.gauge.unit != "flop":
            text = moved(self.gauge.value, self.gauge.change, self.gauge.unit).lstrip(f"+{MINUS}")
            if text and x + 14 + book.width(text, t.NOTE) <= r.right - 2:
                up = self.gauge.change > 0
                harm = up == (self.gauge.id in LESS_IS_BETTER)
                ink = t.DANGER_TEXT if harm else t.MIDDLE
                canvas.triangle(x + 4, r.y + 38, 8, up, ink)
                canvas.text(text, x + 12, r.y + 28, t.NOTE, ink)


@dataclass(frozen=True)
class Cell:
    """Where a number of the bar leads and how wide it is: full and compact."""

    name: str
    icon: str
    tone: Colour
    screen: str
    wide: int
    narrow: int


CELLS = (
    Cell("cash", "banknote", t.MONEY, "money", 136, 100),
    Cell("compute", "activity", t.COMPUTE, "compute", 196, 148),
    Cell("runway", "fuel", t.LOW, "supply", 128, 94),
    Cell("talent", "users-round", t.LOW, "research", 122, 0),
    Cell("gap", "flag", t.LOW, "models", 134, 112),
)


def build_top_bar(
    live: Live, width: int, compact: bool, go: Callable[[str], Outcome], tools: list[tuple[str, str, Action]]
) -> Widget:
    """The whole bar; ``tools`` are (icon, id, action) at its right end."""
    top = live.session.desk.top
    root = Group("top_bar", rect=Rect(0, 0, width, HEIGHT))
    root.add(Painter(_ground).at(root.rect))
    step = 29 if compact else 34
    tools_w = step * len(tools) + 10
    firm_w, quarter_w = (154, 106) if compact else (184, 128)
    root.add(_firm(live, go).at(Rect(0, 0, firm_w, HEIGHT)))
    root.add(_quarter(live, top).at(Rect(firm_w, 0, quarter_w, HEIGHT)))
    x = firm_w + quarter_w
    cells = [cell for cell in CELLS if not compact or cell.narrow]
    for cell in cells:
        wide = cell.narrow if compact else cell.wide
        root.add(_number(live, top, cell, compact, go).at(Rect(x, 0, wide, HEIGHT)))
        x += wide
    moods = [*top.moods, top.tension]
    room = (width - x - tools_w) // max(1, len(moods))
    for gauge in moods:
        wide = min(room, 168)
        root.add(_mood(live, gauge, compact, go).at(Rect(x, 0, wide, HEIGHT)))
        x += wide
    for i, (icon, wid, action) in enumerate(tools):
        button = IconButton(wid, icon, action, label=tr(f"tool.{wid}"))
        root.add(button.at(Rect(width - tools_w + step * i, 12, min(32, step), 32)))
    return root


def _ground(canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.BAR)
    canvas.hline(rect.x, rect.bottom - 1, rect.w)


class _Firm(Widget):
    """The player's firm at the left end; opens the map."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, live: Live, action: Action) -> None:
        firm = live.session.firm
        super().__init__("firm", label=live.name("firms", firm), tooltip=self._tip)
        self.live, self.action = live, action
        self.about = ("firms", firm)

    def _tip(self) -> Tip:
        """Who it is, and its score with what that came of."""
        live = self.live
        score = live.session.desk.top.score
        line = TipLine(tr("quantity.score"), plain(score.value, 1), tip=live.why(score.id)(), strong=True)
        return Tip(self.label, live.say(live.own.identity_text), (line, *ahead_lines(live)))

    def activate(self) -> Outcome:
        """Open the map."""
        return run(self.action)

    def draw(self, canvas: Canvas) -> None:
        """Draw emblem, name and identity."""
        r, live = self.rect, self.live
        side = live.firm_side(live.session.firm)
        canvas.emblem(live.emblem(live.session.firm), r.x + 32, r.centery, 40, side.shape, side.colour)
        room = r.w - 68
        canvas.text(self.label, r.x + 62, r.y + 9, t.BODY_STRONG, t.HIGH, width=room)
        canvas.text(live.say(live.own.identity_title), r.x + 62, r.y + 28, t.NOTE, t.MIDDLE, width=room)


def _firm(live: Live, go: Callable[[str], Outcome]) -> Widget:
    return _Firm(live, partial(go, "home"))


def _quarter(live: Live, top: TopBar) -> Widget:
    beyond = top.turn + 1 - top.turns  # a game that is played on
    numbers = {"turn": min(top.turn + 1, top.turns), "turns": top.turns, "count": beyond}

    def paint(canvas: Canvas, r: Rect) -> None:
        canvas.vline(r.x, r.y + 10, r.h - 20)
        canvas.text(quarter_text(top.quarter), r.x + 12, r.y + 8, t.FIGURE.sized(17, 20), t.HIGH)
        count = tr("top.turn.on" if beyond > 0 else "top.turn", **numbers)
        if r.w > 120:
            canvas.text(count, r.right - 8, r.y + 10, t.NOTE, t.LOW, "right")
        bar = Rect(r.x + 12, r.y + 37, r.w - 22, 5)
        step = bar.w / max(1, top.turns)
        for i in range(top.turns):
            left, right = round(bar.x + i * step), round(bar.x + (i + 1) * step)
            canvas.fill(Rect(left, bar.y, max(1, right - left - 1), 5), t.PAPER if i <= top.turn else t.LINE_STRONG)

    tip = partial(end_of_game_tip, live)
    return Painter(paint, wid="quarter", label=quarter_text(top.quarter), tooltip=tip)


def _number(live: Live, top: TopBar, cell: Cell, compact: bool, go: Callable[[str], Outcome]) -> Widget:
    gauge: Gauge = getattr(top, cell.name)
    alarm = cell.name == "runway" and gauge.value < 1.0
    tone = t.DANGER if alarm else cell.tone
    label = "top.gap.short" if compact and cell.name == "gap" else f"top.{cell.name}"
    return Reading(
        f"top.{cell.name}", tr(label), gauge, partial(go, cell.screen), icon=cell.icon, tone=tone,
        trend=not compact, tooltip=live.why(gauge.id), alarm=alarm or gauge.value < 0,
    )  # fmt: skip


def _mood(live: Live, gauge: Gauge, compact: bool, go: Callable[[str], Outcome]) -> Widget:
    country = gauge.id.partition(".")[2]
    options: dict[str, Any] = {"meter": True, "trend": not compact, "tooltip": live.why(gauge.id)}
    if not country:
        level = "high" if gauge.value >= HIGH_TENSION else "calm" if gauge.value < WARY else "tense"
        tone = t.DANGER if level == "high" else t.PAPER
        return Reading(f"top.{gauge.id}", tr("top.tension"), gauge, partial(go, "policy"), shape="triangle", tone=tone,
                       word=tr(f"top.tension.{level}"), **options)  # fmt: skip
    side = live.side(country)
    level = "wary" if gauge.value < WARY else "favoured" if gauge.value >= FAVOURED else "even"
    capital = live.say(live.board.countries[country].capital)
    return Reading(f"top.{gauge.id}", capital, gauge, partial(go, "policy"), shape=side.shape, tone=side.colour,
                   word=tr(f"top.standing.{level}"), **options)  # fmt: skip
