"""The panels of Money."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetNumber
from game.session.why import explain
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.frame.why_tip import words_of
from game.ui.screens.parts import Pile, course_axis, fact, heading, maybe, note_line, stepper_row
from game.ui.widgets import (
    Button,
    Fall,
    LineChart,
    Meter,
    Painter,
    Panel,
    Series,
    Stepper,
    Tip,
    Waterfall,
    Widget,
    legend,
    nice_axis,
)
from game.ui.wording import Amount, large_money, money, plain, tr

if TYPE_CHECKING:
    from game.ui.screens.money import MoneyScreen

STEP = 100
"""M$ of one click."""
SMALLEST = 0.004
"""Share of the largest step under which a line goes to "other"."""
MOST_FALLS = 11


def build_waterfall(screen: MoneyScreen, page: Widget, area: Rect) -> None:
    """From the cash before to the cash now, by everything that moved it last quarter."""
    books = screen.desk.books
    if not books.lines:
        _ahead(screen, page, area)
        return
    change = books.cash_musd - (books.lines[0].musd if books.lines else books.cash_musd)
    right = [*money(change, sign=True).spans(t.FIGURE, t.MONEY), Span("  " + tr("moneyb.last_quarter"), t.NOTE, t.LOW)]
    panel = page.add(Panel("waterfall", tr("moneyb.waterfall"), right=right,
                           tooltip=screen.why("cash_bn")).at(area))  # fmt: skip
    inside = panel.inside
    falls = [Fall(tr(books.lines[0].message), large_money(books.lines[0].musd), total=True)]
    rest = [(line.message, large_money(line.musd)) for line in books.lines[1:]]
    top = max([abs(value) for _, value in rest], default=1.0)
    shown = [(m, v) for m, v in rest if abs(v) >= SMALLEST * top][:MOST_FALLS]
    falls += [Fall(_short(message), value) for message, value in shown]
    other = sum(v for _, v in rest) - sum(v for _, v in shown)
    if abs(other) >= 0.0005:
        falls.append(Fall(tr("cash.other"), other))
    falls.append(Fall(tr("moneyb.now"), large_money(books.cash_musd), total=True))
    chart = Waterfall("waterfall.chart", falls, t.MONEY, show=_bn, label=tr("moneyb.waterfall"),
                      tooltip=screen.why("cash_bn"))  # fmt: skip
    panel.add(chart.at(inside))


def _ahead(screen: MoneyScreen, page: Widget, area: Rect) -> None:
    """The first quarter has no past: what it begins with, what the business brings, and what the orders would pay."""
    books = screen.desk.books
    panel = page.add(Panel("waterfall", tr("moneyb.ahead"), tooltip=screen.cash_tip).at(area))
    lines = [("cash.core_business", books.core_musd), *((line.message, line.musd) for line in books.commitments)]
    falls = [Fall(tr("moneyb.now"), large_money(books.cash_musd), total=True)]
    falls += [Fall(_short(message), large_money(musd)) for message, musd in lines]
    end = books.cash_musd + sum(musd for _, musd in lines)
    falls.append(Fall(tr("moneyb.then"), large_money(end), total=True))
    chart = Waterfall("waterfall.chart", falls, t.MONEY, show=_bn, label=tr("moneyb.ahead"), tooltip=screen.cash_tip)
    panel.add(chart.at(panel.inside))


def _short(message: str) -> str:
    """A line's name as short as a bar is wide."""
    return maybe(f"moneyb.fall.{message.rpartition('.')[2]}", tr(message))


def _bn(value: float) -> str:
    return plain(value, 1 if abs(value) >= 9.95 else 2)


