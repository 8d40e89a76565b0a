"""Considerations: what each says of a firm whose situation is plain."""

import numpy as np
import pytest

from game.engine.axes import CONTROLS, COUNTRIES, FIRMS, LISTINGS
from game.engine.phases.money import investor_offer_musd
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.turn import step
from game.engine.view import View, observe
from game.players import considerations as consider
from game.players.appetite import appetite_of
from game.players.mind import Mind
from game.players.random_orders import RandomOrders
from tests.engine.boards import edited, in_force_from, laid_down, put
from tests.strategies import fresh


@pytest.fixture
def view(rules: Ruleset) -> View:
    return observe(rules, fresh(rules, 2))


def test_a_rumour_closes_doors_for_those_it_binds_and_on_what_it_catches(rules: Ruleset):
    state = edited(in_force_from(fresh(rules, 2), rules), "market.severity", lambda a: a * 0)
    quiet = consider.door_closing(rules, observe(rules, state)).array
    assert quiet.max() == 0.0

    binding = rules.controls.binds.array.any(axis=1) & ~rules.controls.is_window.array
    hard = binding & (rules.controls.severity.array >= 3) & rules.controls.catches.array.any(axis=1)
    rumoured = int(np.flatnonzero(hard)[0])
    loud = put(state, "controls.rumoured_on", -1.0, rumoured)
    announced = put(put(loud, "controls.announced_on", -1.0, rumoured), "controls.in_force_on", 5.0, rumoured)
    threat = consider.door_closing(rules, observe(rules, announced)).array[..., 0]
    country = rules.firms.country_index.array.astype(int)
    firm, offer = np.nonzero(rules.offers.may_buy.array)
    bound = rules.controls.binds.array[rumoured][country[firm]]
    caught = rules.controls.catches.array[rumoured][offer]
    assert (bound & caught).any()
    assert (threat[bound & caught] > 0.3).all()
    assert threat[~(bound & caught)].max(initial=0.0) == 0.0
    softer = consider.door_closing(rules, observe(rules, loud)).array[..., 0]
    assert (softer <= threat).all()


def test_what_is_shut_already_has_no_door_to_close(rules: Ruleset):
    state = laid_down(rules, fresh(rules, 2))
    shut = observe(rules, state)
    assert consider.door_closing(rules, shut).array[shut.severity.array > 1].max(initial=0.0) == 0.0


def test_power_lack_counts_warehouse_orders_and_what_is_being_built(rules: Ruleset):
    state = fresh(rules, 2)
    state = edited(state, "fleet.stock_units", lambda a: a * 0)
    state = edited(state, "fleet.on_order_units", lambda a: a * 0)
    before = consider.power_lack_mw(rules, observe(rules, state)).array
    assert (before <= 0).all()
    more = put(state, "fleet.stock_units", 1000.0, 0, 0)
    lack = consider.power_lack_mw(rules, observe(rules, more)).array - before
    assert np.allclose(lack[0], 1000 * rules.chips.power_mw.array[0], rtol=1e-3)
    assert np.allclose(lack[1:], 0.0)
    built = put(more, "fleet.power_coming_mw", 7.0, 0, 0)
    assert np.allclose(
        consider.power_lack_mw(rules, observe(rules, built)).array[0] - before[0], lack[0] - 7.0, atol=1e-2
    )


def test_worries_rise_with_their_cause(rules: Ruleset, view: View):
    state = fresh(rules, 2)
    clean = observe(rules, put(state, "influence.compliance", 90.0))
    dirty = observe(rules, put(state, "influence.compliance", 40.0))
    assert consider.record_worry(clean).array.max() == 0.0
    assert np.allclose(consider.record_worry(dirty).array, 1.0)
    last = consider.gap_worry(observe(rules, put(state, "training.released_index", 60.0, 0))).array
    assert last[0].min() == 2.0
    assert consider.gap_worry(view).array.min() == 0.0


def test_the_strait_is_feared_from_near_its_threshold_on(rules: Ruleset):
    limit, state = rules.constants.strait_tension, fresh(rules, 2)

    def worry(tension: float) -> float:
        seen = observe(rules, edited(state, "world.tension", lambda a: a * 0 + tension))
        return float(consider.strait_worry(rules, seen).array[0])

    assert worry(limit - 30) == worry(limit - 5) == 1.0
    assert worry(limit - 5) < worry(limit) < worry(limit + 10)
    assert worry(100) == 3.0


def test_serving_load_is_need_over_strength(rules: Ruleset, view: View):
    load = consider.serving_load(view).array
    need, have = view.serving_need_h100e.array, view.compute.serving_h100e.array
    assert np.allclose(load, np.clip(need / have, 0, 3), rtol=1e-4)


def test_money_facts_agree_with_the_engine(rules: Ruleset):
    """What players reckon of lenders and investors is what the clamp allows them."""
    state = fresh(rules, 2)
    view = observe(rules, state)
    orders = RandomOrders().decide(rules, view)
    orders = edited(orders, "borrow_musd", lambda a: a * 0 + 1e9)
    orders = edited(orders, "raise_musd", lambda a: a * 0 + 1e9)
    record = Listener()
    step(rules, state, orders, record)
    allowed = {field: given.array for field, _, given, _ in record.refusals if field in ("borrow_musd", "raise_musd")}
    assert np.allclose(allowed["borrow_musd"], consider.credit_musd(rules, view).array, rtol=1e-4)
    assert np.allclose(allowed["raise_musd"], investor_offer_musd(rules, view).array, rtol=1e-4)


def test_a_budget_stays_within_the_purse(rules: Ruleset, view: View):
    budget = Mind(rules, view, appetite_of(rules, rules.firms.doctrine_index)).budget
    spent = budget.chips_musd + budget.power_musd + budget.home_fab_musd + budget.neutral_fab_musd
    assert (spent.array <= view.books.cash_musd.array * 0.7).all()
    assert (spent.array >= 0).all()
    assert rules.sizes[FIRMS] == spent.array.shape[0]


def test_sizes(rules: Ruleset, view: View):
    assert consider.door_closing(rules, view).axes[0] is LISTINGS
    assert consider.standing_worry(view).axes[:2] == (FIRMS, COUNTRIES)
    assert rules.sizes[CONTROLS] > 0
