"""Research: staff, projects that need others, spill-over, know-how and software that matures."""

import numpy as np
import pytest

from game.engine.axes import ECOSYSTEMS, FIRMS, PROJECTS, SITES
from game.engine.legality import researchable_projects
from game.engine.market_facts import bonus
from game.engine.orders import Orders
from game.engine.phases.research import research_pace, spill_over, true_length
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from tests.engine.boards import asking, begun, edited, fate, listened, number, put, quarter, rich
from tests.engine.conftest import Walk
from tests.strategies import fresh

FIRM = "tencent"


def all_on(rules: Ruleset, *projects: str, firm: str = FIRM):
    """A change of orders: all of a firm's staff on some projects."""
    places = [rules.place(PROJECTS, name) for name in projects]

    def change(orders: Orders) -> Orders:
        orders = put(orders, "focus", 0.0, rules.place(FIRMS, firm))
        for place in places:
            orders = put(orders, "focus", 1.0, rules.place(FIRMS, firm), place)
        return orders

    return change


def ready_and_not(rules: Ruleset, state: State) -> tuple[str, str]:
    """A project that the firm could begin now, and one whose needs it has not met."""
    ready = researchable_projects(rules, state).array[rules.place(FIRMS, FIRM), :, 0]
    done = state.labs.done.array[rules.place(FIRMS, FIRM), :, 0]
    early = rules.projects.earliest_turn.array <= 0
    names = rules.ids[PROJECTS]
    can = next(names[n] for n in range(len(names)) if ready[n] and rules.projects.work_people_quarters.array[n] > 200)
    cannot = next(names[n] for n in range(len(names)) if not ready[n] and not done[n] and early[n])
    return can, cannot


def test_needs_are_met_before_any_progress(rules: Ruleset):
    state = begun(rules)
    can, cannot = ready_and_not(rules, state)
    before = state.labs.progress
    after = quarter(rules, state, all_on(rules, can, cannot)).labs.progress
    assert number(rules, after, firms=FIRM, projects=can) > number(rules, before, firms=FIRM, projects=can)
    assert number(rules, after, firms=FIRM, projects=cannot) == number(rules, before, firms=FIRM, projects=cannot)


def test_progress_is_people_times_pace(rules: Ruleset):
    board = fate(rules, 0.5)
    state = begun(board)
    can, _ = ready_and_not(board, state)
    people = number(board, state.labs.researchers, firms=FIRM)
    after = quarter(board, state, all_on(board, can))
    pace = number(board, research_pace(board, state), firms=FIRM)
    spill = 1 + float(spill_over(board, state).array[board.place(PROJECTS, can), 0])
    worked = number(board, after.labs.progress, firms=FIRM, projects=can)
    worked -= number(board, state.labs.progress, firms=FIRM, projects=can)
    assert worked == pytest.approx(people * pace * spill, rel=0.02)


def test_a_project_is_done_at_its_true_length_and_gives_its_bonus_once(rules: Ruleset):
    board = fate(rules, 0.5)
    state = begun(board)
    can, _ = ready_and_not(board, state)
    firm, place = board.place(FIRMS, FIRM), board.place(PROJECTS, can)
    length = float(true_length(board, state).array[place, 0])
    nearly = put(state, "labs.progress", length - 1, firm, place)
    after = quarter(board, nearly, all_on(board, can))
    assert number(board, after.labs.done, firms=FIRM, projects=can)
    gained = after.labs.bonus.array[firm, :, 0] - state.labs.bonus.array[firm, :, 0]
    assert gained == pytest.approx(board.projects.gives.array[place], abs=1e-5)
    again = quarter(board, after, all_on(board, can))
    assert np.allclose(again.labs.bonus.array[firm, :, 0], after.labs.bonus.array[firm, :, 0])


def test_no_project_is_finished_by_nobody(rules: Ruleset):
    state = edited(begun(rules), "labs.progress", lambda a: a * 0 + 1e6)
    state = edited(state, "labs.researchers", lambda a: a * 0)
    assert np.array_equal(quarter(rules, state).labs.done.array, state.labs.done.array)


def test_true_lengths_are_the_worlds_secret(rules: Ruleset):
    state = fresh(rules, 500)
    length = true_length(rules, state).array
    stated, spread = rules.projects.work_people_quarters.array, rules.projects.spread.array
    assert (length >= (stated * (1 - spread))[:, None] - 1e-3).all()
    assert (length <= (stated * (1 + spread))[:, None] + 1e-3).all()
    later = true_length(rules, edited(state, "turn", lambda a: a + 5)).array
    assert np.array_equal(length, later), "a fact of the world, not a roll of the quarter"
    uncertain = spread > 0.05
    assert (length.std(axis=1)[uncertain] > 0).all()
    assert length.mean(axis=1) == pytest.approx(stated, rel=0.05)


def test_publishing_rivals_speed_the_rest(rules: Ruleset):
    nobody = edited(begun(rules), "labs.done", lambda a: a & False)
    everybody = edited(nobody, "labs.done", lambda a: ~a)
    assert (spill_over(rules, nobody).array == 0).all()
    spilled = spill_over(rules, everybody).array
    assert (spilled > 0).all()
    assert (spilled <= rules.constants.spill_over_most + 1e-6).all()


