"""The board room: executive moves in hand, events that wait for a choice, and the odds and effects of each."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import numpy as np

from game.engine.axes import (
    DEEDS,
    EVENTS,
    MOVES,
    PENDING,
)
from game.engine.legality import deed_cost_musd, move_cost_musd
from game.engine.levers import FAMILY_AXES
from game.engine.market_facts import deal_size, team_size
from game.engine.registers import FIRM_LEVERS, WORLD_LEVERS
from game.engine.ruleset import Ruleset
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Effect:
    """One push of an outcome on a lever (``cash``, ``standing.us`` ...)."""

    lever: str
    amount: float
    unit: str
    scope: str
    """self | compatriots | rivals | everyone | world."""


@dataclass(frozen=True)
class Outcome:
    """What may come of a deed."""

    index: int
    """Its number among the deed's outcomes: the scenario holds its text there."""
    odds: float
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Move:
    """An executive move of this firm's hand."""

    move: str
    attention: int
    cost_musd: float
    can_play: bool
    reason: str | None
    """Message id of why not: rests, condition, attention, cash."""
    rests_until: Quarter | None
    is_chosen: bool
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Choice:
    """One answer to an event."""

    choice: int
    cost_musd: float
    can_pay: bool
    is_chosen: bool
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Event:
    """An event on the desk."""

    slot: int
    event: str
    came_on: Quarter
    is_answered: bool
    choices: tuple[Choice, ...]


FAMILY_UNITS = {
    "standing": "points",
    "maturity": "share",
    "boost": "bonus",
    "stock": "chips",
    "progress": "people-quarters",
}
WORLD_UNITS = {"stance": "share", "foundry": "log", "control": "stage"}
SCOPE_FIELDS = {"self_": "self", "compatriots": "compatriots", "rivals": "rivals", "everyone": "everyone"}


def effects_of(rules: Ruleset, outcome: int) -> tuple[Effect, ...]:
    """Every push of one outcome, by its place among all outcomes."""
    return tuple(chain(_firm_effects(rules, outcome), _world_effects(rules, outcome)))


def _firm_effects(rules: Ruleset, outcome: int) -> list[Effect]:
    found = []
    for field, scope in SCOPE_FIELDS.items():
        tables = getattr(rules.effects, field)
        row = tables.firm.array[outcome]
        found += [Effect(lever.id, float(row[n]), lever.unit, scope) for n, lever in enumerate(FIRM_LEVERS) if row[n]]
        for family, unit in FAMILY_UNITS.items():
            row, names = getattr(tables, family).array[outcome], rules.ids[FAMILY_AXES[family]]
            found += [Effect(f"{family}.{names[n]}", float(row[n]), unit, scope) for n in np.flatnonzero(row)]
    return found


def _world_effects(rules: Ruleset, outcome: int) -> list[Effect]:
    row = rules.effects.world.array[outcome]
    found = [
        Effect(lever.id, float(row[len(FIRM_LEVERS) + n]), lever.unit, "world")
        for n, lever in enumerate(WORLD_LEVERS)
        if row[len(FIRM_LEVERS) + n]
    ]
    for family, unit in WORLD_UNITS.items():
        row, names = getattr(rules.effects, family).array[outcome], rules.ids[FAMILY_AXES[family]]
        found += [Effect(f"{family}.{names[n]}", float(row[n]), unit, "world") for n in np.flatnonzero(row)]
    return found


def outcomes_for(seat: Seat, deed: int) -> tuple[Outcome, ...]:
    """The same for one firm today: what goes by the size of its deals or of its research is so large."""
    deal, team = (seat.number(size(seat.rules, seat.state)) for size in (deal_size, team_size))
    return tuple(
        replace(outcome, effects=tuple(_sized(effect, deal, team) for effect in outcome.effects))
        for outcome in outcomes_of(seat.rules, deed)
    )


