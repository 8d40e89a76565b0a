"""The frontier: each side's best model over time, every release, and where this firm's runs would land."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.models import Release
from game.session.facts.plan import run_outlook
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screens.parts import anchored, q_text, q_turn
from game.ui.widgets import Axis, LineChart, Mark, Painter, Panel, Series, Tip, TipLine, Widget, nice_axis
from game.ui.wording import plain, tr

if TYPE_CHECKING:
    from game.ui.screens.models import ModelsScreen

REAL_STEP = 1.0
"""Points: a smaller rise is post-training of a model in service, not a release."""
AHEAD = 4


@dataclass(frozen=True)
class _Step:
    """A release that is drawn."""

    release: Release
    x: float


def build_frontier(screen: ModelsScreen, page: Widget, area: Rect) -> None:
    """The panel with the chart."""
    desk = screen.desk
    gap = desk.top.gap
    right = [Span(plain(gap.value, 1), t.FIGURE, t.HIGH), Span(" " + tr("models.behind"), t.NOTE, t.LOW)]
    panel = page.add(Panel("frontier", tr("models.frontier"), right=right, tooltip=screen.why("gap_months")).at(area))
    inside = panel.inside
    panel.add(Painter(lambda canvas, rect: _legend(screen, canvas, rect)).at(Rect(inside.x, inside.y, inside.w, 20)))
    chart = _chart(screen, Rect(inside.x, inside.y + 24, inside.w, inside.h - 24))
    panel.add(chart)


def _legend(screen: ModelsScreen, canvas: Canvas, rect: Rect) -> None:
    x = float(rect.x)
    for country in _countries(screen):
        side = screen.side_of(country)
        canvas.mark(side.shape, x + 5, rect.y + 9, 9, side.colour)
        x += 16 + canvas.text(tr("models.release_of", country=side.name), x + 16, rect.y, t.NOTE, t.MIDDLE) + 20
    own = screen.live.firm_side(screen.session.firm)
    canvas.disc(x + 6, rect.y + 9, 6.5, t.PAPER)
    canvas.mark(own.shape, x + 6, rect.y + 9, 9, own.colour)
    x += 18 + canvas.text(tr("models.yours"), x + 18, rect.y, t.NOTE, t.MIDDLE) + 20
    canvas.disc(x + 6, rect.y + 9, 5.5, t.SEA, t.COMPUTE, 2)
    canvas.text(tr("models.expected"), x + 18, rect.y, t.NOTE, t.MIDDLE)


def _countries(screen: ModelsScreen) -> list[str]:
    found: list[str] = []
    for one in screen.desk.releases:
        country = screen.live.board.firms[one.firm].country
        if country not in found:
            found.append(country)
    return found


def _steps(screen: ModelsScreen) -> list[_Step]:
    """Releases proper, without the small gains of models in service."""
    last: dict[str, float] = {}
    steps = []
    for one in screen.desk.releases:
        rise = one.capability - last.get(one.firm, 0.0)
        if one.firm not in last or rise >= REAL_STEP:
            steps.append(_Step(one, float(one.turn)))
        last[one.firm] = one.capability
    return steps


def _best(screen: ModelsScreen, country: str) -> Series:
    """The best of a side over time, as steps to the present."""
    side = screen.side_of(country)
    best = 0.0
    points: list[tuple[float, float]] = []
    for one in screen.desk.releases:
        if screen.live.board.firms[one.firm].country == country and one.capability > best:
            best = one.capability
            if points and points[-1][0] == float(one.turn):
                points.pop()
            points.append((float(one.turn), best))
    now = float(screen.desk.top.turn)
    if points and points[-1][0] < now:
        points.append((now, best))
    return Series(tuple(points), side.colour, steps=True)


def _tip(screen: ModelsScreen, one: Release) -> Tip:
    lines = (
        TipLine(tr("models.capability"), plain(one.capability, 1)),
        TipLine(tr("models.out_since"), q_text(one.quarter) if one.turn else tr("models.before")),
        TipLine(tr("models.weights"), tr("models.open" if one.is_open else "models.closed")),
    )
    return Tip(screen.name_of("firms", one.firm), lines=lines)


def _marks(screen: ModelsScreen) -> list[Mark]:
    """Own models and runs first, then the frontier's, then all others: that is who keeps a name."""
    own = screen.session.firm
    marks = [*_runs(screen)]
    steps = _steps(screen)
    best: dict[tuple[float, str], float] = {}
    for step in steps:
        key = (step.x, screen.live.board.firms[step.release.firm].country)
        best[key] = max(best.get(key, 0.0), step.release.capability)
    ranked = sorted(steps, key=lambda s: (s.release.firm != own, not s.release.is_frontier, -s.x))
    for step in ranked:
        one = step.release
        side = screen.live.firm_side(one.firm)
        mine = one.firm == own
        leads = one.is_frontier or one.capability >= best[(step.x, screen.live.board.firms[one.firm].country)]
        name = screen.name_of("firms", one.firm) if mine or leads else ""
        marks.append(
            Mark(step.x, one.capability, side.colour, side.shape, name, own=mine,
                 strong=mine, tooltip=lambda one=one: _tip(screen, one))  # type: ignore[misc]
        )  # fmt: skip
    return marks


def _runs(screen: ModelsScreen) -> list[Mark]:
    """Where the firm's runs, and the one on the sheet, would land."""
    seat, desk, first = screen.desk.seat, screen.desk, screen.session.rules.first_quarter
    marks = []
    for i, run in enumerate(desk.models.runs):
        view = run_outlook(seat, run, run.is_widened, run.is_cut)
        x = float(q_turn(view.done_on, first) + 1)
        marks.append(Mark(x, view.capability, t.COMPUTE, text=screen.model_name(i), hollow=True, strong=True))
    view = screen.outlook()
    if len(desk.models.runs) < desk.models.slots and view.flop > 0:
        ordered = desk.models.planned is not None
        x = float(q_turn(view.done_on, first) + 1)
        colour = t.COMPUTE if ordered else t.mix(t.SEA, t.COMPUTE, 0.55)
        name = screen.model_name(len(desk.models.runs))
        marks.append(Mark(x, view.capability, colour, text=name, note=plain(view.capability), hollow=True, strong=True))
    return marks


def _chart(screen: ModelsScreen, place: Rect) -> LineChart:
    now = screen.desk.top.turn
    marks = _marks(screen)
    ys = [mark.y for mark in marks] or [100.0]
    last = float(max([now + AHEAD, *[mark.x for mark in marks]]))
    first = screen.desk.quarter_on(0)
    every = 1 if last <= 10 else 2 if last <= 18 else 4
    ticks = tuple(float(turn) for turn in range(0, round(last) + 1, every))
    x = Axis(-0.5, last + 0.3, ticks, lambda turn: q_text(first.later(round(turn))))
    y = nice_axis(min(ys) - 2, max(ys) + 3, 5, plain)
    series = [_best(screen, country) for country in _countries(screen)]
    today = (float(now), q_text(screen.desk.seat.quarter, False))
    chart = LineChart("frontier.chart", series, x, y, marks=marks, now=today, label=tr("models.frontier"))
    chart.at(place)
    named = anchored(marks, lambda m: (chart.px(m.x), chart.py(m.y)), chart.area, t.NOTE_STRONG, gap=11, clip=110)
    chart.marks = list(reversed(named))
    return chart
