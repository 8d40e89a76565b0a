"""Research: which projects the staff works on, and how large the staff should be.

    score = (what the project gives, by what this firm wants + know-how + software it matures) x taste for its branch
            / work^0.6, a little more for what is begun

What scores at least about half of the best is worked on at once, in proportion; a large staff spreads wider.
"""

from game.engine.axes import BONUSES, BRANCHES, CHIPS, ECOSYSTEMS, PROJECTS
from game.engine.numeric import (
    at_least,
    at_most,
    blend,
    choose,
    counted,
    floor,
    largest,
    only_where,
    parted,
    peak,
    pick,
    power,
    share,
    total,
)
from game.engine.value import Value
from game.players.mind import Mind
from game.players.worth import bonus_worth, branch_taste


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"focus": _focus(mind), "hire_people": _hired(mind)}


def _software_worth(mind: Mind) -> Value:
    """What maturing an ecosystem would be worth, (firms, ecosystems, worlds).

    Most to homegrown minds, for the software of their own country's chips.
    """
    rules, view = mind.rules, mind.view
    lacking = 1.0 - view.fleet.maturity
    own = rules.firms.country_index == rules.chips.country_index
    homegrown = peak(only_where(own, mind.appetite.homegrown), rules.chips.ecosystems, over=CHIPS)
    return lacking * (homegrown * 2.0 + 0.5)


def _project_worth(mind: Mind) -> Value:
    """What finishing each project is worth to each firm, (firms, projects, worlds)."""
    projects = mind.rules.projects
    gives = blend(bonus_worth(mind.appetite), projects.gives, over=BONUSES)
    know_how = projects.know_how * (3.0 + mind.appetite.efficiency * 3.0)
    opens = mind.offers_opened * (0.3 + mind.appetite.homegrown * 0.7)
    software = blend(_software_worth(mind), projects.matures, over=ECOSYSTEMS)
    return software + (at_least(gives + know_how + opens, 0.0) + 0.05)


def _focus(mind: Mind) -> Value:
    """Division of the staff, (firms, projects, worlds)."""
    rules, view = mind.rules, mind.view
    work = rules.projects.work_people_quarters
    begun = at_most(share(view.labs.progress, of=work), 1.0)
    taste = pick(branch_taste(mind.appetite), rules.projects.branch_index, over=BRANCHES)
    score = _project_worth(mind) * taste * (0.7 + begun * 1.5) / power(counted(work, "people-quarters"), 0.6)
    score = only_where(view.may_research, score)
    near = 0.6 - at_most(counted(view.labs.researchers, "people") * 0.0001, 0.25)
    chosen = only_where(score >= largest(score, over=PROJECTS) * near, score)
    whole = total(chosen, over=PROJECTS)
    return choose(whole > 0.0, parted(chosen, over=PROJECTS), view.labs.focus)


def _hired(mind: Mind) -> Value:
    """People to hire, or in an emergency to let go, (firms, worlds)."""
    staff, hire = mind.view.labs.researchers, floor(mind.budget.hiring_people)
    return choose(mind.budget.quarters_in_hand < 0.4, floor(staff * 0.05) * -1.0, hire)
