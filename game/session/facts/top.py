"""The top bar, the table of all firms, and what one firm may know of another."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import COUNTRIES, FIRMS
from game.engine.quantities import QUANTITIES
from game.engine.registers import PARTS
from game.engine.view import Knowledge, Reading
from game.session.seat import Quarter, Seat

LEVEL_POINTS = 0.05
"""Scores closer than this read the same."""
FLOP = 1e21
"""The engine counts FLOP in these."""


@dataclass(frozen=True)
class Gauge:
    """One number of the top bar with its move over the last quarter."""

    id: str
    """Quantity id: what history, explanations and readings call it."""
    value: float
    change: float | None
    unit: str


@dataclass(frozen=True)
class TopBar:
    """The line that stands over every screen."""

    firm: str
    quarter: Quarter
    turn: int
    turns: int
    cash: Gauge
    compute: Gauge
    """In FLOP a quarter, effective, were the whole fleet to train."""
    runway: Gauge
    talent: Gauge
    gap: Gauge
    """Months behind the best released model."""
    moods: tuple[Gauge, ...]
    """Standing with each government that has a mood; ids ``standing.<country>``."""
    tension: Gauge
    score: Gauge
    attention_left: float
    attention: float


def gauge(seat: Seat, name: str, unit: str, scale: float = 1.0) -> Gauge:
    """A quantity of the seat with its last change."""
    change = seat.change(name)
    return Gauge(name, seat.quantity(name) * scale, None if change is None else change * scale, unit)


def mood_countries(seat: Seat) -> tuple[str, ...]:
    """Countries whose government's mood is shown, in the order of the scenario."""
    has_mood = seat.rules.countries.has_mood.array
    return tuple(name for name, shown in zip(seat.ids(COUNTRIES), has_mood, strict=True) if shown)


def top_bar(seat: Seat) -> TopBar:
    """The top bar of the quarter about to be played."""
    attention = seat.number(seat.state.desk.attention)
    used = float(np.sum(seat.row(seat.legal.moves) * seat.rules.moves.attention.array))
    return TopBar(
        firm=seat.firm_id,
        quarter=seat.quarter,
        turn=seat.turn,
        turns=seat.rules.turns,
        cash=gauge(seat, "cash_bn", "$bn"),
        compute=gauge(seat, "flop", "flop", FLOP),
        runway=gauge(seat, "runway", "generations"),
        talent=gauge(seat, "researchers", "people"),
        gap=gauge(seat, "gap_months", "months"),
        moods=tuple(gauge(seat, f"standing.{country}", "points") for country in mood_countries(seat)),
        tension=gauge(seat, "tension", "points"),
        score=gauge(seat, "score", "points"),
        attention_left=attention - used,
        attention=attention,
    )


@dataclass(frozen=True)
class TableRow:
    """One firm in the league table."""

    firm: str
    country: str
    place: int
    score: float
    parts: tuple[tuple[str, float], ...]
    """Points by part of the score, before weights."""
    expected: float
    """Weighted points expected of the firm: what scores 50."""
    capability: float
    is_broke: bool
    is_you: bool


def league(seat: Seat) -> tuple[TableRow, ...]:
    """All firms by score, best first; scores are published."""
    standings = seat.state.standings
    scores = [float(seat.row(standings.score, n)) for n in range(seat.rules.sizes[FIRMS])]
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    return tuple(_table_row(seat, n, place + 1, scores[n]) for place, n in enumerate(order))


def is_level(table: tuple[TableRow, ...]) -> bool:
    """Whether all firms of a table score the same, so that their order means nothing."""
    return len(table) > 1 and max(row.score for row in table) - min(row.score for row in table) < LEVEL_POINTS


def _table_row(seat: Seat, firm: int, place: int, score: float) -> TableRow:
    points = seat.row(seat.state.standings.parts, firm)
    return TableRow(
        firm=seat.ids(FIRMS)[firm],
        country=seat.ids(COUNTRIES)[int(seat.rules.firms.country_index.array[firm])],
        place=place,
        score=score,
        parts=tuple((part, float(points[n])) for n, part in enumerate(PARTS)),
        expected=float(seat.row(seat.state.standings.expected, firm)),
        capability=float(seat.row(seat.state.training.released_index, firm)),
        is_broke=bool(seat.row(seat.state.books.is_broke, firm)),
        is_you=firm == seat.firm,
    )


@dataclass(frozen=True)
class Dossier:
    """What this seat knows of one firm."""

    firm: str
    readings: tuple[tuple[str, str, Reading], ...]
    """(quantity id, unit, reading) for each named quantity that is not hidden."""


def dossier(seat: Seat, firm: str) -> Dossier:
    """Everything readable about a firm."""
    n = seat.rules.place(FIRMS, firm)
    found = []
    for quantity in QUANTITIES.values():
        seen = seat.reading(quantity.id, n)
        if seen.knowledge is not Knowledge.HIDDEN:
            found.append((quantity.id, quantity.unit, seen))
    return Dossier(firm, tuple(found))
