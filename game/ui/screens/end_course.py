"""The course of a finished game: the odds and the decisions that moved them, or the score and what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pygame import Rect

from game.session.ending import Ending, Moment
from game.session.hindsight import NAMED, Hindsight, Mover
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Outcome
from game.ui.screens.end_parts import STILL, draw_moment
from game.ui.screens.end_words import change_text, decision_text, mover_tip, odds_tip, state_text
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.widgets import (
    Axis,
    Label,
    Mark,
    Option,
    Painter,
    Panel,
    Segmented,
    Series,
    Tip,
    TipLine,
    Widget,
    nice_axis,
)
from game.ui.widgets.base import run
from game.ui.widgets.turn_chart import TurnChart
from game.ui.wording import plain, tr

VIEWS = ("odds", "score")
ODDS, SCORE = VIEWS
STATE_H = 24
RIVALS = 2
"""Rivals whose odds are drawn: the winner and whoever was nearest to it."""
APART = 0.12
"""Part of a chart's height between the marks of one quarter."""


class TurnRow(Widget):
    """A line that tells of a quarter and opens it."""

    role = "link"
    focusable = True
    cursor = "hand"

    def __init__(
        self, wid: str, paint: Callable[[Canvas, Rect], None], action: Callable[[], Any], **options: Any
    ) -> None:
        super().__init__(wid, **options)
        self.paint, self.action = paint, action

    def activate(self) -> Outcome:
        """Open the quarter."""
        return run(self.action)

    def draw(self, canvas: Canvas) -> None:
        """Draw the line, lit while the mouse is on it."""
        if self.heat.value > 0.02:
            canvas.fill(self.rect.inflate(12, 0), t.mix(t.PANEL, t.HOVER, self.heat.value))
        self.paint(canvas, self.rect)


