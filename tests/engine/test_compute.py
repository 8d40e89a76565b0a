"""Compute: what a fleet can do, how it is split, and the runway it leaves."""

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.axes import BONUSES, CHIPS, ECOSYSTEMS, FIRMS, SITES, USES
from game.engine.market_facts import bonus
from game.engine.phases.compute import run_compute
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from tests.engine.boards import begun, edited, number, put
from tests.engine.conftest import Walk
from tests.strategies import stand_still

FIRM = "tencent"


def worked(rules: Ruleset, state: State) -> State:
    return run_compute(rules, state, stand_still(rules, state), Recorder())


def with_fleet(rules: Ruleset, units: float, chip: str = "h100", site: str = "home") -> State:
    """A firm whose whole fleet is some chips of one kind."""
    state = begun(rules)
    firm = rules.place(FIRMS, FIRM)
    state = put(put(state, "fleet.racked_units", 0.0, firm), "fleet.stock_units", 0.0, firm)
    return put(state, "fleet.racked_units", units, firm, rules.place(SITES, site), rules.place(CHIPS, chip))


@settings(max_examples=20)
@given(units=st.integers(1, 400_000), maturity=st.floats(0, 1), better=st.floats(0, 0.5), cluster=st.floats(0, 1))
def test_flop_as_the_formula_says(rules: Ruleset, units: int, maturity: float, better: float, cluster: float):
    k, firm = rules.constants, rules.place(FIRMS, FIRM)
    state = put(with_fleet(rules, units), "fleet.maturity", maturity, firm)
    state = put(put(state, "labs.bonus", 0.0, firm), "labs.boost", 0.0, firm)
    state = put(state, "labs.bonus", better, firm, rules.place(BONUSES, "utilisation"))
    state = worked(rules, put(state, "labs.bonus", cluster, firm, rules.place(BONUSES, "cluster")))
    strength = units * float(rules.chips.train_h100e.array[rules.place(CHIPS, "h100")])
    size = max(strength / 1000, 1) ** (-k.cluster_exponent * (1 - cluster))
    utilisation = k.best_utilisation * (0.4 + 0.6 * maturity) * size * (1 + better)
    assert number(rules, state.compute.fleet_h100e, firms=FIRM) == pytest.approx(strength, rel=1e-5)
    assert number(rules, state.compute.utilisation, firms=FIRM) == pytest.approx(utilisation, rel=1e-4)
    flop = strength * k.flop_per_h100e_quarter * utilisation
    assert number(rules, state.compute.flop, firms=FIRM) == pytest.approx(flop, rel=1e-4)


def test_the_worked_example_of_the_calibration(rules: Ruleset):
    """72,353 H100e at a maturity of 0.90 do 1.97e26 FLOP a quarter at a utilisation of 0.379."""
    firm = rules.place(FIRMS, FIRM)
    state = put(with_fleet(rules, 72_353), "fleet.maturity", 0.9, firm)
    state = worked(rules, put(put(state, "labs.bonus", 0.0, firm), "labs.boost", 0.0, firm))
    assert number(rules, state.compute.utilisation, firms=FIRM) == pytest.approx(0.379, abs=0.002)
    assert number(rules, state.compute.flop, firms=FIRM) * 1e21 == pytest.approx(1.97e26, rel=0.02)


def test_more_chips_never_do_less(rules: Ruleset):
    found = [
        number(rules, worked(rules, with_fleet(rules, units)).compute.flop, firms=FIRM)
        for units in (0, 1, 100, 999, 1001, 5000, 80_000, 2_000_000)
    ]
    assert found == sorted(found)
    assert found[0] == 0


def test_mature_software_does_more(rules: Ruleset):
    firm, cann = rules.place(FIRMS, FIRM), rules.place(ECOSYSTEMS, "cann")
    state = with_fleet(rules, 5000, "ascend910c")
    found = [
        number(rules, worked(rules, put(state, "fleet.maturity", m, firm, cann)).compute.flop, firms=FIRM)
        for m in (0.0, 0.3, 0.9)
    ]
    assert found == sorted(found)
    assert found[2] / found[0] == pytest.approx((0.4 + 0.54) / 0.4, rel=1e-3)