def test_nothing_learned_is_lost(rules: Ruleset, walk: Walk):
    needed = [(n, need) for n, needs in enumerate(rules.projects.needs) for need in needs]
    for played in walk:
        before, after = played.before.labs.done.array, played.after.labs.done.array
        assert (after >= before).all()
        for project, need in needed:
            new = after[:, project] & ~before[:, project]
            assert (before[:, need] | ~new).all(), "what is needed was done before"


# --- staff ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "expected"), [(1e6, "most"), (7, 7), (-9, -9), (-1e6, "least")])
def test_hiring_keeps_to_its_pace(rules: Ruleset, asked: float, expected: float | str):
    state = rich(rules, begun(rules))
    people = number(rules, state.labs.researchers, firms=FIRM)
    k = rules.constants
    limits = {"most": np.floor(people * k.hire_most_share) + k.hire_most_people, "least": -np.floor(people * 0.3)}
    after = quarter(rules, state, asking(rules, "hire_people", asked, FIRM))
    change = number(rules, after.labs.researchers, firms=FIRM) - people
    assert change == (limits[expected] if isinstance(expected, str) else expected)


def test_hiring_costs_money_and_letting_go_does_not(rules: Ruleset):
    state = rich(rules, begun(rules))
    for asked, cost in ((20, 20 * rules.constants.hire_musd), (-20, 0)):
        _, record = listened(rules, state, asking(rules, "hire_people", asked, FIRM))
        assert number(rules, record.notes["research.hire_musd"], firms=FIRM) == pytest.approx(cost)


def test_firms_of_a_country_bid_wages_up_together(rules: Ruleset):
    state = rich(rules, begun(rules))
    home = int(rules.firms.country_index.array[rules.place(FIRMS, FIRM)])
    compatriots = [
        name for name in rules.ids[FIRMS] if rules.firms.country_index.array[rules.place(FIRMS, name)] == home
    ]

    def wages(*hiring: str) -> np.ndarray:
        def change(orders: Orders) -> Orders:
            for firm in hiring:
                orders = asking(rules, "hire_people", 1e6, firm)(orders)
            return orders

        return quarter(rules, state, change).world.wages.array[:, 0]

    nobody, one, all_there = wages(), wages(FIRM), wages(*compatriots)
    assert nobody[home] < one[home] < all_there[home]
    assert np.array_equal(np.delete(nobody, home), np.delete(all_there, home)), "other countries' wages stand"


def test_dear_people_cost_more_to_hire_and_to_keep(rules: Ruleset):
    cheap = rich(rules, begun(rules))
    dear = edited(cheap, "world.wages", lambda wages: wages * 2)
    hiring, staff = [], []
    for state in (cheap, dear):
        _, record = listened(rules, state, asking(rules, "hire_people", 20, FIRM))
        hiring.append(number(rules, record.notes["research.hire_musd"], firms=FIRM))
        paid = record.sums["money.running_musd"].terms["staff"]
        assert isinstance(paid, Value)
        staff.append(number(rules, paid, firms=FIRM))
    assert hiring[1] == pytest.approx(2 * hiring[0])
    assert staff[1] == pytest.approx(2 * staff[0])


# --- know-how and software ---------------------------------------------------------------------------------------


def test_know_how_grows_and_what_is_published_follows(careless: Walk):
    first, last = careless[0].before, careless[-1].after
    assert (last.labs.know_how.array.mean(axis=1) > first.labs.know_how.array.mean(axis=1)).all()
    assert (last.world.public_know_how.array > first.world.public_know_how.array).all()


def test_a_laggard_reads_and_a_leader_is_slowed(rules: Ruleset):
    board = fate(rules, 0.5)
    state = begun(board)
    public = float(state.world.public_know_how.array[0])

    def growth(lead: float) -> float:
        there = put(state, "labs.know_how", public + lead, board.place(FIRMS, FIRM))
        after = number(board, quarter(board, there).labs.know_how, firms=FIRM)
        return after - number(board, there.labs.know_how, firms=FIRM)

    assert growth(-1.5) > growth(-0.05), "who is far behind catches up by reading"
    assert growth(0.8) < growth(0.0), "who leads goes alone"


def test_software_matures_only_in_the_hands_of_who_runs_it(rules: Ruleset):
    state, firm = begun(rules), rules.place(FIRMS, FIRM)
    state = edited(state, "fleet.maturity", lambda a: a * 0 + 0.3)
    runs = np.zeros(rules.sizes[ECOSYSTEMS])
    np.add.at(
        runs, rules.chips.ecosystem_index.array.astype(int), state.fleet.racked_units.array[firm, :, :, 0].sum(axis=0)
    )
    gained = quarter(rules, state).fleet.maturity.array[firm, :, 0] - 0.3
    assert (gained[runs == 0] == 0).all()
    assert (gained[runs > 1000] > 0).all()
    assert rules.sizes[SITES] == 2


def test_maturity_stays_between_nothing_and_all(rules: Ruleset):
    state = edited(begun(rules), "fleet.maturity", lambda a: a * 0 + 0.99)
    state = edited(state, "labs.bonus", lambda a: a * 0 + 5)
    after = quarter(rules, state)
    assert (after.fleet.maturity.array <= 1).all()
    assert (bonus(after, "porting").array > 4).all()
