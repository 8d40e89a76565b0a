"""The quarter's front page: composed once, plain greedy columns, ink on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pygame
from pygame import Rect, Surface

from game.session.gazette import Report
from game.session.stories import Story
from game.ui import fonts, icons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import body, cause, headline
from game.ui.shapes import cached, rgba
from game.ui.theme import Type
from game.ui.widgets import Baked
from game.ui.wording import plain, price, signed, tr

RULE = t.mix(t.PAPER, t.INK, 0.35)
SCENE_OF = {"rules": "event-gate", "own": "event-dock", "rival": "event-hall", "world": "event-wall"}
SCENE_OF_STORY = {
    "release": "event-pocket", "held": "event-dock", "bought": "event-dock", "short": "event-dock",
    "licence": "event-gate", "project": "event-hall", "foundry": "event-wall", "tension": "event-wall",
    "strait": "event-wall", "variant": "event-horizon", "opened": "event-pocket",
}  # fmt: skip
GAP, PRICES = 22, 7
RULED, AFTER, LOOSEST = 8, 12, 28
"""Pixels over and under a story, and the most that a loose column adds between two."""
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[。！？]|$")


MOST_HEADS = 6
"""Lines of a headline at most."""


@dataclass
class Hole:
    """A column's free room, from the top."""

    x: int
    y: int
    w: int
    bottom: int

    @property
    def left(self) -> int:
        """How much room is left."""
        return self.bottom - self.y


@dataclass(frozen=True)
class Piece:
    """A story in lines."""

    heads: list[str]
    lines: list[str]
    reasons: list[str]

    @property
    def high(self) -> int:
        """How much room it takes, with what stays free under it."""
        return len(self.heads) * t.NEWS_HEAD.line + len(self.lines + self.reasons) * t.NEWS.line + AFTER


