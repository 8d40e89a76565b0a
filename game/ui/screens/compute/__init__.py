"""Compute: the division of the fleet, the sites and their power, racking, and how well the software runs the chips."""

from __future__ import annotations

from pygame import Rect

from game.ui.layout import Fr, column, row
from game.ui.screens.compute.division import build_division
from game.ui.screens.compute.sites import build_racking, build_sites
from game.ui.screens.compute.software import build_software
from game.ui.screens.parts import Department
from game.ui.viewport import Viewport
from game.ui.widgets import Widget


class ComputeScreen(Department):
    """The split bar over the sites; software and warehouse beside them or on a second tab."""

    name = "compute"
    tabs = narrow_tabs = (("split", "compute.tab.split"), ("sites", "compute.tab.sites"))

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        if self.focus:
            self.tab, self.focus = "sites" if self.narrow else self.tab, ""
        if self.narrow:
            if self.tab == "split":
                upper, lower = column(area, [216, Fr()])
                build_division(self, page, upper)
                build_software(self, page, lower)
            else:
                left, right = row(area, [Fr(), Fr()])
                build_sites(self, page, left)
                build_racking(self, page, right)
            return
        upper, lower = column(area, [216, Fr()])
        build_division(self, page, upper)
        sites, racks, software = row(lower, [Fr(1.05), Fr(1.0), Fr(1.1)])
        build_sites(self, page, sites)
        build_racking(self, page, racks)
        build_software(self, page, software)

    def tab_badges(self) -> dict[str, int]:
        """Count what waits to be racked on the tab of the sites."""
        open_points = [one for one in self.session.blockers() if one.department == "compute"]
        return {"sites": len(open_points)}


__all__ = ["ComputeScreen"]
