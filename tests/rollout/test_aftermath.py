"""Moments played on to their ends: side by side as alone, each lot on its own chance, what is over as it ended."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.arrays import take
from game.engine.axes import FIRMS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.view import observe
from game.players.doctrine import Doctrine
from game.rollout.aftermath import ABREAST, LOT, NOBODY, Aftermath, is_over
from game.rollout.loop import opening, quarter

SEAT = 1


@pytest.fixture(scope="module")
def moments(rules: Ruleset) -> list[State]:
    """One world at the start of every quarter of a game, and at its end."""
    state, found = opening(rules, 2, 5), []
    for _ in range(rules.turns + 1):
        found.append(take(state, [0]))
        state = quarter(rules, state, Doctrine().decide(rules, observe(rules, state)))
    return found


@pytest.fixture(scope="module")
def aftermath(rules: Ruleset) -> Aftermath:
    return Aftermath(rules, Doctrine(), SEAT)


def test_moments_of_different_quarters_do_not_mind_each_other(aftermath: Aftermath, moments: list[State]) -> None:
    together = aftermath.play([(moments[2], 0), (moments[9], 0), (moments[6], 3)])
    alone = [aftermath.play([dealt])[0] for dealt in ((moments[2], 0), (moments[9], 0), (moments[6], 3))]
    for one, other in zip(together, alone, strict=True):
        assert (one.winner == other.winner).all()
        assert (one.lead == other.lead).all()
        assert one.winner.shape == one.lead.shape == (LOT,)


def test_another_lot_is_another_chance(aftermath: Aftermath, moments: list[State]) -> None:
    one, other = aftermath.play([(moments[2], 0), (moments[2], 1)])
    assert (one.lead != other.lead).any()
    assert len(set(one.lead)) > 1, "within a lot too"


def test_what_is_over_ends_as_it_did(aftermath: Aftermath, moments: list[State]) -> None:
    end = moments[-1]
    assert is_over(end)
    assert not is_over(moments[0])
    fates = aftermath.play([(end, 0), (moments[-2], 0)])[0]
    assert (fates.winner == int(end.standings.winner_index.array[0])).all()
    score = end.standings.final_score.array[:, 0].astype(float)
    assert fates.lead[0] == pytest.approx(score[SEAT] - np.delete(score, SEAT).max())


def test_whoever_wins_mostly_leads(aftermath: Aftermath, moments: list[State], rules: Ruleset) -> None:
    fates = aftermath.play([(moments[4], lot) for lot in range(ABREAST)])
    winner, lead = (np.concatenate([getattr(one, name) for one in fates]) for name in ("winner", "lead"))
    assert ((winner >= NOBODY) & (winner < rules.sizes[FIRMS])).all()
    leads = [float((lead[mask] >= 0).mean()) for mask in (winner == SEAT, winner != SEAT)]
    assert leads[0] > 0.5 > leads[1], "but a victory before the date asks for no lead"
    assert 0 < (winner == SEAT).sum() < len(winner)
