"""Bots: seated by file and class, shown their own, asked in a process of their own, and never able to stop a game."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import FIRMS, WORLDS
from game.engine.orders import Orders
from game.engine.rows import row_of
from game.engine.state import State, digest
from game.engine.value import Value
from game.engine.view import observe, standing
from game.players.doctrine import Doctrine
from game.players.seats import seated
from game.rollout.bot_answers import LARGEST, NoAnswerError, own_rows, veiled
from game.rollout.bot_kit import orders_from, own
from game.rollout.bot_process import BotError, seated_bot
from game.rollout.bots import Incident, WithBots, bot_file, shown, table
from game.rollout.loop import opening, play
from game.scenario import Loaded

SEAT = 1

BOTS = '''
import os, sys, time
from game.engine.view import standing
from game.players.doctrine import Doctrine
from game.rollout.bot_kit import orders_from

class Standing:
    def decide(self, rules, view):
        return standing(rules, view)

class Loud(Standing):
    def decide(self, rules, view):
        print("here I am")
        return standing(rules, view)

class Turns:
    """Falls at every second quarter."""
    def decide(self, rules, view):
        if int(view.turn.array[0]) % 2:
            self.fall()
        return standing(rules, view)

class Raises(Turns):
    def fall(self):
        return 1 / 0

class Leaves(Turns):
    def fall(self):
        sys.exit("bye")

class Ends(Turns):
    def fall(self):
        os._exit(7)

class Hangs(Turns):
    def fall(self):
        time.sleep(60)

class Nothing:
    def decide(self, rules, view):
        return None

class Greedy:
    def __init__(self, seat):
        self.seat = seat
    def decide(self, rules, view):
        return orders_from(rules, view, self.seat, buy_units=1e30, borrow_musd=float("nan"), run_start=True,
                           moves=True, hire_people=-1e20, split=float("inf"), focus=1e9, price=-5.0)

class NoBot:
    pass

class Unmade:
    def __init__(self):
        raise RuntimeError("no mood")
    def decide(self, rules, view):
        return standing(rules, view)
'''


@pytest.fixture(scope="module")
def bots(tmp_path_factory):
    path = tmp_path_factory.mktemp("bots") / "some_bots.py"
    path.write_text(BOTS)
    return path


@pytest.fixture(scope="module")
def view(pocket):
    state = play(pocket.ruleset, opening(pocket.ruleset, 3, seed=2), seated(pocket.ruleset, {}), turns=3)
    return observe(pocket.ruleset, state)


def played(
    pocket: Loaded, bots: Path, name: str, turns: int = 4, seconds: float = 20.0
) -> tuple[State, list[Incident], int]:
    """A few quarters with a bot: the last state, and what happened."""
    rules = pocket.ruleset
    at_table = table(rules, pocket.resolved_json, {rules.ids[FIRMS][SEAT]: f"{bots}:{name}"}, seconds)
    assert isinstance(at_table, WithBots)
    try:
        state = play(rules, opening(rules, 3, seed=4), at_table, turns=turns, record=at_table, check=True)
        return state, at_table.take_incidents(), at_table.lost
    finally:
        at_table.close()


def idle(pocket: Loaded, turns: int = 4) -> State:
    rules = pocket.ruleset
    others = seated(rules, {rules.ids[FIRMS][SEAT]: "idle"})
    return play(rules, opening(rules, 3, seed=4), others, turns=turns)


def test_a_bot_that_stands_still_plays_as_idle_does(pocket, bots, capfd):
    state, incidents, lost = played(pocket, bots, "Loud")
    assert digest(state, 2) == digest(idle(pocket), 2)
    assert incidents == [] and lost == 0
    told = capfd.readouterr()
    assert told.out == "" and "here I am" in told.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("Raises", "ZeroDivisionError", "division by zero (line"),
        ("Leaves", "SystemExit", "bye"),
        ("Ends", "ended", "code 7"),
        ("Hangs", "hang", "longer than 2 seconds"),
    ],
)
def test_a_bot_that_falls_loses_its_quarter_and_not_the_run(pocket, bots, name, kind, reason):
    """It falls in the second quarter and the fourth, and plays the third; one sentence tells of both."""
    state, incidents, lost = played(pocket, bots, name, seconds=2.0)
    assert lost == 2
    (one,) = incidents
    assert (one.kind, one.turn, one.is_lost, one.bot) == (kind, 1, True, f"some_bots.py:{name}")
    assert reason in one.reason
    assert digest(state, 1) == digest(idle(pocket), 1)


@pytest.mark.slow
def test_a_bot_that_says_nothing_loses_its_quarter(pocket, bots):
    state, incidents, lost = played(pocket, bots, "Nothing", turns=2)
    assert lost == 2 and "gave nothing, not Orders" in incidents[0].reason
    assert digest(state) == digest(idle(pocket, turns=2))


@pytest.mark.slow
def test_what_is_beyond_measure_is_cut_and_the_reason_told(pocket, bots):
    state, incidents, lost = played(pocket, bots, "Greedy")
    told = {one.kind.split()[0] for one in incidents}
    assert lost == 0 and {"buy_units", "borrow_musd", "split", "hire_people", "moves"} <= told
    assert "refusal.cash" in {one.reason for one in incidents}
    assert len({(one.firm, one.kind) for one in incidents}) == len(incidents)
    assert np.isfinite(state.books.cash_musd.array).all()


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("{}:Standin", "Did you mean 'Standing'"),
        ("{}:NoBot", "no method decide"),
        ("{}:Unmade", "RuntimeError: no mood"),
        ("{}", "names no class"),
    ],
)
def test_a_bot_that_cannot_be_seated_gets_a_sentence(bots, policy, said, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    with pytest.raises(BotError, match=said.replace("(", r"\(")):
        seated_bot(bot_file(policy.format(bots)), SEAT)


def test_a_file_that_is_not_there_or_no_python(pocket, bots, tmp_path):
    with pytest.raises(BotError, match=r"no file.*some_bots\.py"):
        bot_file(f"{bots.with_name('some_bot.py')}:Standing")
    broken = tmp_path / "broken.py"
    broken.write_text("class Broken(:")
    with pytest.raises(BotError, match="SyntaxError"):
        table(pocket.ruleset, pocket.resolved_json, {pocket.ruleset.ids[FIRMS][0]: f"{broken}:Broken"})
    with pytest.raises(ValueError, match="no firm"):
        table(pocket.ruleset, pocket.resolved_json, {"nobody": f"{bots}:Standing"})


def test_a_label_fits_in_a_cell(tmp_path):
    path = tmp_path / "my,bot.py"
    path.write_text("")
    assert shown(f"{path}:Mine") == "my_bot.py:Mine" and shown("idle") == "idle"


def test_a_bot_sees_its_own_and_what_is_public(rules, view):
    seen = veiled(rules, view, SEAT, "some firm")
    assert (seen.books.cash_musd.array[SEAT] == view.books.cash_musd.array[SEAT]).all()
    for name, value in named_arrays(seen).items():
        if value.axes[0] is FIRMS and not name.startswith("public."):
            assert not np.delete(value.array, SEAT, axis=0).any(), name
            assert (value.array[SEAT] == named_arrays(view)[name].array[SEAT]).all(), name
    assert seen.public is view.public
    assert (seen.chance.key_a.array != view.chance.key_a.array).all()
    assert len({*seen.chance.key_a.array.tolist(), *seen.chance.key_b.array.tolist()}) == 6
    assert (veiled(rules, view, SEAT, "another").chance.key_a.array != seen.chance.key_a.array).all()


def test_own_rows_of_sound_orders_are_taken_as_they_are(rules, view):
    orders = Doctrine().decide(rules, view)
    rows, slips = own_rows(rules, view, SEAT, orders)
    assert slips == []
    for name, row in rows.items():
        assert (row == row_of(rules, getattr(orders, name), SEAT)).all(), name


def test_orders_that_do_not_fit_are_left_standing_with_the_reason(rules, view):
    orders = standing(rules, view)
    cash = orders.borrow_musd
    wrong = replace(
        orders,
        buy_units=Value(np.zeros((2, 2), dtype=np.float32), (FIRMS, WORLDS)),
        hire_people=cast(Any, np.zeros(3)),
        price=Value(orders.price.array[:1, :1], orders.price.axes[::-1]),
        borrow_musd=Value(np.full(cash.array.shape, np.nan), cash.axes),
        raise_musd=Value(np.full(cash.array.shape, np.inf), cash.axes),
        moves=Value(orders.moves.array.astype(object), orders.moves.axes),
        bid_share=Value(np.float64(0.2) + np.zeros(3), (WORLDS,)),
    )
    rows, slips = own_rows(rules, view, SEAT, wrong)
    told = dict(slips)
    assert set(told) == {"buy_units", "hire_people", "price", "borrow_musd", "raise_musd", "moves"}
    assert "is a ndarray" in told["hire_people"] and "stands on the axes" in told["price"]
    assert "not a number" in told["borrow_musd"] and "holds no numbers" in told["moves"]
    assert (rows["borrow_musd"] == 0.0).all() and (rows["raise_musd"] == LARGEST).all()
    assert (rows["bid_share"] == np.float32(0.2)).all()
    for name, row in rows.items():
        assert row.dtype == getattr(orders, name).array.dtype, name
    with pytest.raises(NoAnswerError, match="a dict"):
        own_rows(rules, view, SEAT, {})


def test_the_kit_reads_and_writes_a_row(rules, view):
    assert (own(rules, view.books.cash_musd, SEAT) == view.books.cash_musd.array[SEAT]).all()
    assert own(rules, view.turn, SEAT) is view.turn.array
    orders = orders_from(rules, view, SEAT, hire_people=3, buy_units=np.ones(3))
    assert isinstance(orders, Orders)
    assert (own(rules, orders.hire_people, SEAT) == 3).all()
    assert not np.delete(orders.hire_people.array, SEAT, axis=0).any()
    offered = rules.offers.may_buy.array[SEAT]
    assert (own(rules, orders.buy_units, SEAT) == offered[:, None]).all(), "by offer, and only of what is offered"
    assert orders.buy_units.array.sum() == offered.sum() * orders.buy_units.array.shape[-1], "nobody else's"
    with pytest.raises(TypeError, match="buy_units"):
        orders_from(rules, view, SEAT, buy_unit=1)
    with pytest.raises(ValueError, match="hire_people"):
        orders_from(rules, view, SEAT, hire_people=np.zeros(7))
