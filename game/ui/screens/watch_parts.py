"""Pieces of the watched game: the seats, the race of scores, a seat's figures, and the news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pygame import Rect

from game.session.decisions import Decision
from game.session.facts.top import TableRow
from game.session.watching import Watched
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Outcome
from game.ui.screens.end_words import decision_text
from game.ui.screens.frame.figures import amount
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import cause, headline, story_icon
from game.ui.widgets import Axis, Label, LineChart, Painter, Panel, ScrollView, Series, Widget, nice_axis
from game.ui.widgets.base import run
from game.ui.wording import Amount, plain, tr

FIGURES = {
    "score": "points", "cash_bn": "$bn", "revenue_bn": "$bn", "flop": "1e21 flop", "runway": "generations",
    "capability": "points", "gap_months": "months", "users_m": "m users",
}  # fmt: skip
"""What is told of a seat, and in what unit it is written."""
NAMED = 3
"""So many lines of the race have their firm's name at the end: those ahead."""
MOST_NEWS = 12


class SeatLine(Widget):
    """A seat to look from: emblem, name, place and score; or the line for all of them."""

    role = "tab"
    focusable = True
    cursor = "hand"

    def __init__(self, live: Live, firm: str, row: TableRow | None, selected: bool, action: Callable[[], Any]) -> None:
        name = live.name("firms", firm) if firm else tr("watch.all")
        super().__init__(f"seat.{firm or 'all'}", label=name)
        self.row, self.selected, self.action = row, selected, action
        self.look = (live.emblem(firm), live.firm_side(firm)) if firm else None
        if firm:
            self.about = ("firms", firm)

    def activate(self) -> Outcome:
        """Look from here."""
        return run(self.action)

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r = self.rect
        if self.selected:
            canvas.box(r, t.SELECTED, t.PAPER, 6)
        elif self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, self.heat.value), None, 6)
        if self.look is not None:
            emblem, side = self.look
            canvas.emblem(emblem, r.x + 24, r.centery, 28, side.shape, side.colour)
        else:
            canvas.icon("globe", r.x + 14, r.centery - 10, 20, t.MIDDLE)
        ink = t.HIGH if self.selected else t.MIDDLE
        canvas.text(self.label, r.x + 48, r.centery - 10, t.TABLE_STRONG, ink, width=r.w - 48 - 82)
        if self.row is not None:
            score = tr("watch.broke") if self.row.is_broke else plain(self.row.score, 1)
            canvas.text(score, r.right - 10, r.centery - 10, t.TABLE_STRONG, t.HIGH, "right")
            canvas.text(str(self.row.place), r.right - 58, r.centery - 9, t.NOTE, t.LOW, "right")


