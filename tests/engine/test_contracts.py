"""Supply contracts: a place ahead of the queue at a price that stands, as long as the door is open and it is paid."""

import numpy as np
import pytest

from game.engine.axes import FIRMS, OFFERS, VENDORS
from game.engine.listings import per_offer
from game.engine.orders import Orders
from game.engine.phases.chip_market import relation_pull
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import (
    Asking,
    asking,
    begun,
    edited,
    fate,
    in_force_from,
    listened,
    number,
    only_controls,
    plenty,
    put,
    quarter,
    rich,
)
from tests.engine.conftest import Walk

US, LETTER = "h200", "h20_apr2025"


def board_of(rules: Ruleset, units: float = 1000) -> Ruleset:
    """A board without rules on which one American offer is scarce."""
    return fate(plenty(only_controls(rules), US, units), 0.5)


def start(board: Ruleset, *controls: str) -> State:
    return rich(board, quarter(board, in_force_from(begun(board), board, *controls)))


def signing(board: Ruleset, firm: str, offer: str, units: float) -> Asking:
    return asking(board, "reserve_units", units, firm, board.place(OFFERS, offer))


def buying(board: Ruleset, firm: str, offer: str, units: float) -> Asking:
    return asking(board, "buy_units", units, firm, board.place(OFFERS, offer))


def under_contract(board: Ruleset, state: State, firm: str, offer: str) -> tuple[float, float]:
    fleet = state.fleet
    return (
        number(board, fleet.contract_units, firms=firm, offers=offer),
        number(board, fleet.contract_quarters, firms=firm, offers=offer),
    )


def test_no_more_is_signed_than_the_room(rules: Ruleset):
    board = board_of(rules)
    state = quarter(board, start(board), signing(board, "openai", US, 1e6))
    units, quarters = under_contract(board, state, "openai", US)
    assert units == np.floor(1000 * board.constants.contract_share)
    assert quarters == board.constants.contract_quarters
    assert number(board, state.market.room_units, offers=US) == 0, "and the next finds none"
    later = quarter(board, state, signing(board, "google", US, 500))
    assert under_contract(board, later, "google", US) == (0, 0)


def test_the_room_is_divided_by_weight_and_not_by_place(rules: Ruleset):
    board = board_of(rules)
    state = edited(start(board), "influence.relation", lambda a: a * 0)
    state = put(state, "influence.relation", 1.0, board.place(FIRMS, "google"), slice(None))

    def both(orders: Orders) -> Orders:
        return signing(board, "google", US, 400)(signing(board, "openai", US, 400)(orders))

    state = quarter(board, state, both)
    steady, stranger = (under_contract(board, state, firm, US)[0] for firm in ("google", "openai"))
    weight = 1.0 + board.constants.relation_weight
    assert steady + stranger <= 400
    assert steady / stranger == pytest.approx(weight, rel=0.02)


def test_a_contract_ships_ahead_of_the_queue_at_its_own_price(rules: Ruleset):
    board = board_of(rules)
    state = quarter(board, start(board), signing(board, "openai", US, 300))
    signed_at = number(board, state.fleet.contract_price_musd, firms="openai", offers=US)
    state = edited(state, "market.price_musd", lambda a: a * 2)
    state, record = listened(board, state, buying(board, "google", US, 1e6))
    assert number(board, record.notes["contracts.shipped_units"], firms="openai", offers=US) == 300
    assert number(board, record.notes["market.bought_units"], firms="google", offers=US) <= number(
        board, record.notes["market.on_sale_units"], offers=US
    )
    due = number(board, record.notes["contracts.due_musd"], firms="openai")
    assert due == pytest.approx(300 * signed_at, rel=1e-4), "not at today's price"


def test_it_costs_a_fee_and_then_runs_out(rules: Ruleset):
    board = board_of(rules)
    state = start(board)
    price = number(board, state.market.price_musd, offers=US)
    state, record = listened(board, state, signing(board, "openai", US, 200))
    fee = number(board, record.notes["contracts.fee_musd"], firms="openai")
    assert fee == pytest.approx(200 * price * board.constants.contract_fee, rel=1e-4)
    shipped = []
    for _ in range(6):
        state, record = listened(board, state)
        shipped.append(number(board, record.notes["contracts.shipped_units"], firms="openai", offers=US))
    assert shipped == [200, 200, 200, 200, 0, 0]
    assert under_contract(board, state, "openai", US) == (0, 0)


