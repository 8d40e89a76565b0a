"""An event: its scene and letter at the left, its choices and what they change at the right."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.session.edits import Answer, EditError
from game.session.facts.board import Event
from game.ui import theme as t
from game.ui.fonts import Span
from game.ui.habits import HABITS
from game.ui.screen import Handled, Outcome, Pop
from game.ui.screens.event_choice import ChoiceCard
from game.ui.screens.event_scene import SCENES, draw_letter, draw_scene
from game.ui.screens.event_weighed import Picked, add_weighed
from game.ui.screens.frame.coach import add_coach
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.over_futures import FuturesScreen
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, ScrollView, Widget
from game.ui.wording import tr

LOWEST_START, CARD_AIR = 60, 24
"""Pixels by which a short story is moved down at most, and by which each of its cards grows at most."""
WEIGHED_H, TALLEST = 148, 260
"""How tall what the choices change is at least and at most."""


class EventScreen(FuturesScreen):
    """One event. Keys 1 to 4 or a click choose, Enter answers, Esc leaves it open."""

    def __init__(self, live: Live, slot: int) -> None:
        super().__init__(live)
        self.slot = slot
        event = self.event
        chosen = next((n for n, choice in enumerate(event.choices) if choice.is_chosen), 0) if event else 0
        self.picked = Picked(chosen)

    @property
    def event(self) -> Event | None:
        """The event on the desk; None when it has gone."""
        return next((event for event in self.live.session.desk.events if event.slot == self.slot), None)

    @property
    def chosen(self) -> int:
        """The number of the choice that is picked out."""
        return self.picked.choice

    def ask(self) -> None:
        """Ask for the futures of every choice."""
        event = self.event
        if event is not None and HABITS.foresees:
            self.live.session.forecast.weigh(self._tries(event))

    def _tries(self, event: Event) -> tuple[Answer, ...]:
        return tuple(Answer(self.slot, choice.choice) for choice in event.choices)

    def build(self, view: Viewport) -> Widget:
        """Lay out scene, letter and choices."""
        root = Group(rect=view.rect)
        event = self.event
        self.shown = self.live.session.forecast.count
        if event is not None and self.shown and self.live.session.forecast.is_weighing(self._tries(event)):
            self.picked.take(self.live, len(event.choices))
        if event is None:
            return root
        card = self.live.board.events[event.event]
        split = round(view.width * 0.47)
        scene = f"event-{card.scene if card.scene in SCENES else 'hall'}"
        root.add(Painter(partial(draw_scene, scene)).at(Rect(0, 0, split + 60, view.height)))
        root.add(Painter(partial(draw_letter, self.live, event.event)).at(Rect(0, 0, split, view.height)))
        right = Rect(split + 28, 0, view.width - split - 28 - 48, view.height)
        if view.compact:
            right = Rect(split + 12, 0, view.width - split - 12 - 28, view.height)
        self.add_story(root, right, event, view.compact)
        later = Button("event.later", tr("event.later"), self.on_back, kind="quiet", icon="map", key="Esc")
        root.add(later.at(Rect(24, view.height - 60, later.natural()[0], 36)))
        add_coach(root, self, self.live, view, "event")
        return root

    def add_story(self, root: Widget, area: Rect, event: Event, compact: bool) -> None:
        """Headline, text, choices and the key that answers."""
        card, live = self.live.board.events[event.event], self.live
        top, gap = 20 if compact else 54, 8 if compact else 12
        place = live.say(card.place)
        where = " · ".join(x for x in (quarter_text(event.came_on), place, tr("event.due")) if x)
        spans = [Span(f"{tr('event.kind').upper()}   ", t.LABEL, t.HIGH), Span(where, t.NOTE, t.MIDDLE)]
        style = t.HEADLINE if not compact else t.HEADLINE.sized(30, 40)
        head = Label(live.say(card.name), style, t.HIGH, wid="event.title", wrap=True, max_lines=2)
        text = Label(live.say(card.text), t.BODY if compact else t.LEAD, t.MIDDLE, wrap=True, max_lines=5)
        rows = [ChoiceCard(live, event, n, self.picked, partial(self.choose, n), compact)
                for n in range(len(event.choices))]  # fmt: skip
        bottom, after = area.bottom - (12 if compact else 40), (6 if compact else 12, 12 if compact else 24)
        story = 24 + head.height_at(area.w) + text.height_at(area.w) + sum(after)
        cards = sum(row.height_at(area.w) + gap for row in rows)
        spare = max(0, bottom - top - story - cards - WEIGHED_H)
        tall = min(TALLEST, WEIGHED_H + spare * 2 // 3)
        spare = max(0, spare - (tall - WEIGHED_H))
        bottom -= tall + 4
        air = min(CARD_AIR, spare // (2 * max(1, len(rows))))
        y = top + min(LOWEST_START, (spare - air * len(rows)) // 2)
        root.add(Painter(lambda c, r: c.spans(spans, r.x, r.y, 20) and None).at(Rect(area.x, y, area.w, 20)))
        y += 24
        for label, room in zip((head, text), after, strict=True):
            root.add(label.at(Rect(area.x, y, area.w, label.height_at(area.w))))
            y += label.height_at(area.w) + room
        view = root.add(ScrollView("event.choices").at(Rect(area.x - 4, y - 4, area.w + 16, bottom - y + 8)))
        for row in rows:
            row.air = air
            view.add(row.at(Rect(area.x, y, area.w, row.height_at(area.w))))
            y += row.rect.h + gap
        below = min(y, bottom + 4 + tall) if y < bottom else bottom + 4
        panel = Rect(area.x, below, area.w, tall)
        self.add_key(root, add_weighed(root, live, panel, event, self.picked, self.judge_by), event)

    def add_key(self, root: Widget, area: Rect, event: Event) -> None:
        """The key that answers with the chosen one."""
        choice = event.choices[self.chosen]
        words = tr("event.choose", number=self.chosen + 1)
        key = Button("event.choose", words, self.answer, kind="primary", key="Enter", enabled=choice.can_pay,
                     why_disabled=tr("event.cannot_pay"))  # fmt: skip
        root.add(key.at(area))

    def judge_by(self, quantity: str) -> Outcome:
        """Hold the choices against each other by another number."""
        self.picked.quantity = quantity
        self.rebuild()
        return None

    def choose(self, number: int) -> Outcome:
        """Pick a choice out; picked twice it is the answer."""
        event = self.event
        if event is None or not 0 <= number < len(event.choices):
            return None
        if number == self.chosen and event.choices[number].can_pay and self.twice:
            return self.answer()
        self.picked.choice, self.twice = number, True
        self.rebuild()
        return None

    twice = False

    def answer(self) -> Outcome:
        """Give the answer and go on to the next event, or back."""
        event = self.event
        if event is None:
            return Pop()
        try:
            self.live.session.queue(Answer(self.slot, event.choices[self.chosen].choice))
        except EditError as error:
            self.app.toast(str(error), "triangle-alert", "danger")
            return None
        self.live.warned = False
        waiting = [one for one in self.live.session.desk.events if not one.is_answered]
        if not waiting:
            return Pop()
        self.slot, self.picked, self.twice = waiting[0].slot, Picked(0), False
        self.ask()
        self.rebuild()
        return None

    def on_key(self, chord: str) -> Handled:
        """Numbers and arrows choose."""
        event = self.event
        if event is None:
            return False
        if chord in {"1", "2", "3", "4"}:
            number = int(chord) - 1
            if number < len(event.choices):
                self.picked.choice = number
                self.rebuild()
            return True
        if chord in {"Up", "Down"}:
            self.picked.choice = max(0, min(len(event.choices) - 1, self.chosen + (1 if chord == "Down" else -1)))
            self.rebuild()
            return True
        return False
