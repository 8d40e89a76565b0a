"""Fabs: volume, yields that learn, memory as the second bottleneck, and the Strait."""

import numpy as np
import pytest

from game.engine.axes import FIRMS, FOUNDRIES, OFFERS
from game.engine.phases.chip_market import supply_today
from game.engine.ruleset import Ruleset
from game.engine.state import State
from tests.engine.boards import (
    asking,
    begun,
    edited,
    fate,
    in_force_from,
    number,
    only_controls,
    put,
    quarter,
    rich,
)
from tests.engine.conftest import Walk


def quiet(rules: Ruleset) -> Ruleset:
    """No new controls, no luck."""
    return fate(only_controls(rules), 0.5)


def calm(board: Ruleset) -> State:
    """A board where nothing is in force and nothing waits, and governments pay for no wafers."""
    return rich(board, in_force_from(begun(board), board))


@pytest.mark.parametrize("quarters", [6.0])
def test_a_closed_strait_stops_what_stands_there(rules: Ruleset, quarters: float):
    board = quiet(rules)
    assert board.constants.strait_quarters == quarters, "six quarters without the best fab"
    state = put(calm(board), "world.strait_quarters", quarters)
    at_strait = board.foundries.at_the_strait.array
    assert at_strait.any() and not at_strait.all()
    dark = []
    for _ in range(int(quarters) + 2):
        state = quarter(board, state)
        output = state.foundries.output_ratio.array
        dark.append(bool((output[at_strait] == 0).all()))
        assert (output[~at_strait] > 0).all(), "the others go on"
    assert dark == [True] * int(quarters) + [False] * 2


def test_nothing_is_sold_of_what_is_not_made(rules: Ruleset):
    board = quiet(rules)
    state = quarter(board, put(calm(board), "world.strait_quarters", 6.0))
    supply = supply_today(board, state).array[:, 0]
    made_there = board.foundries.at_the_strait.array[board.offer_foundries.array.astype(int)]
    assert (supply[made_there] == 0).all()
    assert supply[~made_there].sum() > 0


def test_yields_learn_and_never_fall(rules: Ruleset, walk: Walk):
    best = rules.foundries.best_yield.array[:, None]
    for played in walk:
        for name in ("yield_share", "packaging_share"):
            then, now = (getattr(state.foundries, name).array for state in (played.before, played.after))
            assert (now >= then).all()
            assert (now <= np.maximum(best, then) + 1e-6).all()


def test_money_becomes_wafers_after_the_lead_of_a_line(rules: Ruleset):
    board = edited(quiet(rules), "countries.subsidy_musd", lambda a: a * 0)
    state = calm(board)
    firm, foundry = _backable(board)
    lead = int(board.constants.fab_lead_quarters)
    paid = asking(board, "fab_musd", 400.0, firm, board.place(FOUNDRIES, foundry))
    with_money, without = quarter(board, state, paid), quarter(board, state)
    added = []
    for _ in range(lead + 1):
        added.append(number(board, with_money.foundries.wafers - without.foundries.wafers, foundries=foundry))
        with_money, without = quarter(board, with_money), quarter(board, without)
    expected = 400 / float(board.foundries.wafer_cost_musd.array[board.place(FOUNDRIES, foundry)])
    assert added[-1] == pytest.approx(expected, rel=0.01)
    assert sum(value > 0 for value in added) <= 2, "and not a quarter earlier"


def _backable(board: Ruleset) -> tuple[str, str]:
    """A firm and a foundry that it may put money in."""
    firm, foundry = np.argwhere(board.may_back.array)[0]
    return board.ids[FIRMS][firm], board.ids[FOUNDRIES][foundry]


def test_an_investor_has_a_claim_in_the_queue(rules: Ruleset):
    board = quiet(rules)
    firm, foundry = _backable(board)
    paid = asking(board, "fab_musd", 400.0, firm, board.place(FOUNDRIES, foundry))
    state = quarter(board, calm(board), paid)
    claims = state.foundries.claim.array[:, board.place(FOUNDRIES, foundry), 0]
    assert claims.argmax() == board.place(FIRMS, firm)
    assert 0 < claims.max() <= 1
    later = quarter(board, state).foundries.claim.array[:, board.place(FOUNDRIES, foundry), 0]
    assert later.max() == pytest.approx(claims.max() * board.constants.claim_keep, rel=1e-4)


def test_a_rival_governments_foundry_takes_no_money(rules: Ruleset):
    board = quiet(rules)
    assert not board.may_back.array[board.place(FIRMS, "openai"), board.place(FOUNDRIES, "smic")]
    paid = asking(board, "fab_musd", 400.0, "openai", board.place(FOUNDRIES, "smic"))
    after, idle = quarter(board, calm(board), paid), quarter(board, calm(board))
    assert number(board, after.foundries.claim, firms="openai", foundries="smic") == 0
    assert number(board, after.books.cash_musd, firms="openai") == number(board, idle.books.cash_musd, firms="openai")


def test_memory_binds_when_it_is_scarcer_than_logic(rules: Ruleset):
    board = quiet(rules)
    state = calm(board)
    smic = board.place(FOUNDRIES, "smic")
    usual = number(board, quarter(board, state).foundries.output_ratio, foundries="smic")
    board_scarce = put(board, "foundries.planned_memory", 0.6, slice(None), smic)
    more = put(state, "foundries.memory_extra", 0.5, smic)
    scarce, helped = (quarter(board_scarce, one).foundries.output_ratio for one in (state, more))
    assert number(board, helped, foundries="smic") > number(board, scarce, foundries="smic")
    assert usual > 0


def test_as_planned_if_nothing_happens(rules: Ruleset):
    board = edited(quiet(rules), "countries.subsidy_musd", lambda a: a * 0)
    board = edited(board, "foundries.planned_memory", lambda a: np.maximum(a, 1.0))
    state = edited(calm(board), "labs.bonus", lambda a: a * 0)
    state = put(state, "foundries.yield_share", board.foundries.planned_yield.array[0][:, None])
    state = put(state, "foundries.packaging_share", board.foundries.planned_packaging.array[0][:, None])
    output = quarter(board, state).foundries.output_ratio.array
    assert output == pytest.approx(1.0, abs=0.15)
    assert board.sizes[OFFERS] > 0