def add_race(root: Widget, area: Rect, watched: Watched, live: Live) -> None:
    """Every firm's score so far, the names of those ahead at their lines' ends."""
    panel = root.add(Panel("watch.race", tr("watch.race")).at(area))
    rows, lines = live.session.desk.league, []
    for row in reversed(rows):
        points = tuple((float(n), value) for n, value in enumerate(watched.course("score", row.firm)))
        name = live.name("firms", row.firm) if row.place <= NAMED else ""
        colour = live.firm_side(row.firm).colour
        lines.append(Series(points, colour if row.place <= NAMED else t.mix(t.PANEL, colour, 0.45), text=name,
                            width=2.0 if row.place <= NAMED else 1.2, end_dot=row.place <= NAMED))  # fmt: skip
    values = [y for line in lines for _, y in line.points]
    turns = max(live.session.rules.turns, watched.played.turn)
    every = max(1, turns // 4)
    x = Axis(0, turns, tuple(range(0, turns, every)), lambda turn: str(round(turn) + 1))
    chart = LineChart("watch.scores", lines, x, nice_axis(min(values) - 2, max(values) + 2), right_margin=96,
                      label=tr("watch.race"))  # fmt: skip
    panel.add(chart.at(Rect(area.x + 8, area.y + 36, area.w - 16, area.h - 44)))


def add_figures(root: Widget, area: Rect, live: Live) -> None:
    """A seat's numbers, each with its terms in a tooltip."""
    name = live.name("firms", live.session.firm)
    panel = root.add(Panel("watch.figures", name).at(area))
    seat = live.session.desk.seat
    for n, (quantity, unit) in enumerate(FIGURES.items()):
        shown = amount(seat.quantity(quantity), unit)
        paint = partial(_figure, live.quantity_name(quantity), shown)
        place = Rect(area.x + 16, area.y + 36 + 28 * n, area.w - 32, 28)
        panel.add(Painter(paint, wid=f"figure.{quantity}", label=live.quantity_name(quantity),
                          tooltip=live.why(quantity)).at(place))  # fmt: skip


def add_ordered(root: Widget, area: Rect, live: Live, ordered: Sequence[Decision]) -> None:
    """What a seat ordered in the quarter looked at: the player's own orders first, then those of heads."""
    panel = root.add(Panel("watch.ordered", tr("watch.ordered")).at(area))
    inner = Rect(area.x + 12, area.y + 36, area.w - 20, area.h - 44)
    if not ordered:
        panel.add(Label(tr("watch.ordered.none"), t.BODY, t.LOW, wrap=True).at(
            Rect(inner.x + 4, inner.y, inner.w - 16, inner.h)))  # fmt: skip
        return
    scroll = panel.add(ScrollView("watch.orders").at(inner))
    for n, decision in enumerate(ordered):
        words = decision_text(live, decision)
        line = Painter(partial(_ordered, words, decision.is_heads), wid=f"ordered.{n}", label=words)
        scroll.add(line.at(Rect(inner.x, inner.y + 26 * n, inner.w - 12, 26)))


def _ordered(words: str, is_heads: bool, canvas: Canvas, r: Rect) -> None:
    canvas.icon("users-round" if is_heads else "user", r.x + 4, r.y + 5, 16, t.LOW if is_heads else t.PAPER)
    canvas.text(words, r.x + 32, r.y + 4, t.TABLE_DENSE, t.MIDDLE if is_heads else t.HIGH, width=r.w - 36)


def _figure(name: str, shown: Amount, canvas: Canvas, r: Rect) -> None:
    at = float(r.right)
    if shown.unit:
        at -= canvas.text(shown.unit, at, r.y + 5, t.NOTE, t.LOW, "right") + 4
    at -= canvas.text(shown.value, at, r.y + 3, t.TABLE_STRONG, t.HIGH, "right") + 8
    canvas.text(name, r.x, r.y + 3, t.TABLE, t.MIDDLE, width=at - r.x)


def add_news(root: Widget, area: Rect, live: Live, of_all: bool) -> None:
    """What the last quarter brought: for all, what is not only this seat's own."""
    panel = root.add(Panel("watch.news", tr("watch.news")).at(area))
    inner = Rect(area.x + 12, area.y + 36, area.w - 20, area.h - 44)
    report = live.session.report
    stories = [one for one in report.stories if not of_all or one.about != "own"] if report is not None else []
    if not stories:
        words = tr("watch.no_news" if report is not None else "watch.begins")
        panel.add(Label(words, t.BODY, t.LOW, wrap=True).at(Rect(inner.x + 4, inner.y, inner.w - 16, 60)))
        return
    scroll = panel.add(ScrollView("watch.stories").at(inner))
    y, book = inner.y, fonts.book()
    for n, story in enumerate(sorted(stories, key=lambda one: -one.weight)[:MOST_NEWS]):
        words, why = headline(live, story), "" if of_all else cause(live, story)
        wide = inner.w - 48
        lines, more = book.wrap(words, t.TABLE_STRONG, wide, 3), book.wrap(why, t.NOTE, wide, 2) if why else []
        high = 20 * len(lines) + 18 * len(more) + 14
        line = Painter(partial(_story, story_icon(story), lines, more), wid=f"news.{n}", label=words)
        scroll.add(line.at(Rect(inner.x, y, inner.w - 12, high)))
        y += high


def _story(icon: str, lines: list[str], more: list[str], canvas: Canvas, r: Rect) -> None:
    canvas.icon(icon, r.x + 2, r.y + 8, 18, t.MIDDLE)
    y = r.y + 6
    for line in lines:
        canvas.text(line, r.x + 32, y, t.TABLE_STRONG, t.HIGH)
        y += 20
    for line in more:
        canvas.text(line, r.x + 32, y, t.NOTE, t.MIDDLE)
        y += 18
    canvas.hline(r.x, r.bottom - 1, r.w)
