"""What is in hand: the stockpile by the quarter it was bought, and the runway it gives."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.seat import Quarter
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Fr, row
from game.ui.screens.frame.figures import moved
from game.ui.screens.parts import Pile, fact, h100e, note_line, q_text
from game.ui.screens.parts.say import STRENGTHS
from game.ui.theme import Colour
from game.ui.widgets import Label, Painter, Panel, Stack, StackedBars, Wafer, Widget, legend
from game.ui.wording import MINUS, count, flop, grouped, plain, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.supply import SupplyScreen

MOST_KINDS = 5
BARS = 12


def build_stockpile(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """Chips in hand by the quarter they came, in thousand H100 equivalents."""
    desk = screen.desk
    total = sum(lot.train_h100e for lot in desk.lots)
    units = sum(lot.units for lot in desk.lots)
    strong = h100e(total)
    right = [
        *strong.spans(t.TABLE_STRONG, t.HIGH, t.NOTE),
        Span(tr("supply.stock.right", units=short_count(units).text), t.NOTE, t.MIDDLE),
    ]
    panel = page.add(Panel("stockpile", tr("supply.stock"), right=right, tooltip=tr("supply.stock.tip")).at(area))
    inside = panel.inside
    keys = _keys(screen)
    if not keys:
        panel.add(note_line(tr("supply.stock.none")).at(Rect(inside.x, inside.y, inside.w, 20)))
        return
    stacks = _stacks(screen, [chip for chip, *_ in keys])
    names = [(name, colour) for _, name, colour in keys]
    chart = StackedBars("stock.chart", names, stacks, unit=tr(grouped(STRENGTHS)[-1].unit))
    panel.add(chart.at(Rect(inside.x, inside.y, inside.w, inside.h - 22)))
    foot = Rect(inside.x, inside.bottom - 16, inside.w, 18)
    panel.add(Painter(lambda canvas, rect: _legend(canvas, names, rect)).at(foot))


def _legend(canvas: Canvas, names: list[tuple[str, Colour]], rect: Rect) -> None:
    shown = list(names)
    while len(shown) > 1 and sum(fonts.book().width(name, t.NOTE) + 27 for name, _ in shown) > rect.w + 12:
        shown.pop(-2)
    legend(canvas, shown, rect.x, rect.y, 12)


def _keys(screen: SupplyScreen) -> list[tuple[str, str, Colour]]:
    """The kinds that weigh most, as (chip, name, colour), and one for all others."""
    weights: dict[str, float] = {}
    for lot in screen.desk.lots:
        weights[lot.chip] = weights.get(lot.chip, 0.0) + lot.train_h100e
    ranked = sorted(weights, key=lambda chip: -weights[chip])
    country = {stock.chip: stock.country for stock in screen.desk.stocks}
    used: dict[str, int] = {}
    keys = []
    for chip in ranked[:MOST_KINDS]:
        side = screen.side_of(country.get(chip))
        shade = used.get(side.name, 0)
        used[side.name] = shade + 1
        colour = t.mix(t.mix(side.colour, t.WHITE, max(0.0, 0.35 - 0.35 * shade)), t.PANEL, 0.22 * max(0, shade - 1))
        keys.append((chip, screen.name_of("chips", chip), colour))
    if len(ranked) > MOST_KINDS:
        keys.append(("", tr("supply.stock.others"), t.GREY_ROUTE))
    return keys


def _stacks(screen: SupplyScreen, chips: list[str]) -> list[Stack]:
    """One bar for what was there at the start, then one a quarter, the last with what is held dashed on top."""
    desk, first = screen.desk, screen.session.rules.first_quarter
    now, unit = desk.seat.quarter, grouped(STRENGTHS)[-1]
    start = Quarter(*first)
    quarters: list[Quarter | None] = [None]
    when = start
    while when <= now:
        quarters.append(when)
        when = when.later(1)
    dropped = max(0, len(quarters) - BARS)
    cut = quarters[dropped]
    held = sum(o.held_units * o.specs.train_h100e for o in desk.offers) / unit.of
    sums: dict[Quarter | None, dict[str, float]] = {}
    for lot in desk.lots:
        slot = lot.bought if lot.bought is not None and (cut is None or lot.bought >= cut) else None
        slot = cut if slot is None and dropped else slot
        kind = lot.chip if lot.chip in chips else ""
        at = sums.setdefault(slot, {})
        at[kind] = at.get(kind, 0.0) + lot.train_h100e / unit.of
    out = []
    for i, quarter in enumerate(quarters[dropped:]):
        parts = tuple(sums.get(quarter, {}).get(chip, 0.0) for chip in chips)
        text = tr("supply.stock.before") if i == 0 else q_text(quarter)
        is_last = quarter == now
        ghost_text = tr("supply.stock.held") if held and is_last else ""
        out.append(Stack(text, parts, held if is_last else 0.0, ghost_text))
    return out


def build_runway(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """Wafers that empty: one a generation that the chips in hand can still train; and what moves the number."""
    desk = screen.desk
    gauge = desk.top.runway
    right = [Span(plain(gauge.value, 1), t.FIGURE, t.HIGH), Span(" " + tr("unit.generations"), t.NOTE, t.LOW)]
    panel = page.add(Panel("runway", tr("supply.runway"), right=right, tooltip=screen.why("runway")).at(area))
    inside = panel.inside
    size = min(92, (inside.w - 4 * 12) // 5, max(48, inside.h - 118))
    line = Rect(inside.x, inside.y, inside.w, size)
    lost = max(0.0, -(gauge.change or 0.0))
    shown = max(5, min(5, math.ceil(gauge.value + lost)))
    for i, cell in enumerate(row(line, [Fr()] * shown, 8)):
        lit = max(0.0, min(1.0, gauge.value - i))
        gone = max(0.0, min(1.0 - lit, gauge.value + lost - i - lit))
        panel.add(Wafer(f"wafer.{i}", lit, gone).at(Rect(cell.centerx - size // 2, cell.y, size, size)))
        name = screen.live.model_name(desk.models.generation + i)
        ink = t.HIGH if lit > 0.5 else t.LOW
        panel.add(Label(name, t.NOTE_STRONG, ink, align="centre").at(Rect(cell.x, line.bottom + 3, cell.w, 18)))
    pile = Pile(panel, Rect(inside.x, line.bottom + 28, inside.w, inside.bottom - line.bottom - 24))
    rows = _moves(screen)
    pile.rows(rows, max(23, min(30, pile.rest.h // max(1, len(rows)))))


def _moves(screen: SupplyScreen) -> list[Widget]:
    desk = screen.desk
    gauge = desk.top.runway
    tip = screen.why("runway")
    rows: list[Widget] = []
    if gauge.change is not None:
        told = moved(gauge.value, gauge.change, gauge.unit) or plain(0)
        rows.append(fact(tr("supply.runway.change"), tr("supply.runway.gen", value=told),
                         colour=t.DANGER_TEXT if told.startswith(MINUS) else t.HIGH, tip=tip))  # fmt: skip
    held = sum(one.held_units for one in desk.offers)
    if held:
        rows.append(fact(tr("supply.runway.held"), tr("supply.chips", count=count(held)), colour=t.DANGER_TEXT))
    idle = sum(stock.stock_units * stock.train_h100e for stock in desk.stocks)
    rows.append(fact(tr("supply.runway.warehouse"), h100e(idle), tip=tr("supply.runway.warehouse.tip")))
    ordered = sum(one.legal_units * one.specs.train_h100e for one in desk.offers)
    rows.append(fact(tr("supply.runway.orders"), h100e(ordered, sign=True)))
    last = desk.models.last_flop
    if last > 0:
        rows.append(fact(tr("supply.runway.last_run"), flop(last), tip=tip))
    return rows
