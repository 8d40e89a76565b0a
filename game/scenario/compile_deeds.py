"""Tables of deeds: events with their choices, executive moves, outcomes, effects, and victories."""

from typing import Any

import numpy as np

from game.engine.axes import (
    DEEDS,
    EVENTS,
    FIRMS,
    LEVERS,
    MOVES,
    OUTCOMES,
)
from game.engine.levers import FAMILY_AXES
from game.engine.registers import FAMILIES, FIRM_LEVERS, WORLD_FAMILIES, WORLD_LEVERS
from game.engine.state import NEVER, NOTHING
from game.engine.tables import DeedTables, EffectTables, EventTables, MoveTables, ScopeTables, VictoryTables
from game.engine.value import FLOAT
from game.scenario.frame import Array, Frame
from game.scenario.models.deeds import Effect, Event, Move, Outcome

FIRM_NAMES = frozenset(lever.id for lever in FIRM_LEVERS)
WORLD_NAMES = frozenset(lever.id for lever in WORLD_LEVERS)


def reaches_world(lever: str) -> bool:
    """Whether a lever pushes the world rather than a firm."""
    return lever in WORLD_NAMES or lever.partition(".")[0] in WORLD_FAMILIES


def is_in_chips(outcomes: list[Outcome]) -> bool:
    """Whether a deed moves chips: then its money is their price, and not of the size of who does it."""
    return any(effect.lever.partition(".")[0] == "stock" for outcome in outcomes for effect in outcome.effects)


def lever_of(effect: Effect, in_chips: bool) -> str:
    """The lever that an effect really pushes."""
    return "price" if in_chips and effect.lever == "cash" else effect.lever


def expected(frame: Frame) -> Array:
    """What each deed does to its doer on average, by lever (levers, deeds): what a computer player weighs.

    Effects on the doer, on everyone and on the world, times their odds; the deed's cost as cash lost.
    """
    found = np.zeros((frame.sizes[LEVERS], frame.sizes[DEEDS]), dtype=FLOAT)
    for place, (_, _, _, cost, outcomes) in enumerate(frame.deeds.values()):
        in_chips = is_in_chips(outcomes)
        for outcome in outcomes:
            for effect in outcome.effects:
                if reaches_world(effect.lever) or effect.scope in ("self", "everyone"):
                    found[frame.place(LEVERS, lever_of(effect, in_chips)), place] += outcome.odds * effect.amount
        found[frame.place(LEVERS, "price" if in_chips else "cash"), place] -= cost
    return found


def _odds(frame: Frame) -> tuple[list[float], list[float]]:
    starts: list[float] = []
    ends: list[float] = []
    for _, _, _, _, outcomes in frame.deeds.values():
        total = sum(outcome.odds for outcome in outcomes)
        reached = 0.0
        for outcome in outcomes:
            starts.append(reached / total)
            reached += outcome.odds
            ends.append(reached / total)
        ends[-1] = 1.0  # the last one holds whatever rounding left over
    return starts, ends


def deed_tables(frame: Frame) -> DeedTables:
    """Every choice of every event, and every move, with their outcomes."""
    deeds = list(frame.deeds.values())
    owners = [deed for _, deed, _ in frame.outcomes]
    starts, ends = _odds(frame)
    return frame.filled(
        DeedTables,
        event_index=[frame.index(EVENTS, event) for event, _, _, _, _ in deeds],
        choice=[choice if event is not None else NOTHING for event, choice, _, _, _ in deeds],
        move_index=[frame.index(MOVES, move) for _, _, move, _, _ in deeds],
        cost_musd=[0.0 if is_in_chips(outcomes) else cost for _, _, _, cost, outcomes in deeds],
        lot_musd=[cost if is_in_chips(outcomes) else 0.0 for _, _, _, cost, outcomes in deeds],
        outcomes=[[owner == name for owner in owners] for name in frame.ids[DEEDS]],
        odds_from=starts,
        odds_to=ends,
        deed_index=[frame.index(DEEDS, owner) for owner in owners],
        expected=expected(frame),
    )


