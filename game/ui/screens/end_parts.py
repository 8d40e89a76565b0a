"""Pieces of the last page: the game as a wafer, the score over time, the four answers, the ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.session.ending import AnswerMark, Course, Ending, Moment, PartScore
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screens.frame.figures import amount, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import headline
from game.ui.theme import Colour, rgb
from game.ui.widgets import Baked, wafer_dies
from game.ui.wording import CATALOGUE, Amount, flop, plain, signed, tr

ANSWER_COLOURS: dict[str, Colour] = {
    "stockpile": rgb("A4B8D0"), "lean": rgb("7CC9A2"), "homegrown": rgb("B7A3F0"), "statecraft": rgb("E6A6C3"),
}  # fmt: skip
ANSWER_ICONS = {"stockpile": "warehouse", "lean": "feather", "homegrown": "hammer", "statecraft": "scale"}
PART_COLOURS: tuple[Colour, ...] = (rgb("CBD8E8"), rgb("7F9BC0"), rgb("49658C"), t.MONEY)
PART_ICONS = {"frontier": "trophy", "self_reliance": "shield", "platform": "users-round", "treasury": "banknote"}
STILL = 0.25
"""Points of score: a quarter that moved it less was neither good nor bad."""
FOLDS = frozenset({"answer.lean.gained"})
"""Facts counted in powers of ten: a reader wants to know how many times."""
TALL = 150
"""Height from which a small chart has room for its years."""
RIM = 6
"""Pixels round the wafer."""
UNITS = {
    "cash_bn": "$bn", "flop": "flop", "runway": "generations", "gap_months": "months", "domestic_share": "share",
    "users_m": "m users", "score": "points", "tension": "points",
}  # fmt: skip


class GameWafer(Baked):
    """The game as a wafer: a die a decision, bright where its quarter raised the score, crossed where it cost."""

    def __init__(self, wid: str, marks: Sequence[int], **options: Any) -> None:
        super().__init__(wid, **options)
        self.marks = list(marks)

    def bake(self, canvas: Canvas) -> None:
        """Draw rim and dies."""
        side = min(self.rect.w, self.rect.h)
        cx, cy, radius = self.rect.centerx, self.rect.centery, side / 2 - RIM
        canvas.glow(cx, cy, radius * 1.5, t.COMPUTE_DEEP, 0.8)
        canvas.disc(cx, cy, radius, t.mix(t.SEA, t.VOID, 0.3), t.mix(t.SIDE_BLUE, t.SEA, 0.3), 1.5)
        canvas.polygon([(cx - 6, cy + radius + 1), (cx + 6, cy + radius + 1), (cx, cy + radius - 7)], t.SEA)
        dies, pitch = self._grid(radius)
        for (dx, dy), mark in zip(dies, [*self.marks, *[2] * len(dies)], strict=False):
            die = Rect(0, 0, max(3, round(pitch - 3)), max(3, round(pitch - 3)))
            die.center = (round(cx + dx), round(cy + dy))
            if mark == 1:
                canvas.fill(die, t.COMPUTE)
            elif mark == -1:
                canvas.box(die, t.DANGER_DEEP, t.DANGER, 1)
                arm = die.w * 0.22
                left, right, top, low = (die.centerx - arm, die.centerx + arm, die.centery - arm, die.centery + arm)
                canvas.lines([(left, top), (right, low)], t.DANGER, 1)
                canvas.lines([(left, low), (right, top)], t.DANGER, 1)
            else:
                canvas.fill(die, t.mix(t.SEA, t.SIDE_BLUE_DEEP, 0.8) if mark == 0 else t.mix(t.SEA, t.LINE, 0.35))

    def _grid(self, radius: float) -> tuple[list[tuple[float, float]], float]:
        """The largest dies of which enough fit, read from the top left as the game went."""
        pitch = radius / 2
        while pitch > 5:
            dies = wafer_dies(radius - 6, pitch, pitch)
            if len(dies) >= max(21, len(self.marks)):
                return sorted(dies, key=lambda die: (round(die[1]), die[0])), pitch
            pitch *= 0.94
        return sorted(wafer_dies(radius - 6, pitch, pitch), key=lambda die: (round(die[1]), die[0])), pitch


def decision_marks(live: Live) -> list[int]:
    """For every decision of the game: 1, 0 or -1 by what its quarter did to the score; at least one a quarter."""
    score = live.session.desk.series("score")
    marks: list[int] = []
    for entry in live.session.log:
        moved = score[entry.turn + 1] - score[entry.turn] if entry.turn + 1 < len(score) else 0.0
        mark = 1 if moved > STILL else -1 if moved < -STILL else 0
        marks += [mark] * max(1, entry.decisions)
    return marks


def draw_part(live: Live, part: PartScore, canvas: Canvas, r: Rect) -> None:
    """One part of the score: its points by weight, of what it could be."""
    del live
    canvas.icon(PART_ICONS.get(part.part, "star"), r.x, r.y + 2, 16, t.MIDDLE)
    x = r.x + 26 + canvas.text(tr(f"part.{part.part}"), r.x + 26, r.y, t.BODY_STRONG, t.HIGH)
    weight = tr("end.part", points=plain(part.points), weight=plain(100 * part.weight))
    canvas.text(weight, x + 10, r.y + 1, t.NOTE, t.LOW, width=r.right - 40 - x - 10)
    canvas.text(plain(part.weighted, 1), r.right, r.y - 1, t.TABLE_STRONG, t.HIGH, "right")
    bar = Rect(r.x, r.y + 24, r.w, 5)
    canvas.box(bar, t.LINE, None, 2)
    wide = round(bar.w * max(0.0, min(1.0, part.points / 100)))
    if wide > 2:
        canvas.box(Rect(bar.x, bar.y, wide, bar.h), t.mix(t.SIDE_BLUE, t.HIGH, 0.35), None, 2)


def draw_answer(live: Live, mark: AnswerMark, canvas: Canvas, r: Rect) -> None:
    """One of the four answers: how much it shaped the game, and by what that was measured."""
    del live
    colour = ANSWER_COLOURS[mark.answer]
    canvas.icon(ANSWER_ICONS[mark.answer], r.x, r.y + 2, 16, colour)
    canvas.text(tr(f"answer.{mark.answer}"), r.x + 26, r.y, t.BODY_STRONG, t.HIGH)
    canvas.text(f"{plain(100 * mark.share)} %", r.right, r.y - 1, t.TABLE_STRONG, t.HIGH, "right")
    bar = Rect(r.x, r.y + 24, r.w, 5)
    canvas.box(bar, t.LINE, None, 2)
    wide = round(bar.w * max(0.0, min(1.0, mark.mark)))
    if wide > 2:
        canvas.box(Rect(bar.x, bar.y, wide, bar.h), colour, None, 2)
    if mark.facts and r.h >= 48:
        canvas.text(fact_line(*mark.facts[0]), r.x, r.y + 32, t.NOTE, t.MIDDLE, width=r.w)


def fact_line(message: str, value: float) -> str:
    """A measured number and what it is; a loss is told as one."""
    if value <= -0.005 and CATALOGUE.has(f"{message}.less"):
        message, value = f"{message}.less", -value
    return tr("end.fact", value=fact_text(message.removesuffix(".less"), value), what=tr(message))


def fact_text(message: str, value: float) -> str:
    """A measured number: shares in per cent, powers of ten written out."""
    if message.endswith(("_share", ".now", ".rise", ".bought")):
        return f"{plain(100 * value)} %"
    if message in FOLDS:
        return tr("end.times", count=f"{float(f'{10**value:.2g}'):,.0f}")
    return plain(value, 0 if abs(value) >= 10 or value == round(value) else 2)


def draw_moment(live: Live, number: int, moment: Moment, is_first: bool, canvas: Canvas, r: Rect) -> None:
    """One line of the timeline; the first of a quarter says how the score moved in it."""
    harm = moment.score_change < -STILL
    canvas.text(str(number), r.x, r.y + 5, t.TABLE_DENSE_STRONG, t.DANGER_TEXT if harm else t.HIGH)
    canvas.text(quarter_text(moment.quarter, True), r.x + 22, r.y + 5, t.TABLE_DENSE, t.LOW)
    change = signed(moment.score_change, 1) if is_first else ""
    ink = t.DANGER_TEXT if harm else t.MIDDLE
    wide = canvas.text(change, r.right, r.y + 5, t.TABLE_DENSE_STRONG, ink, "right") if change else -8
    words, room = headline(live, moment.story), r.w - 68 - wide - 8
    style = fonts.book().fitting(words, room, t.TABLE_DENSE, t.NOTE, t.SMALL)
    canvas.text(words, r.x + 68, r.y + 14 - style.line / 2, style, t.HIGH, width=room)
    canvas.hline(r.x, r.bottom - 1, r.w)


def draw_rank(live: Live, ending: Ending, n: int, canvas: Canvas, r: Rect) -> None:
    """One firm of the ranking with its score by part."""
    row = ending.table[n]
    side = live.firm_side(row.firm)
    if row.is_you:
        whole = r.inflate(24, 0)
        canvas.fill(whole, t.SELECTED)
        canvas.fill(Rect(whole.x, whole.y, 3, whole.h), t.PAPER)
    y = r.centery - 10
    style = t.TABLE_STRONG if row.is_you else t.TABLE
    canvas.text(str(row.place), r.x + 6, y, style, t.HIGH if row.is_you else t.LOW)
    canvas.emblem(live.emblem(row.firm), r.x + 42, r.centery, min(26, r.h - 4), side.shape, side.colour)
    left = r.x + (round(r.w * 0.42) if r.w > 300 else 146)
    canvas.text(live.name("firms", row.firm), r.x + 64, y, style, t.HIGH, width=left - r.x - 68)
    weights = [part.weight for part in ending.parts]
    reached = [sum(points * weights[i] for i, (_, points) in enumerate(one.parts)) for one in ending.table]
    room, best = r.right - 46 - left, max(1.0, *reached, *(one.expected for one in ending.table))
    x = float(left)
    for i, (_, points) in enumerate(row.parts):
        wide = room * max(0.0, points * weights[i]) / best
        if wide >= 1:
            canvas.fill(Rect(round(x), r.centery - 4, max(1, round(wide) - 1), 8), PART_COLOURS[i % 4])
        x += wide
    canvas.fill(Rect(round(left + room * row.expected / best), r.centery - 8, 2, 16), t.PAPER)
    canvas.text(plain(row.score, 1), r.right, y, t.TABLE_STRONG if row.is_you else t.TABLE, t.HIGH, "right")


def _short(value: float, unit: str) -> Amount:
    return flop(value, "unit.bare") if unit == "flop" else amount(value, unit)


def draw_course(live: Live, course: Course, colour: Colour, canvas: Canvas, r: Rect) -> None:
    """A quantity over the whole game in small."""
    canvas.box(r, t.PANEL, t.LINE)
    unit = UNITS.get(course.quantity, course.unit)
    scale = 1e21 if course.quantity == "flop" else 1.0
    first, last = (_short(value * scale, unit) for value in (course.values[0], course.values[-1]))
    canvas.text(live.quantity_name(course.quantity), r.x + 12, r.y + 10, t.NOTE, t.MIDDLE, width=r.w - 24)
    spans = [Span(last.value, t.FIGURE, t.HIGH), Span(f" {last.unit}" if last.unit else "", t.SMALL, t.LOW)]
    canvas.spans(spans, r.x + 12, r.y + 28, 24)
    canvas.text(tr("end.from", value=first.text), r.x + 12, r.y + 52, t.NOTE, t.LOW, width=r.w - 24)
    tall = r.h >= TALL
    box = Rect(r.x + 12, r.y + 78, r.w - 24, r.h - (106 if tall else 90))
    if box.h < 12 or len(course.values) < 2:
        return
    low, high = min(course.values), max(course.values)
    span = high - low if high - low > 1e-9 else 1.0
    canvas.hline(box.x, box.bottom, box.w, t.LINE_STRONG)
    if tall:
        years = [str(live.session.desk.quarter_on(turn).year) for turn in (0, len(course.values) - 2)]
        canvas.text(years[0], box.x, box.bottom + 5, t.SMALL, t.LOW)
        canvas.text(years[1], box.right, box.bottom + 5, t.SMALL, t.LOW, "right")
    step = box.w / (len(course.values) - 1)
    points = [(box.x + step * i, box.bottom - box.h * (value - low) / span) for i, value in enumerate(course.values)]
    if all(math.isfinite(y) for _, y in points):
        canvas.lines(points, colour, 1.8)
        canvas.disc(*points[-1], 3.5, t.HIGH)
