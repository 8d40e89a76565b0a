"""Supply: what is on sale and what the rules do to it, orders, licences, the stockpile and the runway."""

from __future__ import annotations

from pygame import Rect

from game.session.facts.limits import may_file
from game.session.facts.supply import Offer
from game.ui import theme as t
from game.ui.layout import Area, Fr, column, row
from game.ui.screens.parts import Department, Scroller
from game.ui.screens.supply.book import build_book, build_commit
from game.ui.screens.supply.cards import CARD_H, NOT_SHOWN, OfferCard, group_of, rank_of
from game.ui.screens.supply.deals import build_deals
from game.ui.screens.supply.plot import build_plot
from game.ui.screens.supply.stock import build_runway, build_stockpile
from game.ui.viewport import Viewport
from game.ui.widgets import Label, Option, Segmented, Widget
from game.ui.wording import tr

FILTERS = ("all", "now", "licence", "abroad")


class SupplyScreen(Department):
    """Offers beside the plot of specifications; stockpile, runway and order book below them or on a second tab."""

    name = "supply"
    wide_tabs = (("market", "supply.tab.wide"), ("deals", "supply.tab.deals"))
    tabs = narrow_tabs = (("market", "supply.tab.market"), ("stock", "supply.tab.stock"), ("deals", "supply.tab.deals"))
    picked = ""
    filter = "all"

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        if self.focus:
            self.picked, self.focus = self._offer_of(self.focus), ""
        if self.tab == "deals":
            cut = Area(area)
            build_commit(self, page, cut.bottom(48, gap=12), as_bar=True)
            build_deals(self, page, cut.rest)
            return
        if self.narrow:
            self._fill_narrow(page, area)
            return
        upper, lower = column(area, [Fr(), max(272, min(330, round(area.h * 0.37)))])
        columns = 3 if area.w >= 2000 else 2
        left, right = row(upper, [Fr(), min(360 * columns, area.w // 2)])
        build_plot(self, page, left)
        self._cards(page, right, columns)
        stock, runway, book = row(lower, [Fr(0.95), Fr(0.95), Fr(1.1)])
        build_stockpile(self, page, stock)
        build_runway(self, page, runway)
        build_book(self, page, book)

    def _fill_narrow(self, page: Widget, area: Rect) -> None:
        if self.tab == "stock":
            left, right = row(area, [Fr(), 520])
            upper, lower = column(left, [Fr(), Fr()])
            build_stockpile(self, page, upper)
            build_runway(self, page, lower)
            build_book(self, page, right)
            return
        cut = Area(area)
        build_commit(self, page, cut.bottom(48, gap=12), as_bar=True)
        left, right = row(cut.rest, [Fr(), 664])
        build_plot(self, page, left)
        self._cards(page, right, 2)

    def tab_badges(self) -> dict[str, int]:
        """Count held orders on the tab of the order book."""
        return {"stock": sum(line.state == "held" for line in self.desk.order_book)}

    def pick(self, offer: str) -> None:
        """Single out an offer on plot and cards."""
        self.picked = "" if self.picked == offer else offer
        if self.picked and group_of(self._by_id()[offer]) != self.filter:
            self.filter = "all"
        self.rebuild()

    def subject(self) -> tuple[str, str] | None:
        """The chip that is singled out."""
        offer = self._by_id().get(self.picked)
        return ("chips", offer.chip) if offer is not None else None

    def _by_id(self) -> dict[str, Offer]:
        return {offer.offer: offer for offer in self.desk.offers}

    def _offer_of(self, entry: str) -> str:
        """The offer that an id means: its own, or the first that sells a chip of that id."""
        for offer in self.desk.offers:
            if entry in {offer.offer, offer.chip}:
                return offer.offer
        return ""

    # --- the cards
    def shown_offers(self) -> list[Offer]:
        """The offers of the chosen group, what can be bought first; one singled out leads, then all at its spot."""
        picked = self._by_id().get(self.picked)
        spot = _spot(picked) if picked is not None else None
        group = [one for one in self.desk.offers if self.filter in {"all", group_of(one)}]
        chosen = [one for one in group if rank_of(one) < NOT_SHOWN or one.offer == self.picked]
        rest = sorted(chosen, key=lambda one: (rank_of(one), one.wait_quarters or 0))
        return sorted(rest, key=lambda one: (one.offer != self.picked, _spot(one) != spot))

    def _cards(self, page: Widget, area: Rect, columns: int) -> None:
        cut = Area(area)
        head = cut.top(32, gap=8)
        groups = [group_of(one) for one in self.desk.offers if rank_of(one) < NOT_SHOWN]
        counts = {name: sum(name in {"all", group} for group in groups) for name in FILTERS}
        options = [Option(name, tr(f"supply.filter.{name}", count=counts[name])) for name in FILTERS]
        chooser = Segmented("filter", options, self.filter, self.on_filter, label=tr("supply.filter"))
        page.add(chooser.at(Rect(head.x, head.y, chooser.natural()[0], 32)))
        offers = self.shown_offers()
        if not offers:
            page.add(Label(tr("supply.filter.none"), t.BODY, t.LOW).at(cut.top(24)))
            return
        scroll = Scroller(page, f"cards.{self.filter}", cut.rest)
        may = self.may_file
        for start in range(0, len(offers), columns):
            line = Rect(scroll.view.rect.x, scroll.y, scroll.width, CARD_H)
            for offer, place in zip(offers[start : start + columns], row(line, [Fr()] * columns, 8), strict=False):
                scroll.view.add(OfferCard(self, offer, offer.offer in may).at(place))
            scroll.skip(CARD_H + 8)
        scroll.view.content_height = scroll.y - scroll.view.rect.y - 6

    @property
    def may_file(self) -> frozenset[str]:
        """Offers for which an application may be filed."""
        return self.once("may_file", lambda: may_file(self.desk.seat))

    def on_filter(self, value: str) -> None:
        """Show another group of offers."""
        self.filter, self.picked = value, ""
        self.rebuild()


def _spot(offer: Offer) -> tuple[float, float]:
    """Where it lies on the plot; several chips may lie on one spot, and a click cannot tell them apart."""
    return offer.specs.tpp, offer.specs.density


__all__ = ["SupplyScreen"]
