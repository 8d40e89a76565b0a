"""A page with every token and widget, for those who work on the look; players never get here.

Run it with a file name to save a picture, or without to open a window::

    python -m game.ui.gallery out.png --size 1600x900
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from game.ui.app import App
from game.ui.gallery_more import MorePage
from game.ui.gallery_parts import (
    buttons_panel,
    charts_panel,
    emblems_panel,
    gauges_panel,
    map_panel,
    palette_panel,
    spacing_panel,
    table_panel,
    tooltip_panel,
    type_panel,
)
from game.ui.layout import Area, Fr, Rect, column, row
from game.ui.screen import Handled, Outcome, Push, Quit, Reset, Screen
from game.ui.theme import LEAD, LOW, MIDDLE, TABLE
from game.ui.viewport import Viewport
from game.ui.widgets import Group, Label, Painter, ScrollView, Widget

# each panel with the width and height it was drawn for
PANELS = (
    ((palette_panel, 760, 262), (type_panel, 406, 262), (spacing_panel, 350, 262)),
    ((buttons_panel, 488, 268), (tooltip_panel, 376, 268), (gauges_panel, 288, 268), (table_panel, 352, 268)),
    ((charts_panel, 488, 256), (map_panel, 376, 256), (emblems_panel, 656, 256)),
)


def flowing(rect: Rect) -> ScrollView:
    """All panels at their own size, in lines as wide as there is room, scrolling."""
    view = ScrollView("panels").at(rect)
    x, y, tall = rect.x, rect.y, 0
    for make, width, height in (panel for line in PANELS for panel in line):
        if x + width > rect.right - 10:
            x, y, tall = rect.x, y + tall + 16, 0
        view.add(make(Rect(x, y, width, height)))
        x, tall = x + width + 16, max(tall, height)
    return view


class Gallery(Screen):
    """The first page: tokens and small widgets. Page down leads to the second."""

    def build(self, view: Viewport) -> Widget:
        """Lay out ten panels in three rows."""
        root = Group(rect=view.rect)
        page = Area(view.rect, pad=24 if view.width >= 1500 else 12)
        head = page.top(32, gap=8)
        root.add(Painter(lambda c, r: c.wordmark(r.x, r.y + 4, 24)).at(head))
        words = "Style sheet. One 8 px grid, hairline borders, 6 px corners; at most three type sizes a panel."
        root.add(Label(words, LEAD, MIDDLE).at(head.move(196, 0).clip(head)))
        size = f"{view.width} x {view.height}, scale {100 * view.scale:g} %"
        root.add(Label(size, TABLE, LOW, align="right").at(head))
        if view.compact:
            root.add(flowing(page.rest))
            return root
        for line, rect in zip(PANELS, column(page.rest, [Fr(line[0][2]) for line in PANELS], 16), strict=True):
            cells = row(rect, [Fr(width) for _, width, _ in line], 16)
            for (make, _, _), cell in zip(line, cells, strict=True):
                root.add(make(cell))
        return root

    def on_key(self, chord: str) -> Handled:
        """Turn the page."""
        return Push(MorePage()) if chord == "PageDown" else False

    def on_back(self) -> Outcome:
        """Leave."""
        return Quit()


def main() -> int:
    """Show the page, or save a picture of it."""
    parser = argparse.ArgumentParser(description="Draw every widget on one page.")
    parser.add_argument("picture", nargs="?", help="a PNG to write instead of opening a window")
    parser.add_argument("--size", default="1600x900", help="window size in px, such as 1280x720")
    parser.add_argument("--page", type=int, default=1, help="1: tokens and widgets, 2: charts and the map")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    if options.picture:
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    app = App((width, height), reduce_motion=bool(options.picture))
    app.apply(Reset(Gallery() if options.page == 1 else MorePage()))
    if not options.picture:
        app.run()
        return 0
    app.frame()
    app.frame()
    app.screenshot(Path(options.picture))
    app.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
