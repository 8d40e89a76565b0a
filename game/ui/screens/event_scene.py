"""What lies at the left of an event: its scene at night, and the paper that came with it."""

from __future__ import annotations

import math

import pygame
from pygame import Rect, Surface

from game.ui import fonts, icons
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.frame.figures import amount, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.shapes import blank, cached
from game.ui.wording import tr

SCENES = frozenset({"dock", "hall", "wall", "gate", "pocket", "horizon"})
LETTER_W, LETTER_TILT = 400, 3.0


def draw_scene(name: str, canvas: Canvas, rect: Rect) -> None:
    """The scene, fading into the night to the right."""
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


def draw_letter(live: Live, event: str, canvas: Canvas, rect: Rect) -> None:
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
