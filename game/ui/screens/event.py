"""An event: its scene and letter at the left, its choices with costs, odds and effects at the right."""

from __future__ import annotations

import math
from functools import partial

import pygame
from pygame import Rect, Surface

from game.session.edits import Answer, EditError
from game.session.facts.board import Choice, Effect, Event, Outcome
from game.ui import fonts, icons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.habits import HABITS
from game.ui.screen import Action, Handled, Pop, Screen
from game.ui.screen import Outcome as Answered
from game.ui.screens.frame.aside_strip import AsideStrip, opens_forecast, watch_aside
from game.ui.screens.frame.coach import add_coach
from game.ui.screens.frame.effects import (
    OUTCOME_INKS,
    effect_colour,
    effect_name,
    effect_value,
    expected,
    outcome_lines,
    outcome_text,
)
from game.ui.screens.frame.figures import amount, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.shapes import blank, cached
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, ScrollView, Tip, Widget, draw_cap
from game.ui.widgets.base import run
from game.ui.wording import money, percent, tr

SCENES = frozenset({"dock", "hall", "wall", "gate", "pocket", "horizon"})
ANSWER_ICONS = {"stockpile": "warehouse", "lean": "feather", "homegrown": "hammer", "statecraft": "scale"}
LETTER_W, LETTER_TILT, ASIDE_W = 400, 3.0, 700
LOWEST_START, CARD_AIR = 150, 24
"""Pixels by which a short story is moved down at most, and by which each of its cards grows at most."""
PUSHES = 4


class EventScreen(Screen):
    """One event. Keys 1 to 4 or a click choose, Enter answers, Esc leaves it open."""

    def __init__(self, live: Live, slot: int) -> None:
        super().__init__()
        self.live, self.slot = live, slot
        event = self.event
        self.chosen = next((n for n, choice in enumerate(event.choices) if choice.is_chosen), 0) if event else 0

    @property
    def event(self) -> Event | None:
        """The event on the desk; None when it has gone."""
        return next((event for event in self.live.session.desk.events if event.slot == self.slot), None)

    def build(self, view: Viewport) -> Widget:
        """Lay out scene, letter and choices."""
        root = Group(rect=view.rect)
        event = self.event
        if event is None:
            return root
        card = self.live.board.events[event.event]
        split = round(view.width * 0.47)
        scene = f"event-{card.scene if card.scene in SCENES else 'hall'}"
        root.add(Painter(partial(_scene, scene)).at(Rect(0, 0, split + 60, view.height)))
        root.add(Painter(partial(_letter, self.live, event.event)).at(Rect(0, 0, split, view.height)))
        right = Rect(split + 28, 0, view.width - split - 28 - 48, view.height)
        if view.compact:
            right = Rect(split + 12, 0, view.width - split - 12 - 28, view.height)
        self.add_story(root, right, event, view.compact)
        later = Button("event.later", tr("event.later"), self.on_back, kind="quiet", icon="map", key="Esc")
        root.add(later.at(Rect(24, view.height - 60, later.natural()[0], 36)))
        if HABITS.foresees:
            strip = AsideStrip(self.live, "event", opens_forecast(self.live), boxed=True)
            root.add(strip.at(Rect(24, view.height - 124, min(split - 48, ASIDE_W), 48)))
        add_coach(root, self, self.live, view, "event")
        return root

    def update(self, dt: float) -> Answered:
        """Let the forecast of the choice that is picked out move on."""
        event = self.event
        trying = (Answer(self.slot, event.choices[self.chosen].choice),) if event is not None else ()
        watch_aside(self.live, self.root, dt, trying)
        return None

    @property
    def alive(self) -> bool:
        """Frames must come while the first futures do."""
        return self.live.aside.waits

    def add_story(self, root: Widget, area: Rect, event: Event, compact: bool) -> None:
        """Headline, text, choices and the key that answers."""
        card, live = self.live.board.events[event.event], self.live
        top, foot, gap = 20 if compact else 54, 64, 8 if compact else 12
        place = live.say(card.place)
        where = " · ".join(x for x in (quarter_text(event.came_on), place, tr("event.due")) if x)
        spans = [Span(f"{tr('event.kind').upper()}   ", t.LABEL, t.HIGH), Span(where, t.NOTE, t.MIDDLE)]
        style = t.HEADLINE if not compact else t.HEADLINE.sized(30, 36)
        head = Label(live.say(card.name), style, t.HIGH, wid="event.title", wrap=True, max_lines=2)
        text = Label(live.say(card.text), t.BODY if compact else t.LEAD, t.MIDDLE, wrap=True, max_lines=5)
        rows = [ChoiceCard(live, event, n, choice, n == self.chosen, partial(self.choose, n), compact)
                for n, choice in enumerate(event.choices)]  # fmt: skip
        bottom, after = area.bottom - foot - 12, (6 if compact else 12, 12 if compact else 24)
        story = 24 + head.height_at(area.w) + text.height_at(area.w) + sum(after)
        spare = max(0, bottom - top - story - sum(row.height_at(area.w) + gap for row in rows))
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
        self.add_key(root, Rect(area.x, area.bottom - foot, area.w, 48), event)

    def add_key(self, root: Widget, area: Rect, event: Event) -> None:
        """The key that answers with the chosen one."""
        choice = event.choices[self.chosen]
        words = tr("event.choose", number=self.chosen + 1)
        key = Button("event.choose", words, self.answer, kind="primary", big=True, key="Enter", enabled=choice.can_pay,
                     why_disabled=tr("event.cannot_pay"))  # fmt: skip
        root.add(key.at(Rect(area.right - 232, area.y, 232, 48)))
        name = self.live.say(self.live.board.events[event.event].choices[self.chosen].name)
        root.add(Label(name, t.LEAD_STRONG, t.MIDDLE, align="right").at(Rect(area.x, area.y, area.w - 252, 48)))

    def choose(self, number: int) -> Answered:
        """Pick a choice out; picked twice it is the answer."""
        event = self.event
        if event is None or not 0 <= number < len(event.choices):
            return None
        if number == self.chosen and event.choices[number].can_pay and self.twice:
            return self.answer()
        self.chosen, self.twice = number, True
        self.rebuild()
        return None

    twice = False

    def answer(self) -> Answered:
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
        self.slot, self.chosen, self.twice = waiting[0].slot, 0, False
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
                self.chosen = number
                self.rebuild()
            return True
        if chord in {"Up", "Down"}:
            self.chosen = max(0, min(len(event.choices) - 1, self.chosen + (1 if chord == "Down" else -1)))
            self.rebuild()
            return True
        return False


