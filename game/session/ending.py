"""The last page: the score by part, the ranking, which of the four answers shaped the game, and the course of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine.axes import FIRMS, VICTORIES
from game.engine.registers import ENDINGS, PARTS
from game.session.facts import Desk
from game.session.facts.top import TableRow
from game.session.log import LogEntry, shut_out_share
from game.session.seat import WORLD, Quarter, Seat
from game.session.stories import Story

ANSWERS = ("stockpile", "lean", "homegrown", "statecraft")
CHARTS = ("flop", "gap_months", "domestic_share", "users_m", "cash_bn", "score", "runway", "tension")

LEAN_LOG10 = 0.5
"""Know-how gained over the field that counts as a whole game's worth: what three times the compute would give."""
STANDING_POINTS = 30.0
"""Standing gained, over all governments, that counts as a whole game's worth."""
DEEDS_A_YEAR = 2.0
"""Acts of statecraft a year (a lobbied quarter counts a quarter of one) that count as a whole game's worth."""


@dataclass(frozen=True)
class PartScore:
    """One part of the score."""

    part: str
    points: float
    weight: float
    weighted: float


@dataclass(frozen=True)
class AnswerMark:
    """How much one of the four answers shaped the game."""

    answer: str
    mark: float
    """0 to 1: what was done, against a whole game's worth of it."""
    share: float
    """Of all four marks."""
    facts: tuple[tuple[str, float], ...]
    """(message id, number) of what it was measured by."""


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


def answers(seat: Seat, log: Sequence[LogEntry]) -> tuple[AnswerMark, ...]:
    """The four answers by how much each was given, the strongest first."""
    found = {
        "stockpile": _stockpile(seat),
        "lean": _lean(seat),
        "homegrown": _homegrown(seat, log),
        "statecraft": _statecraft(seat, log),
    }
    whole = sum(mark for mark, _ in found.values())
    marks = [
        AnswerMark(answer, mark, mark / whole if whole > 0 else 0.0, tuple(facts.items()))
        for answer, (mark, facts) in found.items()
    ]
    return tuple(sorted(marks, key=lambda one: -one.mark))


Measured = tuple[float, dict[str, float]]


def _stockpile(seat: Seat) -> Measured:
    """Training FLOP spent on chips bought before a rule shut them out, and what still lay in the warehouse."""
    compute = seat.history.block.compute
    trained = compute.flop.array[seat.firm] * compute.split.array[seat.firm, 0]
    shut = np.array([shut_out_share(seat, turn) for turn in range(len(seat.history))])
    whole = float(trained.sum())
    share = float((trained * shut).sum()) / whole if whole > 0 else 0.0
    return min(share, 1.0), {"answer.stockpile.flop_share": share, "answer.stockpile.now": float(shut[-1])}


def _lean(seat: Seat) -> Measured:
    """Algorithmic know-how gained over what the usual firm gained."""
    know_how = seat.history.block.labs.know_how.array
    gained = know_how[:, -1] - know_how[:, 0]
    others = np.delete(gained, seat.firm)
    over = float(gained[seat.firm] - (np.median(others) if len(others) else 0.0))
    facts = {"answer.lean.gained": float(gained[seat.firm]), "answer.lean.over_field": over}
    return float(np.clip(over / LEAN_LOG10, 0.0, 1.0)), facts


def _homegrown(seat: Seat, log: Sequence[LogEntry]) -> Measured:
    """The rise of the fleet's domestic share, and the part of what was bought that the own country made."""
    domestic = seat.series("domestic_share")
    rise = domestic[-1] - domestic[0]
    bought = sum(entry.acts.bought_h100e for entry in log)
    home = sum(entry.acts.bought_home_h100e for entry in log) / bought if bought > 0 else 0.0
    invested = sum(entry.acts.fab_musd for entry in log)
    choice = home if _may_buy_abroad(seat) else 0.0
    facts = {"answer.homegrown.rise": rise, "answer.homegrown.bought": home, "answer.homegrown.fabs_musd": invested}
    return float(np.clip(max(rise, 0.0) + 0.5 * choice + min(invested / 10000.0, 0.3), 0.0, 1.0)), facts


def _may_buy_abroad(seat: Seat) -> bool:
    """Whether buying at home was a choice at all: another country's makers sell here too."""
    sold = seat.row(seat.rules.offers.may_buy)
    countries = set(seat.rules.offers.country_index.array[sold].astype(int).tolist())
    return len(countries) > 1


def _statecraft(seat: Seat, log: Sequence[LogEntry]) -> Measured:
    """Standing gained, licences applied for, lobbying, and choices that spoke to governments."""
    moods = [n for n, shown in enumerate(seat.rules.countries.has_mood.array) if shown]
    standing = seat.history.block.influence.standing.array[seat.firm][moods]
    gained = float((standing[:, -1] - standing[:, 0]).clip(min=0.0).sum())
    filed = sum(entry.acts.filed_units > 0 for entry in log)
    lobbied = sum(entry.acts.lobby_musd > 0 for entry in log)
    spoken = sum(_is_statecraft(seat, event, choice) for entry in log for event, choice in entry.acts.answers)
    deeds = filed + spoken + lobbied * 0.25
    years = max(len(log) / 4.0, 1.0)
    mark = 0.5 * min(gained / STANDING_POINTS, 1.0) + 0.5 * min(deeds / years / DEEDS_A_YEAR, 1.0)
    facts = {
        "answer.statecraft.standing": gained,
        "answer.statecraft.licences": float(filed),
        "answer.statecraft.choices": float(spoken),
        "answer.statecraft.lobby_musd": sum(entry.acts.lobby_musd for entry in log),
    }
    return mark, facts


def _is_statecraft(seat: Seat, event: str, choice: int) -> bool:
    choices = seat.board.events[event].choices
    return choice < len(choices) and choices[choice].answer == "statecraft"


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
