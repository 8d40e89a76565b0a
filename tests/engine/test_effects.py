"""Effects: what outcomes push, whom they reach, and that nothing is made or lost on the way."""

from typing import Any

import numpy as np
import pytest

from game.engine.axes import CHIPS, CONTROLS, COUNTRIES, FIRMS, LEVERS, PENDING, WORLDS
from game.engine.effects import apply_outcomes, pushed_by
from game.engine.invariants import check
from game.engine.levers import FIRM_PLACES, WORLD_PLACES
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State
from game.engine.tables import EffectTables, ScopeTables
from game.engine.value import table
from tests.engine.boards import begun, edited, number, only_controls, put

FIRM, WORLDS_PLAYED = "tencent", 2
SCOPES = ("self_", "compatriots", "rivals", "everyone")


@pytest.fixture
def blank(rules: Ruleset) -> Ruleset:
    """The rules with no effect at all: each test writes its own into the first outcome."""
    board = only_controls(rules)
    for scope in SCOPES:
        for family in ScopeTables.__dataclass_fields__:
            board = put(board, f"effects.{scope}.{family}", 0.0)
    for family in EffectTables.__dataclass_fields__:
        if family not in SCOPES:
            board = put(board, f"effects.{family}", 0.0)
    return board


def happens(rules: Ruleset, state: State, outcome: int = 0, firm: str = FIRM) -> State:
    """The state after one firm's deed had one outcome."""
    index = np.full((rules.sizes[FIRMS], rules.sizes[PENDING], WORLDS_PLAYED), -1.0)
    index[rules.place(FIRMS, firm), 0] = outcome
    pushed = pushed_by(rules, table(index, FIRMS, PENDING, WORLDS), over=PENDING)
    return apply_outcomes(rules, state, pushed, Recorder())


def pushing(rules: Ruleset, scope: str, lever: str, amount: float) -> Ruleset:
    return put(rules, f"effects.{scope}.firm", amount, 0, FIRM_PLACES[lever])


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("self_", {"tencent"}),
        ("compatriots", {"huawei"}),
        ("rivals", {"huawei", "openai", "google"}),
        ("everyone", {"tencent", "huawei", "openai", "google"}),
    ],
)
def test_whom_an_effect_reaches(blank: Ruleset, scope: str, reached: set[str]):
    board = pushing(blank, scope, "patience", 3)
    state = put(begun(board), "books.patience", 50.0)
    patience = happens(board, state).books.patience.array[:, 0]
    assert {name for name, points in zip(board.ids[FIRMS], patience, strict=True) if points == 53} == reached
    assert set(patience.tolist()) <= {50, 53}


def of_usual_size(rules: Ruleset, state: State) -> State:
    """The state with the firm's deals and its research at the size that outcomes are stated for."""
    firm, k = rules.place(FIRMS, FIRM), rules.constants
    state = put(state, "books.core_musd", k.usual_income_musd / 0.5, firm)
    state = put(put(state, "books.ai_budget_share", 0.5, firm), "books.revenue_musd", 0.0, firm)
    return put(state, "labs.researchers", k.usual_researchers, firm)


SIMPLE: dict[str, tuple[str, float, float]] = {
    "debt": ("books.debt_musd", 100, 100),
    "know_how": ("labs.know_how", 0.2, 0.2),
    "compliance": ("influence.compliance", -5, -5),
    "attention": ("desk.attention", 1, 1),
    "licences": ("desk.licence_luck", 0.1, 0.1),
    "supply_rush": ("desk.supply_rush", 0.5, 0.5),
    "researchers": ("labs.researchers", 12, 12),
}


def of(state: State, path: str) -> Any:
    group, name = path.split(".")
    return getattr(getattr(state, group), name)


@pytest.mark.parametrize("lever", SIMPLE)
def test_levers_of_a_firm(blank: Ruleset, lever: str):
    path, amount, expected = SIMPLE[lever]
    board = pushing(blank, "self_", lever, amount)
    state = of_usual_size(board, begun(board))
    change = number(board, of(happens(board, state), path) - of(state, path), firms=FIRM)
    assert change == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("times", "size"), [(0.01, 0.25), (0.5, 0.5), (3.0, 3.0), (100.0, 10.0)])
def test_money_goes_by_the_income_and_people_by_the_staff(blank: Ruleset, times: float, size: float):
    firm = blank.place(FIRMS, FIRM)
    for lever, path, amount, grows in (
        ("debt", "books.debt_musd", 100, "books.core_musd"),
        ("power", "fleet.power_mw", 40, ""),
        ("researchers", "labs.researchers", 40, "labs.researchers"),
        ("know_how", "labs.know_how", 0.2, ""),
    ):
        board = pushing(blank, "self_", lever, amount)
        state = of_usual_size(board, begun(board))
        if grows:
            state = put(state, grows, of(state, grows).array[firm, 0] * times, firm)
        moved = (of(happens(board, state), path).array - of(state, path).array)[firm].sum(
            axis=tuple(range(of(state, path).array[firm].ndim - 1))
        )[0]
        assert moved == pytest.approx(amount * (size if grows else 1.0), rel=1e-3), lever