class CoursePanel:
    """Fills the panel. ``open_turn`` is called with a turn that was chosen, ``show`` with another view."""

    def __init__(
        self,
        live: Live,
        ending: Ending,
        hindsight: Hindsight,
        open_turn: Callable[[int], Outcome],
        show: Callable[[str], None],
    ) -> None:
        self.live, self.ending, self.hindsight = live, ending, hindsight
        self.open_turn, self.show = open_turn, show
        self.session = live.session

    def add(self, root: Widget, area: Rect, small: bool, view: str) -> None:
        """One of the two views with its list."""
        title = tr("end.odds" if view == ODDS else "end.course")
        tip = tr("end.odds.tip" if view == ODDS else "end.course.tip")
        panel = root.add(Panel("course", title, tooltip=tip).at(area))
        options = [Option(name, tr(f"end.view.{name}")) for name in VIEWS]
        choice = Segmented("end.view", options, view, self.show, label=title)
        wide = choice.natural()[0]
        panel.add(choice.at(Rect(area.right - wide - 8, area.y + 5, wide, 30)))
        (self._odds if view == ODDS else self._score)(panel, area, small)

    # --- the odds
    def _odds(self, panel: Panel, area: Rect, small: bool) -> None:
        high, movers = 24 if small else 30, self.hindsight.movers()
        rows = len(movers) if self.hindsight.phase in {"refine", "done"} else NAMED
        listed = rows * high + STATE_H
        chart = Rect(area.x + 12, area.y + 40, area.w - 24, area.h - 40 - listed - 14)
        if chart.h > 60:
            panel.add(self._odds_chart(movers).at(chart))
        top = area.bottom - listed - 8
        state = Label(state_text(self.hindsight), t.NOTE, t.MIDDLE, wid="end.state")
        panel.add(state.at(Rect(area.x + 16, top, area.w - 32, 20)))
        for n in range(len(movers), rows):
            panel.add(Painter(partial(_draw_awaited, n + 1)).at(Rect(area.x + 16, top + STATE_H + n * high,
                                                                     area.w - 32, high)))  # fmt: skip
        for n, mover in enumerate(movers):
            place = Rect(area.x + 16, top + STATE_H + n * high, area.w - 32, high)
            row = TurnRow(f"decision.{n}", partial(draw_mover, self.live, n + 1, mover),
                          partial(self.open_turn, mover.decision.turn), label=decision_text(self.live, mover.decision),
                          tooltip=partial(mover_tip, self.live, mover))  # fmt: skip
            panel.add(row.at(place))

    def _odds_chart(self, movers: Sequence[Mover]) -> TurnChart:
        session, found = self.session, self.hindsight.all_odds()
        own = session.seat_place
        shares = {place: [(float(odds.turn), 100 * odds.by_firm[place]) for odds in found] for place in self._rivals()}
        mine = tuple((float(odds.turn), 100 * odds.by_firm[own]) for odds in found)
        series = []
        for place, points in shares.items():
            firm = session.firms[place]
            series.append(Series(tuple(points), self.live.firm_side(firm).colour, dashed=True, width=1.6,
                                 text=self.live.name("firms", firm)))  # fmt: skip
        series.append(Series(mine, t.COMPUTE, fill=True, width=2.2, text=self.live.name("firms", session.firm)))
        last = max(1, self.hindsight.turns)
        axis = Axis(0, last, self._years(last), show=self._year)
        tall = Axis(0, 100, (0.0, 25.0, 50.0, 75.0, 100.0), plain)
        marks = _stacked([(mover.decision.turn + 1, 100 * mover.odds, _is_harm(mover)) for mover in movers], tall)
        return TurnChart("course.chart", series, axis, tall, self.open_turn, self._told, marks=marks,
                         right_margin=92, label=tr("end.odds"))  # fmt: skip

    def _rivals(self) -> list[int]:
        """Whose odds are drawn beside one's own."""
        found, own = self.hindsight.all_odds(), self.session.seat_place
        places = [place for place in range(len(self.session.firms)) if place != own]
        reached = {place: sum(odds.by_firm[place] for odds in found) for place in places}
        if self.ending.winner is not None:
            reached[self.session.firms.index(self.ending.winner)] = len(found) + 1.0
        return sorted((place for place in places if reached[place] > 0), key=lambda place: -reached[place])[:RIVALS]

    def _told(self, turn: int) -> Tip | None:
        return odds_tip(self.live, self.hindsight.odds(turn), turn)

    # --- the score
    def _score(self, panel: Panel, area: Rect, small: bool) -> None:
        rows, columns = (5, 1) if small else (4, 2)
        listed = rows * (24 if small else 30)
        moments = sorted(self.ending.timeline, key=lambda one: -one.story.weight)[: columns * rows]
        moments.sort(key=lambda one: one.turn)
        chart = Rect(area.x + 12, area.y + 40, area.w - 24, area.h - 40 - listed - 18)
        if chart.h > 60:
            panel.add(self._score_chart(moments).at(chart))
        half, high = (area.w - 16 * (columns + 1)) // columns, listed // rows
        for n, moment in enumerate(moments):
            x, y = area.x + 16 + (n // rows) * (half + 16), area.bottom - listed - 10 + (n % rows) * high
            is_first = n == 0 or moments[n - 1].turn != moment.turn  # the score moved once in a quarter
            row = TurnRow(f"moment.{n}", partial(draw_moment, self.live, n + 1, moment, is_first),
                          partial(self.open_turn, moment.turn), tooltip=tr("end.open_turn"))  # fmt: skip
            panel.add(row.at(Rect(x, y, half, high)))

    def _score_chart(self, moments: Sequence[Moment]) -> TurnChart:
        ending, desk = self.ending, self.session.desk
        own = next(course.values for course in ending.charts if course.quantity == "score")
        rival = next((row.firm for row in ending.table if not row.is_you), "")
        others = desk.public_series("score", rival) if rival else None
        series = []
        if others is not None:
            label = self.live.name("firms", rival)
            series.append(Series(_from_first(others), self.live.firm_side(rival).colour, dashed=True, width=1.6,
                                 text=label))  # fmt: skip
        name = self.live.name("firms", self.session.firm)
        series.append(Series(_from_first(own), t.COMPUTE, fill=True, width=2.2, text=name))
        reached = (*own[1:], *(others or own)[1:]) or (50.0,)
        room = 0.1 * max(4.0, max(reached) - min(reached))
        tall = nice_axis(max(0.0, min(reached) - room), max(reached) + room)
        points = [(m.turn + 1, own[min(m.turn + 1, len(own) - 1)], m.score_change < -STILL) for m in moments]
        marks = _stacked(points, tall)
        last = max(2, len(own) - 1)
        axis = Axis(1, last, self._years(last)[1:], show=self._year)
        scores = {self.session.firm: own, **({rival: others} if others is not None else {})}

        def tell(turn: int) -> Tip:
            known = {firm: values[turn] for firm, values in scores.items() if turn < len(values)}
            lines = tuple(TipLine(self.live.name("firms", firm), plain(score, 1)) for firm, score in known.items())
            return Tip(quarter_text(desk.quarter_on(turn)), lines=lines, note=tr("end.open_turn"))

        return TurnChart("course.chart", series, axis, tall, self.open_turn, tell, marks=marks, right_margin=92,
                         label=tr("end.course"))  # fmt: skip

    # --- the years below
    def _years(self, last: int) -> tuple[float, ...]:
        first = self.session.desk.quarter_on(0)
        return tuple(float(n) for n in range(last) if first.later(n).quarter == 1)

    def _year(self, turn: float) -> str:
        return str(self.session.desk.quarter_on(0).later(round(turn)).year)


def draw_mover(live: Live, number: int, mover: Mover, canvas: Canvas, r: Rect) -> None:
    """One of the decisions that moved the odds most."""
    harm = _is_harm(mover)
    y = r.centery - 9
    canvas.text(str(number), r.x, y, t.TABLE_DENSE_STRONG, t.DANGER_TEXT if harm else t.HIGH)
    canvas.text(quarter_text(live.session.desk.quarter_on(mover.decision.turn), True), r.x + 22, y, t.TABLE_DENSE,
                t.LOW)  # fmt: skip
    change = change_text(mover)
    wide = canvas.text(change, r.right, y, t.TABLE_DENSE_STRONG, t.DANGER_TEXT if harm else t.HIGH, "right")
    canvas.text(decision_text(live, mover.decision), r.x + 78, y, t.TABLE_DENSE, t.HIGH, width=r.w - 78 - wide - 12)
    canvas.hline(r.x, r.bottom - 1, r.w)


def _draw_awaited(number: int, canvas: Canvas, r: Rect) -> None:
    """The place of a decision that is still being looked for."""
    canvas.text(str(number), r.x, r.centery - 9, t.TABLE_DENSE, t.mix(t.PANEL, t.LOW, 0.88))
    canvas.hline(r.x, r.bottom - 1, r.w)


def _is_harm(mover: Mover) -> bool:
    return (mover.gain if mover.is_clear else mover.lead) < 0


def _stacked(points: Sequence[tuple[int, float, bool]], tall: Axis) -> list[Mark]:
    """Numbered marks (turn, height, whether it did harm); those of one turn stand over one another."""
    marks: list[Mark] = []
    middle, step = (tall.low + tall.high) / 2, APART * (tall.high - tall.low)
    for n, (turn, height, harm) in enumerate(points):
        taken = sum(mark.x == turn for mark in marks)
        at = height + (step if height < middle else -step) * taken
        marks.append(Mark(float(turn), at, t.DANGER if harm else t.PAPER, hollow=harm, number=str(n + 1)))
    return marks


def _from_first(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """A score over time from the end of the first quarter on; before it nobody had one."""
    return tuple((float(turn), value) for turn, value in enumerate(values) if turn > 0)
