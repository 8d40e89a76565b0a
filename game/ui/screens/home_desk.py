"""The desk at the right of the map: alerts, news and rumours, each one a way to where it can be acted on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pygame import Rect

from game.session.blockers import Blocker
from game.session.facts.policy import Rule
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.habits import HABITS
from game.ui.screen import Action, Handled, Outcome
from game.ui.screens.frame.figures import amount, moved, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import blocker_text, cause, headline, open_points, story_icon, story_lead
from game.ui.screens.registry import screen_of
from game.ui.theme import Colour
from game.ui.widgets import Button, Group, IconButton, Painter, ScrollView, Tip, Widget
from game.ui.widgets.base import run
from game.ui.wording import NBSP, percent, tr

BLOCKER_ICONS = {
    "event": "mail", "attention": "landmark", "held_model": "brain-circuit", "no_run": "brain-circuit",
    "idle_training": "brain-circuit", "held_order": "lock", "stuck_order": "lock", "closing": "clock",
    "unracked": "plug", "no_power": "unplug", "idle_staff": "flask-conical", "queue": "users",
}  # fmt: skip
NEWS, RUMOURS = 4, 5
Lead = tuple[str, str]
Go = Callable[[str, str], Outcome]


@dataclass(frozen=True)
class Entry:
    """One line of the desk."""

    wid: str
    icon: str
    ink: Colour
    title: str
    text: str
    lead: Lead
    link: str = ""
    odds: float | None = None
    tip: Tip | None = None
    emblem: str = ""
    kind: str = ""
    """Of an alert, by which it can be muted."""


class DeskLine(Widget):
    """An alert, a piece of news or a rumour: icon, title, words, and for a rumour its odds."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, live: Live, entry: Entry, on_press: Action, on_mute: Callable[[str], Any]) -> None:
        super().__init__(entry.wid, label=entry.title, tooltip=entry.tip or Tip(entry.title, entry.text))
        self.live, self.entry, self.action, self.on_mute = live, entry, on_press, on_mute
        self.mute: IconButton | None = None
        if entry.kind:
            self.mute = self.add(IconButton(f"mute.{entry.wid}", "eye-off", partial(on_mute, entry.kind),
                                            label=tr("desk.mute"), colour=t.LOW, icon_size=14))  # fmt: skip

    def arrange(self) -> None:
        """Put the key that mutes at the upper right."""
        if self.mute is not None:
            self.mute.at(Rect(self.rect.right - 30, self.rect.y + 6, 24, 24))

    def on_key(self, chord: str) -> Handled:
        """Delete mutes the kind."""
        if chord == "Delete" and self.entry.kind:
            self.on_mute(self.entry.kind)
            return True
        return False

    def room(self, width: int) -> int:
        """How wide its words may be."""
        return width - (84 if self.entry.kind else 64)

    def activate(self) -> Outcome:
        """Go where it can be acted on."""
        return run(self.action)

    def title_lines(self, width: int) -> list[str]:
        """The title broken into at most two lines."""
        return fonts.book().wrap(self.entry.title, t.BODY_STRONG, self.room(width), 2)

    def height_at(self, width: int) -> int:
        """How tall the line is."""
        entry, high = self.entry, 8 + 20 * len(self.title_lines(width))
        if entry.text:
            most = 3 if entry.link else 2
            high += fonts.book().wrapped_height(entry.text, t.NOTE, self.room(width), most)
        return high + (22 if entry.link else 0) + (18 if entry.odds is not None else 0) + 9

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, entry = self.rect, self.entry
        if self.heat.value > 0.02:
            canvas.fill(r, t.mix(t.BAR, t.HOVER, 0.7 * self.heat.value))
        if entry.emblem:
            side = self.live.firm_side(entry.emblem)
            canvas.emblem(self.live.emblem(entry.emblem), r.x + 26, r.y + 20, 26, side.shape, side.colour)
        else:
            canvas.icon(entry.icon, r.x + 16, r.y + 9, 20, entry.ink)
        x, y, room = r.x + 48, r.y + 8, self.room(r.w)
        for line in self.title_lines(r.w):
            canvas.text(line, x, y, t.BODY_STRONG, t.HIGH)
            y += 20
        if entry.text:
            most = 3 if entry.link else 2
            y += canvas.paragraph(entry.text, Rect(x, y, room, 60), t.NOTE, t.MIDDLE, most)
        if entry.link:
            wide = canvas.text(entry.link, x, y + 3, t.NOTE_STRONG, t.HIGH)
            canvas.icon("chevron-right", x + wide + 4, y + 5, 14, t.MIDDLE)
        if entry.odds is not None:
            bar = Rect(x, y + 7, 96, 4)
            canvas.box(bar, t.LINE, None, 2)
            canvas.box(Rect(bar.x, bar.y, max(2, round(bar.w * entry.odds)), 4), t.SIDE_BLUE, None, 2)
            canvas.text(percent(entry.odds).text, bar.right + 10, y, t.NOTE_STRONG, t.HIGH)
        canvas.hline(r.x, r.bottom - 1, r.w)