def _grid(frame: Frame, family: str, scope: str | None) -> Array:
    """Amounts of one family of levers (outcomes, its axis), of one scope or of the world."""
    axis = FAMILY_AXES[family]
    found = np.zeros((frame.sizes[OUTCOMES], frame.sizes[axis]), dtype=FLOAT)
    for place, effect in _effects(frame, scope):
        head, dot, name = effect.lever.partition(".")
        if dot and head == family:
            found[place, frame.place(axis, name)] += effect.amount
    return found


def _plain(frame: Frame, names: frozenset[str], scope: str | None) -> Array:
    found = np.zeros((frame.sizes[OUTCOMES], frame.sizes[LEVERS]), dtype=FLOAT)
    in_chips = [is_in_chips(frame.deeds[deed][4]) for _, deed, _ in frame.outcomes]
    for place, effect in _effects(frame, scope):
        if effect.lever in names:
            found[place, frame.place(LEVERS, lever_of(effect, in_chips[place]))] += effect.amount
    return found


def _effects(frame: Frame, scope: str | None) -> list[tuple[int, Effect]]:
    return [
        (place, effect)
        for place, (_, _, outcome) in enumerate(frame.outcomes)
        for effect in outcome.effects
        if scope is None or effect.scope == scope
    ]


def _scope(frame: Frame, scope: str) -> ScopeTables:
    families: dict[str, Any] = {family: _grid(frame, family, scope) for family in FAMILIES}
    return frame.filled(ScopeTables, firm=_plain(frame, FIRM_NAMES, scope), **families)


def effect_tables(frame: Frame) -> EffectTables:
    """All effects by whom they reach."""
    families: dict[str, Any] = {family: _grid(frame, family, None) for family in WORLD_FAMILIES}
    return frame.filled(
        EffectTables,
        self_=_scope(frame, "self"),
        compatriots=_scope(frame, "compatriots"),
        rivals=_scope(frame, "rivals"),
        everyone=_scope(frame, "everyone"),
        world=_plain(frame, WORLD_NAMES, None),
        **families,
    )


def _may(frame: Frame, entries: list[Event] | list[Move]) -> Array:
    """Firms that an event may come to, or that may play a move (firms, entries)."""
    columns = [
        frame.marks(FIRMS, entry.only)
        & np.array(
            [entry.countries is None or firm.country in entry.countries for firm in frame.scenario.firms.values()]
        )
        for entry in entries
    ]
    return np.array(columns).T


def event_span(frame: Frame, event: Event) -> tuple[float, float]:
    """First and last turn on which an event may come: its bounds, or else its date, or else any."""
    earliest, latest = event.earliest, event.latest
    if event.date is not None and earliest is None and latest is None:
        earliest = latest = event.date
    return frame.turn(earliest, absent=0.0), frame.turn(latest)


def event_tables(frame: Frame) -> EventTables:
    """When events come; their conditions are filled in once there is a ruleset to name things by."""
    events = list(frame.scenario.events.values())
    spans = [event_span(frame, event) for event in events]
    return frame.filled(
        EventTables,
        odds=[event.odds for event in events],
        earliest_turn=[first for first, _ in spans],
        latest_turn=[last for _, last in spans],
        pause_quarters=[NEVER if event.pause_quarters is None else event.pause_quarters for event in events],
        is_world=[event.who == "world" for event in events],
        may_meet=_may(frame, events),
    )


def move_tables(frame: Frame) -> MoveTables:
    """Executive moves."""
    moves = list(frame.scenario.moves.values())
    return frame.filled(
        MoveTables,
        attention=[move.attention for move in moves],
        cost_cash_share=[move.cost_cash_share for move in moves],
        pause_quarters=[move.pause_quarters for move in moves],
        may_play=_may(frame, moves),
    )


def victory_tables(frame: Frame) -> VictoryTables:
    """Ways to win before the date."""
    victories = list(frame.scenario.victories.values())
    return frame.filled(
        VictoryTables,
        hold_quarters=[victory.hold_quarters for victory in victories],
        is_collapse=[victory.winner == "nobody" for victory in victories],
    )