def _sized(effect: Effect, deal: float, team: float) -> Effect:
    """An effect on the firm itself at its size; others have sizes of their own."""
    if effect.scope not in ("self", "everyone"):
        return effect
    size = deal if effect.lever in ("cash", "debt") else team if effect.unit in ("people", "people-quarters") else 1.0
    is_poached = effect.lever == "poach"
    return effect if is_poached or size == 1.0 else replace(effect, amount=_rounded(effect.amount * size))


def _rounded(amount: float) -> float:
    """To two figures, as such sums are told."""
    return float(f"{amount:.2g}")


@lru_cache(maxsize=4096)
def outcomes_of(rules: Ruleset, deed: int) -> tuple[Outcome, ...]:
    """The outcomes of a deed with their odds, for a firm of the usual size."""
    t = rules.deeds
    return tuple(
        Outcome(index, float(t.odds_to.array[o] - t.odds_from.array[o]), effects_of(rules, int(o)))
        for index, o in enumerate(np.flatnonzero(t.outcomes.array[deed]))
    )


def moves(seat: Seat) -> tuple[Move, ...]:
    """The hand: every move this firm could ever play, playable ones first."""
    t = seat.rules.moves
    deed_of = {int(move): n for n, move in enumerate(seat.rules.deeds.move_index.array) if move >= 0}
    costs = seat.row(move_cost_musd(seat.rules, seat.state))
    left = seat.number(seat.state.desk.attention) - float(np.sum(seat.row(seat.legal.moves) * t.attention.array))
    found = []
    for n in np.flatnonzero(seat.row(t.may_play)):
        reason, rests = _why_not(seat, int(n), float(costs[n]), left)
        found.append(
            Move(
                move=seat.ids(MOVES)[n],
                attention=int(t.attention.array[n]),
                cost_musd=float(costs[n]),
                can_play=reason is None,
                reason=reason,
                rests_until=rests,
                is_chosen=seat.flag(seat.orders.moves, int(n)),
                outcomes=outcomes_for(seat, deed_of[int(n)]),
            )
        )
    return tuple(sorted(found, key=lambda move: not move.can_play))


def _why_not(seat: Seat, n: int, cost: float, left: float) -> tuple[str | None, Quarter | None]:
    t = seat.rules.moves
    is_chosen = seat.flag(seat.legal.moves, n)
    ready = int(seat.number(seat.state.desk.move_on, n)) + int(t.pause_quarters.array[n])
    if ready > seat.turn:
        return "move.rests", seat.quarter_on(ready)
    if not seat.flag(seat.view.may_play, n):
        return "move.condition", None
    if not is_chosen and t.attention.array[n] > left:
        return "move.attention", None
    if not is_chosen and cost > seat.number(seat.state.books.cash_musd):
        return "move.cash", None
    return None, None


def events(seat: Seat) -> tuple[Event, ...]:
    """The events that wait for this firm's choice."""
    desk, t = seat.state.desk, seat.rules.deeds
    cash = seat.number(seat.state.books.cash_musd)
    costs = seat.row(deed_cost_musd(seat.rules, seat.state, seat.rules.position(DEEDS)))
    found = []
    for slot in range(seat.rules.sizes[PENDING]):
        event = seat.index(desk.pending, slot)
        if event < 0:
            continue
        deeds = sorted(np.flatnonzero(t.event_index.array == event), key=lambda d: float(t.choice.array[d]))
        chosen = int(seat.number(seat.orders.answers, slot))
        found.append(
            Event(
                slot=slot,
                event=seat.ids(EVENTS)[event],
                came_on=seat.quarter_on(min(int(seat.number(desk.event_on, event)) + 1, seat.turn)),
                is_answered=slot in seat.answered,
                choices=tuple(
                    Choice(
                        choice=int(t.choice.array[d]),
                        cost_musd=float(costs[d]),
                        can_pay=float(costs[d]) <= max(cash, 0.0),
                        is_chosen=int(t.choice.array[d]) == chosen,
                        outcomes=outcomes_for(seat, int(d)),
                    )
                    for d in deeds
                ),
            )
        )
    return tuple(found)
