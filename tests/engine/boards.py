"""Ways to set a board up for one case: which controls live, what a firm has, what it orders, how luck falls."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

import numpy as np

from game.engine.axes import CONTROLS, OFFERS, Axis
from game.engine.orders import Orders
from game.engine.phases.controls import apply_controls
from game.engine.record import Listener, Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State
from game.engine.turn import step
from game.engine.value import Value
from tests.strategies import fresh, stand_still, with_order

DATES = ("rumour_turn", "announce_turn", "force_turn", "end_turn")
Change = Callable[[Any], Any]
Asking = Callable[[Orders], Orders]
T = TypeVar("T")


def edited(thing: T, path: str, change: Change) -> T:
    """A state, ruleset or orders with one array changed: ``edited(state, "books.cash_musd", lambda a: a * 2)``."""
    return cast(T, _edited(thing, path, change))


def _edited(thing: Any, path: str, change: Change) -> Any:
    name, _, rest = path.partition(".")
    inner = getattr(thing, name)
    if rest:
        return replace(thing, **{name: _edited(inner, rest, change)})
    array = np.asarray(change(inner.array.copy()))
    kept = array if array.dtype == np.bool_ else array.astype(np.float32)
    return replace(thing, **{name: Value(np.ascontiguousarray(np.broadcast_to(kept, inner.array.shape)), inner.axes)})


def put(thing: T, path: str, number: Any, *where: Any) -> T:
    """The same with one place of the array set: ``put(state, "books.cash_musd", 5, firm)``."""

    def change(array: Any) -> Any:
        array[where or ...] = number
        return array

    return edited(thing, path, change)


def only_controls(rules: Ruleset, *names: str, **dates: float) -> Ruleset:
    """The rules with no control but these, which are sure to come; their dates may be set by turn."""
    kept = np.isin(np.array(rules.ids[CONTROLS]), names)
    for field in DATES:
        old = getattr(rules.controls, field).array
        rules = put(rules, f"controls.{field}", np.where(kept, dates.get(field, old), NEVER))
    rules = edited(rules, "controls.hazard", lambda a: a * 0)
    return edited(rules, "controls.odds", lambda a: np.where(kept, 1, a))


def in_force_from(state: State, rules: Ruleset, *names: str, turn: float = -1.0) -> State:
    """The state with these controls in force since a turn, and no others ever heard of."""
    kept = np.isin(np.array(rules.ids[CONTROLS]), names)[:, None]
    for field in ("rumoured_on", "announced_on", "in_force_on"):
        state = edited(state, f"controls.{field}", lambda a: np.where(kept, turn, NEVER))
    state = edited(state, "controls.ended_on", lambda a: a * 0 + NEVER)
    return edited(state, "influence.listed_by", lambda a: a & False)


def laid_down(rules: Ruleset, state: State) -> State:
    """The state after the controls of the quarter have been laid on every offer."""
    return apply_controls(rules, state, stand_still(rules, state), Recorder())


def fate(rules: Ruleset, luck: float | None) -> Ruleset:
    """The rules with all luck at one number: 0 and every odds strike, 0.9999 and none does."""
    return replace(rules, luck=luck)


def quarter(rules: Ruleset, state: State, change: Callable[[Orders], Orders] | None = None) -> State:
    """One quarter of standing orders, but for what ``change`` makes of them."""
    orders = stand_still(rules, state)
    return step(rules, state, orders if change is None else change(orders))


def listened(rules: Ruleset, state: State, change: Callable[[Orders], Orders] | None = None) -> tuple[State, Listener]:
    """The same, and everything that was recorded."""
    orders, record = stand_still(rules, state), Listener()
    return step(rules, state, orders if change is None else change(orders), record), record


def asking(rules: Ruleset, name: str, number: Any, firm: str, *where: int) -> Asking:
    """A change of orders: one number for one firm, at an offer where the order is by offer."""
    return lambda orders: with_order(rules, orders, name, firm, number, *where)


def number(rules: Ruleset, value: Value, world: int = 0, **where: str) -> float:
    """The number of a value at the named entries: ``number(rules, state.books.cash_musd, firms="tencent")``."""
    if "firms" in where and "offers" in where:
        where = {"listings": f"{where['firms']}/{where['offers']}"} | where
    index = tuple(rules.place(axis, where[axis.name.lower()]) for axis in value.axes[:-1])
    return float(value.array[(*index, world)])


def row(rules: Ruleset, value: Value, axis: Axis, name: str) -> Any:
    """The numbers of a value at one entry of an axis."""
    return np.take(value.array, rules.place(axis, name), axis=value.axes.index(axis))


def rich(rules: Ruleset, state: State, cash_musd: float = 1e6) -> State:
    """Nobody is short of money."""
    del rules
    return edited(state, "books.cash_musd", lambda a: a * 0 + cash_musd)


def begun(rules: Ruleset, worlds: int = 2) -> State:
    """A first state, under a short name."""
    return fresh(rules, worlds)


def plenty(rules: Ruleset, offer: str, units: float) -> Ruleset:
    """The rules with so many units of an offer planned every quarter."""
    return put(rules, "offers.supply_units", units, slice(None), rules.place(OFFERS, offer))