def build_flow(screen: MoneyScreen, page: Widget, area: Rect) -> None:
    """Cash and debt over time."""
    desk = screen.desk
    panel = page.add(Panel("flow", tr("moneyb.flow")).at(area))
    inside = panel.inside
    cash, debt = (tuple(large_money(1000 * value) for value in desk.series(name)) for name in ("cash_bn", "debt_bn"))
    keys = [(tr("quantity.cash_bn"), t.MONEY), (tr("moneyb.debt"), t.SERIES[1])]
    corner = Rect(inside.right - 170, area.y + 10, 170, 20)
    panel.add(Painter(lambda canvas, rect: _legend(canvas, keys, rect)).at(corner))
    x = course_axis(desk, len(cash))
    lines = [_line(debt, t.SERIES[1]), _line(cash, t.MONEY, fill=True)]
    top = max(*cash, *debt)
    chart = LineChart("flow.chart", lines, x, nice_axis(min(0.0, *cash), top * 1.08, 4, plain),
                      label=tr("moneyb.flow"), tooltip=screen.why("cash_bn"))  # fmt: skip
    panel.add(chart.at(inside))


def _line(values: tuple[float, ...], colour: t.Colour, fill: bool = False) -> Series:
    points = tuple((float(i), value) for i, value in enumerate(values))
    return Series(points, colour, fill=fill, end_dot=True)


def _legend(canvas: Canvas, keys: list[tuple[str, t.Colour]], rect: Rect) -> None:
    wide = sum(31 + fonts.book().width(text, t.NOTE) for text, _ in keys) - 16
    legend(canvas, keys, rect.right - wide, rect.y)


def build_sources(screen: MoneyScreen, page: Widget, area: Rect) -> None:
    """Lenders and investors: what there is, what may be had, and the steppers that take it."""
    bounds, books = screen.bounds, screen.desk.books
    panel = page.add(Panel("sources", tr("moneyb.sources")).at(area))
    cut = Area(panel.inside)
    borrow, raised = screen.asked("borrow_musd"), screen.asked("raise_musd")
    pile = Pile(panel, cut.rest)
    lenders = tr("moneyb.limit.tip", quarters=plain(bounds.credit_quarters))
    pile.add(heading(tr("moneyb.lenders")), 22)
    pile.add(fact(tr("moneyb.debt"), money(books.debt_musd)), 24)
    full = bounds.credit_limit > 0 and books.debt_musd > 0.9 * bounds.credit_limit
    share = books.debt_musd / bounds.credit_limit if bounds.credit_limit > 0 else 1.0
    colour = t.DANGER if full else t.SERIES[1]
    pile.add(Meter("debt.meter", share, colour=colour, tooltip=lenders), 16, 4)
    pile.add(fact(tr("moneyb.room"), money(bounds.credit_room), tip=lenders), 24, 4)
    line = pile.add(None, 34, 4)
    stepper = Stepper("borrow", round(borrow), screen.set_number("borrow_musd"), step=STEP,
                      low=-round(bounds.repay_most), high=round(bounds.credit_room), show=_signed_money,
                      label=tr("moneyb.borrow"), tooltip=_cut(screen, "borrow_musd", "moneyb.borrow"))  # fmt: skip
    stepper_row(panel, line, tr("moneyb.borrow"), stepper, (), tr("moneyb.borrow.tip"))
    row = pile.add(None, 32, 12)
    everything = Button("repay_all", tr("moneyb.repay_all"), partial(_set, screen, "borrow_musd", -bounds.repay_most),
                        kind="quiet", enabled=bounds.repay_most >= 1, why_disabled=tr("moneyb.repay.none"))  # fmt: skip
    most = Button("borrow_most", tr("moneyb.borrow_most"), partial(_set, screen, "borrow_musd", bounds.credit_room),
                  kind="quiet", enabled=bounds.credit_room >= 1, why_disabled=tr("refusal.credit_limit"))  # fmt: skip
    panel.add(everything.at(Rect(row.right - everything.natural()[0], row.y, everything.natural()[0], 32)))
    panel.add(most.at(Rect(row.right - everything.natural()[0] - most.natural()[0], row.y, most.natural()[0], 32)))
    pile.add(heading(tr("moneyb.investors")), 22)
    patience = Amount(plain(books.patience), tr("moneyb.of_100"))
    thin = books.patience < 25
    pile.add(fact(tr("moneyb.patience"), patience, colour=t.DANGER_TEXT if thin else t.HIGH,
                  tip=tr("moneyb.patience.tip")), 24)  # fmt: skip
    pile.add(Meter("patience.meter", books.patience / 100, colour=t.DANGER if thin else t.SERIES[1], bands=(0.15,),
                   tooltip=tr("moneyb.patience.tip")), 16, 4)  # fmt: skip
    pile.add(fact(tr("moneyb.offer"), money(bounds.investors_offer), tip=tr("moneyb.offer.tip")), 24, 4)
    line = pile.add(None, 34)
    stepper = Stepper("raise", round(raised), screen.set_number("raise_musd"), step=STEP,
                      high=round(bounds.investors_offer), show=_signed_money, enabled=bounds.investors_offer >= 1,
                      why_disabled=tr("refusal.investors_limit"), label=tr("moneyb.raise"),
                      tooltip=_cut(screen, "raise_musd", "moneyb.raise"))  # fmt: skip
    stepper_row(panel, line, tr("moneyb.raise"), stepper, (), tr("moneyb.raise.tip"))


