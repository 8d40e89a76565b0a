"""Pieces of the new game: cards of scenarios and firms, the four-bar profile, the opening situation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pygame import Rect

from game.scenario import Problem
from game.session.facts import Desk
from game.session.seat import Quarter
from game.session.shelf import GAME, Listed, OnShelf, origin
from game.ui import icons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Action
from game.ui.screens.frame.figures import amount, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.new_game_problems import sign_of, tip_of
from game.ui.widgets import Card, Line, Painter, ScrollView, Widget, draw_tag, tag_width
from game.ui.wording import CATALOGUE, money, plain, short_count, tr

ANSWERS = (("stockpile", "warehouse"), ("lean", "feather"), ("homegrown", "hammer"), ("statecraft", "scale"))
CELLS = 10
LEAD_BEHIND = 0.5


class CardList(ScrollView):
    """Cards of which one is picked out; another that is picked out comes into sight."""

    chosen = Rect(0, 0, 0, 0)

    def show_chosen(self) -> None:
        """Scroll to the card that is picked out."""
        self.show_inside(self.chosen)

    def keep(self) -> Any:
        """Keep the place, and which card was picked out."""
        return super().keep(), tuple(self.chosen)

    def restore(self, state: Any) -> None:
        """Go back to the place unless another card was picked out."""
        offset, chosen = state
        super().restore(offset)
        if chosen != tuple(self.chosen):
            self.show_chosen()


class ShelfCard(Card):
    """What lies on the shelf: a picture with what the check came to, and a name."""

    def __init__(
        self, card: OnShelf, problems: Sequence[Problem] | None, selected: bool, on_press: Action, **options: Any
    ) -> None:
        name = card.name.say(CATALOGUE.language)
        super().__init__(f"scenario.{card.id}", on_press, selected=selected, label=name,
                         tooltip=tip_of(card, problems or ()), **options)  # fmt: skip
        self.sign = None if problems is None else sign_of(problems)
        self.card, self.from_where = card, "" if origin(card) == GAME else tr(f"new.from.{origin(card)}")

    def describe(self) -> str:
        """Say its name, and what the check came to."""
        return f"{self.label}: {self.sign.words}" if self.sign is not None else self.label

    def draw(self, canvas: Canvas) -> None:
        """Draw the card."""
        super().draw(canvas)
        picture = Rect(self.rect.x + 2, self.rect.y + 2, self.rect.w - 4, 92)
        self.draw_picture(canvas, picture)
        if self.from_where:
            draw_tag(canvas, self.from_where, picture.x + 8, picture.y + 8, t.LOW)
        if self.sign is not None:
            x = picture.right - 8 - tag_width(self.sign.words, self.sign.icon)
            draw_tag(canvas, self.sign.words, x, picture.y + 8, self.sign.ink, self.sign.icon)
        self.draw_words(canvas, self.rect.x + 16, self.rect.y + 104)

    def draw_picture(self, canvas: Canvas, picture: Rect) -> None:
        """Draw that there is no picture."""
        canvas.fill(picture.inflate(-4, -4), t.mix(t.PANEL, t.SIDE_BLUE_DEEP, 0.5))

    def draw_words(self, canvas: Canvas, x: int, y: int) -> None:
        """Write the name."""
        canvas.text(self.label, x, y, t.LEAD_STRONG, t.HIGH, width=self.rect.w - 32)


class UnreadCard(ShelfCard):
    """A file or folder without a title that could be read."""

    card: OnShelf

    def draw_picture(self, canvas: Canvas, picture: Rect) -> None:
        """Draw the sign of a file."""
        super().draw_picture(canvas, picture)
        canvas.icon("file-json", picture.centerx - 16, picture.centery - 16, 32, t.LOW)

    def draw_words(self, canvas: Canvas, x: int, y: int) -> None:
        """Write its name, its file's where that is another, and that it is no scenario."""
        super().draw_words(canvas, x, y)
        lines = dict.fromkeys([self.label, self.card.id, tr("new.unread")])
        for n, line in enumerate([*lines][1:]):
            canvas.text(line, x, y + 25 + 22 * n, t.TABLE_DENSE, t.MIDDLE, width=self.rect.w - 32)


class ScenarioCard(ShelfCard):
    """A scenario: its picture, name, dates, difficulty and a sentence."""

    card: Listed

    def draw_picture(self, canvas: Canvas, picture: Rect) -> None:
        """Draw its scene, if it has one."""
        if icons.has_scene(self.card.art):
            canvas.scene(self.card.art, picture, t.R_CARD - 2)
        else:
            super().draw_picture(canvas, picture)

    def draw_words(self, canvas: Canvas, x: int, y: int) -> None:
        """Write name, difficulty, dates and summary."""
        r, card = self.rect, self.card
        canvas.text(self.label, x, y, t.LEAD_STRONG, t.HIGH, width=r.w - 90)
        for i in range(3):
            box = Rect(r.right - 50 + 12 * i, y + 7, 9, 9)
            canvas.box(box, t.PAPER if i < card.difficulty else None, None if i < card.difficulty else t.LINE_STRONG, 1)
        first = Quarter(*card.start)
        dates = f"{quarter_text(first)} – {quarter_text(first.later(card.turns - 1))}"
        spans = [Span(dates, t.TABLE_DENSE, t.MIDDLE),
                 Span(f"    {tr('new.quarters', count=card.turns)}", t.TABLE_DENSE, t.LOW)]  # fmt: skip
        canvas.spans(spans, x, y + 24, 20, width=r.w - 32)
        text = card.summary.say(CATALOGUE.language)
        canvas.paragraph(text, Rect(x, y + 47, r.w - 32, 40), t.NOTE, t.MIDDLE, 2)


