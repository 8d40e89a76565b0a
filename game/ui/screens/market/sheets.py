"""The four panels of the market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.market import Segment
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area, Fr
from game.ui.screens.parts import Pile, course_axis, fact, h100e, note_line, q_text, users
from game.ui.widgets import (
    Button,
    Cell,
    Column,
    LineChart,
    Meter,
    Painter,
    Panel,
    Row,
    Series,
    ShareStreams,
    Stepper,
    Stream,
    Table,
    Widget,
    nice_axis,
)
from game.ui.wording import MONEY, Amount, grouped, money, percent, plain, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.market import MarketScreen

LOWEST, HIGHEST, STEP = 40, 200, 5
"""Price over the usual one, per cent."""
SERIES = (*t.SERIES[:4], t.SERIES[5], t.SERIES[6], t.GREY_ROUTE)


def _country(screen: MarketScreen) -> str:
    return str(screen.live.own.country)


def build_shares(screen: MarketScreen, page: Widget, area: Rect) -> None:
    """Firms of the home market by users, with enterprise revenue and the model they serve."""
    desk = screen.desk
    side = screen.side_of(_country(screen))
    panel = page.add(Panel("shares", tr("market.shares", country=side.name)).at(area))
    best = {one.firm: one for one in desk.league}
    opened = {one.firm: one.is_open for one in desk.releases}
    size = desk.market.segments[0].size or 1.0
    rows = []
    for one in desk.players(_country(screen)):
        mine = one.firm == screen.session.firm
        firm = best[one.firm]
        business = Cell(tr("market.unknown"), colour=t.LOW, sort=-1.0)
        if one.enterprise_musd is not None:
            shown = money(one.enterprise_musd)
            business = Cell(shown.value, shown.unit, sort=one.enterprise_musd)
        people, share = users(one.users_m), percent(one.users_m / size, 1)
        model = Cell(plain(firm.capability, 1), sort=firm.capability)
        rows.append(
            Row(one.firm, {
                "firm": Cell(screen.name_of("firms", one.firm), strong=mine, mark=(side.shape, side.colour),
                             colour=t.PAPER if mine else None),
                "users": Cell(people.value, people.unit, strong=mine, sort=one.users_m),
                "share": Cell(share.value, share.unit, sort=one.users_m),
                "business": business,
                "model": model,
                "weights": Cell(tr("models.open" if opened.get(one.firm) else "models.closed"), colour=t.MIDDLE),
            })
        )  # fmt: skip
    columns = (
        Column("firm", tr("market.firm"), Fr(1.4)),
        Column("users", tr("market.users"), Fr(), number=True),
        Column("share", tr("market.share"), Fr(), number=True),
        Column("business", tr("market.business"), Fr(1.1), number=True),
        Column("model", tr("market.model"), Fr(0.8), number=True),
        Column("weights", tr("models.weights"), 72),
    )
    table = Table("players", columns, rows, selected=screen.session.firm, sort="users", label=tr("market.firm"))
    panel.add(table.at(panel.inside))


def build_streams(screen: MarketScreen, page: Widget, area: Rect) -> None:
    """Shares of the home market's users over time; what is missing belongs to others."""
    desk = screen.desk
    side = screen.side_of(_country(screen))
    panel = page.add(Panel("streams", tr("market.streams", country=side.name)).at(area))
    size = desk.market.segments[0].size or 1.0
    streams = []
    for i, one in enumerate(reversed(desk.players(_country(screen)))):
        series = desk.public_series("users_m", one.firm)
        if series is None:
            continue
        mine = one.firm == screen.session.firm
        colour = t.COMPUTE if mine else SERIES[i % len(SERIES)]
        shares = tuple(min(1.0, value / size) for value in series)
        streams.append(Stream(screen.name_of("firms", one.firm), shares, colour, own=mine))
    periods = [q_text(desk.quarter_on(turn)) for turn in range(desk.top.turn + 1)]
    if len(periods) < 2:
        _today(panel, streams)
        return
    panel.add(ShareStreams("streams.chart", streams, periods, label=tr("market.streams", country=side.name)).at(
        panel.inside))  # fmt: skip


def _today(panel: Panel, streams: list[Stream]) -> None:
    """The shares of the first quarter, before there is a course to show."""
    pile = Pile(panel, panel.inside)
    for one in reversed(streams):
        shown = percent(one.shares[-1], 1)
        pile.add(fact(one.text, shown, strong=one.own), 24)
        pile.add(Meter(f"today.{one.text}", one.shares[-1], colour=one.colour), 14, 10)
    pile.add(note_line(tr("market.streams.none")), 22)


