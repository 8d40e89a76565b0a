"""Deals: what the firm is to its vendors, contracts to sign, and chips to sell and buy second-hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.deals import Contract, Supplier, UsedChip
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Fr, column, row
from game.ui.screens.overlays import open_codex
from game.ui.screens.parts import Scroller, note_line, q_text
from game.ui.widgets import IconButton, Panel, Stepper, Tip, TipLine, Widget
from game.ui.widgets.panel import HEAD
from game.ui.wording import count, money, percent, plain, price, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.frame import Side
    from game.ui.screens.supply import SupplyScreen

LINE_H, RUNNING_H, SUPPLIER_H, PAD = 44, 26, 22, 20
STEPPER_W = 132
MOST_UNITS = 9_999_999


def build_deals(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """Vendors and contracts on the left, the second-hand market on the right."""
    left, right = row(area, [Fr(1.15), Fr()])
    wanted = HEAD + PAD + SUPPLIER_H * len(screen.desk.suppliers)
    upper, lower = column(left, [min(wanted, left.h // 2), Fr()])
    _vendors(screen, page, upper)
    _contracts(screen, page, lower)
    _second_hand(screen, page, right)


def _vendors(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    panel = _panel(screen, page, area, "vendors", "steady_customer", tr("deals.vendors.tip"))
    scroll = Scroller(panel, "vendors.list", panel.inside)
    for supplier in screen.desk.suppliers:
        scroll.add(SupplierLine(screen, supplier), SUPPLIER_H)


def _contracts(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    k = screen.session.rules.constants
    tip = tr("deals.contracts.tip", quarters=plain(k.contract_quarters), share=percent(k.contract_share).text)
    panel = _panel(screen, page, area, "contracts", "supply_contract", tip)
    scroll = Scroller(panel, "contracts.list", panel.inside)
    for contract in screen.desk.contracts:
        if contract.quarters > 0:
            scroll.add(RunningLine(screen, contract), RUNNING_H)
        else:
            scroll.add(ContractLine(screen, contract), LINE_H)
    if not screen.desk.contracts:
        scroll.add(note_line(tr("deals.contracts.none")), 24)


def _second_hand(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    panel = _panel(screen, page, area, "used", "second_hand", tr("deals.used.tip"))
    scroll = Scroller(panel, "used.list", panel.inside)
    for used in screen.desk.used_chips:
        if used.stock_units + used.racked_units >= 1 and (used.bid_musd > 0 or used.sell_units > 0):
            scroll.add(UsedLine(screen, used, is_sale=True), LINE_H)
        if used.shelf_units >= 1 or used.take_units > 0:
            scroll.add(UsedLine(screen, used, is_sale=False), LINE_H)
    if not screen.desk.used_chips:
        scroll.add(note_line(tr("deals.used.none")), 24)


def _panel(screen: SupplyScreen, page: Widget, area: Rect, name: str, term: str, tip: str) -> Panel:
    """A panel whose head says what it is about and opens the codex at the term behind it."""
    title, aside = tr(f"deals.{name}"), [Span(tr(f"deals.{name}.right"), t.NOTE, t.LOW)]
    panel = page.add(Panel(name, title, right=aside, tooltip=tip).at(area))
    panel.about = ("terms", term)
    book = IconButton(f"codex.{term}", "book-open", partial(open_codex, screen, panel.about), label=tr("codex.open"),
                      icon_size=14)  # fmt: skip
    wide = round(fonts.book().width(title.upper(), t.LABEL))
    panel.add(book.at(Rect(area.x + 16 + wide + 4, area.y + 8, 24, 24)))
    return panel


def _step(most: float) -> int:
    """A round number, about a tenth of what there is."""
    return int(10 ** max(0, len(f"{int(most)}") - 2))


class SupplierLine(Widget):
    """A vendor, a bar for how steady a customer the firm is, and what that does to its place in the queue."""

    def __init__(self, screen: SupplyScreen, supplier: Supplier) -> None:
        self.name = screen.name_of("vendors", supplier.vendor)
        self.supplier, self.side = supplier, screen.side_of(supplier.country)
        super().__init__(f"vendor.{supplier.vendor}", label=self.name, tooltip=self._tip)
        self.about = ("vendors", supplier.vendor)

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
    """Two lines of words (the name; the terms), a stepper, and what the order comes to."""

    def __init__(
        self,
        wid: str,
        name: str,
        side: Side,
        stepper: Stepper,
        tip: Tip,
        *,
        terms: str,
        result: list[Span],
    ) -> None:
        super().__init__(wid, label=name, tooltip=tip)
        self.name, self.side, self.terms, self.result = name, side, terms, result
        self.stepper = self.add(stepper)

    def arrange(self) -> None:
        """Place the stepper at the right."""
        self.stepper.at(Rect(self.rect.right - STEPPER_W, self.rect.y + 7, STEPPER_W, 30))

    def draw(self, canvas: Canvas) -> None:
        """Draw name, terms and result."""
        r = self.rect
        room = r.w - 18 - STEPPER_W - 12
        canvas.mark(self.side.shape, r.x + 6, r.y + 14, 9, self.side.colour)
        canvas.text(self.name, r.x + 18, r.y + 4, t.TABLE_DENSE_STRONG, t.HIGH, width=room * 0.62)
        canvas.spans(self.result, r.x + 18 + room, r.y + 4, 18, "right")
        canvas.text(self.terms, r.x + 18, r.y + 23, t.NOTE, t.LOW, width=room)
        canvas.hline(r.x, r.bottom - 1, r.w, t.mix(t.PANEL, t.LINE, 0.7))


class RunningLine(Widget):
    """A contract that runs, on one line: the name, the terms, and what is due this quarter."""

    def __init__(self, screen: SupplyScreen, contract: Contract) -> None:
        self.contract, self.side = contract, screen.side_of(contract.country)
        self.name = screen.name_of("offers", contract.offer)
        super().__init__(f"contract.{contract.offer}", label=self.name, tooltip=_contract_tip(self.name, contract))
        self.about = ("offers", contract.offer)

    def draw(self, canvas: Canvas) -> None:
        """Draw mark, name, terms and sum."""
        r, one = self.rect, self.contract
        y, middle = r.centery - 10, r.x + round(r.w * 0.35)
        due = money(one.next_units * one.price_musd).spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)
        spans = [Span(tr("deals.due") + " ", t.NOTE, t.LOW), *due]
        canvas.mark(self.side.shape, r.x + 6, r.centery, 9, self.side.colour)
        canvas.text(self.name, r.x + 18, y, t.TABLE_DENSE_STRONG, t.HIGH, width=middle - r.x - 26)
        terms = tr("deals.runs", units=count(one.units), price=price(one.price_musd * 1e6), until=q_text(one.until))
        canvas.text(terms, middle, y + 1, t.NOTE, t.LOW, width=r.right - middle - 96)
        canvas.spans(spans, r.right, y, 18, "right")
        canvas.hline(r.x, r.bottom - 1, r.w, t.mix(t.PANEL, t.LINE, 0.7))


class ContractLine(_DealLine):
    """A contract that may be signed."""

    def __init__(self, screen: SupplyScreen, contract: Contract) -> None:
        one = contract
        name = screen.name_of("offers", one.offer)
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
        terms = tr("deals.open", price=price(one.price_musd * 1e6), room=short_count(one.room_units).text)
        tip, side = _contract_tip(name, one), screen.side_of(one.country)
        super().__init__(f"contract.{one.offer}", name, side, stepper, tip, terms=terms, result=self._result(one))
        self.about = ("offers", one.offer)

    @staticmethod
    def _result(one: Contract) -> list[Span]:
        """The fee of what is asked for, or that less can be signed."""
        if one.ask_units > one.legal_units + 0.5:
            return [Span(tr("supply.cut", units=count(one.legal_units)), t.NOTE_STRONG, t.DANGER_TEXT)]
        if one.ask_units > 0:
            fee = money(one.fee_musd)
            return [Span(tr("deals.fee") + " ", t.NOTE, t.LOW), *fee.spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)]
        return []


def _contract_tip(name: str, one: Contract) -> Tip:
    lines = (
        TipLine(tr("deals.room"), count(one.room_units)),
        TipLine(tr("deals.price"), price(one.price_musd * 1e6)),
    )
    return Tip(name, tr("deals.reserve.tip"), lines)


class UsedLine(_DealLine):
    """A kind of chip to sell, or to buy from the shelf."""

    def __init__(self, screen: SupplyScreen, used: UsedChip, *, is_sale: bool) -> None:
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
        side, wid = screen.side_of(used.country), f"used.{field}.{used.chip}"
        terms, result = self._terms(used, is_sale), self._result(used, is_sale)
        super().__init__(wid, name, side, stepper, tip, terms=terms, result=result)
        self.about = ("chips", used.chip)

    @staticmethod
    def _terms(used: UsedChip, is_sale: bool) -> str:
        """What there is of it, and the price of one."""
        if is_sale:
            stock, racked = short_count(used.stock_units).text, short_count(used.racked_units).text
            return tr("deals.have", stock=stock, racked=racked, price=price(used.bid_musd * 1e6))
        return tr("deals.shelf", units=short_count(used.shelf_units).text, price=price(used.ask_musd * 1e6))

    @staticmethod
    def _result(used: UsedChip, is_sale: bool) -> list[Span]:
        """What the order brings or costs."""
        if is_sale:
            asked, sign, amount = used.sell_units, "+", money(used.sell_units * used.bid_musd)
        else:
            asked, sign, amount = used.take_units, "\u2212", money(used.take_units * used.ask_musd)
        shown = [Span(sign, t.TABLE_DENSE_STRONG, t.MONEY), *amount.spans(t.TABLE_DENSE_STRONG, t.MONEY, t.NOTE)]
        return shown if asked else []
