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


TOLD_WEIGHT = 42.0
"""From this weight on a story may be told."""
TOLD_A_QUARTER = 6
UNTOLD = ("story.event",)
"""What is told by what came of it."""
OWN_BONUS = 15.0
SCORE_PULL = 4.0
"""Weight of a point of score won or lost in the quarter."""


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
    expected: float
    """Weighted points that were expected of the firm: what scores 50."""
    table: tuple[TableRow, ...]
    answers: tuple[AnswerMark, ...]
    """The strongest first."""
    timeline: tuple[Moment, ...]
    charts: tuple[Course, ...]
    decisions: int


def ending(desk: Desk, log: Sequence[LogEntry], chronicle: Sequence[tuple[int, Story]], most: int = 12) -> Ending:
    """The facts of the last page, for a game that has ended or as it stands."""
    seat, standings = desk.seat, desk.seat.state.standings
    winner, victory = (int(value.array[WORLD]) for value in (standings.winner_index, standings.victory_index))
    how = ENDINGS[int(standings.ending.array[WORLD])]
    is_over = how != "running"
    ended = int(standings.ended_on.array[WORLD]) if is_over else seat.turn
    is_scored = is_over and how != "collapse"  # in a collapse all score nothing: the page tells what was reached
    score = seat.number(standings.final_score if is_scored else standings.score)
    return Ending(
        firm=seat.firm_id,
        ending=how,
        victory=seat.ids(VICTORIES)[victory] if victory >= 0 else None,
        winner=seat.ids(FIRMS)[winner] if winner >= 0 else None,
        is_won=winner == seat.firm,
        ended_on=seat.quarter_on(ended),
        score=score,
        place=next(row.place for row in desk.league if row.is_you),
        parts=parts(seat),
        expected=seat.number(seat.state.standings.expected),
        table=desk.league,
        answers=answers(seat, log),
        timeline=timeline(seat, chronicle, most),
        charts=tuple(Course(name, seat.unit(name), seat.series(name)) for name in CHARTS),
        decisions=sum(entry.decisions for entry in log),
    )


def parts(seat: Seat) -> tuple[PartScore, ...]:
    """The score by part, with the scenario's weights."""
    points, weights = seat.row(seat.state.standings.parts), seat.rules.score_weights.array
    return tuple(
        PartScore(part, float(points[n]), float(weights[n]), float(points[n] * weights[n]))
        for n, part in enumerate(PARTS)
    )


def tellable(stories: Sequence[Story]) -> tuple[Story, ...]:
    """What of a quarter's stories may be told on the last page: the weightiest, one's own before others'."""
    told = sorted((story for story in stories if story.message not in UNTOLD), key=lambda story: -_own_first(story))
    return tuple(story for story in told if _own_first(story) >= TOLD_WEIGHT)[:TOLD_A_QUARTER]


def _own_first(story: Story) -> float:
    return story.weight + (OWN_BONUS if story.about == "own" else 0.0)


def timeline(seat: Seat, chronicle: Sequence[tuple[int, Story]], most: int) -> tuple[Moment, ...]:
    """The stories that made the game, in their order: those that weighed most and moved the score.

    They are spread: each one chosen makes another of its kind, and of its year, less likely to be the next.
    """
    changes = _score_changes(seat)
    left = list(chronicle)
    chosen: list[tuple[int, Story]] = []

    def pull(line: tuple[int, Story]) -> float:
        turn, story = line
        kind = sum(story.message == other.message for _, other in chosen)
        year = sum(turn // 4 == other // 4 for other, _ in chosen)
        return _own_first(story) + SCORE_PULL * min(abs(changes.get(turn, 0.0)), 4.0) - 9.0 * kind - 7.0 * year

    while left and len(chosen) < most:
        best = max(left, key=pull)
        left.remove(best)
        chosen.append(best)
    return tuple(
        Moment(turn, seat.quarter_on(turn), story, changes.get(turn, 0.0))
        for turn, story in sorted(chosen, key=lambda line: (line[0], -line[1].weight))
    )


def _score_changes(seat: Seat) -> dict[int, float]:
    """How the score moved in each quarter; the first only sets it."""
    score = seat.series("score")
    return {turn: score[turn + 1] - score[turn] for turn in range(1, len(score) - 1)}


__all__ = ["CHARTS", "AnswerMark", "Course", "Ending", "Moment", "PartScore", "ending", "parts", "tellable", "timeline"]
