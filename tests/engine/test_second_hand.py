"""Second-hand chips: what brokers take, what it brings, and that nobody grows rich by turning chips over."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.axes import CHIPS, COUNTRIES, FIRMS, OFFERS, SITES, WORLDS
from game.engine.orders import Orders
from game.engine.phases.second_hand import new_price_musd
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.scenario import Loaded
from tests.engine.boards import (
    Asking,
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


def selling(board: Ruleset, firm: str, chip: str, units: float) -> Asking:
    return asking(board, "sell_units", units, firm, board.place(CHIPS, chip))


def taking(board: Ruleset, firm: str, chip: str, units: float) -> Asking:
    return asking(board, "used_units", units, firm, board.place(CHIPS, chip))


@pytest.fixture
def board(rules: Ruleset) -> Ruleset:
    return fate(plenty(only_controls(rules), "h20", 10_000), 0.5)


@pytest.fixture
def state(board: Ruleset) -> State:
    """Tencent holds a thousand H20 in the warehouse and as many in its racks, and nothing else."""
    state = laid_down(board, rich(board, in_force_from(begun(board), board)))
    state = edited(state, "fleet.stock_units", lambda a: a * 0)
    state = edited(state, "fleet.racked_units", lambda a: a * 0)
    tencent, h20 = board.place(FIRMS, "tencent"), board.place(CHIPS, "h20")
    state = put(state, "fleet.stock_units", 1000.0, tencent, h20)
    return put(state, "fleet.racked_units", 1000.0, tencent, 0, h20)


def shelf(board: Ruleset, state: State, country: str = "cn", chip: str = "h20") -> float:
    return number(board, state.market.used_units, countries=country, chips=chip)


def in_racks(board: Ruleset, state: State) -> float:
    return number(board, state.fleet.racked_units, firms="tencent", chips="h20", sites=board.ids[SITES][0])


def test_the_warehouse_is_sold_first_and_then_the_racks(board: Ruleset, state: State):
    sold = quarter(board, state, selling(board, "tencent", "h20", 600))
    assert shelf(board, sold) == 600
    assert 380 <= number(board, sold.fleet.stock_units, firms="tencent", chips="h20") <= 400
    assert in_racks(board, sold) > 950
    sold = quarter(board, state, selling(board, "tencent", "h20", 1e9))
    assert shelf(board, sold) == 2000, "no more than there is"
    assert in_racks(board, sold) == 0


def test_it_brings_part_of_what_a_new_one_costs(board: Ruleset, state: State):
    price = number(board, state.market.price_musd, offers="h20")
    _, record = listened(board, state, selling(board, "tencent", "h20", 500))
    gain = number(board, record.notes["second_hand.gain_musd"], firms="tencent")
    assert gain == pytest.approx(500 * price * board.constants.used_bid_share, rel=1e-4)


def test_a_compatriot_may_buy_it_a_quarter_later_and_nobody_across_the_border(board: Ruleset, state: State):
    both = selling(board, "tencent", "h20", 500)
    early, record = listened(board, state, lambda orders: taking(board, "huawei", "h20", 300)(both(orders)))
    assert number(board, record.notes["second_hand.bought_units"], firms="huawei", chips="h20") == 0

    def all_ask(orders: Orders) -> Orders:
        return taking(board, "openai", "h20", 300)(taking(board, "huawei", "h20", 300)(orders))

    later, record = listened(board, early, all_ask)
    assert number(board, record.notes["second_hand.bought_units"], firms="huawei", chips="h20") == 300
    assert number(board, record.notes["second_hand.bought_units"], firms="openai", chips="h20") == 0
    assert shelf(board, later) == 200


def test_a_short_shelf_is_divided_by_what_is_asked(board: Ruleset, state: State):
    state = edited(state, "market.used_units", lambda a: a * 0 + 60)

    def both(orders: Orders) -> Orders:
        return taking(board, "huawei", "h20", 60)(taking(board, "tencent", "h20", 20)(orders))

    _, record = listened(board, state, both)
    got = [
        number(board, record.notes["second_hand.bought_units"], firms=firm, chips="h20")
        for firm in ("huawei", "tencent")
    ]
    assert got == [45, 15]


def test_a_listed_firm_is_sold_no_used_chips_of_the_country_that_lists_it(board: Ruleset, state: State):
    state = edited(state, "market.used_units", lambda a: a * 0 + 60)
    listed = put(state, "influence.listed_by", True, board.place(FIRMS, "huawei"), board.place(COUNTRIES, "us"))

    def both(orders: Orders) -> Orders:
        return taking(board, "huawei", "h20", 30)(taking(board, "huawei", "mlu590", 30)(orders))

    _, record = listened(board, listed, both)
    bought = record.notes["second_hand.bought_units"]
    assert number(board, bought, firms="huawei", chips="h20") == 0
    assert number(board, bought, firms="huawei", chips="mlu590") == 30, "those of its own country are"
    assert "refusal.listed" in [reason for *_, reason in record.refusals]


def test_nobody_sells_its_own_make_as_used(board: Ruleset, state: State):
    state = put(state, "fleet.stock_units", 500.0, board.place(FIRMS, "huawei"), board.place(CHIPS, "ascend910b"))
    sold = quarter(board, state, selling(board, "huawei", "ascend910b", 500))
    assert shelf(board, sold, chip="ascend910b") == 0


def test_the_price_is_the_lowest_by_an_open_offer(board: Ruleset, state: State):
    price = new_price_musd(board, state.market.price_musd, state.turn)
    chip = board.offers.chip_index.array.astype(int)
    for place, name in enumerate(board.ids[CHIPS]):
        plain = [
            n
            for n in np.flatnonzero(chip == place)
            if not (board.offers.is_leased.array[n] or board.offers.is_grey.array[n])
            and board.first_sale.array[n] <= state.turn.array[0]
        ]
        lowest = min((float(state.market.price_musd.array[n, 0]) for n in plain), default=0.0)
        assert number(board, price, chips=name) == pytest.approx(lowest, rel=1e-5), name


def test_what_is_bought_cannot_be_sold_at_a_gain(stockpile: Loaded):
    """By whatever offer it comes, on the day: the bid stays under the lowest price, and under what brokers ask."""
    rules = stockpile.ruleset
    k, turn = rules.constants, rules.start(2).turn
    assert k.used_bid_share < k.used_ask_share < 1
    price = rules.offers.price_musd.array
    today = Value(np.repeat(price[:, None], 2, axis=1), (OFFERS, WORLDS))
    bid = new_price_musd(rules, today, turn).array[:, 0] * k.used_bid_share
    assert (bid[rules.offers.chip_index.array.astype(int)] < price).all()


def test_a_firm_that_turns_chips_over_only_loses_money(board: Ruleset, state: State):
    """Buy all that can be had and sell it the next quarter, eight times: cash only falls."""
    state = edited(edited(state, "fleet.stock_units", lambda a: a * 0), "fleet.racked_units", lambda a: a * 0)
    still = state

    def turn_over(orders: Orders) -> Orders:
        bought = asking(board, "buy_units", 2000, "tencent", board.place(OFFERS, "h20"))(orders)
        return selling(board, "tencent", "h20", 1e9)(bought)

    for _ in range(8):
        state, still = quarter(board, state, turn_over), quarter(board, still)
    state = quarter(board, state, selling(board, "tencent", "h20", 1e9))
    still = quarter(board, still)
    assert shelf(board, state) > shelf(board, still) + 10_000, "much was turned over"
    assert number(board, state.books.cash_musd, firms="tencent") < number(board, still.books.cash_musd, firms="tencent")


def test_a_shelf_never_holds_less_than_nothing(rules: Ruleset, walk: Walk):
    for played in walk:
        assert (played.after.market.used_units.array >= 0).all()
        bought, sold = played.record.notes["second_hand.bought_units"].array, played.after.market.used_units.array
        assert (bought == np.floor(bought)).all() and (sold == np.floor(sold)).all()


def test_the_orders_are_cut_to_what_there_is(board: Ruleset, state: State):
    orders = asking(board, "sell_units", -5.0, "tencent", board.place(CHIPS, "h20"))
    assert shelf(board, quarter(board, state, orders)) == 0
    broke = replace(state, books=replace(state.books, is_broke=state.books.cash_musd > 0.0))
    assert shelf(board, quarter(board, broke, selling(board, "tencent", "h20", 100))) == 0