class FrontPage(Baked):
    """One page: masthead, lead story with its picture, further stories, prices."""

    role = "newspaper"

    def __init__(self, wid: str, live: Live, report: Report, **options: Any) -> None:
        words = "\n".join(headline(live, story) for story in report.stories)
        super().__init__(wid, label=words, **options)
        self.live, self.report = live, report

    def bake(self, canvas: Canvas) -> None:
        """Set the page."""
        r, live, report = self.rect, self.live, self.report
        canvas.box(r, t.PAPER, None, 2)
        inner = Rect(r.x + 32, r.y + 16, r.w - 64, r.h - 32)
        y = self._masthead(canvas, inner)
        if not report.stories:
            canvas.text(tr("paper.quiet"), inner.centerx, y + 60, t.HEADLINE_BOLD, t.INK, "centre")
            return
        lead = report.stories[0]
        y = self._lead_headline(canvas, inner, y, headline(live, lead))
        columns = 4 if inner.w >= 900 else 3
        wide = (inner.w - GAP * (columns - 1)) // columns
        holes = self._columns(canvas, inner, y, columns, wide, lead)
        rest = iter(report.stories[1:])
        self._flow(canvas, holes, rest)

    # --- the head
    def _masthead(self, canvas: Canvas, r: Rect) -> int:
        live, report = self.live, self.report
        big = r.w >= 900
        edition = tr("paper.edition", city=live.say(live.own.city.name))
        turns = live.session.desk.top.turns
        number = tr("paper.number" if report.turn < turns else "paper.number.on", number=report.turn + 1, turns=turns)
        book = fonts.book()
        beside = 2 * max(book.width(edition, t.NEWS), book.width(number, t.NEWS)) + 32
        sizes = [t.MASTHEAD.sized(size, 48) for size in (44, 38, 32, 28)]
        style = book.fitting(tr("paper.name"), r.w - beside, *([t.MASTHEAD] if big else []), *sizes)
        canvas.text(edition, r.x, r.y + 4, t.NEWS, t.INK_DIM)
        canvas.text(number, r.right, r.y + 4, t.NEWS, t.INK_DIM, "right")
        canvas.text(tr("paper.name"), r.centerx, r.y - 6, style, t.INK, "centre")
        y = r.y - 6 + style.line + 4
        canvas.fill(Rect(r.x, y, r.w, 3), t.INK)
        canvas.fill(Rect(r.x, y + 5, r.w, 1), t.INK)
        canvas.text(quarter_text(report.quarter), r.x, y + 10, t.NEWS, t.INK)
        canvas.text(tr("paper.motto"), r.centerx, y + 10, t.NEWS, t.INK, "centre")
        seed = tr("paper.seed", seed=live.session.setup.seed)
        canvas.text(seed, r.right, y + 10, t.NEWS, t.INK, "right")
        canvas.fill(Rect(r.x, y + 34, r.w, 1), t.INK)
        return y + 42

    def _lead_headline(self, canvas: Canvas, r: Rect, y: int, text: str) -> int:
        style = t.HEADLINE_BOLD if r.w >= 900 else t.HEADLINE_BOLD.sized(32, 38)
        lines = fonts.book().wrap(text, style, r.w - 40, 2)
        for line in lines:
            canvas.text(line, r.centerx, y, style, t.INK, "centre")
            y += style.line
        canvas.fill(Rect(r.x, y + 8, r.w, 1), t.INK)
        return y + 18

    # --- columns
    def _columns(self, canvas: Canvas, r: Rect, y: int, columns: int, wide: int, lead: Story) -> list[Hole]:
        """Draw picture, rules and the lead's text; what stays free in the order it is to be filled."""
        span = 2 if columns == 4 else 1
        picture_w = wide * span + GAP * (span - 1)
        picture_h = min(round(picture_w * 0.56), round((r.bottom - y) * 0.5)) if span == 2 else round(picture_w * 0.72)
        picture = Rect(r.x + wide + GAP, y + 4, picture_w, picture_h)
        self._picture(canvas, picture, lead)
        foot = picture.bottom + 14
        holes = [Hole(r.x + i * (wide + GAP), y, wide, r.bottom) for i in range(columns)]
        for i in range(1, columns):
            inside = span == 2 and i == 2
            x, top = holes[i].x - GAP // 2, foot + 6 if inside else y
            canvas.vline(x, top, r.bottom - top, RULE)
        for hole in holes[1 : 1 + span]:
            hole.y = foot + 4
        self._lead_text(canvas, holes[0], lead)
        canvas.hline(picture.x, foot - 2, picture.w, t.INK)
        if span == 2 and holes[2].left > 190:
            self._prices(canvas, holes[2])
        order = [columns - 1, 0, 1] + ([2] if span == 2 else [])
        return [holes[i] for i in order]

    def _picture(self, canvas: Canvas, rect: Rect, lead: Story) -> None:
        head = lead.message.removeprefix("story.").partition("_")[0]
        name = SCENE_OF_STORY.get(head, SCENE_OF.get(lead.about, "event-gate"))
        event = dict(lead.params).get("event")
        if isinstance(event, str) and event in self.live.board.events:
            scene = f"event-{self.live.board.events[event].scene}"
            name = scene if icons.has_scene(scene) else name
        area = canvas.rect(rect)
        canvas.surface.blit(cached(("engraving", name, area.size), lambda: engraved(name, area.w, area.h)), area)
        canvas.box(rect, None, t.INK, 0)

    def _lead_text(self, canvas: Canvas, hole: Hole, lead: Story) -> None:
        text = body(self.live, lead) or cause(self.live, lead)
        reason = cause(self.live, lead) if body(self.live, lead) else ""
        book = fonts.book()
        if text:
            first, rest = text[0], text[1:]
            drop = Type(t.NEWS_HEAD.face, 52, 56) if first.isascii() else Type(t.NEWS_HEAD.face, 40, 44)
            indent = round(book.width(first, drop)) + 8
            canvas.text(first, hole.x, hole.y - (5 if first.isascii() else 2), drop, t.INK)
            for n, line in enumerate(book.wrap(rest, t.NEWS, hole.w, indents=(indent, indent))):
                x = hole.x + (indent if n < 2 else 0)
                canvas.text(line, x, hole.y, t.NEWS, t.INK)
                hole.y += t.NEWS.line
            hole.y += 6
        if reason:
            hole.y += canvas.paragraph(reason, Rect(hole.x, hole.y, hole.w, 200), t.NEWS_ITALIC, t.INK_DIM)
        hole.y += 14

    def _flow(self, canvas: Canvas, holes: list[Hole], stories: Iterator[Story]) -> None:
        """Fill hole after hole with story after story; where one does not fit, a shorter one that follows may."""
        waiting = list(stories)
        for n, hole in enumerate(holes):
            fresh, top = n == 0 or hole.y < hole.bottom - 200, hole.y
            pieces: list[Piece] = []
            for story in list(waiting):
                piece = self._fitted(hole, story)
                if piece is None:
                    continue
                waiting.remove(story)
                hole.y += piece.high + (RULED if pieces or not fresh else 0)
                pieces.append(piece)
            spare = min(LOOSEST, max(0, hole.left + AFTER) // max(1, len(pieces) - 1))
            hole.y = top
            for i, piece in enumerate(pieces):
                self._set(canvas, hole, piece, first=fresh and i == 0)
                hole.y += spare

    def _fitted(self, hole: Hole, story: Story) -> Piece | None:
        """A story as it goes into a hole; None if its head and the least of it have no room."""
        heads = fonts.book().wrap(headline(self.live, story), t.NEWS_HEAD, hole.w, MOST_HEADS)
        room = (hole.left - len(heads) * t.NEWS_HEAD.line - 16) // t.NEWS.line
        told = _told(body(self.live, story), cause(self.live, story), hole.w, room)
        return None if told is None else Piece(heads, *told)

    def _set(self, canvas: Canvas, hole: Hole, piece: Piece, first: bool) -> None:
        """Set a story, under a rule if it is not the first of its column."""
        if not first:
            canvas.hline(hole.x, hole.y, hole.w, t.INK)
            hole.y += RULED
        inks = ((piece.heads, t.NEWS_HEAD, t.INK), (piece.lines, t.NEWS, t.INK),
                (piece.reasons, t.NEWS_ITALIC, t.INK_DIM))  # fmt: skip
        for lines, style, ink in inks:
            for line in lines:
                canvas.text(line, hole.x, hole.y, style, ink)
                hole.y += t.NEWS_HEAD.line if lines is piece.heads else t.NEWS.line
        hole.y += AFTER

    def _prices(self, canvas: Canvas, hole: Hole) -> None:
        """What chips on offer cost, and how that stands to their first price."""
        canvas.text(tr("paper.prices"), hole.x, hole.y, t.NEWS_HEAD, t.INK, width=hole.w)
        hole.y += 26
        shown = [one for one in self.live.session.desk.offers if one.status in {"open", "allowance", "licence"}]
        shown.sort(key=lambda one: -one.supply_units)
        small, bold = t.NEWS.sized(14, 20), Type(t.NEWS_HEAD.face, 14, 20)
        called = [self.live.name("chips", one.chip) for one in shown[:PRICES]]
        widest = max(called, key=lambda name: fonts.book().width(name, small), default="")
        names = fonts.book().fitting(widest, hole.w - 108, small, t.TABLE_DENSE, t.NOTE, t.SMALL)
        for offer in shown[:PRICES]:
            lines = fonts.book().wrap(self.live.name("chips", offer.chip), names, hole.w - 108)
            if hole.left < 4 + 20 * len(lines):
                break
            change = offer.price_musd / offer.start_price_musd - 1 if offer.start_price_musd > 0 else 0.0
            for n, line in enumerate(lines):
                canvas.text(line, hole.x, hole.y + 20 * n + 10 - names.line / 2, names, t.INK)
            canvas.text(price(offer.price_musd * 1e6), hole.x + hole.w - 52, hole.y, bold, t.INK, "right")
            canvas.text(f"{signed(100 * change)} %", hole.x + hole.w, hole.y, small, t.INK_DIM, "right")
            hole.y += 3 + 20 * len(lines)
            canvas.dashed([(hole.x, hole.y - 1.5), (hole.x + hole.w, hole.y - 1.5)], RULE, 1, 1.5, 2.5)
        standing = self.report.table[0]
        words = "paper.level" if self.report.place is None else "paper.leader"
        lead = tr(words, firm=self.live.name("firms", standing.firm), score=plain(standing.score))
        hole.y += 8
        if hole.left > 46:
            hole.y += canvas.paragraph(lead, Rect(hole.x, hole.y, hole.w, 80), t.NEWS, t.INK, 3) + 12


def _told(text: str, reason: str, width: int, room: int) -> tuple[list[str], list[str]] | None:
    """The most of a story that fits into so many lines: whole sentences and the reason, else either, else None."""
    book = fonts.book()
    told = [text[: end.end()] for end in SENTENCE_END.finditer(text)][::-1] if text else []
    tries = [(words, reason) for words in told] + [(words, "") for words in told] + [("", reason)]
    for words, why in tries:
        lines = book.wrap(words, t.NEWS, width) if words else []
        reasons = book.wrap(why, t.NEWS_ITALIC, width) if why else []
        bare = not (lines or reasons) and bool(text or reason)
        if len(lines) + len(reasons) <= room and not bare:
            return lines, reasons
    return None


def engraved(name: str, w: int, h: int) -> Surface:
    """A scene as an engraving: ink on paper, dark places as lines that grow thick."""
    scene = icons.scene(name, w, round(w * 900 / 760)) if name.startswith("event-") else icons.scene(name, w, h)
    flat = Surface((w, h))
    flat.fill(rgba(t.VOID))
    flat.blit(scene, (0, -max(0, round((scene.get_height() - h) * 0.52))))
    shades = pygame.surfarray.array3d(flat).astype(np.float32)
    light = shades @ np.array([0.25, 0.45, 0.30], dtype=np.float32)
    steps = np.sort(light, axis=None)
    light = 0.65 * np.searchsorted(steps, light) / light.size + 0.35 * np.clip(light / 150.0, 0.0, 1.0)
    period = max(3, round(h / 110))
    rows = np.abs((np.arange(h) % period) / period - 0.5) * 2
    ink = np.clip((0.86 - light - rows[None, :] * 0.62) * 4.0, 0.0, 1.0)
    paper, dark = np.array(t.PAPER, dtype=np.float32), np.array(t.INK, dtype=np.float32)
    out = paper + (dark - paper) * (ink * 0.9)[..., None]
    pygame.surfarray.blit_array(flat, out.astype(np.uint8))
    return flat