def build_prices(screen: MarketScreen, page: Widget, area: Rect) -> None:
    """What the firm asks of people and of enterprises, and what they bring."""
    market = screen.desk.market
    total = money(market.revenue_musd)
    right = [*total.spans(t.FIGURE, t.MONEY), Span("  " + tr("market.revenue"), t.NOTE, t.LOW)]
    tip = screen.sum_tip("money.revenue_musd", tr("why.money.revenue_musd"))
    panel = page.add(Panel("prices", tr("market.prices"), right=right, tooltip=tip).at(area))
    cut = Area(panel.inside)
    tall = min(140, cut.rest.h // 2 - 4)
    for segment in market.segments:
        _segment(screen, panel, cut.top(tall, gap=8), segment)


def _segment(screen: MarketScreen, panel: Panel, place: Rect, segment: Segment) -> None:
    people = segment.segment == "consumer"
    market = screen.desk.market
    pile = Pile(panel, place)
    name, share = tr(f"market.segment.{segment.segment}"), percent(segment.share, 1)
    size = users(segment.size) if people else money(segment.size)

    def head(canvas: Canvas, rect: Rect) -> None:
        canvas.icon("users" if people else "building-2", rect.x, rect.y + 2, 18, t.MIDDLE)
        used = canvas.text(name, rect.x + 28, rect.y + 1, t.BODY_STRONG, t.HIGH)
        words = tr("market.of", size=size.text)
        canvas.text(words, rect.x + 40 + used, rect.y + 2, t.NOTE, t.LOW)
        canvas.spans(share.spans(t.TABLE_STRONG), rect.right, rect.y, 22, "right")

    pull = screen.sum_tip(f"products.{segment.segment}_pull", tr("market.pull"), text=tr("market.pull.tip"))
    pile.add(Painter(head, label=name, tooltip=pull), 26)
    pile.add(Meter(f"share.{segment.segment}", segment.share, colour=t.COMPUTE, tooltip=pull), 14, 6)
    line = pile.add(None, 32, 4)
    words = tr("market.price.tip", even=percent(screen.bounds.even_price).text)
    stepper = Stepper(f"price.{segment.segment}", round(100 * segment.price),
                      screen.set_number("price", segment.segment, scale=0.01), low=LOWEST, high=HIGHEST, step=STEP,
                      show=lambda value: f"{value} %", label=tr("market.price_of", segment=name),
                      tooltip=words)  # fmt: skip
    panel.add(fact(tr("market.price"), "", tip=words).at(Rect(line.x, line.y, line.w - 150, 32)))
    panel.add(stepper.at(Rect(line.right - 140, line.y, 140, 32)))
    moved = round(100 * (segment.price - segment.price_before))
    if moved:
        pile.add(fact(tr("market.price.moved"), Amount(signed(moved), tr("b.unit.points"))), 22)
    if people:
        pile.add(fact(tr("market.users"), users(market.users_m)), 22)
    else:
        pile.add(fact(tr("market.business"), money(market.enterprise_musd)), 22)


def build_serving(screen: MarketScreen, page: Widget, area: Rect) -> None:
    """Whether serving compute keeps up with what users ask for."""
    market = screen.desk.market
    have, need = market.serving_h100e, market.serving_need_h100e
    short = need > have * 1.02
    panel = page.add(Panel("serving", tr("market.serving"), tooltip=tr("market.serving.tip")).at(area))
    cut = Area(panel.inside)
    pile = Pile(panel, cut.rest)
    headroom = Amount(signed(100 * market.headroom), tr("market.headroom.unit"))
    pile.add(fact(tr("market.headroom"), headroom, strong=True, colour=t.DANGER_TEXT if short else t.HIGH,
                  tip=tr("compute.yield.headroom.tip")), 28)  # fmt: skip
    whole = max(have, need, 1.0)
    pile.add(Meter("serving.meter", have / whole, colour=t.DANGER if short else t.COMPUTE, tick=min(1.0, need / whole),
                   thick=9), 24, 6)  # fmt: skip
    pile.add(fact(tr("market.have"), h100e(have)), 24)
    pile.add(fact(tr("market.need"), h100e(need), tip=tr("market.need.tip")), 24)
    service = percent(market.service)
    pile.add(fact(tr("market.service"), service, colour=t.DANGER_TEXT if market.service < 0.95 else t.HIGH,
                  tip=tr("market.service.tip")), 24, 8)  # fmt: skip
    if pile.rest.h >= 34:
        key = Button("to_compute", tr("market.to_compute"), lambda: screen.go("compute"), icon="server")
        panel.add(key.at(Rect(pile.rest.x, pile.rest.bottom - 34, key.natural()[0], 32)))


def build_income(screen: MarketScreen, page: Widget, area: Rect) -> None:
    """AI revenue quarter by quarter."""
    desk = screen.desk
    panel = page.add(Panel("income", tr("market.income")).at(area))
    values = [1000 * value / grouped(MONEY)[-1].of for value in desk.series("revenue_bn")]
    if panel.inside.h < 60:
        return
    x = course_axis(desk, len(values), 6)
    line = Series(tuple((float(i), value) for i, value in enumerate(values)), t.MONEY, fill=True, end_dot=True)
    y = nice_axis(0, max(*values, 10.0) * 1.1, 3, plain)
    chart = LineChart("income.chart", [line], x, y, label=tr("market.income"),
                      tooltip=screen.sum_tip("money.revenue_musd", tr("why.money.revenue_musd")))  # fmt: skip
    panel.add(chart.at(panel.inside))


__all__ = ["build_income", "build_prices", "build_serving", "build_shares", "build_streams"]
