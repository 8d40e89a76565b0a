"""The base of the departments' screens: tabs that depend on the room there is, orders, and the reasons of refusals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from pygame import Rect

from game.session.edits import Coordinate, SetFlag, SetNumber
from game.session.facts import Desk
from game.session.facts.asked import asked, is_asked
from game.session.facts.limits import Limits, limits
from game.session.why import explain
from game.ui.screens.frame import GameScreen, Live
from game.ui.screens.frame.why_tip import tip_of_term
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Tip, TipLine, Widget
from game.ui.wording import count, money, tr

T = TypeVar("T")
DONE_W = 112
NARROW = 1400
"""Width of the contents, virtual px, under which the third column becomes a tab."""


class Department(GameScreen):
    """A department: ``wide_tabs`` where there is room for three columns, ``narrow_tabs`` where there is not."""

    wide_tabs: tuple[tuple[str, str], ...] = ()
    narrow_tabs: tuple[tuple[str, str], ...] = ()

    def __init__(self, live: Live, tab: str = "", focus: str = "") -> None:
        super().__init__(live, tab, focus)
        self.narrow = False
        self._kept: dict[str, Any] = {}
        self._kept_of: Desk | None = None
        self._done_place = Rect(0, 0, 0, 0)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Something worked out from the facts, once for every state of the orders."""
        if self._kept_of is not self.desk:
            self._kept_of, self._kept = self.desk, {}
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def build(self, view: Viewport) -> Widget:
        """Choose the tabs for the window, then lay out."""
        self.narrow = view.width < NARROW + 100 or view.height < 780
        self.tabs = self.narrow_tabs if self.narrow else self.wide_tabs
        if self.tabs and self.tab not in {value for value, _ in self.tabs}:
            self.tab = self.tabs[0][0]
        root = super().build(view)
        self._add_done(root)
        return root

    def add_head(self, root: Widget, head: Rect) -> None:
        """Leave room for the key that ends the visit at the end of the line."""
        self._done_place = Rect(head.right - DONE_W, head.y + 4, DONE_W, 32)
        super().add_head(root, Rect(head.x, head.y, head.w - DONE_W - 24, head.h))

    def _add_done(self, root: Widget) -> None:
        """The way back to the map: the one paper-white key of a page that has no other, by Enter if that is free."""
        others = [one for one in root.walk() if isinstance(one, Button)]
        kind = "normal" if any(one.kind == "primary" for one in others) else "primary"
        key = "" if any(one.key == "Enter" for one in others) else "Enter"
        done = Button("done", tr("b.done"), self.on_back, kind=kind, key=key, tooltip=tr("b.done.tip"))
        wide = done.natural()[0]
        root.add(done.at(Rect(self._done_place.right - wide, self._done_place.y, wide, self._done_place.h)))

    # --- orders
    def set_number(self, field: str, *at: Coordinate, scale: float = 1.0) -> Any:
        """A callback that orders a number; clicks on the same thing in a row are one undo."""

        def change(value: float) -> None:
            self.queue(SetNumber(field, float(value) * scale, tuple(at)), continuing=True)

        return change

    def set_flag(self, field: str, on: bool, *at: Coordinate) -> Any:
        """A callback that orders a yes or no."""
        return partial(self.queue, SetFlag(field, on, tuple(at)))

    def undo_last(self) -> None:
        """Take back the last edit; for the key on the page."""
        self.undo()

    def undo_button(self) -> Button:
        """The key that takes the last edit back, wherever it was made."""
        return Button("undo", tr("b.undo"), self.undo_last, icon="undo-2", enabled=self.session.can_undo,
                      why_disabled=tr("b.undo.none"), tooltip=tr("b.undo.tip"))  # fmt: skip

    def asked(self, field: str, *at: Coordinate) -> float:
        """A number of the orders as given."""
        return asked(self.desk.seat, field, *at)

    def is_asked(self, field: str, *at: Coordinate) -> bool:
        """A yes or no of the orders as given."""
        return is_asked(self.desk.seat, field, *at)

    # --- limits and refusals
    @property
    def bounds(self) -> Limits:
        """What may be ordered at most this quarter."""
        return self.once("bounds", lambda: limits(self.desk.seat))

    def refusal_tip(self, field: str, *at: Coordinate) -> Tip | None:
        """Why an order was cut, with what was asked and what is left of it."""
        cuts = [one for one in self.session.refusals() if one.field == field and one.at == at]
        if not cuts:
            return None
        lines = [TipLine(tr("b.asked"), count(cuts[0].asked))]
        lines += [TipLine(tr(cut.reason), count(cut.allowed), level=1) for cut in cuts]
        return Tip(tr("b.cut.title"), lines=tuple(lines))

    # --- tooltips
    def sum_tip(self, name: str, title: str, *at: Coordinate, text: str = "") -> Any:
        """A tooltip with the terms of one of last quarter's recorded sums."""

        def make() -> Tip:
            term = explain(self.desk.seat, name, *at)
            if term is None:
                return Tip(title, text, note=tr("b.why.no_record"))
            return tip_of_term(term, title, text, self.live.names, self.live.ends)

        return make

    def cash_tip(self) -> Tip:
        """What this quarter's orders would pay, line by line."""
        lines = [TipLine(tr(line.message), *_both(line.musd), level=1) for line in self.desk.books.commitments]
        bounds = self.bounds
        hires = bounds.committed + sum(line.musd for line in self.desk.books.commitments if line.musd < 0)
        if hires > 0.05:
            lines.append(TipLine(tr("money.hiring"), *_both(-hires), level=1))
        lines.append(TipLine(tr("b.commit.purse"), *_both(bounds.purse), rule_above=True))
        return Tip(tr("b.commit.title"), tr("b.commit.text"), tuple(lines))


def _both(musd: float) -> tuple[str, str]:
    shown = money(musd)
    return shown.value, shown.unit
