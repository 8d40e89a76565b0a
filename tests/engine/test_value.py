"""A Value refuses to be looked into, and every rule and policy runs without looking."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import DOCTRINES, FIRMS, WORLDS
from game.engine.numeric import at_most, choose
from game.engine.orders import Orders
from game.engine.phases.politics import govern
from game.engine.quantities import FAMILIES, QUANTITIES, resolve
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import PHASES, step
from game.engine.value import Value, table
from game.engine.view import observe, standing
from game.players.doctrine import Doctrine
from game.players.seats import policy_names, seated
from game.scenario import Loaded
from tests.engine.shadow import Looked, Shadow, shadow_of, shadow_state
from tests.strategies import Dice, fresh

X = table([[1, 2, 3], [4, 5, 6]], FIRMS, WORLDS)


def test_it_has_no_single_truth():
    with pytest.raises(TypeError, match="no single truth"):
        bool(X > 2)
    with pytest.raises(TypeError, match="no single truth"):
        _ = (X > 1) and X
    with pytest.raises(TypeError, match="no single truth"):
        _ = 0 < X < 3


def test_it_has_no_length_and_is_not_iterated():
    with pytest.raises(TypeError, match="no length"):
        len(X)
    with pytest.raises(TypeError, match="not iterated"):
        list(X)
    with pytest.raises(TypeError):
        _ = 3.0 in X  # type: ignore[operator]
    with pytest.raises(TypeError):
        X[0]  # type: ignore[index]


@pytest.mark.parametrize("convert", [np.asarray, np.array, np.sum, np.exp, np.maximum.reduce])
def test_it_is_not_an_array(convert):
    with pytest.raises(TypeError):
        convert(X)


@pytest.mark.parametrize("convert", [float, int, round, abs])
def test_it_is_not_a_number(convert):
    with pytest.raises(TypeError):
        convert(X)


def test_it_does_not_mix_with_arrays():
    raw = np.ones((2, 3), dtype=np.float32)
    mixtures: tuple[Callable[[], Any], ...] = (
        lambda: raw * X,
        lambda: X * raw,
        lambda: raw + X,
        lambda: X - raw,
        lambda: raw < X,
        lambda: np.add(raw, X),
        lambda: np.where(X > 1, raw, 0),
        lambda: at_most(X, raw),  # type: ignore[arg-type]
        lambda: choose(X > 2, X, raw),  # type: ignore[arg-type]
        lambda: X * np.float64(2),
    )
    for mixed in mixtures:
        with pytest.raises(TypeError):
            mixed()


def test_it_is_not_written_in_place():
    with pytest.raises(TypeError):
        X[0] = 1  # type: ignore[index]
    before, y = X, X
    y += 1.0
    assert y is not before
    assert before.array[0, 0] == 1


def test_it_is_no_key():
    with pytest.raises(TypeError):
        hash(X)


# --- shadows -------------------------------------------------------------------------------------------------------


def test_a_shadow_shows_nothing(rules: Ruleset):
    cash = shadow_state(rules).books.cash_musd
    for name in ("sum", "max", "shape", "tolist", "item"):
        with pytest.raises(Looked):
            getattr(cash.array, name)
    with pytest.raises(Looked):
        cash.array[0, 0]
    with pytest.raises(TypeError):
        bool(cash > 0)


def test_a_rule_that_looks_is_caught(rules: Ruleset, monkeypatch: pytest.MonkeyPatch):
    def peeking(rules, state, orders, record):
        if state.world.tension.array.max() > 99:
            return state
        return govern(rules, state, orders, record)

    def branching(rules, state, orders, record):
        return state if state.world.tension > 99 else govern(rules, state, orders, record)

    state = shadow_state(rules)
    for phase, wrong in ((peeking, Looked), (branching, TypeError)):
        monkeypatch.setattr("game.engine.turn.PHASES", (*PHASES[:12], phase, *PHASES[13:]))
        with pytest.raises(wrong):
            step(rules, state, standing(rules, observe(rules, state)))


def all_shadows(thing: State | Orders) -> bool:
    return all(isinstance(value, Shadow) for value in named_arrays(thing).values())


@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_every_phase_runs_on_shadows(board: str, request: pytest.FixtureRequest):
    loaded: Loaded = request.getfixturevalue(board)
    rules = loaded.ruleset
    state = shadow_state(rules)
    orders = standing(rules, observe(rules, state))
    assert all_shadows(orders)
    after = step(rules, state, orders)
    assert all_shadows(after), "no value of the next state was made from nothing but tables"
    assert all_shadows(step(rules, after, orders, Listener())), "nor when somebody listens"


def test_a_shadow_ends_with_the_axes_and_kinds_of_a_state(rules: Ruleset):
    real = fresh(rules, 3)
    after = step(rules, shadow_state(rules), standing(rules, observe(rules, shadow_state(rules))))
    expected = {name: (value.axes, value.array.dtype) for name, value in named_arrays(real).items()}
    assert {name: (value.axes, value.array.dtype) for name, value in named_arrays(after).items()} == expected


def test_shadow_orders_of_every_kind(rules: Ruleset):
    thrown = Dice(1, 3, wild=True).decide(rules, observe(rules, fresh(rules, 3)))
    assert all_shadows(step(rules, shadow_state(rules), shadow_of(thrown, rules)))


@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_every_policy_runs_on_shadows(board: str, request: pytest.FixtureRequest):
    loaded: Loaded = request.getfixturevalue(board)
    rules = loaded.ruleset
    view = observe(rules, shadow_state(rules))
    for name in policy_names(rules):
        assert all_shadows(seated(rules, {}, default=name).decide(rules, view)), name


def test_every_doctrine_at_once(rules: Ruleset):
    view = observe(rules, shadow_state(rules))
    for place in range(rules.sizes[DOCTRINES]):
        orders = Doctrine(rules.position(FIRMS) * 0.0 + float(place)).decide(rules, view)
        assert all_shadows(step(rules, shadow_state(rules), orders))


def test_every_quantity_reads_shadows(rules: Ruleset):
    state = shadow_state(rules)
    names = [*QUANTITIES, *(f"{name}.{rules.ids[family.axis][0]}" for name, family in FAMILIES.items())]
    for name in names:
        assert isinstance(resolve(name, rules).read(rules, state), Shadow), name


def test_shadows_and_values_mix(rules: Ruleset):
    tension = shadow_state(rules).world.tension
    mixed: Value = rules.firms.country_index * tension
    assert isinstance(mixed, Shadow)
    assert isinstance(replace(shadow_state(rules).world, tension=mixed).tension, Shadow)
