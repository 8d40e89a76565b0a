"""Money: the quarter as a waterfall, cash and debt over time, what the orders will pay, lenders and investors."""

from __future__ import annotations

from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.frame.live import Live
from game.ui.screens.money.sheets import build_flow, build_orders, build_sources, build_waterfall
from game.ui.screens.parts import Department
from game.ui.viewport import Viewport
from game.ui.widgets import Widget

SOURCES_H = 380


class MoneyScreen(Department):
    """The waterfall over the chart; orders and new money beside them or on a second tab."""

    name = "money"
    tabs = narrow_tabs = (("quarter", "moneyb.tab.quarter"), ("sources", "moneyb.tab.sources"))

    def __init__(self, live: Live, tab: str = "", focus: str = "") -> None:
        """Open on new money in the first quarter, on the course later."""
        first = "" if live.session.desk.books.lines else "sources"  # the first quarter has no past to show
        super().__init__(live, tab or first, focus)

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        self.focus = ""
        if self.narrow:
            if self.tab == "sources":
                left, right = row(area, [Fr(), Fr()])
                upper, lower = column(left, [SOURCES_H, Fr()])
                build_sources(self, page, upper)
                build_flow(self, page, lower)
                build_orders(self, page, right)
                return
            upper, lower = column(area, [Fr(1.15), Fr(1.0)])
            build_waterfall(self, page, upper)
            build_flow(self, page, lower)
            return
        left, right = row(area, [Fr(), 460])
        upper, lower = column(left, [Fr(1.15), Fr(1.0)])
        build_waterfall(self, page, upper)
        build_flow(self, page, lower)
        sources, orders = column(right, [SOURCES_H, Fr()])
        build_sources(self, page, sources)
        build_orders(self, page, orders)


__all__ = ["MoneyScreen"]