def card_of(card: OnShelf, problems: Sequence[Problem] | None, selected: bool, on_press: Action) -> ShelfCard:
    """The card of whatever lies on the shelf."""
    kind = ScenarioCard if isinstance(card, Listed) else UnreadCard
    return kind(card, problems, selected, on_press)


class FirmCard(Card):
    """A firm: emblem, name, identity."""

    def __init__(self, live: Live, firm: str, selected: bool, on_press: Action) -> None:
        super().__init__(f"firm.{firm}", on_press, selected=selected, label=live.name("firms", firm))
        self.live, self.firm = live, firm

    def draw(self, canvas: Canvas) -> None:
        """Draw the card."""
        super().draw(canvas)
        r, live = self.rect, self.live
        side = live.firm_side(self.firm)
        size = 42 if r.h > 90 else 34
        canvas.emblem(live.emblem(self.firm), r.centerx, r.y + 8 + size / 2, size, side.shape, side.colour)
        y = r.y + 12 + size
        canvas.text(self.label, r.centerx, y, t.BODY_STRONG, t.HIGH, "centre", width=r.w - 8)
        title = live.say(live.board.firms[self.firm].identity_title)
        canvas.text(title, r.centerx, y + 19, t.SMALL, t.MIDDLE, "centre", width=r.w - 6)


def answer_rows(live: Live, area: Rect, y: int, small: bool) -> list[Widget]:
    """The four answers as bars of ten, with the mean of all firms marked."""
    head = Painter(_answer_head, label=tr("new.answers")).at(Rect(area.x, y, area.w, 18))
    rows: list[Widget] = [head]
    step = 28 if small else 36
    firms = live.board.firms.values()
    for n, (answer, icon) in enumerate(ANSWERS):
        value = float(live.own.profile.get(answer, 0.0))
        mean = sum(float(card.profile.get(answer, 0.0)) for card in firms) / max(1, len(firms))
        paint = partial(_answer_row, live, answer, icon, value, mean)
        label = f"{tr(f'answer.{answer}')}: {plain(value)}"
        rows.append(Painter(paint, wid=f"profile.{answer}", label=label).at(
            Rect(area.x, y + 24 + step * n, area.w, step)))  # fmt: skip
    return rows


def _answer_head(canvas: Canvas, r: Rect) -> None:
    canvas.text(tr("new.answers").upper(), r.x, r.y, t.LABEL, t.LOW)
    wide = canvas.text(tr("new.mean"), r.right, r.y - 1, t.NOTE, t.LOW, "right")
    canvas.fill(Rect(round(r.right - wide - 10), r.y + 2, 2, 12), t.HIGH)


def _answer_row(live: Live, answer: str, icon: str, value: float, mean: float, canvas: Canvas, r: Rect) -> None:
    side = live.firm_side(live.session.firm)
    y = r.centery
    canvas.icon(icon, r.x, y - 9, 18, t.MIDDLE)
    canvas.text(tr(f"answer.{answer}"), r.x + 28, y - 10, t.BODY_MEDIUM, t.HIGH, width=r.w * 0.36)
    left, right = r.x + round(r.w * 0.44), r.right - 34
    step = (right - left) / CELLS
    for i in range(CELLS):
        cell = Rect(round(left + i * step), y - 5, max(3, round(step) - 3), 10)
        canvas.box(cell, side.colour if i < round(value) else t.RAISED, None, 1)
    at = left + mean * step
    canvas.fill(Rect(round(at), y - 9, 2, 18), t.HIGH)
    canvas.text(plain(value), r.right, y - 12, t.FIGURE, t.HIGH, "right")


def opening_lines(live: Live, desk: Desk) -> list[Line]:
    """How the firm begins: chips and runway, money, and where its best model stands."""
    top, books = desk.top, desk.books
    chips = sum(stock.stock_units + sum(units for _, units in stock.racked_units) for stock in desk.stocks)
    runway = amount(top.runway.value, "generations").text
    compute = amount(top.compute.value, "flop").text
    income = money(books.core_musd).text
    behind = top.gap.value
    gap = tr("new.leads") if behind < LEAD_BEHIND else tr("new.behind", gap=amount(behind, "months").text)
    lines = (
        ("boxes", tr("new.chips", chips=short_count(chips).text, runway=runway)),
        ("activity", tr("new.compute", compute=compute, people=plain(top.talent.value))),
        ("banknote", tr("new.cash", cash=money(books.cash_musd).text, income=income)),
        ("flag", gap),
    )
    del live
    return [Line([Span(text, t.TABLE, t.HIGH)], icon=icon, icon_colour=t.MIDDLE) for icon, text in lines]
