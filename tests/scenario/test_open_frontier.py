"""Open Frontier: forty quarters that nothing is written for, and a strait that may close but once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.axes import CONTROLS, COUNTRIES, FIRMS
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, NOTHING, State
from game.players.seats import seated
from game.rollout.loop import opening
from game.rollout.taped import Recorded
from game.scenario import Loaded, load_scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
GAMES = 96
COLLAPSE = ENDINGS.index("collapse")
OWN_EVENTS = 12


@dataclass
class Course:
    """Observer: what happened on the way."""

    began: list[Any] = field(default_factory=list)
    ended: list[Any] = field(default_factory=list)
    bought: list[Any] = field(default_factory=list)
    last: State | None = None

    def before(self, rules: Ruleset, state: State) -> None:
        del rules, state

    def after(self, rules: Ruleset, state: State) -> None:
        turn = state.turn.array - 1
        self.began.append(state.controls.in_force_on.array == turn)
        self.ended.append(state.controls.ended_on.array == turn)
        on_order = state.fleet.on_order_units.array.sum(axis=1)
        firms = rules.listings.firm_index.array.astype(int)
        self.bought.append(np.stack([on_order[firms == n].sum(axis=0) for n in range(rules.sizes[FIRMS])]))
        self.last = state

    def end(self, rules: Ruleset, state: State) -> None:
        del rules, state


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_scenario("open-frontier", [SHIPPED])


@pytest.fixture(scope="module")
def course(loaded: Loaded) -> Course:
    rules, seen = loaded.ruleset, Course()
    Recorded(rules, seated(rules, {})).play(opening(rules, GAMES, 1), observers=[seen], check=True)
    return seen


def test_it_runs_ten_years_from_2026(loaded: Loaded):
    assert (loaded.ruleset.first_quarter, loaded.ruleset.turns) == ((2026, 1), 40)


def test_no_date_is_written_after_the_first_day(loaded: Loaded):
    controls = loaded.ruleset.controls
    for name in ("announce_turn", "force_turn", "end_turn"):
        turns = getattr(controls, name).array
        assert ((turns <= 0) | (turns >= NEVER)).all(), name


@pytest.mark.parametrize("country", ["us", "cn"])
def test_each_side_has_something_new_to_buy_until_the_end(loaded: Loaded, country: str):
    rules = loaded.ruleset
    firm = int(np.flatnonzero(rules.firms.country_index.array == rules.place(COUNTRIES, country))[0])
    own_chips = rules.offers.country_index.array == rules.place(COUNTRIES, country)
    sold = rules.offers.supply_units.array * (rules.offers.may_buy.array[firm] & own_chips)
    assert (sold.sum(axis=1) > 0).all()
    assert (sold[-1] > sold[4]).any(), "and not only what was there at first"


def test_it_has_events_of_its_own_with_choices(loaded: Loaded):
    inherited = load_scenario("stockpile", [SHIPPED]).board.events
    own = {name: event for name, event in loaded.board.events.items() if name not in inherited}
    assert len(own) >= OWN_EVENTS
    assert all(2 <= len(event.choices) <= 4 and event.kind == "plausible" for event in own.values())


@pytest.mark.slow
@pytest.mark.parametrize("issuer", ["us", "cn"])
def test_governments_act_and_repent_by_themselves(loaded: Loaded, course: Course, issuer: str):
    rules = loaded.ruleset
    theirs = rules.controls.issuer_index.array == rules.place(COUNTRIES, issuer)
    began, ended = (np.array(marks)[:, theirs] for marks in (course.began, course.ended))
    assert began[1:].any(axis=(0, 1)).mean() > 0.9, "in nearly every game it issues a rule"
    assert ended.any(axis=(0, 1)).mean() > 0.9, "and withdraws one"
    assert (began[1:].sum(axis=0) > 1).any(), "some come again"
    assert rules.sizes[CONTROLS] > theirs.sum()


@pytest.mark.slow
def test_the_strait_closes_once_for_some_and_twice_for_few(course: Course):
    assert course.last is not None
    closings, end = course.last.world.strait_closings.array, course.last.standings
    fell = end.ending.array == COLLAPSE
    assert 0.3 < (closings > 0).mean() < 0.85
    assert 0.03 < fell.mean() < 0.3
    assert (closings[fell] >= 2).all()
    assert (end.winner_index.array[fell] == NOTHING).all() and (end.final_score.array[:, fell] == 0).all()


@pytest.mark.slow
def test_firms_still_buy_in_the_last_years(loaded: Loaded, course: Course):
    late = np.array(course.bought)[32:36].sum(axis=0)
    assert (late > 0).mean() > 0.95
    assert late.shape[0] == loaded.ruleset.sizes[FIRMS]
