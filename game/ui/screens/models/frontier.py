"""The frontier: each side's best model over time, every release, and where this firm's runs would land."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.models import Release
from game.session.facts.plan import Outlook, run_outlook
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screens.parts import anchored, q_text, q_turn
from game.ui.theme import Colour
from game.ui.widgets import Axis, LineChart, Mark, Painter, Panel, Series, Tip, TipLine, Widget, nice_axis
from game.ui.wording import percent, plain, signed, tr

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


@dataclass(frozen=True)
class _Landing:
    """Where a run would come out, running or planned."""

    view: Outlook
    x: float
    name: str
    colour: Colour
    note: str

    @property
    def reach(self) -> tuple[float, float]:
        """What luck may make of it, points."""
        return self.view.capability - self.view.luck, self.view.capability + self.view.luck


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
    """Own models first, then the frontier's, then all others: that is who keeps a name."""
    own = screen.session.firm
    marks = []
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


def _landings(screen: ModelsScreen) -> list[_Landing]:
    """Where the firm's runs, and the one on the sheet, would land."""
    desk, first = screen.desk, screen.session.rules.first_quarter

    def landing(view: Outlook, slot: int, colour: Colour = t.COMPUTE, note: str = "") -> _Landing:
        return _Landing(view, float(q_turn(view.done_on, first) + 1), screen.model_name(slot), colour, note)

    runs = desk.models.runs
    found = [landing(run_outlook(desk.seat, run, run.is_widened, run.is_cut), i) for i, run in enumerate(runs)]
    view = screen.outlook()
    if len(runs) < desk.models.slots and view.flop > 0:
        ordered = desk.models.planned is not None
        colour = t.COMPUTE if ordered else t.mix(t.SEA, t.COMPUTE, 0.55)
        found.append(landing(view, len(runs), colour, plain(view.capability)))
    return found


def _landing_mark(one: _Landing) -> Mark:
    return Mark(one.x, one.view.capability, one.colour, text=one.name, note=one.note, hollow=True, strong=True,
                tooltip=lambda: _landing_tip(one))  # fmt: skip


def _landing_tip(one: _Landing) -> Tip:
    view = one.view
    lines = (
        TipLine(tr("models.capability"), plain(view.capability, 1)),
        TipLine(tr("why.training.capability.luck"), f"±{plain(view.luck, 1)}"),
        TipLine(tr("why.training.capability.failed"), signed(-view.failure_points, 1),
                tr("models.why.odds", odds=percent(view.failure_odds).text)),
        TipLine(tr("models.lands"), q_text(view.done_on, False)),
    )  # fmt: skip
    return Tip(one.name, lines=lines)


def _fan(screen: ModelsScreen, one: _Landing) -> Series:
    """How far luck may carry a run, from the firm's best model of today to where it would land."""
    now, best = float(screen.desk.top.turn), screen.desk.models.capability
    landed = one.view.capability
    band = ((now, best, best), (one.x, *one.reach))
    return Series(((now, best), (one.x, landed)), one.colour, dotted=True, width=1.5, band=band)


def _chart(screen: ModelsScreen, place: Rect) -> LineChart:
    now = screen.desk.top.turn
    landings = _landings(screen)
    marks = [*(_landing_mark(one) for one in landings), *_marks(screen)]
    ys = [*(mark.y for mark in marks), *(edge for one in landings for edge in one.reach)] or [100.0]
    last = float(max([now + AHEAD, *[mark.x for mark in marks]]))
    first = screen.desk.quarter_on(0)
    every = 1 if last <= 10 else 2 if last <= 18 else 4
    ticks = tuple(float(turn) for turn in range(0, round(last) + 1, every))
    x = Axis(-0.5, last + 0.3, ticks, lambda turn: q_text(first.later(round(turn))))
    y = nice_axis(min(ys) - 2, max(ys) + 3, 5, plain)
    fans = [_fan(screen, one) for one in landings]
    series = [*fans, *(_best(screen, country) for country in _countries(screen))]
    today = (float(now), q_text(screen.desk.seat.quarter, False))
    chart = LineChart("frontier.chart", series, x, y, marks=marks, now=today, label=tr("models.frontier"))
    chart.at(place)
    named = anchored(marks, lambda m: (chart.px(m.x), chart.py(m.y)), chart.area, t.NOTE_STRONG, gap=11, clip=110)
    chart.marks = list(reversed(named))
    return chart