@pytest.mark.parametrize(("amount", "moved"), [(250, 250), (-250, -250), (-1e9, "all")])
def test_cash_comes_and_goes_but_not_below_nothing(blank: Ruleset, amount: float, moved: float | str):
    board = pushing(blank, "self_", "cash", amount)
    state = put(of_usual_size(board, begun(board)), "books.cash_musd", 4000.0)
    after = happens(board, state)
    change = number(board, after.books.cash_musd, firms=FIRM) - 4000
    assert change == (-4000 if moved == "all" else moved)
    booked = after.books.received_musd - after.books.spent_musd
    assert number(board, booked, firms=FIRM) == pytest.approx(change), "and it is in the books"


@pytest.mark.parametrize(("amount", "left"), [(40, 540), (-40, 460), (-9000, 0), (0.7, 500)])
def test_chips_given_and_taken_are_counted(blank: Ruleset, amount: float, left: float):
    chip = blank.place(CHIPS, "h20")
    board = put(blank, "effects.self_.stock", amount, 0, chip)
    state = begun(board)
    stock = float(state.fleet.stock_units.array[board.place(FIRMS, FIRM), chip, 0])
    made = state.ledger.chips_made.array[chip, 0] + 500 - stock
    state = put(state, "fleet.stock_units", 500.0, board.place(FIRMS, FIRM), chip)
    state = put(state, "ledger.chips_made", made, chip)
    assert check(board, state, state) == []
    after = happens(board, state)
    assert number(board, after.fleet.stock_units, firms=FIRM, chips="h20") == left
    assert check(board, state, after) == []


@pytest.mark.parametrize("wanted", [3, 25, 1e6])
def test_poached_researchers_come_from_somewhere(blank: Ruleset, wanted: float):
    board = pushing(blank, "self_", "poach", wanted)
    state = begun(board)
    after = happens(board, state)
    assert check(board, state, after) == [], "people are neither made nor lost"
    gained = (after.labs.researchers - state.labs.researchers).array[:, 0]
    mine = board.place(FIRMS, FIRM)
    assert 0 <= gained[mine] <= wanted
    assert (np.delete(gained, mine) <= 0).all()
    assert gained.sum() <= 0


def test_families_reach_their_entry_and_no_other(blank: Ruleset):
    us = blank.place(COUNTRIES, "us")
    board = put(blank, "effects.self_.standing", 7.0, 0, us)
    state = put(begun(board), "influence.standing", 40.0)
    change = (happens(board, state).influence.standing.array - 40)[:, :, 0]
    assert change[board.place(FIRMS, FIRM), us] == 7
    assert np.count_nonzero(change) == 1


def test_levers_of_the_world_are_pushed_once(blank: Ruleset):
    board = put(blank, "effects.world", 4.0, 0, WORLD_PLACES["tension"])
    state = put(begun(board), "world.tension", 50.0)
    assert (happens(board, state).world.tension.array == 54).all()
    assert (happens(board, put(state, "world.tension", 99.0)).world.tension.array == 100).all()
    assert (happens(board, state, outcome=1).world.tension.array == 50).all(), "another outcome pushes nothing"
    assert board.sizes[LEVERS] > len(FIRM_PLACES)


@pytest.mark.parametrize(("amount", "stage"), [(1, "rumoured_on"), (2, "announced_on")])
def test_an_outcome_may_start_a_control(blank: Ruleset, amount: float, stage: str):
    place = blank.place(CONTROLS, "remote_access")
    board = put(blank, "effects.control", amount, 0, place)
    state = begun(board)
    for name in ("rumoured_on", "announced_on", "in_force_on"):
        state = put(state, f"controls.{name}", NEVER)
    life = happens(board, put(state, "turn", 3.0)).controls
    assert getattr(life, stage).array[place, 0] == 3
    assert (life.announced_on.array[place, 0] < NEVER) == (amount == 2)
    others = np.delete(life.rumoured_on.array, place, axis=0)
    assert (others == NEVER).all()


def test_an_outcome_may_withdraw_a_control(blank: Ruleset):
    place = blank.place(CONTROLS, "oct17_2023")
    board = put(blank, "effects.control", -1.0, 0, place)
    state = put(edited(begun(board), "controls.ended_on", lambda a: a * 0 + NEVER), "turn", 3.0)
    assert happens(board, state).controls.ended_on.array[place, 0] == 3
