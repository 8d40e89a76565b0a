"""Tooltips: shown after a moment of hovering or with F2, pinned by F2, the middle button or a click on what only tells.

A pinned tooltip stays while its reader moves on, tells the numbers of the moment, and several may stand open. A line
that leads on opens its terms beside it: by hovering, a click, or the arrow keys. The cross, Esc, a right click close.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Rect

from game.ui.screen import Outcome
from game.ui.theme import TOOLTIP_DELAY_S
from game.ui.widgets.base import Widget
from game.ui.widgets.tip import Tip
from game.ui.widgets.tip_view import TipView

if TYPE_CHECKING:
    from game.ui.input import Router

MOST_PINNED = 6
"""So many may stand open; the oldest makes room."""
HELD_DOWN = (" shift", " ctrl", " alt", " meta", " gui", " cmd")
"""Ends of the names of keys that do nothing by themselves."""


class TooltipLayer(Widget):
    """All open tooltips, outermost of the oldest first; the app owns one."""

    role = "tooltips"

    def __init__(self, router: Router) -> None:
        super().__init__("tooltips")
        self.router = router
        router.extra = self
        self.waited = 0.0
        self.quiet = False  # nothing opens by itself until the mouse moves again
        self._keys: TipView | None = None

    @property
    def views(self) -> list[TipView]:
        """The open tooltips."""
        return [child for child in self.children if isinstance(child, TipView)]

    @property
    def keys(self) -> TipView | None:
        """The pinned one that has the arrow keys."""
        return self._keys

    @keys.setter
    def keys(self, view: TipView | None) -> None:
        for one in (self._keys, view):
            if one is not None:
                one.invalidate()
        self._keys = view

    @property
    def loose(self) -> TipView | None:
        """The one that is open and not pinned; there is one at most."""
        return next((view for view in self.views if not view.pinned), None)

    def chain(self, number: int) -> list[TipView]:
        """The tooltips that opened from one another, outermost first."""
        return [view for view in self.views if view.chain == number]

    def arrange(self) -> None:
        """Keep what is open inside a window that changed."""
        for view in self.views:
            view.fit(self.rect)

    # --- opening
    @property
    def waiting(self) -> bool:
        """Whether one is about to open."""
        return not self.quiet and self._wanted() is not None

    def _wanted(self) -> Callable[[], TipView] | None:
        """What the mouse asks for now, beyond what is open."""
        hovered = self.router.hovered
        if hovered is None or self.router.captured is not None:
            return None
        if isinstance(hovered, TipView):
            n = hovered.place_at(self.router.pos)
            if n < 0 or hovered.tip_shown.lines[n].tip is None or self._inner_of(hovered, n) is not None:
                return None
            return lambda: self.open_inner(hovered, n)
        if self.loose is not None or self._pinned_of(hovered) is not None or hovered.tip() is None:
            return None
        return lambda: self.open_of(hovered)

    def _pinned_of(self, widget: Widget) -> TipView | None:
        """The pinned tooltip that tells of a widget already."""
        if not widget.wid:
            return None
        return next((view for view in self.views if view.pinned and not view.depth and view.origin == widget.wid), None)

    def _inner_of(self, view: TipView, n: int) -> TipView | None:
        """What is open from a line of a tooltip."""
        text = view.tip_shown.lines[n].text
        deeper = self.chain(view.chain)[view.depth + 1 : view.depth + 2]
        return deeper[0] if deeper and deeper[0].origin == text else None

    def tick(self, dt: float) -> None:
        """Open what was hovered long enough."""
        if not self.waiting:
            return
        self.waited += dt
        wanted = self._wanted()
        if wanted is not None and self.waited >= TOOLTIP_DELAY_S:
            wanted()

    def open_of(self, widget: Widget) -> TipView:
        """Open the tooltip of a widget that has one."""
        tip = widget.tip()
        if tip is None:
            raise ValueError(f"{widget.wid} has no tooltip")
        view = self.open(tip, widget.tip_rect())
        view.origin = widget.wid
        view.maker = widget.tip if callable(widget.tooltip) else None
        return view

    def open(self, tip: Tip, source: Rect) -> TipView:
        """Open a tooltip beside a rectangle, in place of one that is not pinned."""
        if self.loose is not None:
            self.close(self.loose)
        self.waited = 0.0
        taken = {view.chain for view in self.views}
        view = self.add(TipView(self, tip, source, 0, next(n for n in range(MOST_PINNED + 2) if n not in taken)))
        view.invalidate()
        return view

    def open_inner(self, view: TipView, n: int) -> TipView:
        """Open what a line of a pinned tooltip leads to, closing what was open from there."""
        line = view.tip_shown.lines[n]
        tip = line.inner()
        if tip is None:
            raise ValueError(f"{line.text} leads to no tooltip")
        for deeper in self.chain(view.chain)[view.depth + 1 :]:
            self._drop(deeper)
        self.waited = 0.0
        inner = self.add(TipView(self, tip, view.line_rect(n), view.depth + 1, view.chain))
        inner.pinned, inner.origin = True, line.text
        inner.invalidate()
        return inner

    def follow(self, view: TipView, n: int) -> Outcome:
        """Go where a line leads: to its terms, or to its page of the codex."""
        line = view.tip_shown.lines[n]
        if line.tip is not None:
            self.keys = self._inner_of(view, n) or self.open_inner(view, n)
            return None
        return self.router.screen.open_page(*line.about) if line.about and self.router.screen else None

    def pin(self, view: TipView) -> None:
        """Have it stay, with the arrow keys."""
        view.pinned, self.keys = True, view
        pinned = list(dict.fromkeys(one.chain for one in self.views))
        for number in pinned[: max(0, len(pinned) - MOST_PINNED)]:
            self.close(self.chain(number)[0])
        view.invalidate()

    def pin_or_open(self) -> None:
        """Pin the open tooltip; else close the one in hand; else open that of what is under the mouse or has focus."""
        if self.loose is not None:
            self.pin(self.loose)
            return
        hovered = self.router.hovered
        at_hand = hovered if isinstance(hovered, TipView) else self.keys
        if at_hand is not None:
            self.close(self.chain(at_hand.chain)[0])
            return
        for widget in (hovered, self.router.focus):
            known = self._pinned_of(widget) if widget is not None else None
            if known is not None:
                self.keys = self.chain(known.chain)[-1]
                return
            if widget is not None and widget.tip() is not None:
                self.open_of(widget)
                return
        self.keys = self.views[-1] if self.views else None

    # --- closing
    def _drop(self, view: TipView) -> None:
        view.invalidate()
        self.children.remove(view)
        if self.keys is view:
            above = self.chain(view.chain)
            self.keys = above[-1] if above else None
        for held in ("hovered", "captured"):
            if getattr(self.router, held) is view:
                setattr(self.router, held, None)

    def close(self, view: TipView) -> None:
        """Close a tooltip and what opened from it."""
        for one in reversed(self.chain(view.chain)[view.depth :]):
            self._drop(one)

    def close_all(self) -> None:
        """Close everything."""
        for view in self.views:
            self._drop(view)
        self.waited, self.quiet, self.keys = 0.0, True, None

    def close_last(self) -> bool:
        """Close the innermost pinned tooltip, of the one in hand first; tells whether there was one."""
        pinned = [view for view in self.views if view.pinned]
        if not pinned:
            return False
        self.close(self.chain((self.keys or pinned[-1]).chain)[-1])
        return True

    # --- what goes on around
    def take_key(self, pressed: str) -> bool:
        """Give a key to the pinned tooltip that has them; tells whether it took it. Another key lets go of it."""
        view = self.keys
        if view is None or pressed.endswith(HELD_DOWN):
            return False
        if pressed in {"Up", "Down"}:
            view.step(-1 if pressed == "Up" else 1)
        elif pressed in {"Right", "Enter"} and view.line >= 0:
            self.router.do(self.follow(view, view.line))
            if self.keys is not None and self.keys is not view:
                self.keys.step(1)
        elif pressed == "Left" and view.depth:
            self.close(view)
        else:
            self.keys = None
            return False
        return True

    def moved(self) -> None:
        """The mouse moved: an unpinned tooltip closes when its source is left."""
        self.quiet = False
        if self.loose is not None:
            hovered = self.router.hovered
            if hovered is None or hovered.tip_rect() != self.loose.source:
                self.close(self.loose)
        if self._wanted() is None:
            self.waited = 0.0

    def mouse_down(self) -> None:
        """A button went down: on what only tells it pins the tooltip, else unpinned ones get out of the way."""
        hovered, loose = self.router.hovered, self.loose
        if isinstance(hovered, TipView):
            return
        if loose is not None and hovered is not None and not hovered.focusable and _leads_on(loose.tip_shown):
            self.pin(loose)
            return
        self.keys = None
        self.leave()

    def leave(self) -> None:
        """Close what is not pinned, and keep quiet until the mouse moves."""
        if self.loose is not None:
            self.close(self.loose)
        self.quiet = True

    def rebuilt(self) -> None:
        """The screen was built anew: a loose tooltip may tell of nothing now, pinned ones tell the new numbers."""
        if self.loose is not None and self.router.hovered is None:
            self.close(self.loose)
        for view in self.views:
            if view.pinned and not view.depth and view.maker is not None:
                self._tell_anew(view)

    def _tell_anew(self, view: TipView) -> None:
        tip = view.maker() if view.maker is not None else None
        if tip is None:
            self.close(view)
            return
        for one in self.chain(view.chain):
            if one.depth:
                line = next((line for line in tip.lines if line.text == one.origin and line.tip is not None), None)
                tip = line.inner() if line is not None else None
            if tip is None:
                self.close(one)
                return
            one.show(tip)


def _leads_on(tip: Tip) -> bool:
    return any(line.leads_on for line in tip.lines)