def alert_entries(live: Live) -> list[Entry]:
    """What stands open, what blocks first."""
    found = []
    for n, (blocker, title) in enumerate(open_points(live)):
        ink = t.DANGER if blocker.kind in {"held_order", "no_power"} else t.PAPER if blocker.is_blocking else t.MIDDLE
        lead = _blocker_lead(blocker)
        link = tr("desk.answer") if blocker.kind == "event" else tr("desk.open", screen=tr(f"screen.{lead[0]}"))
        link = tr("desk.moves") if blocker.kind == "attention" else link
        found.append(
            Entry(f"alert.{n}", BLOCKER_ICONS.get(blocker.kind, "info"), ink, title, blocker_text(live, blocker), lead,
                  link, kind=blocker.kind)
        )  # fmt: skip
    return found


def _blocker_lead(blocker: Blocker) -> Lead:
    params = dict(blocker.params)
    if blocker.kind == "event":
        return "event", str(int(float(params.get("slot", 0))))
    return screen_of(blocker.department), str(params.get("offer", ""))


def news_entries(live: Live) -> list[Entry]:
    """The weightiest stories of the last quarter; before the first, how the scenario opens."""
    report = live.session.report
    if report is None:
        opening = live.say(live.board.scenario.opening)
        tip = Tip(live.say(live.board.scenario.name), opening)
        return [Entry("news.0", "newspaper", t.MIDDLE, live.say(live.board.scenario.name), opening, ("", ""), tip=tip)]
    found = []
    for n, story in enumerate(report.stories[:NEWS]):
        firm = dict(story.params).get("firm")
        emblem = str(firm) if isinstance(firm, str) and firm in live.board.firms else ""
        reason = cause(live, story)
        found.append(Entry(f"news.{n}", story_icon(story), t.MIDDLE, headline(live, story), reason, story_lead(story),
                           emblem=emblem))  # fmt: skip
    return found


def rumour_entries(live: Live) -> list[Entry]:
    """Rules that are rumoured, or announced and not yet in force."""
    heard = [rule for rule in live.session.desk.rule_book if rule.stage in {"rumoured", "announced"}]
    heard.sort(key=lambda rule: (not rule.offers, -rule.odds))
    return [_rumour(live, n, rule) for n, rule in enumerate(heard[:RUMOURS])]


