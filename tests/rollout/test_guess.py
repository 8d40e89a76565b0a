"""Doctrines guessed from acts: only from what everybody sees, and as sure as games show that one may be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.engine.arrays import copied, named_arrays, take
from game.engine.axes import DOCTRINES, FIRMS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.players.doctrine import Doctrine
from game.rollout.acts import NEXT, SEEN, Seen, acts, glimpse, seen_over
from game.rollout.cast import Cast, CastTapes, cast_value, in_turn, own_cast
from game.rollout.guess import likeness
from game.rollout.imagine import Sight
from game.rollout.loop import opening, play
from game.rollout.pasts import EACH, Past, Pasts
from game.session.guesses import guess_of
from game.session.history import History
from tests.rollout.test_imagine import HIDDEN, changed

SEAT, TURN = 1, 5


@pytest.fixture(scope="module")
def past(rules: Ruleset) -> Past:
    return Pasts(rules).at(TURN)


def history(rules: Ruleset, seed: int) -> History:
    state = opening(rules, 2, seed)
    found = History(rules, state)
    for _ in range(TURN):
        state = play(rules, state, Doctrine(), turns=1)
        found.add(state)
    return found


@pytest.fixture(scope="module")
def played(rules: Ruleset) -> History:
    return history(rules, 7)


def test_what_rivals_hide_does_not_reach_the_guess(rules: Ruleset, past: Past, played: History) -> None:
    def thought(block: State) -> list[object]:
        now = take(block, [TURN, TURN])
        here = Sight(now, SEAT, 0, seen_over(rules, block))
        return [guess_of(rules, here, past, firm) for firm in (0, 2, 3)]

    known = thought(played.block)
    for firm in (0, 2, 3):
        assert thought(changed(played.block, firm, HIDDEN)) == known
    assert thought(changed(played.block, 0, ("products.price",))) != known, "what is public is read"


def test_the_acts_of_a_game_are_counted_quarter_by_quarter(rules: Ruleset, played: History) -> None:
    seen = seen_over(rules, played.block)
    assert seen.counts.shape == (len(SEEN), rules.sizes[FIRMS], 1)
    assert seen.counts.max() <= TURN
    assert seen.counts[SEEN.index("release")].sum() > 0
    assert (seen_over(rules, take(played.block, [0])).counts == 0).all()


def test_post_training_is_no_release_and_a_better_model_is(rules: Ruleset, played: History) -> None:
    before = glimpse(played.state(-1))

    def after(points: float) -> dict[str, np.ndarray]:
        return acts(rules, before, replace(before, released=before.released + points), best=0.0, own=1e9)

    drip = after(rules.constants.post_training_drip)
    assert not any(drip[name].any() for name in ("release", "tops", "passes"))
    better = after(rules.constants.post_training_drip + 1.0)
    assert better["release"].all()
    assert better["tops"].all()
    assert not better["passes"].any()
    assert set(NEXT) | set(SEEN) <= set(better)


def test_without_acts_every_doctrine_is_as_likely(rules: Ruleset) -> None:
    kinds, firms = rules.sizes[DOCTRINES], rules.sizes[FIRMS]
    odds = Pasts(rules).at(0).odds(Seen.nothing(firms, 1))
    assert np.allclose(odds, 1.0 / kinds)


def test_odds_of_doctrines_are_true_on_games_not_learnt_from() -> None:
    dice = np.random.default_rng(3)
    centres = dice.normal(size=(3, 5))

    def games(count: int) -> tuple[np.ndarray, np.ndarray]:
        kind = np.arange(count) % 3
        return (centres[kind] + dice.normal(size=(count, 5)) * 1.5).T, kind

    look = likeness(*games(180), 3)
    notes, kind = games(6000)
    odds = look.odds(notes)
    assert np.allclose(odds.sum(axis=0), 1.0)
    top, right = odds.max(axis=0), odds.argmax(axis=0) == kind
    assert abs(top.mean() - right.mean()) < 0.05
    sure = top > 0.8
    assert abs(top[sure].mean() - right[sure].mean()) < 0.06


def test_a_cast_plays_as_its_doctrines_would(rules: Ruleset) -> None:
    start, tapes = opening(rules, 4, 11), CastTapes(rules)
    tape = tapes.loaded(Cast(start, cast_value(own_cast(rules, 4))))
    tape.run(3)
    other = play(rules, start, Doctrine(), turns=3)
    for name, value in named_arrays(copied(tape.block).state).items():
        assert np.array_equal(value.array, named_arrays(other)[name].array), name
    mixed = in_turn(rules, 4)
    tape = tapes.loaded(Cast(start, cast_value(mixed)))
    tape.run(3)
    for world in range(4):
        index = Value(mixed[:, world].astype(np.float32), (FIRMS,))
        alone = play(rules, start, Doctrine(index), turns=3)
        assert np.array_equal(tape.state.books.cash_musd.array[:, world], alone.books.cash_musd.array[:, world])


def test_every_firm_plays_every_doctrine_equally_often(rules: Ruleset) -> None:
    kinds = rules.sizes[DOCTRINES]
    kind = in_turn(rules, EACH * kinds)
    for row in kind:
        assert (np.bincount(row) == EACH).all()
    assert np.array_equal(in_turn(rules, 10, 7), kind[:, 7:17]), "a block deals what the whole deals"


def test_other_games_are_the_same_however_they_are_reached(rules: Ruleset, past: Past) -> None:
    steps = Pasts(rules)
    for turn in range(TURN):
        steps.at(turn)
    again = steps.at(TURN)
    assert np.array_equal(again.seen.counts, past.seen.counts)
    assert np.array_equal(again.state.books.cash_musd.array, past.state.books.cash_musd.array)
    back = steps.at(2)
    assert int(back.state.turn.array[0]) == 2
