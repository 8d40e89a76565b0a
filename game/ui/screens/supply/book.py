"""The order book: drafts, what is on its way, what is held, licences in flight, the premium, and the money."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetNumber
from game.session.facts.supply import Licence, OrderLine
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.parts import Scroller, fact, heading, note_line, q_text
from game.ui.widgets import Button, Card, Line, Meter, Panel, Slider, Tip, TipLine, Widget
from game.ui.wording import count, money, percent, tr

if TYPE_CHECKING:
    from game.ui.screens.supply import SupplyScreen

LINE_H = 28


class BookLine(Card):
    """One line of the book; a click shows its offer."""

    def __init__(self, screen: SupplyScreen, line: OrderLine, index: int) -> None:
        self.line = line
        self.name = screen.name_of("offers", line.offer)
        offer = next((one for one in screen.desk.offers if one.offer == line.offer), None)
        self.side = screen.side_of(offer.country if offer else None)
        words = f"{self.name} {count(line.units)} {tr(f'supply.book.{line.state}')}"
        super().__init__(f"book.{line.state}.{line.offer}.{index}", partial(screen.pick, line.offer), label=words,
                         tooltip=lambda: self._tip(screen))  # fmt: skip
        self.back: Button | None = None
        if line.state == "held":
            cancelled = screen.asked("cancel_units", line.offer) > 0
            words = tr("supply.book.keep") if cancelled else tr("supply.book.give_back")
            units = 0.0 if cancelled else line.units
            self.back = self.add(
                Button(f"cancel.{line.offer}", words,
                       partial(screen.queue, SetNumber("cancel_units", units, (line.offer,))), kind="quiet",
                       selected=cancelled, tooltip=tr("supply.book.give_back.tip",
                                                      share=percent(screen.bounds.refund_share).text))
            )  # fmt: skip

    def _tip(self, screen: SupplyScreen) -> Tip:
        line = self.line
        cost = money(line.cost_musd)
        units = TipLine(tr("supply.book.units"), count(line.units))
        paid = TipLine(tr("supply.book.cost"), cost.value, cost.unit)
        return Tip(self.name, tr(f"supply.book.{line.state}.tip"), (units, paid))

    def arrange(self) -> None:
        """Place the key for giving back."""
        if self.back is not None:
            wide = self.back.natural()[0] - 8
            self.back.at(Rect(self.rect.right - 80 - wide, self.rect.y + 2, wide, self.rect.h - 4))

    def draw(self, canvas: Canvas) -> None:
        """Draw mark, name, state, date and cost."""
        r, line = self.rect, self.line
        if self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, 0.6 * self.heat.value), None, 4)
        y = r.centery - 10
        canvas.mark(self.side.shape, r.x + 6, r.centery, 9, self.side.colour)
        state_x = r.x + round(r.w * 0.53)
        units = f" × {count(line.units)}"
        room = state_x - r.x - 24 - fonts.book().width(units, t.TABLE_DENSE_STRONG)
        used = canvas.text(self.name, r.x + 18, y, t.TABLE_DENSE_STRONG, t.HIGH, width=room)
        canvas.text(units, r.x + 18 + used, y, t.TABLE_DENSE_STRONG, t.HIGH, width=max(20, state_x - r.x - 24 - used))
        held = line.state == "held"
        canvas.text(tr(f"supply.book.{line.state}"), state_x, y, t.TABLE_DENSE, t.DANGER_TEXT if held else t.MIDDLE,
                    width=86)  # fmt: skip
        if not held:
            canvas.text(q_text(line.due), r.right - 78, y, t.TABLE_DENSE, t.MIDDLE, "right")
        canvas.spans(money(line.cost_musd).spans(t.TABLE_DENSE_STRONG, t.HIGH), r.right, y, 18, "right")
        canvas.hline(r.x, r.bottom - 1, r.w, t.mix(t.PANEL, t.LINE, 0.7))


def build_book(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """The panel: a list that scrolls, and the commit line under it."""
    panel = page.add(Panel("book", tr("supply.book"), right=_head(screen)).at(area))
    cut = Area(panel.inside)
    build_commit(screen, panel, cut.bottom(36, gap=8))
    _premium(screen, panel, cut.bottom(28, gap=8))
    scroll = Scroller(panel, "book.list", cut.rest)
    order = {"held": 0, "draft": 1, "on_order": 2}
    lines = sorted(screen.desk.order_book, key=lambda line: (order[line.state], line.due_in or 0))
    for i, line in enumerate(lines):
        scroll.add(BookLine(screen, line, i), LINE_H)
    if not lines:
        scroll.add(note_line(tr("supply.book.none")), 24)
    filings = [one for one in screen.desk.offers if one.file_units > 0]
    if screen.desk.licences or filings:
        scroll.skip(8)
        scroll.add(heading(tr("supply.licences")), 22)
        for offer in filings:
            scroll.add(fact(f"{screen.name_of('offers', offer.offer)} × {count(offer.file_units)}",
                            percent(offer.licence_odds), note=tr("supply.licences.draft")), 24)  # fmt: skip
        for licence in screen.desk.licences:
            scroll.add(_licence(screen, licence), 24)


def _licence(screen: SupplyScreen, licence: Licence) -> Line:
    name = screen.name_of("offers", licence.offer)
    waits = tr("supply.licences.waits", count=licence.waits_quarters)
    tip = Tip(name, tr("supply.licences.tip"), (TipLine(tr("supply.licences.filed"), q_text(licence.filed_on)),))
    return fact(f"{name} × {count(licence.units)}", percent(licence.odds), note=waits, tip=tip)


def _head(screen: SupplyScreen) -> list[Span]:
    books, bounds = screen.desk.books, screen.bounds
    left = money(max(0.0, bounds.purse - bounds.committed))
    return [Span(tr("supply.book.left", left=left.text, cash=money(books.cash_musd).text), t.NOTE, t.MIDDLE)]


def _premium(screen: SupplyScreen, panel: Widget, place: Rect) -> None:
    bid = screen.asked("bid_share")
    panel.add(fact(tr("supply.bid"), "", tip=tr("supply.bid.tip")).at(Rect(place.x, place.y, 110, place.h)))
    slider = Slider("bid", bid, screen.set_number("bid_share"), low=0.0, high=0.5, step=0.01, colour=t.MONEY,
                    label=tr("supply.bid"), tooltip=tr("supply.bid.tip"))  # fmt: skip
    panel.add(slider.at(Rect(place.x + 114, place.y + 2, place.w - 174, 24)))
    panel.add(Line([], percent(bid).spans(t.TABLE_STRONG, t.MONEY if bid else t.MIDDLE)).at(
        Rect(place.right - 56, place.y, 56, place.h)))  # fmt: skip


def build_commit(screen: SupplyScreen, page: Widget, place: Rect, as_bar: bool = False) -> None:
    """How much of the purse this quarter's orders take, and the key that takes the last one back."""
    bounds = screen.bounds
    if as_bar:
        page.add(Panel("commit.bar").at(place))
        place = place.inflate(-32, -12)
    undo = screen.undo_button()
    wide = undo.natural()[0]
    page.add(undo.at(Rect(place.right - wide, place.y + (place.h - 32) // 2, wide, 32)))
    shown = money(bounds.committed)
    spans = [Span(tr("supply.commit") + "  ", t.TABLE, t.MIDDLE), *shown.spans(t.FIGURE, t.MONEY)]
    line = Line(spans, tooltip=screen.cash_tip, wid="commit")
    wide_line = line.natural()[0]
    page.add(line.at(Rect(place.x, place.y, wide_line, place.h)))
    of = Line([Span(tr("supply.commit.of", cash=money(bounds.purse).text), t.NOTE, t.LOW)], tooltip=screen.cash_tip)
    page.add(of.at(Rect(place.x + wide_line + 10, place.y + 1, of.natural()[0], place.h)))
    left = place.x + wide_line + 18 + of.natural()[0]
    right = place.right - wide - 16
    if right - left > 60:
        share = bounds.committed / bounds.purse if bounds.purse > 0 else 1.0
        colour = t.DANGER if share > 0.98 else t.MONEY
        page.add(Meter("commit.meter", share, colour=colour, tooltip=screen.cash_tip).at(
            Rect(left, place.y, right - left, place.h)))  # fmt: skip
