"""Market: who has the users, what models cost, whether serving keeps up, and shares over time."""

from __future__ import annotations

from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.market.sheets import build_income, build_prices, build_serving, build_shares, build_streams
from game.ui.screens.parts import Department
from game.ui.viewport import Viewport
from game.ui.widgets import Widget


class MarketScreen(Department):
    """A table of shares and a chart of them, prices and serving; the chart is a second tab in small windows."""

    name = "market"
    tabs = narrow_tabs = (("home", "market.tab.home"), ("shares", "market.tab.shares"))

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        self.focus = ""
        if self.narrow:
            if self.tab == "shares":
                build_streams(self, page, area)
                return
            left, right = row(area, [Fr(), 440])
            table, income = column(left, [100 + 32 * max(4, len(self.desk.players(self.live.own.country))), Fr()])
            build_shares(self, page, table)
            build_income(self, page, income)
            prices, serving = column(right, [312, Fr()])
            build_prices(self, page, prices)
            build_serving(self, page, serving)
            return
        left, right = row(area, [Fr(), 480])
        upper, lower = column(left, [Fr(), 96 + 32 * max(4, len(self.desk.players(self.live.own.country)))])
        build_streams(self, page, upper)
        build_shares(self, page, lower)
        prices, income, serving = column(right, [312, Fr(), 216])
        build_prices(self, page, prices)
        build_income(self, page, income)
        build_serving(self, page, serving)


__all__ = ["MarketScreen"]
