"""One choice of an event as a card: what it costs, brings by chance, and changes in two years."""

from __future__ import annotations

from pygame import Rect

from game.session.facts.board import Event, Outcome
from game.session.facts.pushed import expected
from game.ui import fonts, icons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Action
from game.ui.screen import Outcome as Answered
from game.ui.screens.event_weighed import USUAL, Picked, gain_words
from game.ui.screens.frame.effects import (
    OUTCOME_INKS,
    effect_colour,
    effect_name,
    effect_value,
    outcome_lines,
    outcome_text,
)
from game.ui.screens.frame.live import Live
from game.ui.widgets import Tip, Widget, draw_cap
from game.ui.widgets.base import run
from game.ui.wording import money, percent, tr

ANSWER_ICONS = {"stockpile": "warehouse", "lean": "feather", "homegrown": "hammer", "statecraft": "scale"}
PUSHES = 4
SIDES, GAIN_W, LINES = 104, 160, 2
"""What a card keeps free beside its words, the room for what it changes, and lines of words at most."""


class ChoiceCard(Widget):
    """One choice: number, icon, name, text, cost, pushes to expect, and the bar of its odds."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, live: Live, event: Event, n: int, picked: Picked, on_press: Action, tight: bool = False) -> None:
        self.card = live.board.events[event.event].choices[n]
        super().__init__(f"choice.{n + 1}", label=live.say(self.card.name), tooltip=self._tip)
        self.live, self.n, self.choice, self.action = live, n, event.choices[n], on_press
        self.picked, self.tight, self.air = picked, tight, 0

    @property
    def selected(self) -> bool:
        """Whether it is the one picked out."""
        return self.picked.choice == self.n

    def _tip(self) -> Tip:
        lines = outcome_lines(self.live, self.card.outcomes, self.choice.outcomes)
        return Tip(self.label, lines=lines, width=400)

    def activate(self) -> Answered:
        """Pick it out."""
        return run(self.action)

    def describe(self) -> str:
        """Say name, cost and odds."""
        gain = gain_words(self.live, self.picked, self.n)
        said = f". {gain[0]}, {gain[1]}." if gain is not None else ""
        return f"{self.label}. {money(self.choice.cost_musd).text}. {self._odds_text()}{said}"

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
        room = width - SIDES
        bar = min(220, room * 3 // 10)
        return bar, room - bar - 14

    def height_at(self, width: int) -> int:
        """How tall the card is."""
        book, pad = fonts.book(), 10 if self.tight else 14
        high = pad + 24 + book.wrapped_height(self._text(), t.TABLE, width - SIDES - GAIN_W, LINES) + 2 + 22
        if len(self.choice.outcomes) > 1:
            high += 2 + book.wrapped_height(self._odds_text(), t.NOTE, self._odds_room(width)[1], LINES)
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
        x, y, room = r.x + 84, top + (10 if self.tight else 14), r.w - SIDES
        beside = room - GAIN_W
        canvas.text(self.label, x, y, t.LEAD_STRONG, t.HIGH if self.choice.can_pay else t.LOW, width=beside)
        self._draw_gain(canvas, r.right - 20, y)
        y += 24
        y += canvas.paragraph(self._text(), Rect(x, y, beside, 60), t.TABLE, t.MIDDLE, LINES) + 2
        canvas.spans(self._pushes(room), x, y, 22)
        y += 24
        if len(self.choice.outcomes) > 1:
            bar, words = self._odds_room(r.w)
            self._draw_odds(canvas, Rect(x, y + 7, bar, 6), self.choice.outcomes)
            canvas.paragraph(self._odds_text(), Rect(x + bar + 14, y, words, 60), t.NOTE, t.MIDDLE, LINES)

    def _pushes(self, room: int) -> list[Span]:
        live, book = self.live, fonts.book()
        cost = money(self.choice.cost_musd).text
        ink = t.MONEY if self.choice.can_pay else t.DANGER_TEXT
        spans = [Span(cost, t.TABLE_DENSE_STRONG, ink)]
        if len(self.choice.outcomes) > 1:
            spans.append(Span(f"    {tr('event.average')}", t.NOTE, t.LOW))
        for effect in expected(self.choice.outcomes)[:PUSHES]:
            more = [Span("    ", t.NOTE), Span(f"{effect_name(live, effect)} ", t.NOTE, t.MIDDLE),
                    Span(effect_value(effect), t.NOTE_STRONG, effect_colour(live, effect))]  # fmt: skip
            if book.spans_width([*spans, *more]) > room:
                break
            spans += more
        return spans

    def _draw_gain(self, canvas: Canvas, right: float, y: float) -> None:
        """What it changes in two years, in the middle and between which ends, at the upper right."""
        gain = gain_words(self.live, self.picked, self.n)
        if gain is None:
            return
        said, ends = gain
        is_first = self.n == USUAL
        canvas.text(
            said, right, y, t.NOTE if is_first else t.TITLE, t.LOW if is_first else t.HIGH, "right", width=GAIN_W
        )
        canvas.text(ends, right, y + 24, t.NOTE, t.LOW, "right", width=GAIN_W)

    def _draw_odds(self, canvas: Canvas, bar: Rect, outcomes: tuple[Outcome, ...]) -> None:
        x, left = float(bar.x), len(outcomes) - 1
        for i, outcome in enumerate(outcomes):
            w = (bar.w - 2 * left) * outcome.odds
            canvas.box(Rect(round(x), bar.y, max(2, round(w)), bar.h), OUTCOME_INKS[min(i, 3)], None, 2)
            x += w + 2