def test_a_rule_in_the_way_stops_it_and_the_fee_is_gone(rules: Ruleset):
    board = fate(plenty(only_controls(rules, LETTER, announce_turn=2, force_turn=2), "h20", 10_000), 0.5)
    state = quarter(board, start(board), signing(board, "tencent", "h20", 500))
    assert under_contract(board, state, "tencent", "h20")[0] == 500
    state, record = listened(board, state)
    assert number(board, record.notes["contracts.shipped_units"], firms="tencent", offers="h20") == 0
    assert number(board, record.notes["contracts.due_musd"], firms="tencent") == 0, "what is not shipped is not paid"
    _, record = listened(board, state, signing(board, "tencent", "h20", 500))
    assert number(board, record.notes["contracts.fee_musd"], firms="tencent") == 0, "and none is signed meanwhile"


def test_who_cannot_pay_gets_what_the_cash_pays_for(rules: Ruleset):
    board = board_of(rules)
    state = quarter(board, start(board), signing(board, "openai", US, 300))
    price = number(board, state.fleet.contract_price_musd, firms="openai", offers=US)
    poor = edited(state, "books.cash_musd", lambda a: a * 0 + price * 100.5)
    _, record = listened(board, poor)
    assert 90 <= number(board, record.notes["contracts.shipped_units"], firms="openai", offers=US) <= 100


def test_contracts_are_paid_before_anything_else(rules: Ruleset):
    """A purchase may not take the money that a contract will ask for in the same quarter."""
    board = board_of(rules)
    state = quarter(board, start(board), signing(board, "openai", US, 300))
    price = number(board, state.fleet.contract_price_musd, firms="openai", offers=US)
    tight = edited(state, "books.cash_musd", lambda a: a * 0 + price * 330)
    _, record = listened(board, tight, buying(board, "openai", "h100", 1e6))
    assert number(board, record.notes["contracts.shipped_units"], firms="openai", offers=US) == 300


@pytest.mark.parametrize("offer", ["h100_johor", "h100_grey"])
def test_no_contract_for_a_lease_or_a_grey_lot(rules: Ruleset, offer: str):
    board = plenty(only_controls(rules), offer, 1000)
    state = quarter(board, start(board), signing(board, "tencent", offer, 100))
    assert under_contract(board, state, "tencent", offer) == (0, 0)


def test_nor_for_a_chip_of_ones_own(rules: Ruleset):
    board = plenty(only_controls(rules), "tpu_v6e", 1000)
    state = quarter(board, start(board), signing(board, "google", "tpu_v6e", 100))
    assert under_contract(board, state, "google", "tpu_v6e") == (0, 0)


def test_who_buys_only_there_becomes_a_steady_customer(rules: Ruleset):
    board = board_of(rules, units=5000)
    state = edited(start(board), "influence.relation", lambda a: a * 0)
    seen = [0.0]
    for _ in range(3):
        state = quarter(board, rich(board, state), buying(board, "openai", US, 100))
        seen.append(number(board, state.influence.relation, firms="openai", vendors="nvidia"))
    assert seen == sorted(seen) and seen[1] == pytest.approx(board.constants.relation_speed)
    assert number(board, state.influence.relation, firms="google", vendors="nvidia") == 0
    idle = quarter(board, state)
    assert number(board, idle.influence.relation, firms="openai", vendors="nvidia") < seen[-1], "and is forgotten"
    pull = relation_pull(board, state.influence.relation)
    assert number(board, pull, firms="openai", offers=US) > number(board, pull, firms="google", offers=US) == 1.0
    assert state.influence.relation.array.shape[1] == board.sizes[VENDORS]


def test_under_any_orders_contracts_keep_within_the_supply(rules: Ruleset, walk: Walk):
    """What ships under contract is whole, and no more than is on sale."""
    for played in walk:
        shipped = played.record.notes["contracts.shipped_units"]
        assert (shipped.array == np.floor(shipped.array)).all()
        assert (per_offer(rules, shipped).array <= played.before.market.supply_units.array + 1).all()
