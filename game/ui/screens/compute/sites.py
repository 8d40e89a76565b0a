"""Sites and power, and the chips that wait in the warehouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetNumber
from game.session.facts.compute import Site
from game.session.facts.supply import Stock
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.parts import Scroller, fact, heading, megawatts, note_line, q_text, stepper_row
from game.ui.widgets import Button, Meter, Painter, Panel, Stepper, Tip, TipLine, Widget
from game.ui.wording import count, money, plain, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.compute import ComputeScreen

SITE_ICONS = {"home": "server", "abroad": "globe"}


def build_sites(screen: ComputeScreen, page: Widget, area: Rect) -> None:
    """Each site with its megawatts and what runs there; at home, new power to contract for."""
    panel = page.add(Panel("sites", tr("compute.sites")).at(area))
    cut = Area(panel.inside)
    foot = cut.bottom(32)
    bounds, wanted = screen.bounds, screen.asked("build_mw")
    cost = money(wanted * bounds.build_cost)
    words = tr("compute.build.tip", cost=money(bounds.build_cost).text, lead=bounds.build_lead_quarters)
    tip = screen.refusal_tip("build_mw") or Tip(tr("compute.build"), words)
    stepper = Stepper("build_mw", round(wanted), screen.set_number("build_mw"), step=10,
                      high=round(bounds.build_most_mw), label=tr("compute.build"), tooltip=tip)  # fmt: skip
    right = cost.spans(t.TABLE_STRONG, t.MONEY) if wanted else []
    stepper_row(panel, foot, tr("compute.build"), stepper, right, tip)
    scroll = Scroller(panel, "sites.list", Rect(cut.rest.x, cut.rest.y, cut.rest.w, cut.rest.h - 10))
    for site in screen.desk.sites:
        if site.power_mw > 0 or site.racked:
            _site(screen, scroll, site)
            scroll.skip(14)


def _site(screen: ComputeScreen, scroll: Scroller, site: Site) -> None:
    name = tr(f"compute.site.{site.site}")
    drawn = site.used_mw + site.rack_mw
    full = site.power_mw > 0 and drawn > site.power_mw * 0.97

    def head(canvas: Canvas, rect: Rect) -> None:
        canvas.icon(SITE_ICONS.get(site.site, "server"), rect.x, rect.y + 3, 18, t.MIDDLE)
        canvas.text(name, rect.x + 28, rect.y + 2, t.BODY_STRONG, t.HIGH)
        if site.power_mw > 0:
            words = tr("compute.mw_of", used=plain(drawn), all=plain(site.power_mw))
        else:
            words = tr("compute.mw_leased", used=plain(drawn))
        canvas.text(words, rect.right, rect.y + 2, t.TABLE_STRONG, t.DANGER_TEXT if full else t.HIGH, "right")

    scroll.add(Painter(head, tooltip=tr(f"compute.site.{site.site}.tip")), 26)
    if site.power_mw > 0:
        share = drawn / site.power_mw
        scroll.add(Meter(f"power.{site.site}", share, colour=t.DANGER if full else t.COMPUTE,
                         tick=site.used_mw / site.power_mw if site.rack_mw > 0 else None), 16)  # fmt: skip
    for when, mw in site.coming:
        shown = megawatts(mw)
        scroll.add(fact(tr("compute.coming", when=q_text(when)), f"+{shown.text}"), 22)
    if site.rack_mw > 0:
        scroll.add(fact(tr("compute.racking"), f"+{megawatts(site.rack_mw).text}", colour=t.COMPUTE), 22)
    strength = {stock.chip: stock for stock in screen.desk.stocks}
    ranked = sorted(site.racked, key=lambda pair: -pair[1] * strength[pair[0]].train_h100e)
    for chip, units in ranked:
        stock = strength[chip]
        note = megawatts(units * stock.power_mw).text
        scroll.add(fact(screen.name_of("chips", chip), short_count(units).text, note=note), 22)


def build_racking(screen: ComputeScreen, page: Widget, area: Rect) -> None:
    """Chips in the warehouse, each with a stepper that racks some of them at home."""
    waiting = [stock for stock in screen.desk.stocks if stock.stock_units >= 1]
    total = sum(stock.stock_units for stock in waiting)
    right = [Span(short_count(total).text, t.TABLE_STRONG, t.HIGH), Span(" " + tr("compute.waiting"), t.NOTE, t.LOW)]
    panel = page.add(Panel("racking", tr("compute.warehouse"), right=right).at(area))
    cut = Area(panel.inside)
    home = screen.desk.sites[0]
    free = home.power_mw - home.used_mw - home.rack_mw
    foot = cut.bottom(32, gap=8)
    shown = megawatts(max(0.0, free))
    every = Button("rack_everything", tr("compute.rack.everything"), partial(_rack_everything, screen), icon="boxes",
                   enabled=_left_to_rack(screen), tooltip=tr("compute.rack.everything.tip"),
                   why_disabled=tr("compute.rack.all.done") if waiting else tr("compute.warehouse.none"))  # fmt: skip
    wide = every.natural()[0]
    panel.add(every.at(Rect(foot.right - wide, foot.y, wide, 32)))
    panel.add(fact(tr("compute.free"), shown, colour=t.DANGER_TEXT if free < 0.5 and total else t.HIGH,
                   tip=tr("compute.free.tip")).at(Rect(foot.x, foot.y, foot.w - wide - 20, 32)))  # fmt: skip
    if not waiting:
        panel.add(note_line(tr("compute.warehouse.none")).at(Rect(cut.rest.x, cut.rest.y, cut.rest.w, 22)))
        return
    scroll = Scroller(panel, "rack.list", cut.rest)
    scroll.add(heading(tr("compute.rack.head")), 22)
    for stock in sorted(waiting, key=lambda one: -one.stock_units * one.train_h100e):
        _rack_row(screen, scroll, stock)


def _left_to_rack(screen: ComputeScreen) -> bool:
    waiting = (one for one in screen.desk.stocks if one.stock_units >= 1)
    return any(screen.asked("rack_units", one.chip) < one.stock_units - 0.5 for one in waiting)


def _rack_everything(screen: ComputeScreen) -> None:
    """Order every waiting chip into the racks; power decides how many get there."""
    for stock in screen.desk.stocks:
        if stock.stock_units >= 1 and screen.asked("rack_units", stock.chip) < stock.stock_units - 0.5:
            screen.queue(SetNumber("rack_units", stock.stock_units, (stock.chip,)))


def _rack_row(screen: ComputeScreen, scroll: Scroller, stock: Stock) -> None:
    place = Rect(scroll.view.rect.x, scroll.y, scroll.width, 36)
    asked = screen.asked("rack_units", stock.chip)
    name = screen.name_of("chips", stock.chip)
    tip = Tip(name, lines=(
        TipLine(tr("compute.rack.waiting"), count(stock.stock_units)),
        TipLine(tr("compute.rack.power"), *_pair(stock.stock_units * stock.power_mw)),
    ))  # fmt: skip
    every = Button(f"rack_all.{stock.chip}", tr("compute.rack.all"), kind="quiet",
                   on_press=partial(screen.queue, SetNumber("rack_units", stock.stock_units, (stock.chip,))),
                   enabled=asked < stock.stock_units - 0.5, why_disabled=tr("compute.rack.all.done"),
                   label=tr("compute.rack.all.of", chip=name))  # fmt: skip
    wide = every.natural()[0]
    step = max(1, int(10 ** max(0, len(str(round(stock.stock_units))) - 2)))
    stepper = Stepper(f"rack.{stock.chip}", round(asked), screen.set_number("rack_units", stock.chip), step=step,
                      high=round(stock.stock_units), label=tr("compute.rack.of", chip=name), tooltip=tip)  # fmt: skip
    names = place.w - wide - 132
    scroll.view.add(fact(name, short_count(stock.stock_units).text, tip=tip).at(
        Rect(place.x, place.y, names - 10, 32)))  # fmt: skip
    scroll.view.add(stepper.at(Rect(place.x + names, place.y, 124, 32)))
    scroll.view.add(every.at(Rect(place.right - wide, place.y, wide, 32)))
    scroll.skip(36)


def _pair(mw: float) -> tuple[str, str]:
    shown = megawatts(mw)
    return shown.value, shown.unit