def _set(screen: MoneyScreen, field: str, musd: float) -> None:
    whole = float(int(musd))
    screen.queue(SetNumber(field, whole), continuing=True)


def _cut(screen: MoneyScreen, field: str, message: str) -> Tip:
    return screen.refusal_tip(field) or Tip(tr(message), tr(f"{message}.tip"))


def _signed_money(musd: int) -> str:
    return money(musd, sign=True).text if musd else "$0"


def build_orders(screen: MoneyScreen, page: Widget, area: Rect) -> None:
    """What this quarter's orders would pay, and what is left."""
    bounds, books = screen.bounds, screen.desk.books
    panel = page.add(Panel("orders", tr("b.commit.title"), tooltip=screen.cash_tip).at(area))
    cut = Area(panel.inside)
    foot = cut.bottom(32, gap=8)
    undo = screen.undo_button()
    panel.add(undo.at(Rect(foot.right - undo.natural()[0], foot.y, undo.natural()[0], 32)))
    pile = Pile(panel, cut.rest)
    pile.add(fact(tr("quantity.cash_bn"), money(books.cash_musd), strong=True, tip=screen.why("cash_bn")), 26)
    total = books.cash_musd
    for line in books.commitments:
        pile.add(fact(tr(line.message), money(line.musd, sign=True), colour=t.MONEY if line.musd > 0 else t.HIGH), 24)
        total += line.musd
    hires = bounds.committed + sum(one.musd for one in books.commitments if one.musd < 0)
    refunds = sum(one.musd for one in books.commitments if one.message == "money.refunds")
    hires += refunds
    if hires > 0.05:
        pile.add(fact(tr("money.hiring"), money(-hires, sign=True)), 24)
        total -= hires
    if not books.commitments:
        pile.add(note_line(tr("moneyb.orders.none")), 24)
    low = total < 0
    pile.add(fact(tr("moneyb.left"), money(total), strong=True, rule=False, colour=t.DANGER_TEXT if low else t.MONEY,
                  tip=screen.cash_tip), 30)  # fmt: skip
    if screen.desk.top.turn:
        income = money(books.income_musd, sign=True)
        pile.add(fact(tr("moneyb.income"), income, tip=screen.why("cash_bn")), 24, 10)
    running = explain(screen.desk.seat, "money.running_musd")
    if running is not None and pile.rest.h > 80:
        pile.add(heading(tr("moneyb.running")), 24)
        for child in running.children:
            pile.add(fact(words_of(child.message, screen.live.names), money(child.value)), 24)


__all__ = ["build_flow", "build_orders", "build_sources", "build_waterfall"]