class ChoiceCard(Widget):
    """One choice: number, icon, name, text, cost, pushes to expect, and the bar of its odds."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(
        self, live: Live, event: Event, n: int, choice: Choice, selected: bool, on_press: Action, tight: bool = False
    ) -> None:
        self.card = live.board.events[event.event].choices[n]
        super().__init__(f"choice.{n + 1}", label=live.say(self.card.name), tooltip=self._tip)
        self.live, self.n, self.choice, self.selected, self.action = live, n, choice, selected, on_press
        self.tight, self.air = tight, 0

    def _tip(self) -> Tip:
        lines = outcome_lines(self.live, self.card.outcomes, self.choice.outcomes)
        return Tip(self.label, lines=lines, width=400)

    def activate(self) -> Answered:
        """Pick it out."""
        return run(self.action)

    def describe(self) -> str:
        """Say name, cost and odds."""
        return f"{self.label}. {money(self.choice.cost_musd).text}. {self._odds_text()}"

    def _odds_text(self) -> str:
        parts = []
        for outcome in self.choice.outcomes:
            words = outcome_text(self.live, self.card.outcomes, outcome)
            words = words.rstrip(".") or tr("effect.outcome", number=outcome.index + 1)
            parts.append(f"{percent(outcome.odds).text} {words}")
        return "  ·  ".join(parts)

    def _text(self) -> str:
        return self.live.say(self.card.text)

    def _odds_room(self, width: int) -> tuple[int, int]:
        """Width of the odds bar and of the words beside it."""
        room = width - 104
        bar = min(220, room * 3 // 10)
        return bar, room - bar - 14

    def height_at(self, width: int) -> int:
        """How tall the card is."""
        book, room, pad = fonts.book(), width - 104, 10 if self.tight else 14
        high = pad + 24 + book.wrapped_height(self._text(), t.TABLE, room, 1 if self.tight else 2) + 2 + 22
        if len(self.choice.outcomes) > 1:
            high += 2 + book.wrapped_height(self._odds_text(), t.NOTE, self._odds_room(width)[1], 2)
        return high + pad + self.air

    def draw(self, canvas: Canvas) -> None:
        """Draw the card."""
        r = self.rect
        ground = t.SELECTED if self.selected else t.mix(t.PANEL, t.RAISED, self.heat.value)
        canvas.box(r, ground, t.PAPER if self.selected else t.LINE_STRONG, t.R_PANEL, 1.5 if self.selected else 0)
        top = r.y + self.air // 2
        draw_cap(canvas, str(self.n + 1), r.x + 16, top + 26)
        icon = ANSWER_ICONS.get(self.card.answer or "", self.card.icon)
        if (self.card.icon in icons.icon_names()) and self.card.icon:
            icon = self.card.icon
        if icon in icons.icon_names():
            canvas.icon(icon, r.x + 50, top + 16, 20, t.HIGH)
        x, y, room = r.x + 84, top + (10 if self.tight else 14), r.w - 104
        canvas.text(self.label, x, y, t.LEAD_STRONG, t.HIGH if self.choice.can_pay else t.LOW, width=room)
        y += 24
        y += canvas.paragraph(self._text(), Rect(x, y, room, 60), t.TABLE, t.MIDDLE, 1 if self.tight else 2) + 2
        canvas.spans(self._pushes(room), x, y, 22)
        y += 24
        if len(self.choice.outcomes) > 1:
            bar, words = self._odds_room(r.w)
            self._draw_odds(canvas, Rect(x, y + 7, bar, 6), self.choice.outcomes)
            canvas.paragraph(self._odds_text(), Rect(x + bar + 14, y, words, 60), t.NOTE, t.MIDDLE, 2)

    def _pushes(self, room: int) -> list[Span]:
        live, book = self.live, fonts.book()
        cost = money(self.choice.cost_musd).text
        ink = t.MONEY if self.choice.can_pay else t.DANGER_TEXT
        spans = [Span(cost, t.TABLE_DENSE_STRONG, ink)]
        if len(self.choice.outcomes) > 1:
            spans.append(Span(f"    {tr('event.average')}", t.NOTE, t.LOW))
        for effect in self._weighty()[:PUSHES]:
            more = [Span("    ", t.NOTE), Span(f"{effect_name(live, effect)} ", t.NOTE, t.MIDDLE),
                    Span(effect_value(effect), t.NOTE_STRONG, effect_colour(live, effect))]  # fmt: skip
            if book.spans_width([*spans, *more]) > room:
                break
            spans += more
        return spans

    def _weighty(self) -> list[Effect]:
        return expected(self.choice.outcomes)

    def _draw_odds(self, canvas: Canvas, bar: Rect, outcomes: tuple[Outcome, ...]) -> None:
        x, left = float(bar.x), len(outcomes) - 1
        for i, outcome in enumerate(outcomes):
            w = (bar.w - 2 * left) * outcome.odds
            canvas.box(Rect(round(x), bar.y, max(2, round(w)), bar.h), OUTCOME_INKS[min(i, 3)], None, 2)
            x += w + 2


def _scene(name: str, canvas: Canvas, rect: Rect) -> None:
    area = canvas.rect(rect)

    def make() -> Surface:
        picture = icons.scene(name, area.w, area.h).copy()
        fade = blank(area.w, area.h, t.VOID)
        start = round(area.w * 0.55)
        for x in range(start, area.w):
            share = (x - start) / (area.w - start)
            pygame.draw.line(fade, (*t.VOID, round(255 * share * share * (3 - 2 * share))), (x, 0), (x, area.h))
        picture.blit(fade, (0, 0))
        return picture

    canvas.surface.blit(cached(("event scene", name, area.size), make), area)


def _letter(live: Live, event: str, canvas: Canvas, rect: Rect) -> None:
    """The paper that came with the event, tilted: baked flat, then turned once."""
    wide, scale = min(LETTER_W, rect.w - 150), canvas.scale
    stakes = _stakes(live)
    key = (event, live.session.firm, live.session.turn, wide, scale)

    def make() -> Surface:
        flat = _written(live, event, wide, scale, stakes)
        big = blank(flat.get_width() + 8, flat.get_height() + 8, t.PAPER)
        big.blit(flat, (4, 4))
        return pygame.transform.rotozoom(big, LETTER_TILT, 1.0)

    paper = cached(("letter", *key), make)
    x = (48 if rect.w > 640 else 28) * scale
    y = max(24 * scale, canvas.rect(rect).centery - paper.get_height() / 2 - 20 * scale)
    shade = cached(("letter shade", *key), lambda: _shade(paper))
    canvas.surface.blit(shade, (x + 8 * scale, y + 10 * scale))
    canvas.surface.blit(paper, (x, y))


def _stakes(live: Live) -> list[tuple[str, str]]:
    """Where the firm stands on the day: what an answer is weighed against."""
    top = live.session.desk.top
    gauges = [top.cash, top.runway, *top.moods, top.tension]
    return [(live.quantity_name(gauge.id), amount(gauge.value, gauge.unit).text) for gauge in gauges]


def _written(live: Live, event: str, wide: int, scale: float, stakes: list[tuple[str, str]]) -> Surface:
    card, book, firm = live.board.events[event], fonts.book(), live.session.firm
    title = book.wrap(live.say(card.name), t.NEWS_HEAD.sized(24, 30), wide - 72)
    high = 236 + 30 * len(title) + 22 * len(stakes) + 70
    flat = blank(round(wide * scale), round(high * scale), t.PAPER)
    sheet = Canvas(flat, scale)
    sheet.box(Rect(0, 0, wide, high), t.PAPER, None, 2)
    y = 32
    for line in (quarter_text(live.session.quarter), live.say(card.place)):
        if line:
            sheet.text(line, 36, y, t.MONO, t.INK_DIM)
            y += 20
    sheet.fill(Rect(36, y + 8, wide - 72, 2), t.INK)
    sheet.text(tr("event.to", firm=live.name("firms", firm)), 36, y + 24, t.MONO, t.INK)
    y += 58
    for line in title:
        sheet.text(line, 36, y, t.NEWS_HEAD.sized(24, 30), t.INK)
        y += 30
    y += 14
    for name, value in stakes:
        sheet.text(name, 36, y, t.MONO, t.INK_DIM)
        sheet.text(value, wide - 36, y, t.MONO, t.INK, "right")
        y += 22
    _sign(sheet, 36, y + 44)
    sheet.text(live.say(live.own.city.name), 36, y + 70, t.MONO_SMALL, t.INK_DIM)
    _stamp(sheet, wide - 108, y + 52, quarter_text(live.session.quarter))
    return flat


def _sign(sheet: Canvas, x: float, y: float) -> None:
    points = [(x + 120 * i / 40, y - 14 * math.sin(i * 0.62) * math.exp(-i / 26) - i * 0.25) for i in range(41)]
    sheet.lines(points, t.INK, 1.6)
    sheet.fill(Rect(round(x), round(y) + 14, 132, 1), t.INK_DIM)


def _stamp(sheet: Canvas, x: float, y: float, text: str) -> None:
    red = t.mix(t.DANGER, t.INK, 0.3)
    sheet.box(Rect(round(x) - 74, round(y) - 30, 148, 58), None, red, 4, 2.5)
    sheet.box(Rect(round(x) - 69, round(y) - 25, 138, 48), None, red, 3, 1)
    sheet.text(tr("event.stamp").upper(), x, y - 22, t.LABEL.sized(15, 20), red, "centre")
    sheet.text(text.upper(), x, y - 2, t.LABEL.sized(15, 20), red, "centre")


def _shade(paper: Surface) -> Surface:
    dark = paper.copy()
    dark.fill((0, 0, 0, 110), special_flags=pygame.BLEND_RGBA_MULT)
    return dark
