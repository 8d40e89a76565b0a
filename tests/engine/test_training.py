"""Training: what a run gives, how it is steered, and what becomes of the model."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.axes import FIRMS, RUNS, WORLDS
from game.engine.orders import Orders
from game.engine.phases.training import failure_odds, raw_index, train_models, usable_flop
from game.engine.record import Recorder
from game.engine.registers import RELEASES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import table
from tests.engine.boards import begun, edited, fate, listened, number, put, quarter, rich
from tests.engine.conftest import Walk
from tests.strategies import fresh, stand_still
from tests.twins.training import Recipe, capability

FIRM = "tencent"
CLOSED, OPEN, HOLD = range(3)


def recipe(rules: Ruleset) -> Recipe:
    return Recipe(**{name: getattr(rules.constants, name) for name in Recipe.__dataclass_fields__})


def starting(rules: Ruleset, quarters: int = 1, share: float = 1.0, release: int = CLOSED) -> Any:
    """A change of orders: one firm starts a run."""
    firm = rules.place(FIRMS, FIRM)

    def change(orders: Orders) -> Orders:
        orders = put(put(orders, "run_start", True, firm), "run_quarters", quarters, firm)
        return put(put(orders, "run_share", share, firm), "run_release", release, firm)

    return change


def due(rules: Ruleset, flop: float, last_flop: float, know_how: float, seen: float) -> State:
    """A run in its last quarter that has done so much already, on a fleet that does no more."""
    firm, state = rules.place(FIRMS, FIRM), begun(rules)
    state = edited(state, "training.quarters_left", lambda a: a * 0)
    for path, worth in (
        ("training.quarters_left", 1.0),
        ("training.flop_done", flop),
        ("training.share", 1.0),
        ("training.release", CLOSED),
    ):
        state = put(state, path, worth, firm, 0)
    state = put(put(state, "training.last_flop", last_flop, firm), "labs.know_how", know_how, firm)
    state = edited(edited(state, "compute.flop", lambda a: a * 0), "world.seen_index", lambda a: a * 0 + seen)
    return edited(state, "training.released_index", lambda a: np.minimum(a, 60))


def trained(rules: Ruleset, state: State) -> State:
    return train_models(rules, state, stand_still(rules, state), Recorder())


# --- what comes out ------------------------------------------------------------------------------------------------


@given(
    flop=st.floats(10, 1e6),
    last_flop=st.floats(10, 1e6),
    know_how=st.floats(0, 3),
    seen=st.floats(80, 140),
    luck=st.sampled_from([0.3, 0.5, 0.9]),
)
def test_capability_is_as_its_twin_says(
    rules: Ruleset, flop: float, last_flop: float, know_how: float, seen: float, luck: float
):
    expected = capability(recipe(rules), flop, last_flop, know_how, seen, luck)
    board = fate(rules, luck)
    found = number(
        board, trained(board, due(board, flop, last_flop, know_how, seen)).training.released_index, firms=FIRM
    )
    assert found - board.constants.post_training_drip == pytest.approx(max(expected, 60), abs=0.02)


def test_the_anchor_is_gpt_4(rules: Ruleset):
    """2.1e25 FLOP with a know-how of 1 is 100 points, and ten times as much is a year more."""
    flop = table([2.1e4, 2.1e5], WORLDS)
    assert raw_index(rules, flop, table([0.0, 0.0], WORLDS)).array == pytest.approx([100, 112], abs=0.01)


def test_more_compute_never_lowers_what_is_expected(rules: Ruleset):
    board = fate(rules, 0.5)
    found = [
        number(board, trained(board, due(board, flop, 1e9, 1.5, 130)).training.released_index, firms=FIRM)
        for flop in (1e2, 1e3, 1e4, 5e4, 1e5, 1e6)
    ]
    assert found == sorted(found)
    assert found[-1] > found[0] + 10


def test_following_is_cheaper_than_leading(rules: Ruleset):
    """What others have shown makes up part of a distance, and never lets a follower pass by that alone."""
    board = fate(rules, 0.5)

    def reached(seen: float) -> float:
        return number(board, trained(board, due(board, 2e4, 1e9, 0.5, seen)).training.released_index, firms=FIRM)

    alone, behind, far_behind = reached(60), reached(120), reached(140)
    assert alone < behind < far_behind
    assert behind < 120
    assert far_behind - behind == pytest.approx(20 * board.constants.follow_share, abs=0.1)


def test_a_recipe_only_scales_so_far(rules: Ruleset):
    used = usable_flop(rules, table([100, 1e6], FIRMS), table([90, 100], FIRMS))
    assert used.array == pytest.approx([100, 100 * rules.constants.scale_step])


def test_a_failed_run_loses_points(rules: Ruleset):
    lucky, unlucky = fate(rules, 0.5), fate(rules, 0.0)
    good = number(lucky, trained(lucky, due(lucky, 5e4, 1e9, 1.0, 100)).training.released_index, firms=FIRM)
    bad = number(unlucky, trained(unlucky, due(unlucky, 5e4, 1e9, 1.0, 100)).training.released_index, firms=FIRM)
    lost = rules.constants.failure_points + rules.constants.run_noise_points
    assert good - bad == pytest.approx(lost, abs=0.05)


def test_immature_software_fails_more_often(rules: Ruleset):
    state = begun(rules)
    odds = [failure_odds(rules, put(state, "fleet.maturity", m)).array for m in (1, 0.5, 0)]
    k = rules.constants
    assert odds[0] == pytest.approx(k.failure_odds_base)
    assert odds[2] == pytest.approx(k.failure_odds_base + k.failure_odds_immature)
    assert (odds[1] > odds[0]).all()


def test_runs_fail_as_often_as_the_odds_say(rules: Ruleset):
    state = fresh(rules, 3000)
    odds = failure_odds(rules, state).array[rules.place(FIRMS, FIRM), 0]
    state = put(state, "training.quarters_left", 1.0, slice(None), 0)
    state = put(state, "training.flop_done", 5e4, slice(None), 0)
    _, record = listened(rules, state)
    shown, drawn = record.rolls["training.failed"]
    struck = (drawn < shown).array[rules.place(FIRMS, FIRM)].mean()
    assert struck == pytest.approx(odds, abs=0.02)


# --- steering ------------------------------------------------------------------------------------------------------


def test_a_run_takes_its_quarters(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(rich(board, begun(board)), "training.quarters_left", lambda a: a * 0)
    before = number(board, state.training.generation, firms=FIRM)
    state = quarter(board, state, starting(board, quarters=3))
    found = []
    for _ in range(3):
        found.append(number(board, state.training.generation, firms=FIRM) - before)
        state = quarter(board, state)
    assert found == [0, 0, 1]


def test_flop_of_a_run_is_the_compute_it_was_given(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(begun(board), "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, starting(board, quarters=4, share=0.5))
    flop = number(board, state.compute.flop, firms=FIRM) * number(
        board, state.compute.split, firms=FIRM, uses="training"
    )
    useful = 1 - board.constants.run_setup_share
    done = state.training.flop_done.array[board.place(FIRMS, FIRM)]
    assert done.max() == pytest.approx(flop * 0.5 * useful, rel=1e-4), "the first quarter is partly preparation"
    before = done.max()
    state = quarter(board, state)
    flop = number(board, state.compute.flop, firms=FIRM) * number(
        board, state.compute.split, firms=FIRM, uses="training"
    )
    after = state.training.flop_done.array[board.place(FIRMS, FIRM)]
    assert after.max() - before == pytest.approx(flop * 0.5, rel=1e-4), "the others are not"


def test_two_runs_never_take_more_than_all(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(begun(board), "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, starting(board, quarters=4))
    done = state.training.flop_done.array[board.place(FIRMS, FIRM)].copy()
    state = quarter(board, state, starting(board, quarters=4))
    spent = state.training.flop_done.array[board.place(FIRMS, FIRM)] - done
    flop = number(board, state.compute.flop, firms=FIRM) * number(
        board, state.compute.split, firms=FIRM, uses="training"
    )
    useful = 1 - board.constants.run_setup_share
    assert spent[:, 0].sum() == pytest.approx(flop * (1 + useful) / 2, rel=1e-4), "half for each, the newer prepares"
    assert spent[:, 0].min() == pytest.approx(spent[:, 0].max() * useful, rel=1e-4)


def test_no_third_run_without_a_slot(rules: Ruleset):
    board = fate(rules, 0.5)
    state = begun(board)
    for _ in range(board.sizes[RUNS] + 1):
        state, record = listened(board, state, starting(board, quarters=4))
    assert "refusal.no_free_run_slot" in [reason for *_, reason in record.refusals]
    assert (state.training.quarters_left.array[board.place(FIRMS, FIRM)] > 0).all()


def test_a_run_cut_short_ends_with_what_it_has(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(begun(board), "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, starting(board, quarters=4))
    before = number(board, state.training.generation, firms=FIRM)
    state = quarter(board, state, lambda orders: replace(orders, run_cut=orders.run_cut | ~orders.run_cut))
    assert number(board, state.training.generation, firms=FIRM) == before + 1


def test_a_widened_run_takes_half_as_much_again(rules: Ruleset):
    board = fate(rules, 0.5)
    state = edited(begun(board), "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, starting(board, quarters=4, share=0.4))
    state = quarter(board, state, lambda orders: replace(orders, run_widen=orders.run_widen | ~orders.run_widen))
    assert state.training.share.array[board.place(FIRMS, FIRM)].max() == pytest.approx(0.6)


# --- releases ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("release", [CLOSED, OPEN, HOLD], ids=RELEASES)
def test_what_becomes_of_a_model(rules: Ruleset, release: int):
    board = fate(rules, 0.5)
    state = put(due(board, 5e4, 1e9, 1.5, 110), "training.release", float(release), board.place(FIRMS, FIRM), 0)
    after = trained(board, state).training
    released = number(board, after.released_index, firms=FIRM)
    held = number(board, after.held_index, firms=FIRM)
    assert (released > 100) == (release != HOLD)
    assert (held > 100) == (release == HOLD)
    assert number(board, after.is_open, firms=FIRM) == (release == OPEN)


def test_a_held_model_is_released_on_order(rules: Ruleset):
    board = fate(rules, 0.5)
    state = put(begun(board), "training.held_index", 160.0, board.place(FIRMS, FIRM))
    state = edited(state, "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, lambda orders: put(orders, "release_held", True, board.place(FIRMS, FIRM)))
    assert number(board, state.training.released_index, firms=FIRM) >= 160
    assert number(board, state.training.held_index, firms=FIRM) == 0


def test_a_worse_model_does_not_replace_a_better_one(rules: Ruleset):
    board = fate(rules, 0.5)
    state = put(due(board, 1e3, 1e9, 0.0, 60), "training.released_index", 130.0, board.place(FIRMS, FIRM))
    assert number(board, trained(board, state).training.released_index, firms=FIRM) >= 130


def test_open_weights_stay_open_until_a_better_closed_model(rules: Ruleset):
    board = fate(rules, 0.5)
    firm = board.place(FIRMS, FIRM)
    state = edited(begun(board), "training.quarters_left", lambda a: a * 0)
    state = quarter(board, state, lambda orders: put(orders, "open_weights", True, firm))
    assert number(board, quarter(board, state).training.is_open, firms=FIRM)
    better = put(due(board, 5e4, 1e9, 2.0, 110), "training.is_open", True, firm)
    assert not number(board, trained(board, better).training.is_open, firms=FIRM)


def test_released_capability_never_falls(walk: Walk):
    for played in walk:
        before, after = played.before.training, played.after.training
        assert (after.released_index.array >= before.released_index.array).all()
        assert (after.quarters_leading.array > 0).any(axis=0).all(), "somebody leads in every world"