def test_a_split_adds_up_to_one(walk: Walk):
    for played in walk:
        split = played.after.compute.split.array
        assert split.sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert (split >= 0).all()


def test_an_empty_split_changes_nothing(rules: Ruleset):
    state = begun(rules)
    orders = edited(stand_still(rules, state), "split", lambda a: a * 0)
    assert np.allclose(step(rules, state, orders).compute.split.array, state.compute.split.array, atol=1e-6)
    assert state.compute.split.array.shape[1] == rules.sizes[USES]


@pytest.mark.parametrize(
    ("firm", "chip", "site", "expected"),
    [
        ("huawei", "ascend910c", "home", 1.0),
        ("huawei", "ascend910c", "abroad", 0.0),
        ("tencent", "h100", "home", 0.0),
        ("google", "tpu_v6e", "home", 0.5),
    ],
)
def test_what_no_foreign_government_can_switch_off(rules: Ruleset, firm: str, chip: str, site: str, expected: float):
    """All of a chip designed and made at home, half of one made abroad, none of what stands or comes from abroad."""
    state, place = begun(rules), rules.place(FIRMS, firm)
    state = put(state, "fleet.racked_units", 0.0, place)
    state = put(state, "fleet.racked_units", 100.0, place, rules.place(SITES, site), rules.place(CHIPS, chip))
    assert number(rules, worked(rules, state).compute.domestic_share, firms=firm) == pytest.approx(expected)


def test_runway_in_generations(rules: Ruleset):
    """log(FLOP x share kept x free of serving x 4 quarters / FLOP of the last run) / log of a generation's growth."""
    k, firm = rules.constants, rules.place(FIRMS, FIRM)
    state = put(with_fleet(rules, 60_000), "products.users_m", 0.0, firm)
    state = worked(rules, put(put(state, "products.enterprise_musd", 0.0, firm), "training.last_flop", 5000.0, firm))
    flop = number(rules, state.compute.flop, firms=FIRM)
    expected = log2(flop * k.runway_share * 4 / 5000) / k.generation_log2
    assert number(rules, state.compute.runway_generations, firms=FIRM) == pytest.approx(expected, abs=1e-3)


def test_stock_lengthens_the_runway_and_users_shorten_it(rules: Ruleset):
    firm = rules.place(FIRMS, FIRM)
    plain = with_fleet(rules, 60_000)
    stocked = put(plain, "fleet.stock_units", 60_000.0, firm, rules.place(CHIPS, "h100"))
    crowded = put(plain, "products.users_m", 900.0, firm)
    found = [
        number(rules, worked(rules, state).compute.runway_generations, firms=FIRM)
        for state in (crowded, plain, stocked)
    ]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2]


def test_bonuses_that_fade_count_like_those_that_last(rules: Ruleset):
    state = begun(rules)
    lasting = edited(state, "labs.bonus", lambda a: a + 0.1)
    passing = edited(state, "labs.boost", lambda a: a + 0.1)
    assert np.allclose(bonus(lasting, "utilisation").array, bonus(passing, "utilisation").array)


def test_serving_strength_as_the_formula_says(rules: Ruleset):
    """Chips x serving strength x software x (1 + bonus); bandwidth counts for more than compute."""
    firm = rules.place(FIRMS, FIRM)
    state = put(with_fleet(rules, 1000, "h20"), "fleet.maturity", 0.5, firm)
    state = put(put(state, "labs.bonus", 0.0, firm), "labs.boost", 0.0, firm)
    state = put(state, "labs.bonus", 0.2, firm, rules.place(BONUSES, "serving"))
    each = float(rules.chips.serve_h100e.array[rules.place(CHIPS, "h20")])
    found = number(rules, worked(rules, state).compute.serving_h100e, firms=FIRM)
    assert found == pytest.approx(1000 * each * (0.4 + 0.6 * 0.5) * 1.2, rel=1e-4)
    assert each == pytest.approx(0.58, abs=0.05)
