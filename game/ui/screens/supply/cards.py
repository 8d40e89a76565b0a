"""An offer as a datasheet: its figures, whether it may be bought, and the stepper that orders it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetNumber
from game.session.facts.supply import Catch, Offer
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Handled
from game.ui.screens.overlays import open_codex
from game.ui.screens.parts import Tag, h100e, maybe, number_spans, q_text
from game.ui.screens.parts.steps import step_to
from game.ui.widgets import Button, Card, IconButton, Line, Stepper, Tip, TipLine
from game.ui.wording import NBSP, count, money, percent, plain, price, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.supply import SupplyScreen

CARD_H = 138
MILLION = 1e6
SMALL_STRONG = t.NOTE_STRONG.sized(12, 16)
MOST_UNITS = 999_000
GROUPS = {"open": "now", "allowance": "now", "licence": "licence"}
CLOSED = {
    "licence": ("paper", "stamp"),
    "banned": ("quiet", "lock"),
    "needs_project": ("quiet", "flask-conical"),
    "not_designed": ("quiet", "clock"),
}
COMING = ("quiet", "clock")
RANKS = {"open": 0, "allowance": 0, "licence": 3, "banned": 5, "needs_project": 4, "not_designed": 6, "not_offered": 9}
NOT_SHOWN = 9


def group_of(offer: Offer) -> str:
    """Which filter shows it: now, licence, abroad, or none of its own."""
    if offer.is_leased or offer.is_grey:
        return "abroad"
    group = GROUPS.get(offer.status, "")
    return "" if group == "now" and offer.supply_units < 1 else group


def rank_of(offer: Offer) -> int:
    """Its place among the cards; NOT_SHOWN is never shown."""
    rank = RANKS.get(offer.status, NOT_SHOWN) if offer.is_in_sight else NOT_SHOWN
    if offer.held_units > 0:
        return -1
    if offer.on_order_units > 0 or offer.ask_units > 0 or offer.file_units > 0:
        return min(rank, 1)
    if rank == 0:
        if offer.supply_units < 1:
            return 4
        return 2 if offer.is_grey or offer.is_leased else 0
    return rank


def step_for(offer: Offer) -> int:
    """How many chips one click orders: a round part of what is on sale."""
    for limit, step in ((1_500, 50), (6_000, 250), (40_000, 1_000)):
        if offer.supply_units <= limit:
            return step
    return 5_000


class OfferCard(Card):
    """One offer. A click singles it out on the plot."""

    def __init__(self, screen: SupplyScreen, offer: Offer, may_file: bool) -> None:
        self.title = screen.name_of("offers", offer.offer)
        super().__init__(f"offer.{offer.offer}", lambda: screen.pick(offer.offer),
                         selected=screen.picked == offer.offer, label=self.title, tooltip=self._tip)  # fmt: skip
        self.screen, self.offer, self.may_file = screen, offer, may_file
        self.side = screen.side_of(offer.country)
        card = screen.live.board.chips[offer.chip]
        memory = tr("supply.memory", size=plain(offer.specs.memory_gb), kind=card.memory_type)
        self.maker = f"{screen.name_of('vendors', offer.vendor)} · {memory}"
        self.about = ("chips", offer.chip)
        self.badge = self.add(self._badge())
        self.book = self.add(IconButton(f"codex.{offer.offer}", "book-open", partial(open_codex, screen, self.about),
                                        label=tr("codex.open"), colour=t.LOW, icon_size=14))  # fmt: skip
        self._controls()

    # --- what it can do
    @property
    def buys(self) -> bool:
        """Whether chips can be ordered today."""
        return self.offer.status in {"open", "allowance"}

    def _badge(self) -> Tag:
        """What stands between the buyer and the chip, the hardest first."""
        offer, own = self.offer, (self.side.deep, self.side.colour)
        if offer.held_units > 0:
            return Tag(tr("supply.badge.held"), "danger", "lock")
        if offer.status in CLOSED or offer.on_sale_from is not None:
            tone, icon = CLOSED.get(offer.status, COMING)
            words = f"supply.badge.{offer.status if offer.status in CLOSED else 'coming'}"
            return Tag(tr(words, when=q_text(offer.on_sale_from) if offer.on_sale_from else ""), tone, icon)
        if offer.is_grey:
            return Tag(tr("supply.badge.grey", odds=percent(offer.seizure_odds).text), "danger", "triangle-alert")
        if offer.is_leased:
            return Tag(tr("supply.badge.leased"), "compute", "globe")
        if offer.status == "allowance":
            return Tag(tr("supply.badge.allowance", units=short_count(offer.allowance_units).text), own, "check")
        is_home = self.screen.live.own.country == offer.country
        return Tag(tr("supply.badge.domestic" if is_home else "supply.badge.open"), own, "" if is_home else "check")

    def _controls(self) -> None:
        offer, screen = self.offer, self.screen
        self.stepper: Stepper | None = None
        self.button: Button | None = None
        self.result = self.add(Line([], self._result(), tooltip=self._result_tip))
        if self.buys or offer.ask_units > 0:
            self.stepper = self.add(
                Stepper(f"buy.{offer.offer}", round(offer.ask_units), screen.set_number("buy_units", offer.offer),
                        step=step_for(offer), high=MOST_UNITS, label=tr("supply.order", offer=self.title),
                        enabled=offer.supply_units >= 1 or offer.ask_units > 0,
                        tooltip=tr("supply.buy.tip"), why_disabled=tr("supply.why.no_supply"))
            )  # fmt: skip
        elif offer.file_units > 0:
            self.stepper = self.add(
                Stepper(f"file.{offer.offer}", round(offer.file_units), screen.set_number("file_units", offer.offer),
                        step=step_for(offer), high=MOST_UNITS, label=tr("supply.file.units", offer=self.title),
                        tooltip=tr("supply.file.tip"))
            )  # fmt: skip
        elif offer.status == "licence":
            busy = any(one.file_units > 0 for one in screen.desk.offers)
            why = tr("supply.why.one_application") if busy else tr("refusal.no_licence_possible")
            self.button = self.add(
                Button(f"file.{offer.offer}", tr("supply.file"), self._file, icon="stamp",
                       enabled=self.may_file and not busy, why_disabled=why, tooltip=tr("supply.file.tip"))
            )  # fmt: skip

    def _file(self) -> None:
        offer = self.offer
        units = max(offer.held_units, step_for(offer) * 4)
        self.screen.queue(SetNumber("file_units", float(round(units)), (offer.offer,)))

    def on_key(self, chord: str) -> Handled:
        """Go to the next card that way."""
        return step_to(self.screen, self, OfferCard, chord)

    # --- words
    def _result(self) -> list[Span]:
        """What the order comes to, or what there is to know before one is given."""
        offer = self.offer
        if offer.ask_units > 0:
            if offer.legal_units < offer.ask_units - 0.5:
                words = tr("supply.cut", units=count(offer.legal_units))
                return [Span(words, t.TABLE_STRONG, t.DANGER_TEXT)]
            if offer.likely_units is not None and offer.likely_units < offer.legal_units * 0.9:
                words = tr("supply.likely", units=short_count(offer.likely_units).text)
                cost = money(offer.likely_units * offer.price_musd)
                return [*cost.spans(t.TABLE_STRONG, t.MONEY), Span(f"{NBSP * 3}{words}", t.NOTE_STRONG, t.PAPER)]
            if offer.legal_units > offer.supply_units:
                words = tr("supply.over", supply=short_count(offer.supply_units).text)
                cost = money(offer.legal_units * offer.price_musd)
                return [*cost.spans(t.TABLE_STRONG, t.MONEY), Span(f"{NBSP * 3}{words}", t.NOTE_STRONG, t.PAPER)]
            gain = h100e(offer.legal_units * offer.specs.train_h100e, sign=True)
            cost = money(offer.legal_units * offer.price_musd)
            return [*cost.spans(t.TABLE_STRONG, t.MONEY), Span(NBSP * 4, t.NOTE), *gain.spans(t.TABLE_STRONG, t.HIGH)]
        if self.buys:
            return number_spans(h100e(offer.specs.train_h100e), t.NOTE_STRONG, t.MIDDLE)
        return [Span(self._prospect(), t.NOTE, t.MIDDLE)]

    def _prospect(self) -> str:
        """For a chip that cannot be bought today: when or how it may be."""
        offer = self.offer
        if offer.status == "licence":
            filed = next((one for one in self.screen.desk.licences if one.offer == offer.offer), None)
            if filed is not None:
                return tr("supply.filed", units=short_count(filed.units).text)
            return tr("supply.odds", odds=percent(offer.licence_odds).text)
        if offer.status == "needs_project" and offer.needs_project:
            return self.screen.name_of("research", offer.needs_project)
        if offer.status == "not_designed":
            return tr("supply.ready", when=q_text(offer.ready_on)) if offer.ready_on else tr("supply.ready.unknown")
        barring = [catch for catch in offer.catches if catch.stage == "in_force" and catch.policy in {"denial", "ban"}]
        if offer.status == "banned" and barring:
            return tr("supply.banned.by", control=self.screen.name_of("controls", barring[0].control))
        return tr(f"supply.status.{offer.status}")

    def _result_tip(self) -> Tip | None:
        cut = self.screen.refusal_tip("buy_units", self.offer.offer)
        return cut if cut is not None else self._tip()

    def _catch_line(self, catch: Catch) -> TipLine:
        name = self.screen.name_of("controls", catch.control)
        when = q_text(catch.in_force_on) if catch.in_force_on else ""
        stage = tr(f"policy.stage.{catch.stage}")
        colour = t.DANGER_TEXT if catch.stage == "in_force" and catch.policy in {"denial", "ban"} else None
        return TipLine(name, tr(f"policy.policy.{catch.policy}"), f"{stage} {when}".strip(), 1, colour=colour)

    def _tip(self) -> Tip:
        offer, live = self.offer, self.screen.live
        lines = [
            TipLine(tr("supply.tip.train"), *_pair(h100e(offer.specs.train_h100e))),
            TipLine(tr("supply.tip.serve"), *_pair(h100e(offer.specs.serve_h100e))),
            TipLine(tr("supply.tip.link"), plain(offer.specs.interconnect_gb_per_s), tr("b.unit.gb_s")),
            TipLine(tr("supply.tip.ecosystem"), live.name("ecosystems", offer.ecosystem)),
            TipLine(tr("supply.tip.foundry"), live.name("foundries", offer.foundry)),
            TipLine(tr("supply.tip.start_price"), price(offer.start_price_musd * 1e6)),
            TipLine(tr("supply.tip.wanted"), short_count(offer.wanted_units).text),
        ]
        if offer.likely_units is not None:
            lines.append(TipLine(tr("supply.tip.likely"), short_count(offer.likely_units).text))
        if offer.fee_share > 0:
            lines.append(TipLine(tr("supply.tip.fee"), *_pair(percent(offer.fee_share))))
        if offer.is_grey:
            lines.append(TipLine(tr("supply.tip.seizure"), *_pair(percent(offer.seizure_odds)), colour=t.DANGER_TEXT))
        caught = [self._catch_line(catch) for catch in offer.catches[:5]]
        if caught:
            lines += [TipLine(tr("supply.tip.rules"), strong=True, rule_above=True), *caught]
        words = live.text("offers", offer.offer) or live.text("chips", offer.chip)
        status = maybe(f"supply.status.{offer.status}", "")
        return Tip(self.title, words[:220], tuple(lines), note=status, width=380)

    # --- looks
    def arrange(self) -> None:
        """Place the badge, the stepper or button, and the result."""
        r = self.rect
        wide, tall = self.badge.natural()
        self.badge.at(Rect(r.right - 12 - wide, r.y + 10, wide, tall))
        self.book.at(Rect(r.right - 34, r.y + 32, 24, 22))
        foot = Rect(r.x + 14, r.bottom - 40, r.w - 28, 30)
        taken = 0
        if self.stepper is not None:
            taken = 124
            self.stepper.at(Rect(foot.x, foot.y, taken, foot.h))
        elif self.button is not None:
            taken = self.button.natural()[0]
            self.button.at(Rect(foot.x, foot.y, taken, foot.h))
        left = foot.x + taken + (8 if taken else 0)
        self.result.at(Rect(left, foot.y, foot.right - left, foot.h))

    def draw(self, canvas: Canvas) -> None:
        """Draw the ground and the figures."""
        super().draw(canvas)
        r, offer = self.rect, self.offer
        if offer.held_units > 0 and not self.selected:
            canvas.box(r, None, t.mix(t.PANEL, t.DANGER, 0.7), t.R_CARD)
        ink = t.HIGH if self.buys else t.MIDDLE
        canvas.mark(self.side.shape, r.x + 19, r.y + 21, 10, self.side.colour)
        room = self.badge.rect.x - r.x - 38
        style = fonts.book().fitting(self.title, room, t.LEAD_STRONG, t.TABLE_STRONG, t.NOTE_STRONG, SMALL_STRONG)
        canvas.text(self.title, r.x + 31, r.y + 21 - style.line / 2, style, ink, width=room)
        canvas.text(self.maker, r.x + 14, r.y + 33, t.NOTE, t.LOW, width=r.w - 54)
        self._draw_specs(canvas, r.x + 14, r.y + 55)
        self._draw_terms(canvas, r.x + 14, r.y + 75)

    def _specs(self) -> tuple[tuple[str, str], ...]:
        """Names and figures of the datasheet line."""
        specs = self.offer.specs
        bandwidth = specs.bandwidth_gb_per_s / 1000
        return (
            (tr("supply.spec.tpp"), plain(specs.tpp) if specs.tpp < MILLION else short_count(specs.tpp).text),
            (tr("supply.spec.pd"), _three(specs.density, 1)),
            (tr("supply.spec.bw"), tr("supply.tb_s", value=_three(bandwidth, 2))),
            ("", tr("supply.watts", value=plain(specs.power_kw * 1000))),
        )

    def _specs_width(self) -> float:
        """What the line takes without its gaps, px."""
        book = fonts.book()
        return sum(book.width(name + value, t.MONO_SMALL) + (5 if name else 0) for name, value in self._specs())

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the name and the datasheet line for the text-fit check."""
        room = self.badge.rect.x - self.rect.x - 38.0
        return [(self.title, fonts.book().width(self.title, SMALL_STRONG), room),
                ("", self._specs_width() + 3 * 6, self.rect.w - 28.0)]  # fmt: skip

    def _draw_specs(self, canvas: Canvas, x: float, y: float) -> None:
        parts = self._specs()
        gap = min(11.0, (self.rect.right - 14 - x - self._specs_width()) / (len(parts) - 1))
        for name, value in parts:
            if name:
                x += canvas.text(name, x, y, t.MONO_SMALL, t.LOW) + 5
            x += canvas.text(value, x, y, t.MONO_SMALL, t.HIGH) + gap

    def _draw_terms(self, canvas: Canvas, x: float, y: float) -> None:
        offer = self.offer
        each = "supply.a_year" if offer.is_leased else "supply.each"
        lead = tr("supply.lead.now") if offer.lead_quarters < 1 else tr("supply.lead.q", count=offer.lead_quarters)
        if offer.on_sale_from is not None:
            sold = (tr("supply.sold_from"), q_text(offer.on_sale_from))
        else:
            sold = (tr("supply.supply"), short_count(offer.supply_units).text)
        spans = [
            Span(price(offer.price_musd * 1e6), t.TABLE_STRONG, t.MONEY),
            Span(NBSP + tr(each), t.NOTE, t.LOW),
            Span(NBSP * 4 + sold[0] + NBSP, t.NOTE, t.LOW),
            Span(sold[1], t.TABLE_DENSE_STRONG, t.HIGH),
            Span(NBSP * 4 + tr("supply.lead") + NBSP, t.NOTE, t.LOW),
            Span(lead, t.TABLE_DENSE_STRONG, t.HIGH),
        ]
        canvas.spans(spans, x, y, 20)


def _three(value: float, decimals: int) -> str:
    """A number with so many decimals at most, and no more than three figures where it has some."""
    return plain(value, min(decimals, 2 if value < 9.995 else 1 if value < 99.95 else 0))


def _pair(shown: object) -> tuple[str, str]:
    return getattr(shown, "value", str(shown)), getattr(shown, "unit", "")
