"""Licences: applied for, queued, granted or returned, and never more than was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.axes import COUNTRIES, FIRMS, LICENCES, LISTINGS, OFFERS
from game.engine.orders import Orders
from game.engine.phases.licences import licence_odds
from game.engine.ruleset import Ruleset
from game.engine.state import NOTHING, State
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

LETTER = "h20_apr2025"
NEVER_LUCKY, ALWAYS_LUCKY = 0.9999, 0.0


@pytest.fixture
def board(rules: Ruleset) -> Ruleset:
    """The H20 needs a licence, presumed refused, and there are plenty of them."""
    return fate(plenty(only_controls(rules), "h20", 50_000), NEVER_LUCKY)


def start(board: Ruleset, *controls: str) -> State:
    return laid_down(board, rich(board, in_force_from(begun(board), board, *(controls or (LETTER,)))))


def filing(board: Ruleset, units: float, offer: str = "h20", firm: str = "tencent") -> Asking:
    return asking(board, "file_units", units, firm, board.place(OFFERS, offer))


def buying(board: Ruleset, units: float, offer: str = "h20", firm: str = "tencent") -> Asking:
    return asking(board, "buy_units", units, firm, board.place(OFFERS, offer))


def waiting(board: Ruleset, state: State, firm: str = "tencent") -> list[tuple[str, float]]:
    """The firm's queue: offer and units of each application, in world 0."""
    queue, place = state.licences, board.place(FIRMS, firm)
    found = zip(queue.listing_index.array[place, :, 0], queue.units.array[place, :, 0], strict=True)
    names = [(board.ids[LISTINGS][int(listing)], units) for listing, units in found if listing != NOTHING]
    return [(name.removeprefix(f"{firm}/"), float(units)) for name, units in names]


def test_an_application_waits_in_the_queue(board: Ruleset):
    state = quarter(board, start(board), filing(board, 3000))
    assert waiting(board, state) == [("h20", 3000)]
    assert waiting(board, quarter(board, state)) == [("h20", 3000)], "and no luck leaves it there"


def test_a_grant_allows_what_was_asked_and_no_more(board: Ruleset):
    state = quarter(board, start(board), filing(board, 3000))
    state = quarter(fate(board, ALWAYS_LUCKY), state)
    assert waiting(board, state) == []
    assert number(board, state.fleet.allowance_units, firms="tencent", offers="h20") == 3000
    after, record = listened(board, state, buying(board, 5000))
    assert number(board, record.notes["market.bought_units"], firms="tencent", offers="h20") == 3000
    _, record = listened(board, after, buying(board, 5000))
    assert number(board, record.notes["market.bought_units"], firms="tencent", offers="h20") == 0, "on order counts"


def test_without_a_licence_nothing_is_sold(board: Ruleset):
    _, record = listened(board, start(board), buying(board, 5000))
    assert number(board, record.notes["market.bought_units"], firms="tencent", offers="h20") == 0
    refused = [reason for name, _, _, reason in record.refusals if name == "buy_units"]
    assert "refusal.licence" in refused


def test_an_old_application_may_be_returned_without_an_answer(board: Ruleset):
    sure = fate(board, 0.9)
    patience = int(board.constants.licence_patience_quarters)
    sure = edited(sure, "controls.grant_odds", lambda a: a * 0 + 0.01)
    object.__setattr__(
        sure, "constants", type(sure.constants)(**(vars(sure.constants) | {"licence_return_odds": 0.95}))
    )
    state = quarter(sure, start(sure), filing(sure, 100))
    for _ in range(patience - 1):
        state = quarter(sure, state)
        assert waiting(sure, state) == [("h20", 100)], "not before its time"
    state = quarter(sure, state)
    assert waiting(sure, state) == []
    assert number(sure, state.fleet.allowance_units, firms="tencent", offers="h20") == 0


def test_one_application_an_offer_at_a_time(board: Ruleset):
    state = quarter(board, start(board), filing(board, 100))
    state = quarter(board, state, filing(board, 900))
    assert waiting(board, state) == [("h20", 100)]


def test_a_ban_has_no_licence(board: Ruleset):
    state, record = listened(board, start(board, "cn_import_ban"), filing(board, 100))
    assert waiting(board, state) == []
    assert any(reason == "refusal.no_licence_possible" for *_, reason in record.refusals)


def test_what_is_free_needs_no_licence(board: Ruleset):
    state = quarter(board, start(board, "oct7_2022"), filing(board, 100))
    assert waiting(board, state) == []


def test_full_slots_take_no_more(board: Ruleset):
    state = start(board, LETTER, "oct17_2023")
    caught = ["h20", "h200_cn", "b300_cn", "rubin_cn", "h100"]
    for offer in caught:
        state = quarter(board, state, filing(board, 100, offer))
    assert len(waiting(board, state)) == board.sizes[LICENCES] < len(caught)
    assert (state.licences.overflow.array == 0).all(), "a full desk is refused in time, and not lost"


def test_several_at_once_take_one(board: Ruleset):
    def both(orders: Orders) -> Orders:
        return filing(board, 70, "b300_cn")(filing(board, 100)(orders))

    assert len(waiting(board, quarter(board, start(board, LETTER, "oct17_2023"), both))) == 1


@given(stance=st.floats(0, 1), standing=st.floats(0, 100), helped=st.floats(0, 0.6), base=st.floats(0, 1))
def test_odds_of_a_grant(rules: Ruleset, stance: float, standing: float, helped: float, base: float):
    state = in_force_from(begun(rules), rules, LETTER)
    us = rules.place(COUNTRIES, "us")
    state = put(state, "world.stance", stance, us)
    state = put(state, "influence.standing", standing, slice(None), us)
    state = put(put(state, "desk.licence_luck", helped), "market.grant_odds", base)
    found = number(rules, licence_odds(rules, state), firms="tencent", offers="h20")
    expected = base * (1.5 - stance) * (0.5 + standing / 100) + helped
    assert found == pytest.approx(min(max(expected, 0), 0.95), abs=1e-5)


def test_a_listed_firm_is_presumed_refused(rules: Ruleset):
    """However freely others are licensed, and only by the country that lists it."""
    state = put(in_force_from(begun(rules), rules, LETTER), "market.grant_odds", 0.9)
    us, huawei = rules.place(COUNTRIES, "us"), rules.place(FIRMS, "huawei")
    listed = put(state, "influence.listed_by", True, huawei, us)

    def odds(one: State, firm: str) -> float:
        return number(rules, licence_odds(rules, one), firms=firm, offers="h20")

    assert odds(state, "huawei") > 0.2
    assert odds(listed, "huawei") <= rules.constants.listed_grant_odds * 1.5 * 1.5
    assert odds(listed, "tencent") == odds(state, "tencent")
    cn = rules.place(COUNTRIES, "cn")
    assert odds(put(state, "influence.listed_by", True, huawei, cn), "huawei") == odds(state, "huawei")
