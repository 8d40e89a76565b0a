"""Deployment: chips into racks as far as power allows; failures, leases, and megawatts that take time."""

import numpy as np
import pytest

from game.engine.axes import CHIPS, FIRMS, SITES
from game.engine.market_facts import power_used_mw
from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import Asking, asking, begun, edited, fate, number, put, quarter, rich
from tests.engine.conftest import Walk
from tests.strategies import fresh

FIRM, CHIP = "tencent", "h20"


def hall(rules: Ruleset, stock: float, power_mw: float) -> State:
    """A firm with nothing but chips in the warehouse and an empty hall of some megawatts."""
    state = rich(rules, begun(rules))
    firm = rules.place(FIRMS, FIRM)
    state = put(state, "fleet.racked_units", 0.0, firm)
    state = put(state, "fleet.stock_units", 0.0, firm)
    state = put(state, "fleet.stock_units", stock, firm, rules.place(CHIPS, CHIP))
    state = put(state, "fleet.power_coming_mw", 0.0, firm)
    return put(state, "fleet.power_mw", power_mw, firm, rules.place(SITES, "home"))


def racking(rules: Ruleset, units: float, chip: str = CHIP) -> Asking:
    return asking(rules, "rack_units", units, FIRM, rules.place(CHIPS, chip))


def racked(rules: Ruleset, state: State, chip: str = CHIP) -> float:
    return number(rules, state.fleet.racked_units, firms=FIRM, sites="home", chips=chip)


def test_power_is_never_exceeded(rules: Ruleset, walk: Walk):
    """What draws more than there is only ever shrinks; nothing is racked beyond the megawatts."""
    home = rules.place(SITES, "home")
    for played in walk:
        before, used = (power_used_mw(rules, state).array for state in (played.before, played.after))
        there = played.after.fleet.power_mw.array[:, home]
        assert (used <= np.maximum(there, before) * 1.00001 + 1e-3).all()


def test_all_is_racked_that_power_allows(rules: Ruleset):
    lucky = fate(rules, 0.0)
    each = float(rules.chips.power_mw.array[rules.place(CHIPS, CHIP)])
    state = quarter(lucky, hall(lucky, 5000, each * 2000.5), racking(lucky, 5000))
    assert 1990 <= racked(lucky, state) <= 2000
    state = quarter(lucky, hall(lucky, 5000, each * 99_999), racking(lucky, 3000))
    assert racked(lucky, state) == 3000
    assert number(lucky, state.fleet.stock_units, firms=FIRM, chips=CHIP) >= 1900


def test_scarce_power_is_shared_evenly_over_kinds(rules: Ruleset):
    lucky = fate(rules, 0.0)
    state = put(
        hall(lucky, 4000, 1.0), "fleet.stock_units", 4000.0, lucky.place(FIRMS, FIRM), lucky.place(CHIPS, "h100")
    )

    def both(orders: Orders) -> Orders:
        return racking(lucky, 4000, "h100")(racking(lucky, 4000)(orders))

    after = quarter(lucky, state, both)
    assert 0 < racked(lucky, after) == racked(lucky, after, "h100")


def test_no_more_is_racked_than_is_there(rules: Ruleset):
    lucky = fate(rules, 0.0)
    assert racked(lucky, quarter(lucky, hall(lucky, 700, 1000), racking(lucky, 1e9))) <= 700


def test_megawatts_come_after_their_lead(rules: Ruleset):
    plan = fate(rules, 0.5)
    state = hall(plan, 0, 10)
    state = quarter(plan, state, asking(plan, "build_mw", 40, FIRM))
    lead = int(plan.constants.build_lead_quarters)
    found = []
    for _ in range(lead + 1):
        found.append(number(plan, state.fleet.power_mw, firms=FIRM, sites="home"))
        state = quarter(plan, state)
    assert found == pytest.approx([10] * (lead - 1) + [50] * 2)


def test_chips_fail_at_their_rate_and_less_with_care(rules: Ruleset):
    rate = rules.constants.failure_rate
    state = fresh(rules, 400)
    state = put(state, "fleet.racked_units", 0.0)
    state = put(state, "fleet.racked_units", 1003.0, slice(None), rules.place(SITES, "home"), rules.place(CHIPS, CHIP))
    after = quarter(rules, edited(state, "labs.bonus", lambda a: a * 0))
    left = after.fleet.racked_units.array[:, rules.place(SITES, "home"), rules.place(CHIPS, CHIP)]
    assert 1 - left.mean() / 1003 == pytest.approx(rate, rel=0.05), "right on average, though chips are whole"
    careful = edited(state, "labs.bonus", lambda a: a * 0 + 0.5)
    fewer = quarter(rules, careful).fleet.racked_units.array[:, rules.place(SITES, "home"), rules.place(CHIPS, CHIP)]
    assert fewer.mean() > left.mean()


def test_a_quarter_of_leases_ends(rules: Ruleset):
    firm, abroad, chip = rules.place(FIRMS, FIRM), rules.place(SITES, "abroad"), rules.place(CHIPS, "h100")
    state = put(begun(rules), "fleet.racked_units", 10_000.0, firm, abroad, chip)
    left = number(rules, quarter(fate(rules, 0.5), state).fleet.racked_units, firms=FIRM, sites="abroad", chips="h100")
    assert left == pytest.approx(10_000 * (1 - rules.constants.lease_end_rate), abs=2)
