"""What a seat imagines: its own and what is public as they are, the rest from other games; and futures from there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine.arrays import map_arrays, named_arrays
from game.engine.axes import FIRMS
from game.engine.quantities import QUANTITIES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.engine.view import observe, reading
from game.players.doctrine import Doctrine
from game.players.led import carried_on
from game.rollout.acts import Seen
from game.rollout.futures import AHEAD, CHARTED, Futures
from game.rollout.imagine import ESTIMATED, PUBLIC, Sight, imagined
from game.rollout.loop import opening, play
from game.rollout.pasts import Pasts

SEAT, WORLDS, TURN = 1, 6, 4
HIDDEN = ("fleet.stock_units", "training.held_index", "training.flop_done", "books.patience", "labs.focus",
          "labs.progress", "compute.split", "desk.pending", "licences.units")  # fmt: skip


@pytest.fixture(scope="module")
def moment(rules: Ruleset) -> State:
    return play(rules, opening(rules, 2, seed=7), Doctrine(), turns=TURN)


@pytest.fixture(scope="module")
def pasts(rules: Ruleset) -> Pasts:
    return Pasts(rules)


def block(rules: Ruleset, state: State, pasts: Pasts, seed: int = 3) -> dict[str, Value]:
    return named_arrays(imagined(rules, sight(rules, state), pasts.at(TURN), WORLDS, seed).state)


def sight(rules: Ruleset, state: State) -> Sight:
    return Sight(state, SEAT, 0, Seen.nothing(rules.sizes[FIRMS], 1))


def changed(state: State, firm: int, paths: tuple[str, ...]) -> State:
    """The same moment, but that a firm's rows of some arrays are other ones."""
    names = iter(named_arrays(state))

    def other(value: Value) -> Value:
        if next(names) not in paths:
            return value
        array = value.array.copy()
        array[firm] = array[firm] * 3 + 1
        return Value(array, value.axes)

    return map_arrays(state, other)


def same(one: dict[str, Value], other: dict[str, Value]) -> bool:
    return all(np.array_equal(one[name].array, other[name].array) for name in one)


def test_what_rivals_hide_is_not_read(rules: Ruleset, moment: State, pasts: Pasts) -> None:
    known = block(rules, moment, pasts)
    for firm in range(known["books.cash_musd"].array.shape[0]):
        if firm != SEAT:
            assert same(known, block(rules, changed(moment, firm, HIDDEN), pasts))
    assert not same(known, block(rules, changed(moment, SEAT, HIDDEN), pasts)), "one's own row is"


def test_own_rows_and_public_ones_are_as_they_are(rules: Ruleset, moment: State, pasts: Pasts) -> None:
    known, real = block(rules, moment, pasts), named_arrays(moment)
    assert np.array_equal(
        known["fleet.racked_units"].array[SEAT, ..., 0], real["fleet.racked_units"].array[SEAT, ..., 0]
    )
    for path, value in real.items():
        if path.startswith(PUBLIC):
            assert np.array_equal(known[path].array, np.repeat(value.array[..., :1], WORLDS, axis=-1)), path


def test_estimates_lie_within_what_the_reading_leaves_possible(rules: Ruleset, moment: State, pasts: Pasts) -> None:
    known = block(rules, moment, pasts)
    for path, (name, factor) in ESTIMATED.items():
        width = QUANTITIES[name].width
        for firm in range(known[path].array.shape[0]):
            if firm == SEAT or width is None:
                continue
            seen = reading(rules, moment, QUANTITIES[name], SEAT, firm).value
            ends = sorted((seen * factor / (1 + width / 2), seen * factor / (1 - width / 2)))
            drawn, room = known[path].array[firm], 1e-4 * max(abs(end) for end in ends)
            most = QUANTITIES[name].most
            assert (drawn <= ends[1] + room).all()
            assert (drawn >= min(ends[0], ends[1] if most is None else most * factor) - room).all()


def test_every_world_has_a_chance_that_is_not_the_games(rules: Ruleset, moment: State, pasts: Pasts) -> None:
    keys = set(block(rules, moment, pasts)["chance.key_a"].array.tolist())
    assert len(keys) == WORLDS
    assert not keys & set(moment.chance.key_a.array.tolist())


def test_futures_are_the_same_with_the_same_orders(rules: Ruleset, moment: State) -> None:
    base = carried_on(rules, observe(rules, moment))
    ordered, usual = Futures(rules, SEAT).chunk(sight(rules, moment), (base, base), (), 0)
    for name in CHARTED:
        assert ordered.numbers[name].shape[1] == AHEAD + 1
        assert np.array_equal(ordered.numbers[name], usual.numbers[name])
        here = QUANTITIES[name].read(rules, moment).array[SEAT, 0]
        if name != "place":
            assert np.allclose(ordered.numbers[name][SEAT, 0], here)


def test_what_an_order_changes_is_seen_on_the_same_chance(rules: Ruleset, moment: State) -> None:
    base = carried_on(rules, observe(rules, moment))
    borrowed = base.borrow_musd.array.copy()
    borrowed[SEAT] += 400.0
    futures, here = Futures(rules, SEAT), sight(rules, moment)
    more_debt = replace(base, borrow_musd=Value(borrowed, base.borrow_musd.axes))
    ordered, usual = futures.chunk(here, (more_debt, base), (), 0)
    more = ordered.numbers["cash_bn"][SEAT, 1] - usual.numbers["cash_bn"][SEAT, 1]
    assert more.min() > 0.0
    assert more.max() - more.min() < 0.02, "of the order and not of luck"
    alone, *_ = futures.chunk(here, (base,), (), 0)
    assert np.array_equal(alone.numbers["score"], usual.numbers["score"]), "the same number deals the same futures"
