"""The chip market: who gets what is scarce, what it costs, what comes in and what is stopped at the gate."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.axes import AHEAD, CHIPS, LISTINGS, OFFERS, WORLDS
from game.engine.listings import per_offer
from game.engine.market_facts import this_turn
from game.engine.phases.chip_market import allot, supply_today
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import table
from tests.engine.boards import (
    asking,
    begun,
    edited,
    fate,
    in_force_from,
    laid_down,
    listened,
    number,
    only_controls,
    plenty,
    put,
    quarter,
    rich,
)
from tests.engine.conftest import Walk
from tests.twins.allotment import allotted

LETTER = "h20_apr2025"
UNITS = st.integers(0, 60_000).map(float)


# --- allotment -----------------------------------------------------------------------------------------------------


def shared(asked: list[float], weights: list[float], supply: float) -> list[float]:
    """What each firm is allotted of one offer that is made to all of them."""
    here, marks = table([0] * len(asked), LISTINGS), table([[True]] * len(asked), LISTINGS, OFFERS)
    rules = cast(Ruleset, SimpleNamespace(listings=SimpleNamespace(offer_index=here, offers=marks)))
    want, weight = (table([[number] * 2 for number in numbers], LISTINGS, WORLDS) for numbers in (asked, weights))
    return [float(n) for n in allot(rules, want, weight, table([[supply] * 2], OFFERS, WORLDS)).array[:, 0]]


QUEUES = st.lists(st.tuples(UNITS, st.floats(0.5, 3, width=32)), min_size=1, max_size=6)


@given(QUEUES, UNITS)
def test_allotment_is_as_its_twin_says(queue: list[tuple[float, float]], supply: float):
    asked = [want for want, _ in queue]
    weights = [float(np.float32(want * favour)) for want, favour in queue]
    found, expected = shared(asked, weights, supply), allotted(asked, weights, supply)
    assert all(abs(a - b) <= 1 for a, b in zip(found, expected, strict=True)), "but for a unit of rounding"


@given(QUEUES, UNITS)
def test_never_more_than_asked_nor_than_there_is(queue: list[tuple[float, float]], supply: float):
    asked = [want for want, _ in queue]
    found = shared(asked, [want * favour for want, favour in queue], supply)
    assert all(0 <= got <= want and got == int(got) for got, want in zip(found, asked, strict=True))
    assert sum(found) <= supply
    if sum(asked) <= supply:
        assert found == asked, "where there is enough, everybody has all"


@given(QUEUES, UNITS, st.randoms(use_true_random=False))
def test_the_queue_is_not_by_place_in_the_list(queue: list[tuple[float, float]], supply: float, random: Any):
    order = list(range(len(queue)))
    random.shuffle(order)
    asked, weights = [want for want, _ in queue], [want * favour for want, favour in queue]
    found = shared(asked, weights, supply)
    other = shared([asked[n] for n in order], [weights[n] for n in order], supply)
    assert all(abs(found[n] - got) <= 1 for n, got in zip(order, other, strict=True))


def test_equals_are_served_equally():
    assert shared([900.0] * 4, [900.0] * 4, 1000.0) == [250.0] * 4


def test_little_is_left_with_the_seller_when_all_want_more():
    found = shared([500.0, 3000.0, 9000.0], [500.0, 3000.0, 9000.0], 1000.0)
    assert 1000 - len(found) <= sum(found) <= 1000


def test_a_bid_helps(rules: Ruleset):
    board = fate(plenty(only_controls(rules), "h20", 2000), 0.5)
    state = rich(board, in_force_from(begun(board), board))
    h20 = board.place(OFFERS, "h20")

    def bought(bid: float) -> float:
        def change(orders):
            for firm in ("tencent", "huawei"):
                orders = asking(board, "buy_units", 2000, firm, h20)(orders)
            return asking(board, "bid_share", bid, "tencent")(orders)

        _, record = listened(board, state, change)
        return number(board, record.notes["market.bought_units"], firms="tencent", offers="h20")

    assert bought(0.5) > bought(0.1) > bought(0.0) > 0


def test_no_more_is_sold_than_is_on_sale(rules: Ruleset, walk: Walk):
    for quarter_played in walk:
        notes = quarter_played.record.notes
        sold = per_offer(rules, notes["market.bought_units"])
        assert (sold <= notes["market.on_sale_units"]).array.all()


# --- delivery ------------------------------------------------------------------------------------------------------


def h20_board(rules: Ruleset, luck: float = 0.5, **dates: float) -> Ruleset:
    names = (LETTER,) if dates else ()
    return fate(plenty(only_controls(rules, *names, **dates), "h20", 50_000), luck)


def h20_start(board: Ruleset, *controls: str) -> State:
    """Rich firms with empty halls and warehouses, so that nothing ages."""
    state = laid_down(board, rich(board, in_force_from(begun(board), board, *controls)))
    state = edited(state, "fleet.racked_units", lambda a: a * 0)
    return edited(state, "fleet.stock_units", lambda a: a * 0)


def buying(board: Ruleset, units: float, offer: str = "h20"):
    return asking(board, "buy_units", units, "tencent", board.place(OFFERS, offer))


def held(board: Ruleset, state: State) -> float:
    return number(board, state.fleet.held_units, firms="tencent", offers="h20")


def stock(board: Ruleset, state: State, chip: str = "h20") -> float:
    return number(board, state.fleet.stock_units, firms="tencent", chips=chip)


def ordered_before_the_letter(board: Ruleset) -> State:
    """Four thousand H20 ordered in the last free quarter, and due when the letter is in force."""
    state = quarter(board, h20_start(board), buying(board, 4000))
    assert number(board, state.fleet.on_order_units, firms="tencent", offers="h20", ahead=board.ids[AHEAD][0]) == 4000
    return state


def test_what_is_bought_comes_after_its_lead(rules: Ruleset):
    board = put(h20_board(rules), "offers.lead_quarters", 2.0, rules.place(OFFERS, "h20"))
    state = h20_start(board)
    before = stock(board, state)
    state = quarter(board, state, buying(board, 4000))
    state = quarter(board, state)
    assert stock(board, state) <= before
    state = quarter(board, state)
    assert stock(board, state) > before + 3900


def test_an_order_is_held_at_the_gate_when_a_rule_lands(rules: Ruleset):
    board = h20_board(rules, announce_turn=1, force_turn=1)
    state = ordered_before_the_letter(board)
    before = stock(board, state)
    state = quarter(board, state)
    assert held(board, state) == 1600
    assert before + 2300 < stock(board, state) <= before + 2400, "three fifths were shipped before it"
    assert held(board, quarter(board, state)) == 1600, "and the rest stays held"


def test_a_held_order_may_be_given_back(rules: Ruleset):
    board = h20_board(rules, announce_turn=1, force_turn=1)
    state = quarter(board, ordered_before_the_letter(board))
    give_back = asking(board, "cancel_units", 1500, "tencent", board.place(OFFERS, "h20"))
    price = number(board, state.market.price_musd, offers="h20")
    state, record = listened(board, state, give_back)
    refund = number(board, record.notes["market.refund_musd"], firms="tencent")
    assert held(board, state) == 100
    assert refund == pytest.approx(1500 * price * board.constants.refund_share, rel=1e-4)


def test_no_more_is_given_back_than_is_held(rules: Ruleset):
    board = h20_board(rules, announce_turn=1, force_turn=1)
    state = quarter(board, ordered_before_the_letter(board))
    state = quarter(board, state, asking(board, "cancel_units", 1e9, "tencent", board.place(OFFERS, "h20")))
    assert held(board, state) == 0


def test_a_licence_lets_a_held_order_through(rules: Ruleset):
    board = h20_board(rules, announce_turn=1, force_turn=1)
    state = quarter(board, ordered_before_the_letter(board))
    before = stock(board, state)
    state = put(state, "fleet.allowance_units", 1000.0, board.place(LISTINGS, "tencent/h20"))
    state = quarter(board, state)
    assert held(board, state) == 600
    assert stock(board, state) > before + 900
    assert number(board, state.fleet.allowance_units, firms="tencent", offers="h20") == 0, "and is used up"


def test_a_held_order_comes_in_when_the_rule_ends(rules: Ruleset):
    board = h20_board(rules, luck=0.0, announce_turn=1, force_turn=1, end_turn=3)
    board = edited(board, "controls.end_odds", lambda a: a * 0 + 1)
    state = ordered_before_the_letter(board)
    for _ in range(2):
        state = quarter(board, state)
    assert held(board, state) == 1600
    assert held(board, quarter(board, state)) == 0


def test_a_lease_runs_abroad_at_once(rules: Ruleset):
    board = fate(plenty(only_controls(rules), "h100_johor", 5000), 0.5)
    board = put(board, "offers.lead_quarters", 0.0, board.place(OFFERS, "h100_johor"))
    state = rich(board, in_force_from(begun(board), board))
    after = quarter(board, state, buying(board, 800, "h100_johor"))

    def abroad(state: State) -> float:
        return number(board, state.fleet.racked_units, firms="tencent", sites="abroad", chips="h100")

    assert abroad(after) >= 0.7 * 800 + 0.7 * abroad(state)
    assert stock(board, after, "h100") <= stock(board, state, "h100")


# --- the grey route ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("luck", "is_caught"), [(0.0, True), (0.9999, False)])
def test_a_grey_lot_is_seized_or_comes_in(rules: Ruleset, luck: float, is_caught: bool):
    board = fate(plenty(only_controls(rules), "h100_grey", 5000), luck)
    board = put(board, "offers.lead_quarters", 1.0, board.place(OFFERS, "h100_grey"))
    state = quarter(board, h20_start(board), buying(board, 600, "h100_grey"))
    after = quarter(board, state)
    lost = after.ledger.chips_lost.array - state.ledger.chips_lost.array
    h100 = board.place(CHIPS, "h100")
    assert (lost[h100, 0] >= 600) == is_caught
    assert (stock(board, after, "h100") >= stock(board, state, "h100") + 500) == (not is_caught)
    assert number(board, after.influence.strikes, firms="tencent") == (1 if is_caught else 0)
    record = number(board, after.influence.compliance, firms="tencent")
    assert (record < number(board, state.influence.compliance, firms="tencent") - 5) == is_caught
    assert number(board, after.influence.strikes, firms="huawei") == 0, "who bought nothing is not punished"


# --- prices --------------------------------------------------------------------------------------------------------


def test_prices_stay_within_half_and_three_times_the_opening(rules: Ruleset, walk: Walk):
    for played in walk:
        age = np.maximum(played.before.turn.array - rules.first_sale.array[:, None], 0)
        fall = 2 ** (-rules.constants.chip_price_fall_log2_per_quarter * age)
        opening = rules.offers.price_musd.array[:, None] * fall
        price = played.after.market.price_musd.array
        assert (price >= opening * 0.4999).all()
        assert (price <= opening * 3.0001).all()


def test_demand_raises_the_price(rules: Ruleset):
    board = fate(plenty(only_controls(rules), "h20", 2000), 0.5)
    state = rich(board, in_force_from(begun(board), board))
    prices = [
        number(board, quarter(board, state, buying(board, units)).market.price_musd, offers="h20")
        for units in (0, 1000, 4000, 40_000)
    ]
    assert prices == sorted(prices)
    assert prices[-1] > prices[0]


def test_supply_is_the_plan_times_what_the_foundry_makes(rules: Ruleset):
    state = begun(rules)
    planned = this_turn(state, rules.offers.supply_units).array
    idle = edited(state, "foundries.output_ratio", lambda a: a * 0)
    assert (supply_today(rules, idle).array == 0).all()
    full = edited(state, "foundries.output_ratio", lambda a: a * 0 + 1)
    designed = rules.offers.variant_index.array < 0
    assert supply_today(rules, full).array[designed] == pytest.approx(np.floor(planned + 0.5)[designed])
