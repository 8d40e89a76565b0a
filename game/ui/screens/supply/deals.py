"""Deals: what the firm is to its vendors, contracts to sign, and chips to sell and buy second-hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.deals import Contract, Supplier, UsedChip
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Fr, column, row
from game.ui.screens.parts import Scroller, note_line, q_text
from game.ui.widgets import Panel, Stepper, Tip, TipLine, Widget
from game.ui.wording import count, money, percent, plain, price, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.supply import SupplyScreen

LINE_H, SUPPLIER_H = 44, 26
STEPPER_W = 132
MOST_UNITS = 9_999_999


def build_deals(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """Vendors and contracts on the left, the second-hand market on the right."""
    left, right = row(area, [Fr(1.15), Fr()])
    upper, lower = column(left, [Fr(0.62), Fr()])
    _vendors(screen, page, upper)
    _contracts(screen, page, lower)
    _second_hand(screen, page, right)


def _vendors(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    tip = tr("deals.vendors.tip")
    panel = page.add(Panel("vendors", tr("deals.vendors"), right=_aside("deals.vendors.right"), tooltip=tip).at(area))
    scroll = Scroller(panel, "vendors.list", panel.inside)
    for supplier in screen.desk.suppliers:
        scroll.add(SupplierLine(screen, supplier), SUPPLIER_H)


def _contracts(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    k = screen.session.rules.constants
    tip = tr("deals.contracts.tip", quarters=plain(k.contract_quarters), share=percent(k.contract_share).text)
    head = Panel("contracts", tr("deals.contracts"), right=_aside("deals.contracts.right"), tooltip=tip)
    panel = page.add(head.at(area))
    scroll = Scroller(panel, "contracts.list", panel.inside)
    for contract in screen.desk.contracts:
        scroll.add(ContractLine(screen, contract), LINE_H)
    if not screen.desk.contracts:
        scroll.add(note_line(tr("deals.contracts.none")), 24)


def _second_hand(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    tip = tr("deals.used.tip")
    panel = page.add(Panel("used", tr("deals.used"), right=_aside("deals.used.right"), tooltip=tip).at(area))
    scroll = Scroller(panel, "used.list", panel.inside)
    for used in screen.desk.used_chips:
        if used.stock_units + used.racked_units >= 1 and (used.bid_musd > 0 or used.sell_units > 0):
            scroll.add(UsedLine(screen, used, is_sale=True), LINE_H)
        if used.shelf_units >= 1 or used.take_units > 0:
            scroll.add(UsedLine(screen, used, is_sale=False), LINE_H)
    if not screen.desk.used_chips:
        scroll.add(note_line(tr("deals.used.none")), 24)


def _aside(key: str) -> list[Span]:
    return [Span(tr(key), t.NOTE, t.LOW)]


def _step(most: float) -> int:
    """A round number, about a tenth of what there is."""
    return int(10 ** max(0, len(f"{int(most)}") - 2))


class SupplierLine(Widget):
    """A vendor, a bar for how steady a customer the firm is, and what that does to its place in the queue."""

    def __init__(self, screen: SupplyScreen, supplier: Supplier) -> None:
        self.name = screen.name_of("vendors", supplier.vendor)
        self.supplier, self.side = supplier, screen.side_of(supplier.country)
        super().__init__(f"vendor.{supplier.vendor}", label=self.name, tooltip=self._tip)

    def _tip(self) -> Tip:
        one = self.supplier
        lines = (
            TipLine(tr("deals.relation"), percent(one.relation).text),
            TipLine(tr("deals.queue"), f"× {plain(one.queue_factor, 2)}"),
        )
        return Tip(self.name, tr("deals.vendors.tip"), lines)

    def draw(self, canvas: Canvas) -> None:
        """Draw mark, name, bar and factor."""
        r, one = self.rect, self.supplier
        y = r.centery - 10
        canvas.mark(self.side.shape, r.x + 6, r.centery, 9, self.side.colour)
        names = min(190, round(r.w * 0.36))
        canvas.text(self.name, r.x + 18, y, t.TABLE_DENSE_STRONG, t.HIGH, width=names - 24)
        bar = Rect(r.x + names, r.centery - 3, r.w - names - 76, 6)
        canvas.box(bar, t.RAISED, None, 3)
        if one.relation > 0.005:
            canvas.box(Rect(bar.x, bar.y, max(4, round(bar.w * one.relation)), bar.h), self.side.colour, None, 3)
        canvas.text(f"× {plain(one.queue_factor, 2)}", r.right, y, t.TABLE_DENSE_STRONG, t.HIGH, "right")


class _DealLine(Widget):
    """Two lines of words, a stepper, and what it comes to."""

    def __init__(
        self, screen: SupplyScreen, wid: str, name: str, country: str, stepper: Stepper | None, tip: Tip
    ) -> None:
        super().__init__(wid, label=name, tooltip=tip)
        self.name, self.side = name, screen.side_of(country)
        self.stepper = self.add(stepper) if stepper is not None else None

    def arrange(self) -> None:
        """Place the stepper at the right."""
        if self.stepper is not None:
            self.stepper.at(Rect(self.rect.right - STEPPER_W, self.rect.y + 7, STEPPER_W, 30))

    def draw(self, canvas: Canvas) -> None:
        """Draw name, terms and result."""
        r = self.rect
        room = r.w - 18 - (STEPPER_W + 12 if self.stepper is not None else 0)
        canvas.mark(self.side.shape, r.x + 6, r.y + 14, 9, self.side.colour)
        canvas.text(self.name, r.x + 18, r.y + 4, t.TABLE_DENSE_STRONG, t.HIGH, width=room * 0.62)
        canvas.spans(self.result(), r.x + 18 + room, r.y + 4, 18, "right")
        canvas.text(self.terms(), r.x + 18, r.y + 23, t.NOTE, t.LOW, width=room)
        canvas.hline(r.x, r.bottom - 1, r.w, t.mix(t.PANEL, t.LINE, 0.7))

    def terms(self) -> str:
        """The second line."""
        raise NotImplementedError

    def result(self) -> list[Span]:
        """What the order comes to."""
        raise NotImplementedError


class ContractLine(_DealLine):
    """A contract that runs, or one that may be signed."""

    def __init__(self, screen: SupplyScreen, contract: Contract) -> None:
        self.contract = one = contract
        name = screen.name_of("offers", one.offer)
        stepper = None
        if one.quarters <= 0:
            stepper = Stepper(
                f"reserve.{one.offer}",
                round(one.ask_units),
                screen.set_number("reserve_units", one.offer),
                step=_step(one.room_units),
                high=MOST_UNITS,
                label=tr("deals.reserve", offer=name),
                enabled=one.can_sign or one.ask_units > 0,
                tooltip=tr("deals.reserve.tip"),
                why_disabled=tr("refusal.no_contract"),
            )
        lines = (
            TipLine(tr("deals.room"), count(one.room_units)),
            TipLine(tr("deals.price"), price(one.price_musd * 1e6)),
        )
        tip = Tip(name, tr("deals.reserve.tip"), lines)
        super().__init__(screen, f"contract.{one.offer}", name, one.country, stepper, tip)

    def terms(self) -> str:
        """Units, price and end of one that runs; price and room of one that could."""
        one = self.contract
        each = price(one.price_musd * 1e6)
        if one.quarters > 0:
            return tr("deals.runs", units=count(one.units), price=each, until=q_text(one.until))
        return tr("deals.open", price=each, room=short_count(one.room_units).text)

    def result(self) -> list[Span]:
        """What is due this quarter, or the fee."""
        one = self.contract
        if one.quarters > 0:
            due = money(one.next_units * one.price_musd)
            return [Span(tr("deals.due") + " ", t.NOTE, t.LOW), *due.spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)]
        if one.ask_units > one.legal_units + 0.5:
            return [Span(tr("supply.cut", units=count(one.legal_units)), t.NOTE_STRONG, t.DANGER_TEXT)]
        if one.ask_units > 0:
            fee = money(one.fee_musd)
            return [Span(tr("deals.fee") + " ", t.NOTE, t.LOW), *fee.spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)]
        return []


class UsedLine(_DealLine):
    """A kind of chip to sell, or to buy from the shelf."""

    def __init__(self, screen: SupplyScreen, used: UsedChip, *, is_sale: bool) -> None:
        self.used, self.is_sale = used, is_sale
        name = screen.name_of("chips", used.chip)
        field = "sell_units" if is_sale else "used_units"
        asked = used.sell_units if is_sale else used.take_units
        most = round(used.stock_units + used.racked_units if is_sale else used.shelf_units)
        words = "deals.sell" if is_sale else "deals.take"
        stepper = Stepper(
            f"{field}.{used.chip}", round(asked), screen.set_number(field, used.chip), step=_step(most),
            high=most,
            label=tr(words, chip=name), tooltip=tr(f"{words}.tip"),
        )  # fmt: skip
        lines = (
            TipLine(tr("supply.tip.train"), plain(used.train_h100e, 2), "H100e"),
            TipLine(tr("deals.watts"), plain(used.power_kw * 1000), "W"),
            TipLine(tr("deals.bid"), price(used.bid_musd * 1e6)),
            TipLine(tr("deals.ask"), price(used.ask_musd * 1e6)),
        )
        tip = Tip(name, tr(f"{words}.tip"), lines)
        super().__init__(screen, f"used.{field}.{used.chip}", name, used.country, stepper, tip)

    def terms(self) -> str:
        """What there is of it, and the price of one."""
        used = self.used
        if self.is_sale:
            stock, racked = short_count(used.stock_units).text, short_count(used.racked_units).text
            return tr("deals.have", stock=stock, racked=racked, price=price(used.bid_musd * 1e6))
        return tr("deals.shelf", units=short_count(used.shelf_units).text, price=price(used.ask_musd * 1e6))

    def result(self) -> list[Span]:
        """What the order brings or costs."""
        used = self.used
        if self.is_sale:
            asked, sign, amount = used.sell_units, "+", money(used.sell_units * used.bid_musd)
        else:
            asked, sign, amount = used.take_units, "\u2212", money(used.take_units * used.ask_musd)
        shown = [Span(sign, t.TABLE_DENSE_STRONG, t.MONEY), *amount.spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)]
        return shown if asked else []
