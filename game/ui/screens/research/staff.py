"""The staff: what is being worked on with its range of dates, the division over the branches, hiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.engine.registers import BRANCHES
from game.session.seat import Quarter
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area, Fr
from game.ui.screens.parts import Pile, fact, note_line, q_span, q_text, stepper_row
from game.ui.screens.research.detail import focus_button
from game.ui.widgets import (
    Bar,
    Cell,
    Column,
    HBars,
    Label,
    Line,
    Painter,
    Panel,
    Row,
    Slider,
    Stepper,
    Table,
    Tip,
    Widget,
)
from game.ui.wording import count, money, percent, plain, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.research import ResearchScreen

BRANCH_COLOURS = dict(zip(BRANCHES, (t.rgb("A4B8D0"), t.rgb("7CC9A2"), t.rgb("B7A3F0"), t.rgb("E6A6C3")), strict=True))
AHEAD = 8
"""Quarters that the queue looks ahead."""


def build_queue(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """Running projects as bars: done so far, then from the soonest to the latest quarter they may be done."""
    running = sorted((one for one in screen.desk.projects if one.focus > 0), key=lambda one: -one.focus)
    panel = page.add(Panel("queue", tr("research.queue")).at(area))
    inside = panel.inside
    if not running:
        panel.add(note_line(tr("research.queue.none"), t.MIDDLE).at(Rect(inside.x, inside.y, inside.w, 22)))
        return
    tall = max(17, min(28, inside.h // len(running)))
    room = max(1, inside.h // tall)
    names, now = min(220, inside.w // 3), screen.desk.seat.quarter

    def paint(canvas: Canvas, rect: Rect) -> None:
        left, wide = rect.x + names, rect.w - names - 8
        step = wide / AHEAD

        def x_of(when: Quarter) -> float:
            ahead = (when.year - now.year) * 4 + when.quarter - now.quarter
            return left + step * min(AHEAD, max(0, ahead))

        for ahead in range(AHEAD):
            canvas.vline(left + step * ahead, rect.y - 6, rect.h + 6, t.mix(t.PANEL, t.LINE, 0.7))
            if ahead % 2 == 0 or step > 70:
                canvas.text(q_text(now.later(ahead)), left + step * ahead + 4, rect.y - 26, t.SMALL, t.LOW)
        for i, one in enumerate(running[:room]):
            y = rect.y + i * tall
            shown = f"{i + 1}   {screen.name_of('research', one.project)}"
            canvas.text(shown, rect.x, y - 2, t.NOTE_STRONG, t.HIGH, width=names - 10)
            if one.soonest is None or one.latest is None:
                continue
            soon, late = x_of(one.soonest) + step, x_of(one.latest) + step
            for end, bright in ((late, 0.3), (soon, 0.85)):
                bar = Rect(round(left), y + 4, max(4, round(end - left)), 7)
                canvas.box(bar, t.mix(t.PANEL, t.COMPUTE, bright), None, 2)
            canvas.text(q_span(one.soonest, one.latest), late + 8, y - 2, t.SMALL, t.MIDDLE)

    panel.add(Painter(paint, wid="queue.bars", tooltip=tr("research.when.tip"),
                      label=tr("research.queue")).at(inside))  # fmt: skip


def build_open(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """Projects that could be worked on, as a table; a click singles one out."""
    panel = page.add(Panel("open", tr("research.open")).at(area))
    rows = []
    for one in screen.desk.projects:
        if one.state != "open":
            continue
        gain = tr("ui.list").join(tr(f"bonus.{bonus}") for bonus, amount in one.gives if amount > 0)
        cells = {
            "name": Cell(screen.name_of("research", one.project), strong=True),
            "gives": Cell(gain or tr("ui.none"), colour=t.MIDDLE),
            "work": Cell(count(one.work_people_quarters), sort=one.work_people_quarters),
            "who": Cell(str(len(one.others)), sort=float(len(one.others))),
        }
        rows.append(Row(one.project, cells))
    columns = [Column("name", tr("research.open.name"), Fr(1.1)), Column("gives", tr("research.gives"), Fr(1.2)),
               Column("work", tr("research.open.work"), 90, number=True),
               Column("who", tr("research.open.who"), 90, number=True)]  # fmt: skip
    table = Table("open.table", columns, rows, on_select=screen.pick, selected=screen.picked, dense=True)
    panel.add(table.at(panel.inside))


def build_split(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """The staff by branch."""
    staff = screen.desk.top.talent.value
    right = [Span(count(staff), t.TABLE_STRONG, t.HIGH), Span(f" {tr('b.unit.people')}", t.NOTE, t.LOW)]
    panel = page.add(Panel("branches", tr("research.split"), right=right).at(area))
    inside = panel.inside
    shares = dict.fromkeys(BRANCHES, 0.0)
    for one in screen.desk.projects:
        shares[one.branch] += one.focus
    bars = [Bar(tr(f"research.branch.{branch}"), share, percent(share).text, BRANCH_COLOURS[branch])
            for branch, share in shares.items()]  # fmt: skip
    tall = max(20, min(28, inside.h // len(bars)))
    panel.add(HBars("branch.bars", bars, row_h=tall, names=84, figures_w=52).at(inside))


def _hire_stepper(screen: ResearchScreen) -> Stepper:
    bounds = screen.bounds
    wanted = screen.asked("hire_people")
    return Stepper("hire", round(wanted), screen.set_number("hire_people"), low=-bounds.let_go_most,
                   high=bounds.hire_most, step=5, show=lambda value: signed(value) if value else "0",
                   label=tr("research.hire"), tooltip=tr("research.hire.tip", most=bounds.hire_most,
                                                         least=bounds.let_go_most))  # fmt: skip


def build_team(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """How many there are, what they cost, and hiring or letting go."""
    bounds, gauge = screen.bounds, screen.desk.top.talent
    wanted = screen.asked("hire_people")
    right = [Span(count(gauge.value), t.FIGURE, t.HIGH), Span(f" {tr('b.unit.people')}", t.NOTE, t.LOW)]
    panel = page.add(Panel("team", tr("research.team"), right=right, tooltip=screen.why("researchers")).at(area))
    cut = Area(panel.inside)
    cost = money(abs(wanted) * bounds.hire_cost) if wanted > 0 else None
    tip = screen.refusal_tip("hire_people") or Tip(
        tr("research.hire"), tr("research.hire.tip", most=bounds.hire_most, least=bounds.let_go_most)
    )
    spans = cost.spans(t.TABLE_STRONG, t.MONEY) if cost else []
    stepper_row(panel, cut.bottom(32, gap=6), tr("research.hire"), _hire_stepper(screen), spans, tip)
    pile = Pile(panel, cut.rest)
    pile.add(fact(tr("research.salaries"), money(gauge.value * bounds.salary), tip=tr("research.salaries.tip")), 24)
    pile.add(fact(tr("research.wages"), f"× {plain(bounds.wages, 2)}", tip=tr("research.wages.tip")), 24)
    after = gauge.value + wanted
    pile.add(fact(tr("research.after"), count(after)), 24)


def build_strip(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """For small windows: the project singled out with its people, and hiring, on one line under the tree."""
    one = screen.project()
    usable = one.state in {"open", "running"}
    on = one.focus > 0.001
    panel = page.add(Panel("strip").at(area))
    cut = Area(area.inflate(-32, -20))
    hire = _hire_stepper(screen)
    panel.add(hire.at(cut.right(128, gap=10).move(0, 2)))
    words = tr("research.hire")
    panel.add(Label(words, t.TABLE, t.MIDDLE, align="right").at(
        cut.right(round(fonts.book().width(words, t.TABLE)) + 4, gap=20)))  # fmt: skip
    key = focus_button(screen, one, on, usable)
    panel.add(key.at(cut.right(key.natural()[0], gap=16).move(0, 2)))
    name = screen.name_of("research", one.project)
    panel.add(Label(name, t.LEAD_STRONG, t.HIGH, wid="strip.name").at(cut.left(200, gap=12)))
    panel.add(Line([], percent(one.focus).spans(t.TABLE_STRONG)).at(cut.right(48, gap=8)))
    slider = Slider("staff", one.focus, lambda share: screen.set_share(one.project, share), low=0.0, high=1.0,
                    step=0.01, enabled=usable, why_disabled=screen.why_not(one) if not usable else "",
                    label=tr("research.staff_on", project=name), tooltip=tr("research.staff.tip"))  # fmt: skip
    panel.add(slider.at(cut.rest.move(0, 6) if cut.rest.h < 30 else Rect(cut.rest.x, cut.rest.y + 6, cut.rest.w, 24)))
