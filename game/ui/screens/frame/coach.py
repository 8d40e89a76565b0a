"""The coach: a small panel that teaches one thing at a time and points at what to click. It never stands in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.lessons import Lessons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.rail import RAIL_W
from game.ui.screens.frame.top_bar import HEIGHT
from game.ui.viewport import Viewport
from game.ui.widgets import Button, IconButton, Label, Painter, Widget
from game.ui.wording import tr

if TYPE_CHECKING:
    from game.ui.screen import Screen

WIDE, PAD, GAP = 348, 16, 28
HEAD, FOOT = 44, 32
MARGIN = 12
KEY = "G"


class CoachPanel(Widget):
    """The panel itself: what lies behind gets no clicks through it."""

    role = "dialog"

    @property
    def takes_mouse(self) -> bool:
        """Keep clicks from what lies behind."""
        return True

    def draw(self, canvas: Canvas) -> None:
        """Draw the panel."""
        canvas.shadow(self.rect, 14, 0.7)
        canvas.box(self.rect, t.RAISED, t.PAPER, t.R_CARD, 1.5)


def add_coach(root: Widget, screen: Screen, live: Live, view: Viewport, name: str, tab: str = "") -> None:
    """Lay the lesson that is on over a screen that has just been laid out, if the scenario teaches at all.

    Over a page that covers the map it shows only if it has something to point at there.
    """
    lessons = live.session.lessons
    if not lessons.cards:
        return
    lessons.look(name, tab)
    lesson = lessons.current
    if lesson is None or lessons.is_hidden:
        return
    card = lessons.cards[lesson]
    target = _target(root, name, card.points)
    if target is None and root.find("top_bar") is None:
        return
    words = Label(live.say(card.text), t.TABLE, t.HIGH, wid="coach.text", wrap=True)
    high = HEAD + words.height_at(WIDE - 2 * PAD) + 12 + FOOT + PAD
    place = _place(view, (WIDE, high), _shown(target) if target is not None else None)
    panel = CoachPanel("coach", label=live.say(card.name)).at(place)
    if target is not None:
        root.add(Painter(partial(_point, target, place)).at(view.rect))
    root.add(panel)
    _fill(panel, screen, live, lesson, words)


def _fill(panel: Widget, screen: Screen, live: Live, lesson: str, words: Label) -> None:
    lessons, r = live.session.lessons, panel.rect
    card = lessons.cards[lesson]
    at, of = lessons.place(lesson)
    inner = Rect(r.x + PAD, r.y, r.w - 2 * PAD, r.h)
    panel.add(Label(tr("coach.lesson", at=at, of=of).upper(), t.LABEL, t.PAPER).at(Rect(inner.x, r.y + 8, 160, 14)))
    panel.add(Label(live.say(card.name), t.BODY_STRONG, t.HIGH, wid="coach.title").at(
        Rect(inner.x, r.y + 22, inner.w - 28, 20)))  # fmt: skip
    hide = IconButton("coach.hide", "x", partial(send_away, screen, live), label=tr("coach.hide"), icon_size=16)
    panel.add(hide.at(Rect(r.right - 36, r.y + 6, 28, 28)))
    high = words.height_at(inner.w)
    panel.add(words.at(Rect(inner.x, r.y + HEAD, inner.w, high)))
    is_read = card.done is None
    key = Button("coach.next", tr("coach.next" if is_read else "coach.skip"), partial(_go_on, screen, lessons),
                 kind="primary" if is_read else "quiet", key=KEY)  # fmt: skip
    wide = key.natural()[0]
    panel.add(key.at(Rect(inner.right - wide, r.bottom - PAD - FOOT + 4, wide, FOOT)))


def _go_on(screen: Screen, lessons: Lessons) -> None:
    lessons.go_on()
    screen.rebuild()


def send_away(screen: Screen, live: Live) -> None:
    """Send the coach away, or call it back."""
    lessons = live.session.lessons
    if not lessons.cards:
        return
    lessons.is_hidden = not lessons.is_hidden
    screen.app.toast(tr("coach.gone" if lessons.is_hidden else "coach.back"))
    screen.rebuild()


def _target(root: Widget, screen: str, points: tuple[str, ...]) -> Widget | None:
    """The first thing to point at that shows on a screen."""
    for point in points:
        where, _, wid = point.rpartition("/")
        if where not in {"", screen}:
            continue
        for widget in root.walk():
            is_meant = widget.wid.startswith(wid[:-1]) if wid.endswith("*") else widget.wid == wid
            if is_meant and _shown(widget).w > 0:
                return widget
    return None


def _shown(widget: Widget) -> Rect:
    """Where a widget is seen: in a list that has scrolled past it, the list."""
    seen = Rect(widget.screen_rect)
    above = widget.parent
    while above is not None:
        if above.clips:
            inside = above.screen_rect
            seen = seen.clip(inside) if seen.colliderect(inside) else Rect(inside)
        above = above.parent
    return seen


def _place(view: Viewport, size: tuple[int, int], target: Rect | None) -> Rect:
    """Beside what is pointed at, covering none of it; where nothing is, at the left above the hand."""
    wide, high = size
    room = Rect(RAIL_W + MARGIN, HEIGHT + MARGIN, view.width - RAIL_W - 2 * MARGIN, view.height - HEIGHT - 2 * MARGIN)
    corner = Rect(room.x + 4, room.bottom - high - 160, wide, high)
    if target is None:
        return corner.clamp(room)
    middle = target.centery - high // 2
    below = Rect(target.centerx - wide // 2, target.bottom + GAP, wide, high)
    above = Rect(target.centerx - wide // 2, target.y - GAP - high, wide, high)
    beside = [Rect(target.right + GAP, middle, wide, high), Rect(target.x - GAP - wide, middle, wide, high)]
    is_low = target.y > view.height * 0.7 and target.x > RAIL_W  # the hand and the keys stand there: stay off them
    order = [above, *beside, below] if is_low else [*beside, below, above]
    tried = [place.clamp(room) for place in order]
    free = [place for place in tried if not place.colliderect(target.inflate(12, 12))]
    return free[0] if free else Rect(room.right - wide, room.bottom - high, wide, high)


def _point(target: Widget, panel: Rect, canvas: Canvas, rect: Rect) -> None:
    """A ring round what is meant, and a line to it from the panel."""
    del rect
    ring = _shown(target).inflate(4, 4)
    canvas.ring(ring, t.PAPER, t.R_PANEL, 2, 2.5)
    if panel.colliderect(ring):
        return
    start = (min(max(ring.centerx, panel.x), panel.right), min(max(ring.centery, panel.y), panel.bottom))
    end = (min(max(start[0], ring.x), ring.right), min(max(start[1], ring.y), ring.bottom))
    canvas.lines([start, end], t.PAPER, 2.0)
    canvas.disc(float(end[0]), float(end[1]), 4.5, t.PAPER)
