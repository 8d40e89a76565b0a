"""Players with one idea: each does what its name says, and no idea is a way to win."""

import numpy as np
import pytest

from game.engine.axes import FIRMS, USES
from game.engine.clamp import clamp_orders
from game.engine.record import Recorder
from game.engine.registers import USES as USE_IDS
from game.engine.ruleset import Ruleset
from game.engine.view import observe
from game.players.all_in import ALL_IN, AllIn
from game.players.doctrine import Doctrine
from game.players.seats import seated
from game.rollout.loop import opening
from game.sim.balance import plan, played
from game.sim.targets import measured


def given(rules: Ruleset, name: str):
    """What an idea and the doctrine may do in the first quarter, each after the limits of the rules."""
    state = opening(rules, 4, seed=2)
    view = observe(rules, state)
    ideas = (AllIn(ALL_IN[name]), Doctrine())
    return [clamp_orders(rules, state, policy.decide(rules, view), Recorder()) for policy in ideas]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("only-stockpiles", "buy_units"),
        ("only-researches", "hire_people"),
        ("only-lobbies", "lobby_musd"),
        ("borrows-all", "borrow_musd"),
        ("borrows-all", "raise_musd"),
    ],
)
def test_an_idea_gives_more_of_its_order(rules: Ruleset, name: str, field: str):
    idea, doctrine = given(rules, name)
    assert getattr(idea, field).array.sum() > getattr(doctrine, field).array.sum()


def test_the_others_do_what_they_say(rules: Ruleset):
    grey, _ = given(rules, "only-buys-grey")
    assert (grey.buy_units.array[~rules.listings.is_grey.array.astype(bool)] == 0).all()
    assert (given(rules, "only-prices-low")[0].price.array < 0.41).all()
    never, _ = given(rules, "never-borrows")
    assert (never.borrow_musd.array <= 0).all() and (never.raise_musd.array == 0).all()
    split = given(rules, "only-researches")[0].split.array
    assert (split[:, USE_IDS.index("training")] == 0).all()
    assert split.shape[1] == rules.sizes[USES]


def test_one_seat_is_given_away_and_the_rest_think_on(rules: Ruleset):
    view = observe(rules, opening(rules, 2, seed=2))
    firm = rules.ids[FIRMS][0]
    orders, usual = (seated(rules, seats).decide(rules, view).price.array for seats in ({firm: "only-prices-low"}, {}))
    assert (orders[0] == 0).all()
    assert np.array_equal(orders[1:], usual[1:])


@pytest.mark.slow
def test_no_idea_beats_the_field(pocket):
    """On the small board with its four firms: the shared measure of ``balance --all-in``."""
    found = measured(played(pocket, plan(pocket.ruleset, 256, 1, all_in=True), 1, 2))
    targets = {one.name: one for one in found.targets if one.name.startswith("all_in.")}
    assert set(targets) == {f"all_in.{name}" for name in ALL_IN}
    for one in targets.values():
        assert one.high is not None and one.interval[0] <= one.high, one.name
