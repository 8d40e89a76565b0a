"""The firm's own chips and the projects before them, its self-reliance, and yields over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.silicon import OwnChip, own_chips
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area
from game.ui.screens.frame.figures import moved
from game.ui.screens.parts import Pile, Scroller, Tag, course_axis, fact, h100e, note_line, q_text
from game.ui.widgets import Button, LineChart, Painter, Panel, RingGauge, Series, Tip, Widget, nice_axis
from game.ui.widgets.panel import HEAD
from game.ui.wording import Amount, percent, plain, price, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.silicon import SiliconScreen

CHIP_H = 72


def build_own(screen: SiliconScreen, page: Widget, area: Rect) -> None:
    """Chips of one's own, each with its gate."""
    chips = own_chips(screen.desk.seat)
    panel = page.add(Panel("own", tr("silicon.own")).at(area))
    inside = panel.inside
    if not chips:
        panel.add(note_line(tr("silicon.own.none"), t.MIDDLE).at(Rect(inside.x, inside.y, inside.w, 22)))
        return
    scroll = Scroller(panel, "own.list", inside)
    for chip in sorted(chips, key=lambda one: (not one.is_ready, -one.progress_share)):
        _chip(screen, scroll, chip)


def own_height(screen: SiliconScreen) -> int:
    """The height of the panel that shows every chip, px."""
    return HEAD + 16 + (CHIP_H + 6) * max(1, len(own_chips(screen.desk.seat)))


def _chip(screen: SiliconScreen, scroll: Scroller, chip: OwnChip) -> None:
    name = screen.name_of("offers", chip.offer)
    gate = screen.name_of("research", chip.project) if chip.project else ""
    strong, made = h100e(chip.train_h100e).text, screen.name_of("foundries", chip.foundry)
    place = Rect(scroll.view.rect.x, scroll.y, scroll.width, CHIP_H)
    if chip.is_ready:
        offer = next(one for one in screen.desk.offers if one.offer == chip.offer)
        tag = Tag(tr("silicon.chip.ready"), "compute", "check")
        if offer.on_sale_from is not None:  # taped out before the foundry's first lots
            tag = Tag(tr("supply.badge.coming", when=q_text(offer.on_sale_from)), "quiet", "clock")
        elif offer.wait_quarters is None:
            tag = Tag(tr("silicon.chip.over"), "quiet", "x")
        key = Button(f"order.{chip.offer}", tr("silicon.chip.order"),
                     partial(screen.go, "supply", "", chip.offer), tooltip=tr("silicon.chip.order.tip"),
                     enabled=offer.wait_quarters is not None, why_disabled=tr("silicon.chip.over"))  # fmt: skip
    else:
        tag = Tag(tr("silicon.chip.gate", share=percent(chip.progress_share).text), "plain", "flask-conical")
        key = Button(f"gate.{chip.offer}", tr("silicon.chip.research"),
                     partial(screen.go, "research", "", chip.project or ""),
                     tooltip=tr("silicon.chip.research.tip", project=gate))  # fmt: skip
    wide, room = key.natural()[0], tag.natural()[0]

    def paint(canvas: Canvas, rect: Rect) -> None:
        canvas.text(name, rect.x, rect.y + 4, t.LEAD_STRONG, t.HIGH, width=rect.w - max(wide, room) - 20)
        words = tr("silicon.chip.line", strength=strong, foundry=made)
        canvas.text(words, rect.x, rect.y + 29, t.NOTE, t.MIDDLE, width=rect.w - wide - 20)
        if chip.is_ready:
            more = tr("silicon.chip.supply", supply=short_count(chip.supply_units).text,
                      price=price(chip.price_musd * 1e6), owned=short_count(chip.owned_units).text)  # fmt: skip
        else:
            more = tr("silicon.chip.needs", project=gate)
        canvas.text(more, rect.x, rect.y + 46, t.NOTE, t.LOW, width=rect.w - wide - 20)
        canvas.hline(rect.x, rect.bottom - 1, rect.w, t.mix(t.PANEL, t.LINE, 0.7))

    text = screen.live.text("offers", chip.offer) or screen.live.text("chips", chip.chip)
    scroll.view.add(Painter(paint, label=name, tooltip=Tip(name, text)).at(place))
    scroll.view.add(key.at(Rect(place.right - wide, place.y + 30, wide, 32)))
    scroll.view.add(tag.at(Rect(place.right - room, place.y + 2, room, 20)))
    scroll.skip(CHIP_H + 6)


def build_reliance(screen: SiliconScreen, page: Widget, area: Rect) -> None:
    """The share of the fleet that no foreign government can switch off, and who makes the rest."""
    desk = screen.desk
    share = desk.seat.quantity("domestic_share")
    panel = page.add(Panel("reliance", tr("silicon.reliance"), tooltip=tr("silicon.reliance.tip")).at(area))
    cut = Area(panel.inside)
    told = moved(share, desk.seat.change("domestic_share"), "share")
    figure = tr("silicon.change", points=told) if told else tr("silicon.reliance.of")
    ring = RingGauge("reliance.ring", share, text=percent(share).text, figure=figure,
                     colour=screen.live.firm_side(screen.session.firm).colour)  # fmt: skip
    panel.add(ring.at(cut.top(48, gap=8)))
    by_country: dict[str, float] = {}
    for stock in desk.stocks:
        units = sum(n for _, n in stock.racked_units)
        by_country[stock.country] = by_country.get(stock.country, 0.0) + units * stock.train_h100e
    pile = Pile(panel, cut.rest)
    for country, strength in sorted(by_country.items(), key=lambda pair: -pair[1]):
        side = screen.side_of(country)
        pile.add(fact(tr("silicon.reliance.made_in", country=side.name), h100e(strength)), 24)
    part = next((one for one in desk.league if one.is_you), None)
    points = dict(part.parts).get("self_reliance") if part else None
    if points is not None:
        pile.add(fact(tr("silicon.reliance.points"), Amount(plain(points, 1), tr("b.unit.points"))), 24)


def build_chart(screen: SiliconScreen, page: Widget, area: Rect) -> None:
    """Yields of the foundries and the domestic share over time."""
    desk = screen.desk
    panel = page.add(Panel("yields", tr("silicon.chart")).at(area))
    own = screen.live.firm_side(screen.session.firm)
    lines = []
    for one in desk.foundries:
        side = screen.side_of(one.country)
        values = desk.series(f"yield.{one.foundry}")
        name = screen.name_of("foundries", one.foundry)
        lines.append(Series(tuple((float(i), 100 * v) for i, v in enumerate(values)), side.colour, text=name))
    values = desk.series("domestic_share")
    points = tuple((float(i), 100 * v) for i, v in enumerate(values))
    lines.append(Series(points, own.colour, dashed=True, text=tr("silicon.reliance.short")))
    x = course_axis(desk, len(values), 5)
    top = max([100 * v for v in values] + [y for line in lines for _, y in line.points], default=100.0)
    chart = LineChart("yield.chart", lines, x, nice_axis(0, min(100.0, top + 3), 4, plain),
                      right_margin=112, label=tr("silicon.chart"), tooltip=tr("silicon.chart.tip"))  # fmt: skip
    panel.add(chart.at(panel.inside))
