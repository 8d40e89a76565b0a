"""Silicon: the foundries as chains from wafers to memory, the firm's own chips, and how self-reliant its fleet is."""

from __future__ import annotations

from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.parts import Department
from game.ui.screens.silicon.foundries import build_foundries
from game.ui.screens.silicon.own import build_chart, build_own, build_reliance, own_height
from game.ui.viewport import Viewport
from game.ui.widgets import Widget

LEAST_RELIANCE_H, LEAST_CHART_H = 226, 240


class SiliconScreen(Department):
    """Foundries over own chips, self-reliance and yields; the lower half is a second tab in small windows."""

    name = "silicon"
    tabs = narrow_tabs = (("foundries", "silicon.tab.foundries"), ("own", "silicon.tab.own"))

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        self.focus = ""
        if self.narrow:
            if self.tab == "foundries":
                build_foundries(self, page, area)
            else:
                upper, lower = column(
                    area, [max(LEAST_RELIANCE_H, min(own_height(self), area.h - LEAST_CHART_H)), Fr()]
                )
                left, right = row(upper, [Fr(), Fr()])
                build_own(self, page, left)
                build_reliance(self, page, right)
                build_chart(self, page, lower)
            return
        upper, lower = column(area, [max(430, min(640, area.h - 250)), Fr()])
        build_foundries(self, page, upper)
        own, reliance, chart = row(lower, [Fr(1.2), 340, Fr(1.0)])
        build_own(self, page, own)
        build_reliance(self, page, reliance)
        build_chart(self, page, chart)


__all__ = ["SiliconScreen"]
