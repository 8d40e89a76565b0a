"""Pixels: the window, a thin retained toolkit, and the screens. Only here is pygame imported.

**How a screen is made.** A `Screen` builds a tree of widgets for a `Viewport` (width and height in virtual px,
1600 x 900 by design; `view.compact` below that). Rectangles come from `layout` (`row`, `column`, `grid`, `Area`),
widgets are placed with `.at(rect)`, or ask for their size with `.natural()`. When something has changed, call
`self.rebuild()`: the tree is made anew and focus, scrolling, sorting and half-typed text are kept by id::

    from game.ui import theme
    from game.ui.layout import Area, Fr, row
    from game.ui.screen import Pop, Screen
    from game.ui.widgets import Button, Group, Label, Panel, Stepper, Tip, TipLine
    from game.ui.wording import money, tr

    class OrderScreen(Screen):
        def __init__(self, game):
            super().__init__()
            self.game, self.units = game, 40_000

        def build(self, view):
            root = Group(rect=view.rect)
            page = Area(view.rect, pad=16)
            root.add(Label(tr("order.title"), theme.SCREEN_TITLE).at(page.top(40, gap=16)))
            left, right = row(page.rest, [Fr(2), 360])
            panel = root.add(Panel("order", tr("order.panel")).at(left))
            tip = Tip(tr("order.cost"), lines=(TipLine(tr("order.sum"), money(180).value, money(180).unit),))
            cell = Area(panel.inside)
            panel.add(Stepper("units", self.units, self.on_units, step=1000, high=90_000, label=tr("order.units"),
                              tooltip=lambda: tip).at(cell.top(32).move(0, 8)))
            place = Button("place", tr("order.place"), lambda: Pop(), kind="primary", key="Enter",
                           enabled=self.units > 0, why_disabled=tr("order.none"))
            root.add(place.at(Area(right).bottom(48)))
            return root

        def on_units(self, units):
            self.units = units
            self.rebuild()

    App().start(OrderScreen(game))

**Ids.** The first argument of a widget is its id (`wid`); `app.find("place").rect_px` is where a test clicks.
**Tooltips.** `tooltip=` takes a string, a `Tip`, or a function that makes one when it is needed; disabled widgets
show `why_disabled`. F2 opens or pins the tooltip of what is focused or under the mouse.
**Accelerators.** `key="Enter"`, `"F"`, `"Ctrl+Z"`; also shown as a key cap on buttons.
**Results.** A callback may return `Push`, `Pop`, `Replace`, `Reset` or `Quit`. Esc and right click call
`Screen.on_back`. Dialogs are overlay screens: `Push(Ask(...))`.
**Own drawing.** `Painter(lambda canvas, rect: ...)`, or a `Baked` widget if it is dear; see `draw.Canvas`.
**Words.** Everything said goes through `wording.tr`; numbers through `wording.money`, `count`, `flop`, `percent`.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
