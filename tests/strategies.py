"""Ways to make things at random: small values, and orders for whole blocks of worlds."""

from dataclasses import fields, replace
from typing import Any

import hypothesis.extra.numpy as hnp
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.engine.axes import FIRMS, WORLDS, Axis, declared_axes
from game.engine.listings import of_offer
from game.engine.orders import Orders
from game.engine.phases.second_hand import owned_units
from game.engine.rows import row_of, with_row
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin
from game.engine.value import Value
from game.engine.view import View, observe, standing

SMALL_SIZES: dict[Axis, int] = {axis: 2 + rank % 3 for rank, axis in enumerate(Axis)}
"""Two to four places on every axis, for values made up by a test."""

BOOLEANS = ("run_start", "run_cut", "run_widen", "release_held", "open_weights", "moves")


def numbers(low: float = -1e6, high: float = 1e6) -> st.SearchStrategy[float]:
    """Finite float32 numbers; ones so small that they would be lost in any sum are left out."""
    low, high = float(np.float32(low)), float(np.float32(high))
    return st.floats(low, high, width=32, allow_subnormal=False)


def values(
    *axes: Axis, elements: st.SearchStrategy[Any] | None = None, dtype: Any = np.float32
) -> st.SearchStrategy[Value]:
    """Values on the given axes, of the small sizes."""
    shape = tuple(SMALL_SIZES[axis] for axis in axes)
    filled = hnp.arrays(dtype, shape, elements=numbers() if elements is None and dtype is np.float32 else elements)
    return filled.map(lambda array: Value(np.ascontiguousarray(array), axes))


def masks(*axes: Axis) -> st.SearchStrategy[Value]:
    """Masks on the given axes."""
    return values(*axes, elements=st.booleans(), dtype=np.bool_)


def fresh(rules: Ruleset, worlds: int, seed: int = 1, first: int = 0) -> State:
    """The first state of a block of worlds, with their chance."""
    return begin(rules.start(worlds), seed, first)


class Dice:
    """Orders thrown for a pool of worlds; a block plays some of them, so that a world's orders never depend on its
    block. ``wild`` orders keep to no rule at all: any sign, any size, fractions; the others ask for what is offered.
    """

    def __init__(self, seed: int, pool: int, chosen: list[int] | None = None, *, wild: bool = False) -> None:
        self.seed, self.pool, self.wild = seed, pool, wild
        self.chosen = list(range(pool)) if chosen is None else chosen

    def decide(self, rules: Ruleset, view: View) -> Orders:
        turn = int(view.turn.array[0])
        rng = np.random.default_rng((self.seed, turn))
        thrown: dict[str, NDArray[Any]] = {}
        for name, (axes, _unit) in declared_axes(Orders).items():
            shape = tuple((rules.sizes | {WORLDS: self.pool})[axis] for axis in axes)
            thrown[name] = rng.random((*shape, 2), dtype=np.float32)[..., self.chosen, :]
        made = _wild(thrown) if self.wild else _sensible(rules, view, thrown)
        axes_of = declared_axes(Orders)
        return Orders(**{f.name: _value(made[f.name], axes_of[f.name][0]) for f in fields(Orders)})


def _value(array: NDArray[Any], axes: tuple[Axis, ...]) -> Value:
    kept = array if array.dtype == np.bool_ else array.astype(np.float32)
    return Value(np.ascontiguousarray(kept), axes)


def _wild(thrown: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Both signs, nine orders of magnitude, often nothing."""
    made = {}
    for name, dice in thrown.items():
        first, second = dice[..., 0], dice[..., 1]
        if name in BOOLEANS:
            made[name] = first < 0.5
            continue
        size = 10.0 ** (first * 9 - 2)
        made[name] = np.where(second < 0.25, 0.0, size * np.where(second < 0.5, -1, 1))
    return made


def _sensible(rules: Ruleset, view: View, thrown: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """What a careless firm might ask for, out of what is offered to it."""
    one = {name: dice[..., 0] for name, dice in thrown.items()}
    two = {name: dice[..., 1] for name, dice in thrown.items()}

    def some(name: str, odds: float) -> NDArray[Any]:
        return two[name] < odds

    supply = of_offer(rules, view.public.market.supply_units).array
    return {
        "buy_units": np.floor(one["buy_units"] * (supply * 0.5 + 50)) * some("buy_units", 0.4) * view.may_buy.array,
        "bid_share": one["bid_share"] * 0.5,
        "reserve_units": np.floor(one["reserve_units"] * supply * 0.3)
        * some("reserve_units", 0.2)
        * view.may_buy.array,
        "sell_units": np.floor(one["sell_units"] * owned_units(view.fleet).array) * some("sell_units", 0.2),
        "used_units": np.floor(one["used_units"] * 3000) * some("used_units", 0.3),
        "cancel_units": np.floor(one["cancel_units"] * view.fleet.held_units.array),
        "file_units": np.floor(one["file_units"] * 4000) * some("file_units", 0.3) * view.may_licence.array,
        "rack_units": np.floor(one["rack_units"] * 1.2 * view.fleet.stock_units.array),
        "build_mw": one["build_mw"] * 60 * some("build_mw", 0.3),
        "split": one["split"] + 0.05,
        "focus": one["focus"] * view.may_research.array * some("focus", 0.5),
        "hire_people": np.floor(one["hire_people"] * 60 - 25),
        "run_start": some("run_start", 0.4),
        "run_quarters": np.floor(one["run_quarters"] * 4) + 1,
        "run_share": one["run_share"],
        "run_release": np.floor(one["run_release"] * 3),
        "run_cut": some("run_cut", 0.1),
        "run_widen": some("run_widen", 0.1),
        "release_held": some("release_held", 0.3),
        "open_weights": some("open_weights", 0.05),
        "fab_musd": one["fab_musd"] * 300 * some("fab_musd", 0.3),
        "price": 0.5 + one["price"] * 1.2,
        "borrow_musd": one["borrow_musd"] * 1500 - 500,
        "raise_musd": one["raise_musd"] * 800 * some("raise_musd", 0.4),
        "lobby_musd": one["lobby_musd"] * 40 * some("lobby_musd", 0.3),
        "comply_musd": one["comply_musd"] * 40 * some("comply_musd", 0.3),
        "moves": some("moves", 0.3) & view.may_play.array,
        "answers": np.floor(one["answers"] * 3),
    }


def with_order(rules: Ruleset, orders: Orders, name: str, firm: str, number: Any, *place: int) -> Orders:
    """The orders with one number of one firm changed in every world; ``place`` is where in the firm's row."""
    old: Value = getattr(orders, name)
    row = row_of(rules, old, rules.place(FIRMS, firm)).copy()
    row[place] = number
    return replace(orders, **{name: with_row(rules, old, rules.place(FIRMS, firm), row)})


def stand_still(rules: Ruleset, state: State) -> Orders:
    """Orders that change nothing."""
    return standing(rules, observe(rules, state))
