"""The log of a game: what each quarter was moved by, what it came to, and what will be told of it at the end."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from game.engine.axes import EVENTS, MOVES
from game.engine.market_facts import chip_strength
from game.session.edits import Edit, from_json, to_json
from game.session.facts import Desk
from game.session.seat import Seat


@dataclass(frozen=True)
class Setup:
    """How a game was begun."""

    firm: str
    seed: int
    policies: tuple[tuple[str, str], ...] = ()
    """(firm, policy) for the seats that do not follow their own doctrine."""
    first: int = 0
    """Which world of the run with this seed."""
    led_before: tuple[tuple[int, str], ...] = ()
    """(turn, firm), oldest first: who was led by hand until that turn, where a seat was changed."""
    ironman: bool = False
    """Whether the game keeps one save of its own, so that no quarter can be played twice."""

    def leader(self, turn: int) -> str:
        """The firm that was led by hand in a turn."""
        return next((firm for until, firm in self.led_before if turn < until), self.firm)

    def seen_from(self, firm: str, turn: int) -> "Setup":
        """The same game with another firm led by hand from a turn on; a copy, so that it is no ironman's."""
        past = [(min(until, turn), led) for until, led in (*self.led_before, (turn, self.firm))]
        kept: list[tuple[int, str]] = []
        for until, led in past:
            if until > (kept[-1][0] if kept else 0):
                kept.append((until, led))
        while kept and kept[-1][1] == firm:
            kept.pop()
        return replace(self, firm=firm, led_before=tuple(kept), ironman=False)


@dataclass(frozen=True)
class Acts:
    """What the seat did in a quarter, whoever decided it: for the last page."""

    bought_h100e: float = 0.0
    bought_home_h100e: float = 0.0
    """Of the own country's makers."""
    lobby_musd: float = 0.0
    comply_musd: float = 0.0
    fab_musd: float = 0.0
    filed_units: float = 0.0
    moves: tuple[str, ...] = ()
    answers: tuple[tuple[str, int], ...] = ()
    """(event, choice)."""


@dataclass(frozen=True)
class LogEntry:
    """One quarter: enough, with the scenario and the seats, to play it again."""

    turn: int
    edits: tuple[Edit, ...]
    delegated: tuple[str, ...]
    digest: str
    """Of the state that came of it."""
    decisions: int
    """Distinct things the person decided."""
    acts: Acts = Acts()

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "turn": self.turn,
            "edits": [to_json(edit) for edit in self.edits],
            "delegated": list(self.delegated),
            "digest": self.digest,
            "decisions": self.decisions,
            "acts": asdict(self.acts),
        }


def entry_from_json(data: Mapping[str, Any]) -> LogEntry:
    """The entry that ``as_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    acts = dict(data["acts"])
    acts["moves"] = tuple(str(move) for move in acts["moves"])
    acts["answers"] = tuple((str(event), int(choice)) for event, choice in acts["answers"])
    return LogEntry(
        turn=int(data["turn"]),
        edits=tuple(from_json(edit) for edit in data["edits"]),
        delegated=tuple(str(department) for department in data["delegated"]),
        digest=str(data["digest"]),
        decisions=int(data["decisions"]),
        acts=Acts(**acts),
    )


def acts_of(desk: Desk) -> Acts:
    """What the seat's orders of this quarter amount to."""
    seat, legal = desk.seat, desk.seat.legal
    offers = seat.rules.offers
    strength = seat.row(chip_strength(seat.rules, seat.state))[offers.chip_index.array.astype(int)]
    bought = seat.row(legal.buy_units) * strength
    is_home = offers.country_index.array == seat.country
    return Acts(
        bought_h100e=float(bought.sum()),
        bought_home_h100e=float(bought[is_home].sum()),
        lobby_musd=float(seat.row(legal.lobby_musd).sum()),
        comply_musd=seat.number(legal.comply_musd),
        fab_musd=float(seat.row(legal.fab_musd).sum()),
        filed_units=float(seat.row(legal.file_units).sum()),
        moves=tuple(seat.ids(MOVES)[n] for n in np.flatnonzero(seat.row(legal.moves))),
        answers=_answers(seat),
    )


def _answers(seat: Seat) -> tuple[tuple[str, int], ...]:
    pending, chosen = seat.row(seat.state.desk.pending), seat.row(seat.legal.answers)
    return tuple(
        (seat.ids(EVENTS)[int(event)], int(choice)) for event, choice in zip(pending, chosen, strict=True) if event >= 0
    )
