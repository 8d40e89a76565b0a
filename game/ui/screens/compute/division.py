"""The division of the fleet over its uses: one bar, and what each part comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetShares
from game.session.facts.compute import Use
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Fr, row
from game.ui.screens.parts import Pile, fact, h100e, number_spans, times
from game.ui.theme import Colour
from game.ui.widgets import Line, Painter, Panel, Part, SplitBar, Widget
from game.ui.wording import Amount, flop, money, percent, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.compute import ComputeScreen

COLOURS: dict[str, Colour] = {
    "training": t.COMPUTE,
    "serving": t.SERIES[0],
    "research": t.SERIES[6],
    "renting": t.MONEY,
}


def build_division(screen: ComputeScreen, page: Widget, area: Rect) -> None:
    """The panel with the bar and a column for each use."""
    desk = screen.desk
    fleet = desk.seat.quantity("fleet_h100e")
    right = [*h100e(fleet).spans(t.FIGURE), Span("  " + tr("compute.running"), t.NOTE, t.LOW)]
    panel = page.add(Panel("division", tr("compute.division"), right=right).at(area))
    inside = panel.inside
    parts = [Part(use.use, tr(f"compute.use.{use.use}"), COLOURS.get(use.use, t.GREY_ROUTE)) for use in desk.uses]
    bar = SplitBar("split", parts, [use.share for use in desk.uses], lambda units: _divide(screen, units),
                   label=tr("compute.division"), tooltip=tr("compute.division.tip"))  # fmt: skip
    panel.add(bar.at(Rect(inside.x, inside.y, inside.w, 40)))
    foot = Rect(inside.x, inside.y + 54, inside.w, inside.h - 54)
    for use, cell in zip(desk.uses, row(foot, [Fr()] * len(desk.uses), 24), strict=True):
        _use(screen, panel, use, cell)


def _divide(screen: ComputeScreen, units: dict[str, int]) -> None:
    whole = float(sum(units.values())) or 1.0
    screen.queue(SetShares("split", tuple((use, part / whole) for use, part in units.items())), continuing=True)


def _amount(use: Use) -> Amount:
    return flop(use.amount, "unit.flop_q") if use.unit == "flop" else h100e(use.amount)


def _use(screen: ComputeScreen, panel: Panel, use: Use, cell: Rect) -> None:
    colour = COLOURS.get(use.use, t.GREY_ROUTE)

    def head(canvas: Canvas, rect: Rect) -> None:
        canvas.fill(Rect(rect.x, rect.y + 5, 10, 10), colour)
        wide = canvas.text(tr(f"compute.use.{use.use}"), rect.x + 18, rect.y, t.BODY_STRONG, t.HIGH)
        moved = round(100 * (use.share - use.share_before))
        if moved:
            canvas.text(tr("compute.moved", points=signed(moved)), rect.x + 28 + wide, rect.y + 1, t.NOTE, t.MIDDLE)

    panel.add(Painter(head, tooltip=tr(f"compute.use.{use.use}.tip")).at(Rect(cell.x, cell.y, cell.w, 20)))
    pile = Pile(panel, Rect(cell.x, cell.y + 24, cell.w, cell.h - 24))
    spans = number_spans(_amount(use), t.BIG_FIGURE)
    pile.add(Line([*spans], tooltip=screen.why("flop") if use.unit == "flop" else None), 28, 4)
    pile.rows(_yields(screen, use), 23)


def _yields(screen: ComputeScreen, use: Use) -> list[Widget]:
    """What the part of the fleet is good for, in the terms of its department."""
    desk = screen.desk
    rows: list[Widget] = []
    if use.use == "training":
        last = desk.models.last_flop
        if last > 0:
            rows.append(fact(tr("compute.yield.models"), times(use.amount / last), tip=tr("compute.yield.models.tip")))
        taken = sum(run.share for run in desk.models.runs) + (desk.models.planned.share if desk.models.planned else 0)
        rows.append(fact(tr("compute.yield.taken"), percent(min(1.0, taken))))
    elif use.use == "serving" and use.needed is not None:
        have, need = use.amount, use.needed
        rows.append(fact(tr("compute.yield.needed"), h100e(need)))
        room = (have - need) / need if need > 0 else 0.0
        short = room < -0.02
        shown = Amount(signed(100 * room), tr("ui.unit.percent"))
        rows.append(fact(tr("compute.yield.headroom"), shown, colour=t.DANGER_TEXT if short else t.HIGH,
                         tip=tr("compute.yield.headroom.tip")))  # fmt: skip
    elif use.use == "research":
        rows.append(fact(tr("compute.yield.staff"), f"{desk.top.talent.value:,.0f}"))
        people = max(desk.top.talent.value, 1.0)
        rows.append(fact(tr("compute.yield.per_head"), h100e(use.amount / people)))
    elif use.use == "renting":
        rent = next((line.musd for line in desk.books.lines if line.message.endswith(".rent")), 0.0)
        rows.append(fact(tr("compute.yield.rent"), money(rent), colour=t.MONEY if rent else t.MIDDLE))
    return rows
