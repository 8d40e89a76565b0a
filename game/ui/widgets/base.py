"""The base of all widgets: a retained tree that focus, tests, tooltips and text-fit checks all read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, Self, TypeVar

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.motion import Eased
from game.ui.screen import Action, Handled, Outcome, Result
from game.ui.theme import COMPUTE, HIT, HOVER_S, R_PANEL
from game.ui.widgets.tip import Tip, TipSource, read_tip, with_whole

BLEED = 12  # virtual px a widget may draw outside its rectangle: focus ring, glow, shadow
Pos = tuple[float, float]
W = TypeVar("W", bound="Widget")


class Host(Protocol):
    """What a tree of widgets hangs on: the app."""

    def dirty(self, rect: Rect) -> None:
        """Have a rectangle, in virtual px of the window, drawn again."""

    def focus_on(self, widget: Widget) -> None:
        """Give a widget the keyboard focus, with its ring."""


def as_outcome(value: Any) -> Outcome:
    """Whatever a callback returned, if it is a result."""
    return value if isinstance(value, Result) else None


class Widget:
    """One thing on the screen. `rect` is in virtual px of the window, before any scrolling.

    `wid` is the id that tests and rebuilds find it by; `label` is its name in plain text, for those who do
    not see it; `key` is an accelerator that activates it from anywhere on the screen.
    """

    role = "group"
    focusable = False
    clips = False  # children are cut off at the rectangle
    cursor = "arrow"
    swallows_keys = False  # typed characters are text here, not accelerators
    about: tuple[str, str] | None = None  # category and id of the page of the codex that tells of it

    def __init__(
        self,
        wid: str = "",
        *,
        rect: Rect | None = None,
        label: str = "",
        children: Iterable[Widget] = (),
        enabled: bool = True,
        why_disabled: str = "",
        tooltip: TipSource = None,
        key: str = "",
        visible: bool = True,
        order: int = 0,
    ) -> None:
        self.wid, self.label, self.key, self.order = wid, label, key, order
        self.rect = Rect(rect) if rect is not None else Rect(0, 0, 0, 0)
        self.enabled, self.why_disabled = enabled, why_disabled
        self.tooltip = tooltip
        self.visible = visible
        self.parent: Widget | None = None
        self.host: Host | None = None
        self.children: list[Widget] = []
        self.hovered = self.pressed = self.focused = False
        self.ring = False  # focused by keyboard, so that the ring shows
        self.heat = Eased(0.0, self.invalidate)
        self.cut: tuple[str, ...] = ()  # texts that did not fit when they were last drawn
        for child in children:
            self.add(child)

    # --- the tree
    def add(self, child: W) -> W:
        """Hang a child under this widget and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def at(self, rect: Rect) -> Self:
        """Place the widget and return it."""
        self.rect = Rect(rect)
        self.arrange()
        return self

    def arrange(self) -> None:
        """Lay out the children after the rectangle changed; containers do something here."""

    def natural(self) -> tuple[int, int]:
        """Width and height the widget would like, virtual px."""
        return self.rect.w, self.rect.h

    def walk(self) -> Iterator[Widget]:
        """Visit this widget and all beneath it that are visible, in drawing order."""
        if self.visible:
            yield self
            for child in self.children:
                yield from child.walk()

    def find(self, wid: str) -> Widget | None:
        """The visible widget of that id at or beneath this one."""
        return next((widget for widget in self.walk() if widget.wid == wid), None)

    def root(self) -> Widget:
        """The top of the tree."""
        return self.parent.root() if self.parent else self

    def child_shift(self) -> Pos:
        """How far the children are scrolled, virtual px."""
        return 0.0, 0.0

    def shift(self) -> Pos:
        """How far this widget is scrolled altogether."""
        dx = dy = 0.0
        above = self.parent
        while above is not None:
            x, y = above.child_shift()
            dx, dy = dx + x, dy + y
            above = above.parent
        return dx, dy

    @property
    def screen_rect(self) -> Rect:
        """Where the widget is in the window, virtual px."""
        dx, dy = self.shift()
        return self.rect.move(round(dx), round(dy))

    @property
    def rect_px(self) -> Rect:
        """Where the widget is in the window, real px; what a test clicks."""
        area, scale = self.screen_rect, fonts.book().scale
        left, top = round(area.x * scale), round(area.y * scale)
        return Rect(left, top, round(area.right * scale) - left, round(area.bottom * scale) - top)

    # --- drawing
    def invalidate(self) -> None:
        """Have the widget drawn again."""
        root = self.root()
        if root.host is not None:
            root.host.dirty(self.screen_rect.inflate(2 * BLEED, 2 * BLEED))

    def draw(self, canvas: Canvas) -> None:
        """Draw the widget itself, under its children."""

    def draw_over(self, canvas: Canvas) -> None:
        """Draw what lies over the children."""

    def draw_tree(self, canvas: Canvas) -> None:
        """Draw the widget, its children and its focus ring, as far as they show."""
        if not self.visible:
            return
        shown = canvas.visible(self.rect, BLEED)
        if shown:
            canvas.cut.clear()
            self.draw(canvas)
            self.cut = tuple(canvas.cut)
        if self.children and (shown or not self.clips):
            if self.clips:
                with canvas.clipped(self.rect), canvas.shifted(*self.child_shift()):
                    for child in self.children:
                        child.draw_tree(canvas)
            else:
                for child in self.children:
                    child.draw_tree(canvas)
        if shown:
            self.draw_over(canvas)
            if self.ring and self.focused:
                self.draw_ring(canvas)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, R_PANEL)

    # --- the mouse
    @property
    def takes_mouse(self) -> bool:
        """Whether hovering and clicking mean something here."""
        return self.focusable or self.tooltip is not None or (bool(self.cut) and not self._is_part())

    def _is_part(self) -> bool:
        """Whether something clickable holds this widget, whose clicks must not be taken from it."""
        above = self.parent
        while above is not None and not above.focusable:
            above = above.parent
        return above is not None

    def hit_rect(self) -> Rect:
        """The rectangle that counts for clicks: at least 24 px each way if it can be clicked."""
        if not self.focusable:
            return self.rect
        return self.rect.inflate(max(0, HIT - self.rect.w), max(0, HIT - self.rect.h))

    def hit(self, pos: Pos) -> Widget | None:
        """The topmost widget at a point, in the coordinates of this widget's rectangle."""
        if not self.visible or (self.clips and not self.rect.collidepoint(pos)):
            return None
        dx, dy = self.child_shift()
        inner = (pos[0] - dx, pos[1] - dy)
        for child in reversed(self.children):
            found = child.hit(inner)
            if found is not None:
                return found
        return self if self.takes_mouse and self.hit_rect().collidepoint(pos) else None

    def set_hovered(self, hovered: bool) -> None:
        """Take note that the mouse came or went."""
        self.hovered = hovered
        if self.focusable:
            self.heat.to(1.0 if hovered and self.enabled else 0.0, HOVER_S)

    def on_move(self, pos: Pos) -> None:
        """React to the mouse moving over the widget."""

    def on_press(self, pos: Pos) -> Outcome:
        """React to the left button going down here."""
        del pos
        self.pressed = True
        self.invalidate()
        return None

    def on_drag(self, pos: Pos) -> Outcome:
        """React to the mouse moving with the button held since it went down here."""
        del pos
        return None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """React to the button going up; `inside` says whether still over the widget."""
        del pos
        self.pressed = False
        self.invalidate()
        return self.activate() if inside and self.enabled and self.focusable else None

    def on_wheel(self, steps: float, pos: Pos, big: bool) -> Handled:
        """React to the wheel, positive away from the player; `big` when Shift is held."""
        del steps, pos, big
        return False

    # --- the keyboard
    def set_focused(self, focused: bool, ring: bool) -> None:
        """Take note of gaining or losing focus; `ring` when it came by keyboard."""
        self.focused, self.ring = focused, ring
        self.invalidate()

    @property
    def can_focus(self) -> bool:
        """Whether Tab stops here. Disabled ones do too, so that their reason can be read."""
        return self.focusable and self.visible

    def on_key(self, chord: str) -> Handled:
        """Take a key while focused."""
        del chord
        return False

    def on_text(self, text: str) -> Handled:
        """Take typed text while focused."""
        del text
        return False

    def on_edit(self, text: str) -> None:
        """Show text an input method is still composing."""

    def activate(self) -> Outcome:
        """Do what Enter, Space, a click or the accelerator asks for."""
        return None

    def show_inside(self, rect: Rect) -> None:
        """Scroll so that a rectangle of the contents shows; scroll views do something here."""

    def take_over(self, old: Widget) -> None:
        """Go on with a drag that began on the widget this one replaced."""

    # --- time
    @property
    def lively(self) -> bool:
        """Whether something moves here without end, so that `on_tick` should be called every frame."""
        return False

    def on_tick(self, dt: float) -> None:
        """Move on by `dt` seconds."""

    # --- words
    def tip(self) -> Tip | None:
        """The tooltip at this moment; a disabled widget says why it is, and what was cut is told whole."""
        found = with_whole(read_tip(self.tooltip), self.cut)
        if self.enabled or not self.why_disabled:
            return found
        if found is None:
            return Tip("", self.why_disabled)
        return Tip(found.title, found.text, found.lines, self.why_disabled, found.icon, found.key, found.colour)

    def tip_rect(self) -> Rect:
        """Give the rectangle the tooltip stands beside, virtual px of the window."""
        return self.screen_rect

    def describe(self) -> str:
        """Say in plain text what this is, for screen readers and text play."""
        return self.label

    def texts(self) -> list[tuple[str, float, float]]:
        """Texts drawn here with the width each needs and the width it has, for the text-fit check."""
        return []

    # --- rebuilding
    def keep(self) -> Any:
        """State that should outlive a rebuild, or None."""
        return None

    def restore(self, state: Any) -> None:
        """Take back what `keep` gave."""


def run(action: Action | Callable[..., Any] | None, *values: Any) -> Outcome:
    """Call a callback if there is one, and pass on the result it returned."""
    return as_outcome(action(*values)) if action is not None else None


class Group(Widget):
    """A plain container; with a tooltip it can be hovered as one thing."""
