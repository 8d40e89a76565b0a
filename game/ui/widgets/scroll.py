"""A window on something taller than itself."""

from __future__ import annotations

from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.motion import Eased
from game.ui.screen import Handled, Outcome
from game.ui.theme import HOVER_S, LINE, LINE_STRONG, LOW, mix
from game.ui.widgets.base import Pos, Widget

BAR_W = 6
WHEEL_PX = 48


class ScrollView(Widget):
    """Shows part of its children, which lie at their unscrolled places; `content_height` says how far they go.

    Without `content_height` the lowest child decides. The wheel, the bar and keyboard focus all scroll.
    """

    role = "scroll"
    clips = True

    def __init__(self, wid: str, *, content_height: int | None = None, **options: Any) -> None:
        super().__init__(wid, **options)
        self.content_height = content_height
        self.offset = Eased(0.0, self.invalidate)
        self.bar = _Bar(self)

    def height(self) -> int:
        """Give the height of the contents."""
        if self.content_height is not None:
            return self.content_height
        return max([child.rect.bottom for child in self.children], default=self.rect.y) - self.rect.y

    def most(self) -> int:
        """Give how far it can scroll."""
        return max(0, self.height() - self.rect.h)

    def child_shift(self) -> Pos:
        """Give how far the children are moved."""
        return 0.0, -float(round(self.offset.value))

    def scroll_to(self, offset: float, smooth: bool = True) -> None:
        """Scroll so that `offset` px of the contents lie above."""
        target = max(0.0, min(float(self.most()), offset))
        if smooth:
            self.offset.to(target, HOVER_S)
        else:
            self.offset.jump(target)
        self.invalidate()

    def on_wheel(self, steps: float, pos: Pos, big: bool) -> Handled:
        """Scroll, or leave it to what is around if there is nothing to scroll."""
        if not self.most():
            return False
        self.scroll_to(self.offset.target - steps * WHEEL_PX * (4 if big else 1))
        return True

    def show_inside(self, rect: Rect) -> None:
        """Scroll so that a child shows."""
        top, bottom = rect.y - self.rect.y, rect.bottom - self.rect.y
        if top - 8 < self.offset.target:
            self.scroll_to(top - 8, smooth=False)
        elif bottom + 8 > self.offset.target + self.rect.h:
            self.scroll_to(bottom + 8 - self.rect.h, smooth=False)

    def hit(self, pos: Pos) -> Widget | None:
        """Let the bar come first, then the children."""
        if self.visible and self.most() and self.bar.area().inflate(8, 0).collidepoint(pos):
            return self.bar
        return super().hit(pos)

    def draw_over(self, canvas: Canvas) -> None:
        """Draw the bar."""
        if self.most():
            self.bar.draw(canvas)

    def keep(self) -> Any:
        """Keep the place."""
        return self.offset.target

    def restore(self, state: Any) -> None:
        """Go back to the place."""
        self.offset.jump(max(0.0, min(float(self.most()), float(state))))


class _Bar(Widget):
    """The bar at the right; not in the tree, so that it neither scrolls nor takes a Tab stop."""

    role = "scrollbar"
    focusable = True

    def __init__(self, view: ScrollView) -> None:
        super().__init__(f"{view.wid}.bar")
        self.view = view
        self.parent = view.parent
        self.grab = 0.0

    def root(self) -> Widget:
        """Belong to the view's tree."""
        return self.view.root()

    def shift(self) -> Pos:
        """Scroll with what the view is inside."""
        return self.view.shift()

    @property
    def screen_rect(self) -> Rect:
        """The bar's place in the window."""
        dx, dy = self.view.shift()
        return self.area().move(round(dx), round(dy))

    def area(self) -> Rect:
        """Give the groove."""
        r = self.view.rect
        return Rect(r.right - BAR_W, r.y, BAR_W, r.h)

    def thumb(self) -> Rect:
        """Give the part that moves."""
        groove, view = self.area(), self.view
        tall = max(24, round(groove.h * view.rect.h / max(1, view.height())))
        top = groove.y + (groove.h - tall) * view.offset.value / max(1, view.most())
        return Rect(groove.x, round(top), BAR_W, tall)

    def on_press(self, pos: Pos) -> Outcome:
        """Take hold, or jump to the place clicked."""
        self.pressed = True
        thumb = self.thumb()
        self.grab = pos[1] - thumb.y if thumb.inflate(8, 0).collidepoint(pos) else thumb.h / 2
        return self.on_drag(pos)

    def on_drag(self, pos: Pos) -> Outcome:
        """Scroll along."""
        groove, thumb = self.area(), self.thumb()
        share = (pos[1] - self.grab - groove.y) / max(1, groove.h - thumb.h)
        self.view.scroll_to(share * self.view.most(), smooth=False)
        return None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Let go."""
        self.pressed = False
        self.invalidate()
        return None

    def draw(self, canvas: Canvas) -> None:
        """Draw the groove and the thumb."""
        lit = max(self.heat.value, 1.0 if self.pressed else 0.0)
        canvas.box(self.area().inflate(-2, 0), LINE, None, 2)
        canvas.box(self.thumb(), mix(LINE_STRONG, LOW, lit), None, 3)
