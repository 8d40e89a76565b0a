"""Nobody gains by standing first in the file: firms in another order play the same game, to rounding."""

from typing import Any

import numpy as np
import pytest

from game.engine.arrays import map_arrays, named_arrays
from game.engine.axes import FIRMS, LISTINGS, WORLDS, Axis, declared_axes
from game.engine.draws import Purpose, draw
from game.engine.listings import of_offer
from game.engine.orders import Orders
from game.engine.phases import chip_market
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import View, observe
from game.players.seats import seated
from game.scenario import Loaded, load_resolved
from tests.strategies import Dice, fresh

COMPARED = (
    "standings.score",
    "books.cash_musd",
    "books.debt_musd",
    "compute.fleet_h100e",
    "fleet.stock_units",
    "fleet.racked_units",
    "fleet.on_order_units",
    "labs.know_how",
    "labs.researchers",
    "labs.progress",
    "training.released_index",
    "products.users_m",
    "influence.standing",
    "world.tension",
    "market.price_musd",
)
WORLDS_PLAYED = 8


def shuffled(loaded: Loaded, order: list[str]) -> Ruleset:
    """The same scenario with its firms in another order."""
    data = loaded.resolved_json
    return load_resolved(data | {"firms": {name: data["firms"][name] for name in order}}).ruleset


class InOrder:
    """Another policy's orders, for firms that stand in another order."""

    def __init__(self, base: Dice, home: Ruleset, here: Ruleset) -> None:
        self.base, self.home = base, home
        self.rows = places(home, here)
        self.back = places(here, home)

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """The dice are thrown for the firms in their first order, whatever order they stand in here."""
        there = self.base.decide(self.home, _reordered(view, self.back))
        return Orders(**{name: _rows(getattr(there, name), self.rows) for name in declared_axes(Orders)})


Places = dict[Axis, list[int]]


def places(of: Ruleset, by: Ruleset) -> Places:
    """Where the firms and listings of one ruleset stand in another."""
    return {axis: [of.place(axis, name) for name in by.ids[axis]] for axis in (FIRMS, LISTINGS)}


def _rows(value: Value, rows: Places) -> Value:
    taken = value.array[rows[value.axes[0]]] if value.axes[0] in rows else value.array
    return Value(np.ascontiguousarray(taken), value.axes)


def _reordered(view: View, rows: Places) -> View:
    return map_arrays(view, lambda value: _rows(value, rows))


def play(rules: Ruleset, policy: Any, turns: int) -> State:
    state = fresh(rules, WORLDS_PLAYED)
    for _ in range(turns):
        state = step(rules, state, policy.decide(rules, observe(rules, state)))
    return state


def unlike(loaded: Loaded, order: list[str], turns: int, kind: str) -> dict[str, float]:
    """Quantities that differ by more than rounding when the firms stand in another order, and by how much.

    A rounding may tip one roll or one whole chip over; so one world in eight may differ.
    """
    home, here = loaded.ruleset, shuffled(loaded, order)
    dice = Dice(3, WORLDS_PLAYED)
    first = play(home, seated(home, {}) if kind == "doctrine" else dice, turns)
    second = play(here, seated(here, {}) if kind == "doctrine" else InOrder(dice, home, here), turns)
    rows = places(here, home)
    found = {}
    theirs = named_arrays(second)
    for name, value in named_arrays(first).items():
        if name not in COMPARED:
            continue
        axes: tuple[Axis, ...] = value.axes
        assert axes[-1] is WORLDS
        other = _rows(theirs[name], rows).array.astype(np.float64)
        size = np.abs(value.array) + np.abs(other) + (10.0 if name.endswith("_units") else 0.01)
        off = (np.abs(value.array - other) / size).reshape(-1, WORLDS_PLAYED).max(axis=0)
        if (off > 2e-3).sum() > WORLDS_PLAYED // 8:
            found[name] = float(off.max())
    return found


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        (["google", "openai", "huawei", "tencent"], "careless"),
        (["google", "openai", "huawei", "tencent"], "doctrine"),
        (["huawei", "google", "tencent", "openai"], "careless"),
    ],
)
def test_the_order_of_firms_does_not_matter(pocket: Loaded, order: list[str], kind: str):
    assert sorted(order) == sorted(pocket.ruleset.ids[FIRMS])
    assert unlike(pocket, order, 6, kind) == {}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["careless", "doctrine"])
def test_nor_on_the_large_board(stockpile: Loaded, kind: str):
    assert unlike(stockpile, sorted(stockpile.ruleset.ids[FIRMS]), 6, kind) == {}


def test_luck_goes_with_the_name(pocket: Loaded):
    home = pocket.ruleset
    here = shuffled(pocket, list(reversed(home.ids[FIRMS])))
    one = draw(home, fresh(home, 5), Purpose.RUN_NOISE, FIRMS).array
    other = draw(here, fresh(here, 5), Purpose.RUN_NOISE, FIRMS).array
    assert np.array_equal(one, other[::-1])


def test_a_queue_by_place_in_the_list_is_caught(pocket: Loaded, monkeypatch: pytest.MonkeyPatch):
    def first_come(rules: Ruleset, asked: Value, weight: Value, supply: Value) -> Value:
        same_offer = rules.listings.offers.array @ rules.listings.offers.array.T
        before = np.tril(same_offer, -1) @ asked.array
        here = of_offer(rules, supply).array
        return Value(np.floor(np.clip(here - before, 0, asked.array)).astype(np.float32), asked.axes)

    monkeypatch.setattr(chip_market, "allot", first_come)
    assert "fleet.stock_units" in unlike(pocket, list(reversed(pocket.ruleset.ids[FIRMS])), 6, "doctrine")
