"""The last page: the score by part, the ranking, which of the four answers shaped the game, and the course of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.axes import FIRMS, VICTORIES
from game.engine.registers import ENDINGS, PARTS
from game.session.answers import AnswerMark, answers
from game.session.facts import Desk
from game.session.facts.top import TableRow
from game.session.log import LogEntry
from game.session.seat import WORLD, Quarter, Seat
from game.session.stories import Story

CHARTS = ("flop", "gap_months", "domestic_share", "users_m", "cash_bn", "score", "runway", "tension")


@dataclass(frozen=True)
class PartScore:
    """One part of the score."""

    part: str
    points: float
    weight: float
    weighted: float


@dataclass(frozen=True)
class Moment:
    """One line of the timeline."""

    turn: int
    quarter: Quarter
    story: Story
    score_change: float
    """Of this seat's score, in that quarter."""


@dataclass(frozen=True)
class Course:
    """One quantity over the whole game."""

    quantity: str
    unit: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Ending:
    """Everything the last page says."""

    firm: str
    ending: str
    victory: str | None
    winner: str | None
    is_won: bool
    ended_on: Quarter
    score: float
    place: int
    parts: tuple[PartScore, ...]
    table: tuple[TableRow, ...]
    answers: tuple[AnswerMark, ...]
    """The strongest first."""
    timeline: tuple[Moment, ...]
    charts: tuple[Course, ...]
    decisions: int
    quarters_without_decision: int


def ending(desk: Desk, log: Sequence[LogEntry], chronicle: Sequence[tuple[int, Story]], most: int = 12) -> Ending:
    """The facts of the last page, for a game that has ended or as it stands."""
    seat, standings = desk.seat, desk.seat.state.standings
    winner, victory = (int(value.array[WORLD]) for value in (standings.winner_index, standings.victory_index))
    is_over = ENDINGS[int(standings.ending.array[WORLD])] != "running"
    ended = int(standings.ended_on.array[WORLD]) if is_over else seat.turn
    score = seat.number(standings.final_score if is_over else standings.score)
    return Ending(
        firm=seat.firm_id,
        ending=ENDINGS[int(standings.ending.array[WORLD])],
        victory=seat.ids(VICTORIES)[victory] if victory >= 0 else None,
        winner=seat.ids(FIRMS)[winner] if winner >= 0 else None,
        is_won=winner == seat.firm,
        ended_on=seat.quarter_on(ended),
        score=score,
        place=next(row.place for row in desk.league if row.is_you),
        parts=parts(seat),
        table=desk.league,
        answers=answers(seat, log),
        timeline=timeline(seat, chronicle, most),
        charts=tuple(Course(name, seat.unit(name), seat.series(name)) for name in CHARTS),
        decisions=sum(entry.decisions for entry in log),
        quarters_without_decision=sum(entry.decisions == 0 for entry in log),
    )


def parts(seat: Seat) -> tuple[PartScore, ...]:
    """The score by part, with the scenario's weights."""
    points, weights = seat.row(seat.state.standings.parts), seat.rules.score_weights.array
    return tuple(
        PartScore(part, float(points[n]), float(weights[n]), float(points[n] * weights[n]))
        for n, part in enumerate(PARTS)
    )


def timeline(seat: Seat, chronicle: Sequence[tuple[int, Story]], most: int) -> tuple[Moment, ...]:
    """The weightiest stories of the game in their order, at most one kind of story a quarter."""
    score = seat.series("score")
    seen: set[tuple[int, str]] = set()
    best: list[tuple[int, Story]] = []
    for turn, story in sorted(chronicle, key=lambda line: -line[1].weight):
        if (turn, story.message) not in seen and len(best) < most:
            seen.add((turn, story.message))
            best.append((turn, story))
    return tuple(
        Moment(turn, seat.quarter_on(turn), story, score[turn + 1] - score[turn] if turn + 1 < len(score) else 0.0)
        for turn, story in sorted(best, key=lambda line: (line[0], -line[1].weight))
    )


__all__ = ["CHARTS", "AnswerMark", "Course", "Ending", "Moment", "PartScore", "ending", "parts", "timeline"]
