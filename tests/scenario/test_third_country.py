"""A third country in JSON alone: a government that acts, a firm that plays, a foundry that prints, and no code."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.axes import CONTROLS, COUNTRIES, FIRMS, FOUNDRIES, OFFERS
from game.engine.legality import NOTIFY, in_force, listing_severity
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.players.seats import seated
from game.rollout.loop import opening
from game.rollout.taped import Recorded
from game.scenario import Loaded, load_scenario, validate
from game.session.game import Session

FILE = Path(__file__).parent / "data" / "third-country.json"
SHIPPED = Path(__file__).parents[2] / "scenarios"
GAMES = 32


@dataclass
class Course:
    """Observer: controls in force, how hard offers were hit, and what was bought, a turn."""

    force: list[Any] = field(default_factory=list)
    severity: list[Any] = field(default_factory=list)
    last: State | None = None

    def before(self, rules: Ruleset, state: State) -> None:
        del rules, state

    def after(self, rules: Ruleset, state: State) -> None:
        self.force.append(in_force(state).array.copy())
        self.severity.append(listing_severity(rules, state).array.copy())
        self.last = state

    def end(self, rules: Ruleset, state: State) -> None:
        del rules, state


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_scenario(FILE, [SHIPPED])


@pytest.fixture(scope="module")
def course(loaded: Loaded) -> Course:
    seen = Course()
    rules = loaded.ruleset
    Recorded(rules, seated(rules, {})).play(opening(rules, GAMES, 1), observers=[seen], check=True)
    return seen


def at_listing(rules: Ruleset, course: Course, firm: str, offer: str) -> Any:
    """How hard the rules bit on one offer as made to one firm, (turns, worlds)."""
    place = rules.listing(rules.place(FIRMS, firm), rules.place(OFFERS, offer))
    return np.array(course.severity)[:, place]


def test_it_is_in_order():
    assert [str(problem) for problem in validate(FILE, [SHIPPED])] == []


def test_its_government_issues_a_rule_that_comes_into_force_and_bites_both_sides(loaded: Loaded, course: Course):
    rules = loaded.ruleset
    place = rules.place(CONTROLS, "meridia_gate")
    force = np.array(course.force)[:, place]
    assert not force[0].any() and force[3:].all()
    for firm in ("tencent", "openai"):
        hit = at_listing(rules, course, firm, "cape1_abroad")
        assert (hit[0] <= NOTIFY).all() and (hit[-1] > NOTIFY).all(), firm
    at_home = at_listing(rules, course, "meridian", "cape1")
    assert (at_home <= NOTIFY).all(), "its own firm buys at home as it likes"


def test_another_governments_rule_catches_what_its_firm_is_offered(loaded: Loaded, course: Course):
    hit = at_listing(loaded.ruleset, course, "meridian", "h100_meridia")
    assert (hit[-1] > NOTIFY).all()


def test_its_mood_makes_and_unmakes_rules(loaded: Loaded, course: Course):
    force = np.array(course.force)[:, loaded.ruleset.place(CONTROLS, "meridia_mood")]
    assert force.any(axis=0).mean() > 0.5
    assert (force[:-1] & ~force[1:]).any(), "in some games it is withdrawn again"


def test_its_list_holds(loaded: Loaded, course: Course):
    assert course.last is not None
    rules, listed = loaded.ruleset, course.last.influence.listed_by.array
    place = rules.place(COUNTRIES, "meridia")
    assert listed[rules.place(FIRMS, "google"), place].all()
    assert not listed[rules.place(FIRMS, "meridian"), place].any()


def test_its_stance_moves_and_its_firm_and_foundry_work(loaded: Loaded, course: Course):
    assert course.last is not None
    rules, last = loaded.ruleset, course.last
    firm = rules.place(FIRMS, "meridian")
    assert last.world.stance.array[rules.place(COUNTRIES, "meridia")].std() > 0.01
    assert (last.training.generation.array[firm] > 0).all(), "it trains models"
    assert (last.standings.final_score.array[firm] > 30).all()
    assert (last.foundries.output_ratio.array[rules.place(FOUNDRIES, "cape_fab")] > 0).all()
    owned = last.fleet.racked_units.array[firm].sum(axis=(0, 1)) + last.fleet.stock_units.array[firm].sum(axis=0)
    assert (owned > 35_000).all(), "and buys more than it began with"


def test_a_person_may_sit_there(loaded: Loaded):
    session = Session(loaded, "meridian", seed=3, delegated=("supply", "models", "compute", "research", "board"))
    for _ in range(4):
        session.end_quarter()
    moods = [government.country for government in session.desk.governments]
    assert moods[0] == "meridia" or "meridia" in moods
    assert any(rule.control == "meridia_gate" and rule.stage == "in_force" for rule in session.desk.rule_book)
