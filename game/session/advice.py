"""What the head of a department proposes for the quarter: its orders where they differ, and what it weighed.

A head is the code that plays the rivals. What it proposes is put on the orders as edits, so it is undone, saved and
replayed as the player's own; a department left to its head takes them every quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from game.engine.axes import LISTINGS, OFFERS, PENDING, RUNS
from game.engine.orders import Orders
from game.engine.registers import RELEASES
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import merge
from game.players.appetite import own_appetite
from game.players.considerations import gap_points
from game.players.mind import Mind
from game.session.decisions import DIVIDED, RUN, Decision, decisions
from game.session.edits import (
    ORDER_AXES,
    Answer,
    Coordinate,
    DropRun,
    Edit,
    PlayMove,
    SetFlag,
    SetNumber,
    SetShares,
    StartRun,
)
from game.session.seat import WORLD, seat_mask

if TYPE_CHECKING:
    from game.session.game import Session

Reading = Callable[[Mind], Value]

WEIGHED: Mapping[str, tuple[str, ...]] = {
    "supply": ("chips_musd", "threat_share", "shut_out_share"),
    "compute": ("load_share", "useful_share", "lack_mw"),
    "research": ("hiring_people", "hand_quarters"),
    "models": ("behind_months", "useful_share"),
    "silicon": ("home_fab_musd", "neutral_fab_musd"),
    "market": ("load_share", "hand_quarters"),
    "money": ("hand_quarters", "credit_musd"),
    "policy": ("lobby_musd", "shut_out_share", "record_points"),
    "board": ("board_musd", "hand_quarters"),
}
"""By department, the readings that its head's formulas turn on; each ends in its unit."""

READINGS: Mapping[str, Reading] = {
    "behind_months": lambda mind: gap_points(mind.view),
    "board_musd": lambda mind: mind.budget.board_musd,
    "chips_musd": lambda mind: mind.budget.chips_musd,
    "credit_musd": lambda mind: mind.budget.credit_musd,
    "hand_quarters": lambda mind: mind.budget.quarters_in_hand,
    "hiring_people": lambda mind: mind.budget.hiring_people,
    "home_fab_musd": lambda mind: mind.budget.home_fab_musd,
    "lack_mw": lambda mind: mind.power_lack_mw,
    "load_share": lambda mind: mind.serving_load,
    "lobby_musd": lambda mind: mind.budget.lobby_musd,
    "neutral_fab_musd": lambda mind: mind.budget.neutral_fab_musd,
    "record_points": lambda mind: mind.view.influence.compliance,
    "shut_out_share": lambda mind: mind.shut_out,
    "threat_share": lambda mind: mind.alarm,
    "useful_share": lambda mind: mind.useful_training_share,
}


@dataclass(frozen=True)
class Proposal:
    """One thing that a head would decide otherwise, and the edits that order it."""

    decision: Decision
    edits: tuple[Edit, ...]


def proposals(session: Session, department: str) -> tuple[Proposal, ...]:
    """What a department's head would order otherwise than the orders stand; nothing once its advice is taken."""
    mask = seat_mask(session.rules, session.seat_place)
    wanted = merge(session.rules, session.orders, session.advised, (department,), mask)
    found = decisions(session.rules, session.state, wanted, session.orders, session.seat_place)
    return tuple(Proposal(one, tuple(_edits(session.rules, wanted, one, session.seat_place))) for one in found)


def weighed(session: Session, department: str) -> tuple[tuple[str, float], ...]:
    """What the head weighed, of this firm: names of ``READINGS`` with what they come to."""
    mind = Mind(session.rules, session.view, own_appetite(session.rules))
    return tuple((name, float(READINGS[name](mind).array[session.seat_place, WORLD])) for name in WEIGHED[department])


def _edits(rules: Ruleset, wanted: Orders, decision: Decision, seat: int) -> Iterator[Edit]:
    """A decision as edits, an entry each; runs and divisions as wholes."""
    if decision.kind in RUN:
        yield _run(wanted, seat)
        return
    for field, mask in decision.masks.items():
        value = getattr(wanted, field)
        if field in DIVIDED:
            axis = DIVIDED[field][0]
            row = value.array[seat, :, WORLD]
            yield SetShares(
                field, tuple((rules.ids[axis][n], float(share)) for n, share in enumerate(row) if share > 0)
            )
            continue
        for place in np.argwhere(mask):
            yield _edit(rules, field, value.array[(*place, WORLD)], tuple(int(at) for at in place))


def _run(wanted: Orders, seat: int) -> Edit:
    if not wanted.run_start.array[seat, WORLD]:
        return DropRun()
    quarters, share, release = (
        getattr(wanted, field).array[seat, WORLD] for field in ("run_quarters", "run_share", "run_release")
    )
    return StartRun(int(quarters), float(share), RELEASES[int(release)])


def _edit(rules: Ruleset, field: str, wanted: Any, place: tuple[int, ...]) -> Edit:
    """The edit that gives one place of a field its number."""
    at = _coordinates(rules, field, place)
    if field == "moves":
        return PlayMove(str(at[0]), bool(wanted))
    if field == "answers":
        return Answer(int(at[0]), int(wanted))
    return SetFlag(field, bool(wanted), at) if isinstance(wanted, np.bool_) else SetNumber(field, float(wanted), at)


def _coordinates(rules: Ruleset, field: str, place: tuple[int, ...]) -> tuple[Coordinate, ...]:
    """A place of a field by the ids of what it is about, without its firm; slots by their numbers."""
    axes = ORDER_AXES[field][0]
    if axes[0] is LISTINGS:
        offer = int(rules.listings.offer_index.array[place[0]])
        return (rules.ids[OFFERS][offer],)
    return tuple(
        n if axis in {RUNS, PENDING} else rules.ids[axis][n] for axis, n in zip(axes[1:], place[1:], strict=False)
    )