def _rumour(live: Live, n: int, rule: Rule) -> Entry:
    issuer = live.say(live.board.countries[rule.issuer].capital)
    if rule.stage == "announced":
        text = tr("desk.announced", issuer=issuer, when=quarter_text(rule.in_force_on))
    else:
        text = tr("desk.rumoured", issuer=issuer)
    if rule.offers:
        text += tr("ui.sentences") + tr("desk.catches", count=len(rule.offers))
    tip = Tip(live.name("controls", rule.control), live.text("controls", rule.control))
    odds = rule.odds if rule.stage == "rumoured" else None
    icon = "radio" if rule.stage == "rumoured" else "gavel"
    ink = t.PAPER if rule.offers else t.MIDDLE
    return Entry(f"rumour.{n}", icon, ink, live.name("controls", rule.control), text, ("policy", rule.control),
                 odds=odds, tip=tip)  # fmt: skip


class Heading(Widget):
    """A section's name and count; a click folds the section."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, wid: str, text: str, number: int, folded: bool, on_press: Action) -> None:
        super().__init__(wid, label=text)
        self.number, self.folded, self.action = number, folded, on_press

    def activate(self) -> Outcome:
        """Fold or unfold."""
        return run(self.action)

    def draw(self, canvas: Canvas) -> None:
        """Draw the heading."""
        r = self.rect
        x = r.x + 16 + canvas.text(self.label.upper(), r.x + 16, r.y + 9, t.LABEL, t.LOW) + 8
        canvas.text(str(self.number), x, r.y + 9, t.LABEL, t.HIGH)
        ink = t.mix(t.LOW, t.HIGH, self.heat.value)
        canvas.icon("chevron-right" if self.folded else "chevron-down", r.right - 32, r.y + 9, 16, ink)
        canvas.hline(r.x, r.bottom - 1, r.w)


def watch_entries(live: Live) -> list[Entry]:
    """The player's own quantities, with the last change."""
    seat, found = live.session.desk.seat, []
    for quantity in HABITS.watched:
        try:
            value, unit = seat.quantity(quantity), seat.unit(quantity)
            told = moved(value, seat.change(quantity), unit)
        except (KeyError, ValueError):
            continue  # of another scenario
        text = amount(value, unit).text + (f"{NBSP * 3}({told})" if told else "")
        tip = live.why(quantity)()
        found.append(Entry(f"watched.{quantity}", "eye", t.COMPUTE, live.quantity_name(quantity), text,
                           ("graph", quantity), tip=tip))  # fmt: skip
    return found


def build_desk(
    live: Live, area: Rect, folded: set[str], on_fold: Callable[[str], Any], go: Go, on_mute: Callable[[str], Any]
) -> Widget:
    """The whole desk in a scrolling column; ``folded`` sections show only their heads.

    ``on_mute`` is given a kind of alert, or nothing for all to be shown again.
    """
    root = Group("desk", rect=area)
    root.add(Painter(_ground).at(area))
    view = root.add(ScrollView("desk.scroll").at(Rect(area.x + 1, area.y, area.w - 1, area.h)))
    y = area.y
    watched = watch_entries(live)
    sections = (("alerts", alert_entries(live)), *((("watched", watched),) if watched else ()),
                ("news", news_entries(live)), ("rumours", rumour_entries(live)))  # fmt: skip
    for name, entries in sections:
        head = Heading(f"desk.{name}", tr(f"desk.{name}"), len(entries), name in folded, partial(on_fold, name))
        view.add(head.at(Rect(area.x + 1, y, area.w - 1, 34)))
        y += 34
        for entry in entries if name not in folded else ():
            line = DeskLine(live, entry, partial(go, *entry.lead), on_mute)
            high = line.height_at(area.w - 9)
            view.add(line.at(Rect(area.x + 1, y, area.w - 9, high)))
            y += high
        if name == "alerts" and HABITS.muted:
            again = Button("desk.unmute", tr("desk.muted", count=len(HABITS.muted)), partial(on_mute, ""), kind="quiet",
                           icon="eye", align="left")  # fmt: skip
            view.add(again.at(Rect(area.x + 4, y + 2, area.w - 20, 32)))
            y += 36
    return root


def _ground(canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.BAR)
    canvas.vline(rect.x, rect.y, rect.h)
