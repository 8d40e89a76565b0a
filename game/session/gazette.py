"""The quarter's report: stories with their causes, what was rolled, and the ledger before and after. No words."""

from dataclasses import dataclass

from game.engine.record import Listener
from game.session.facts import Desk
from game.session.facts.money import MoneyLine
from game.session.facts.top import TableRow, is_level
from game.session.rolls import Roll, rolls
from game.session.seat import Quarter
from game.session.stories import Story, stories

LEDGER = ("cash_bn", "flop", "runway", "gap_months", "researchers", "domestic_share", "users_m", "score")


@dataclass(frozen=True)
class LedgerLine:
    """One quantity of the seat over the quarter."""

    quantity: str
    unit: str
    before: float
    after: float


@dataclass(frozen=True)
class Report:
    """What a quarter came to."""

    turn: int
    """The turn that was played."""
    quarter: Quarter
    stories: tuple[Story, ...]
    """What matters most first."""
    rolls: tuple[Roll, ...]
    ledger: tuple[LedgerLine, ...]
    cash: tuple[MoneyLine, ...]
    """What the change of cash was added up from."""
    table: tuple[TableRow, ...]
    place_before: int | None
    place: int | None
    """None while all firms are level, as they begin."""
    ending: str
    """``running``, or how the game ended this quarter or before."""


def report(before: Desk, after: Desk, record: Listener, ending: str) -> Report:
    """The report of the quarter that led from one desk to the next."""
    return Report(
        turn=before.seat.turn,
        quarter=before.seat.quarter,
        stories=stories(before.seat, after.seat, record),
        rolls=rolls(before.seat, after.seat, record),
        ledger=ledger(before, after),
        cash=after.books.lines,
        table=after.league,
        place_before=place_of(before),
        place=place_of(after),
        ending=ending,
    )


def place_of(desk: Desk) -> int | None:
    """Where the firm stands by score, from 1; None while nothing tells the firms apart."""
    table = desk.league
    return None if is_level(table) else next(row.place for row in table if row.is_you)


def ledger(before: Desk, after: Desk) -> tuple[LedgerLine, ...]:
    """The headline quantities over the quarter, and the standing with each government that has a mood."""
    names = [*LEDGER, *(mood.id for mood in after.top.moods), "tension"]
    return tuple(
        LedgerLine(name, after.seat.unit(name), before.seat.quantity(name), after.seat.quantity(name)) for name in names
    )
