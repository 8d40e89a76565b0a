"""Products: how people and enterprises move, and what serving them takes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.axes import COUNTRIES, FIRMS, SEGMENTS
from game.engine.market_facts import bonus, serving_need_h100e
from game.engine.phases.products import sell_products
from game.engine.record import Recorder
from game.engine.registers import SEGMENTS as SEGMENT_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import begun, edited, number, put
from tests.engine.conftest import Walk
from tests.strategies import stand_still
from tests.twins.shares import Firm, Taste, shares_after


def sold(rules: Ruleset, state: State) -> State:
    return sell_products(rules, state, stand_still(rules, state), Recorder())


def tastes(rules: Ruleset) -> tuple[Taste, Taste]:
    k = rules.constants
    people, trade = k.consumer_price_elasticity, k.enterprise_price_elasticity
    return (
        Taste(0.55, k.consumer_merit, people, k.dear_elasticity, 0.7, k.consumer_speed, k.outside_merit),
        Taste(0.45, k.enterprise_merit, trade, k.dear_elasticity, 0.5, k.enterprise_speed, k.outside_merit),
    )


def firms_of(rules: Ruleset, state: State, country: int, segment: int, served: State) -> dict[str, Firm]:
    """The firms of a home market as the twin wants them, in world 0."""
    charm = bonus(state, ("reach", "trust")[segment]).array + rules.firms.reach.array[:, segment, None]
    if segment == 1:
        charm = charm + state.training.is_open.array * rules.constants.open_weights_pull
        at_home = np.stack(
            [state.influence.standing.array[n, c] for n, c in enumerate(rules.firms.country_index.array.astype(int))]
        )
        charm = charm + (at_home - 50) * 0.01 * rules.constants.state_trust
    return {
        name: Firm(
            share=float(state.products.share.array[n, segment, 0]),
            index=float(state.training.released_index.array[n, 0]),
            price=float(state.products.price.array[n, segment, 0]),
            service=float(served.products.service.array[n, 0]),
            charm=float(charm[n, 0]),
            is_broke=bool(state.books.is_broke.array[n, 0]),
        )
        for n, name in enumerate(rules.ids[FIRMS])
        if int(rules.firms.country_index.array[n]) == country
    }


@settings(max_examples=15)
@given(seed=st.integers(0, 9999))
def test_shares_move_as_the_twin_says(rules: Ruleset, seed: int):
    rng = np.random.default_rng(seed)
    state = begun(rules)
    state = edited(state, "products.share", lambda a: rng.uniform(0, 0.4, a.shape[:2])[..., None] + a * 0)
    state = edited(state, "products.price", lambda a: rng.uniform(0.4, 2, a.shape[:2])[..., None] + a * 0)
    state = edited(state, "training.released_index", lambda a: rng.uniform(90, 140, a.shape[:1])[..., None] + a * 0)
    state = edited(state, "training.is_open", lambda a: (rng.random(a.shape[:1]) < 0.5)[..., None] | (a & False))
    state = edited(state, "labs.boost", lambda a: rng.uniform(-0.3, 0.3, a.shape[:2])[..., None] + a * 0)
    after = sold(rules, state)
    frontier = float(state.training.released_index.array[:, 0].max())
    for segment, taste in enumerate(tastes(rules)):
        for country in range(rules.sizes[COUNTRIES]):
            firms = firms_of(rules, state, country, segment, after)
            expected = shares_after(list(firms.values()), taste, frontier)
            for name, share in zip(firms, expected, strict=True):
                found = number(rules, after.products.share, firms=name, segments=SEGMENT_IDS[segment])
                assert found == pytest.approx(share, abs=2e-5), (name, segment)


def test_no_market_is_sold_twice(rules: Ruleset, walk: Walk):
    for played in walk:
        products = played.after.products
        for country in range(rules.sizes[COUNTRIES]):
            at_home = rules.firms.country_index.array == country
            held = products.share.array[at_home].sum(axis=0)
            assert (held <= 1.0 + 1e-5).all()
        assert ((products.service.array >= 0) & (products.service.array <= 1)).all()


@pytest.mark.parametrize("segment", [0, 1], ids=SEGMENT_IDS)
def test_what_draws(rules: Ruleset, segment: int):
    """A better model, a lower price and prompt service each win users; nothing else changed."""
    state, firm = begun(rules), rules.place(FIRMS, "tencent")
    state = edited(state, "products.share", lambda a: a * 0 + 0.2)

    def share(changed: State) -> float:
        return number(rules, sold(rules, changed).products.share, firms="tencent", segments=SEGMENT_IDS[segment])

    usual = share(state)
    assert share(edited(state, "training.released_index", lambda a: _plus(a, firm, 4))) > usual
    assert share(put(state, "products.price", 0.6, firm, segment)) > usual
    assert share(put(state, "products.price", 1.6, firm, segment)) < usual
    assert share(put(state, "compute.serving_h100e", 10.0, firm)) < usual


def _plus(array: Any, firm: int, points: float) -> Any:
    array[firm] += points
    return array


def test_open_weights_draw_enterprises(rules: Ruleset):
    state, firm = begun(rules), rules.place(FIRMS, "tencent")
    closed, opened = (sold(rules, put(state, "training.is_open", is_open, firm)) for is_open in (False, True))
    for segment, is_drawn in (("enterprise", True), ("consumer", False)):
        shares = [number(rules, one.products.share, firms="tencent", segments=segment) for one in (closed, opened)]
        assert (shares[1] > shares[0]) == is_drawn


def test_who_is_broke_serves_nobody(rules: Ruleset):
    state = put(begun(rules), "books.is_broke", True, rules.place(FIRMS, "tencent"))
    after = sold(rules, state)
    assert number(rules, after.products.users_m, firms="tencent") == 0
    assert number(rules, after.products.enterprise_musd, firms="tencent") == 0


def test_serving_takes_compute_in_proportion_to_users(rules: Ruleset):
    state = edited(begun(rules), "products.enterprise_musd", lambda a: a * 0)
    once, twice = state, edited(state, "products.users_m", lambda a: a * 2)
    ratio = serving_need_h100e(rules, twice).array / serving_need_h100e(rules, once).array
    assert ratio == pytest.approx(2)
    later = edited(state, "turn", lambda a: a + 4)
    yearly = serving_need_h100e(rules, later).array / serving_need_h100e(rules, state).array
    assert yearly == pytest.approx(0.88, abs=0.01), "what a year of better software saves everybody"


def test_what_is_cheap_is_used_more(rules: Ruleset):
    state = edited(begun(rules), "products.price", lambda a: a * 0 + 1)
    halved = edited(state, "products.price", lambda a: a * 0.5)
    ratio = serving_need_h100e(rules, halved).array / serving_need_h100e(rules, state).array
    assert ratio[ratio > 0] == pytest.approx(2**rules.constants.use_elasticity)


@pytest.mark.parametrize("segment", [0, 1], ids=SEGMENT_IDS)
def test_a_price_above_the_usual_costs_more_customers_than_one_below_wins(rules: Ruleset, segment: int):
    state, firm = begun(rules), rules.place(FIRMS, "tencent")
    state = edited(edited(state, "products.share", lambda a: a * 0 + 0.2), "products.price", lambda a: a * 0 + 1)

    def share(price: float) -> float:
        after = sold(rules, put(state, "products.price", price, firm, segment))
        return number(rules, after.products.share, firms="tencent", segments=SEGMENT_IDS[segment])

    assert share(1.0) - share(1.25) > 2 * (share(0.8) - share(1.0)) > 0


def test_service_is_what_there_is_over_what_is_asked(rules: Ruleset):
    state = begun(rules)
    need = serving_need_h100e(rules, state).array
    half = edited(state, "compute.split", lambda a: a * 0 + 1)
    half = edited(half, "compute.serving_h100e", lambda a: need * 0.5)
    big_enough = need > 2
    assert sold(rules, half).products.service.array[big_enough] == pytest.approx(0.5, rel=1e-4)
    assert rules.sizes[SEGMENTS] == len(SEGMENT_IDS)
