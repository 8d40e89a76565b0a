"""A quarter's orders as decisions that a player recognises, each of which can be taken back by itself.

A decision is where the orders differ from what would have held without it: for what a player edited, from what stood
and what heads ordered; for a head's orders, from what stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import map_arrays, named_arrays, take
from game.engine.axes import CHIPS, COUNTRIES, EVENTS, FIRMS, FOUNDRIES, LISTINGS, MOVES, PROJECTS, SEGMENTS, USES, Axis
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.registers import RELEASES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.engine.view import observe
from game.players.led import carried_on
from game.session.edits import applied
from game.session.rolls import Params
from game.session.seat import WORLD

if TYPE_CHECKING:
    from game.session.game import Session

Masks = dict[str, NDArray[np.bool_]]
"""By field of the orders, the places that a decision wrote, in the shape of the field without its worlds."""

Group = tuple[Orders, tuple["Decision", ...]]
"""The orders without them, and decisions."""
WHOLE = ""
"""The one group of a field that is decided as a whole."""
BY_CHIP = ("buy_units", "reserve_units", "sell_units", "used_units", "cancel_units", "file_units")
BY_ENTRY: dict[str, Axis] = {
    "fab_musd": FOUNDRIES, "lobby_musd": COUNTRIES, "price": SEGMENTS, "moves": MOVES,
}  # fmt: skip
DIVIDED: dict[str, tuple[Axis, str]] = {"split": (USES, "use"), "focus": (PROJECTS, "project")}
"""What is divided as a whole, and what its sentence calls the entry that gained most."""
RUN = ("run_start", "run_quarters", "run_share", "run_release")
SPECK = 1e-6


@dataclass(frozen=True, eq=False)
class Decision:
    """One thing decided in a quarter."""

    turn: int
    kind: str
    """A field of the orders, or ``run_start`` for all of a run to start."""
    params: Params
    """Ids of the scenario and numbers: what was ordered, and ``instead``, what would have held."""
    is_heads: bool
    masks: Masks


def decisions(
    rules: Ruleset, state: State, orders: Orders, without: Orders, firm: int, is_heads: bool = False
) -> tuple[Decision, ...]:
    """What a seat's orders decided against those without them; world 0 is read. In the order of the fields."""
    found: dict[tuple[str, str], Masks] = {}
    for field, value in named_arrays(orders).items():
        was = getattr(without, field)
        for place in np.argwhere(_differs(value.array[..., 0], was.array[..., 0])):
            group = _group(rules, field, value, tuple(int(at) for at in place))
            mask = found.setdefault(group, {}).setdefault(field, np.zeros(value.array.shape[:-1], dtype=bool))
            mask[tuple(place)] = True
    turn, told = int(state.turn.array[0]), []
    for (kind, entry), masks in found.items():
        if kind == "run_start" and "run_start" not in masks and not orders.run_start.array[firm, 0]:
            continue  # the length of a run that is not started
        params = tuple(_params(rules, state, orders, without, firm, kind, entry, masks))
        told.append(Decision(turn, kind, params, is_heads, masks))
    return tuple(told)


def decided(session: Session, turn: int, firm: str, with_heads: bool) -> tuple[Orders, list[Group]]:
    """A seat's orders of a quarter that was played, and in groups what they decided against what.

    The player's edits against what heads ordered and what stood; the heads' orders, where asked for, against what
    stood. A seat that nobody led by hand has only the latter.
    """
    rules, table, entry = session.rules, session.table, session.log[turn]
    state = take(session.history.state(turn), [WORLD, WORLD])
    view, seat = observe(rules, state), rules.place(FIRMS, firm)
    is_led = session.setup.leader(turn) == firm
    base = table.base(view, firm, entry.delegated if is_led else tuple(DEPARTMENTS))
    orders = applied(rules, base, seat, entry.edits if is_led else ())
    groups = [(base, decisions(rules, state, orders, base, seat))]
    if with_heads:
        stood = carried_on(rules, view)
        groups.append((stood, decisions(rules, state, base, stood, seat, is_heads=True)))
    return orders, groups


def _differs(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    gap = np.abs(one.astype(float) - other.astype(float))
    return np.asarray(gap > SPECK * np.maximum(1.0, np.abs(other.astype(float))))


def _group(rules: Ruleset, field: str, value: Value, place: tuple[int, ...]) -> tuple[str, str]:
    """(kind, entry): what an entry of the orders belongs to."""
    if field in RUN:
        return "run_start", WHOLE
    if field in BY_CHIP:
        by_listing = value.axes[0] is LISTINGS
        chip = int(rules.listings.chip_index.array[place[0]]) if by_listing else place[1]
        return field, rules.ids[CHIPS][chip]
    if field in BY_ENTRY:
        return field, rules.ids[BY_ENTRY[field]][place[1]]
    if field in {"answers", "run_cut", "run_widen"}:
        return field, str(place[1])
    return field, WHOLE


def _params(
    rules: Ruleset, state: State, orders: Orders, without: Orders, firm: int, kind: str, entry: str, masks: Masks
) -> Iterator[tuple[str, str | float]]:
    """What a decision's sentence speaks of."""
    if kind in BY_CHIP:
        yield "chip", entry
    elif kind in BY_ENTRY:
        yield {"fab_musd": "foundry", "lobby_musd": "issuer", "price": "segment", "moves": "move"}[kind], entry
    elif kind == "answers":
        event = int(state.desk.pending.array[firm, int(entry), 0])
        yield "event", rules.ids[EVENTS][event] if event >= 0 else ""
        yield "choice", float(orders.answers.array[firm, int(entry), 0])
    elif kind == "run_start":
        yield "quarters", float(orders.run_quarters.array[firm, 0])
        yield "release", RELEASES[int(orders.run_release.array[firm, 0])]
    mask = masks.get(kind)
    if kind in DIVIDED:
        axis, now, was = DIVIDED[kind][0], *(getattr(side, kind).array[firm, :, 0] for side in (orders, without))
        most = int((now - was).argmax())
        yield DIVIDED[kind][1], rules.ids[axis][most]
        yield "amount", float(now[most])
        yield "instead", float(was[most])
    elif mask is not None:
        for name, side in (("amount", orders), ("instead", without)):
            yield name, float(getattr(side, kind).array[..., 0][mask].astype(float).sum())


def taken_back(orders: Orders, without: Orders, tried: Sequence[Decision], worlds: int) -> Orders:
    """The orders in a block of worlds: whole in world 0, and in each further one without one of the decisions."""
    wide = map_arrays(orders, lambda value: Value(np.repeat(value.array[..., :1], worlds, axis=-1), value.axes))
    changed: dict[str, Value] = {}
    for n, decision in enumerate(tried):
        for field, mask in decision.masks.items():
            value: Value = changed.setdefault(field, getattr(wide, field))
            value.array[mask, n + 1] = getattr(without, field).array[..., 0][mask]
    return replace(wide, **changed)


__all__ = ["Decision", "Group", "Masks", "decided", "decisions", "taken_back"]
