"""Research: which projects the staff works on, and how large the staff should be.

    score = (what the project gives, by what this firm wants + know-how + software it matures) x taste for its branch
            / work^0.6, a little more for what is begun

The best few are worked on at once, in proportion to their scores.
"""

from game.engine.axes import BONUSES, BRANCHES, CHIPS, ECOSYSTEMS, OFFERS, PROJECTS
from game.engine.numeric import (
    at_least,
    at_most,
    blend,
    choose,
    clamp,
    floor,
    only_where,
    peak,
    pick,
    power,
    rank,
    share,
    total,
)
from game.engine.registers import BONUS_IDS
from game.engine.registers import BRANCHES as BRANCH_IDS
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"focus": _focus(mind), "hire_people": _hired(mind)}


def _bonus_worth(mind: Mind) -> Value:
    """What one unit of each bonus is worth to each firm, (firms, bonuses). Units differ: see ``registers.BONUSES``."""
    a = mind.appetite
    one = a.risk * 0.0 + 1.0
    training = 0.7 + a.efficiency * 0.5 + a.scale * 0.2
    fabs = 0.2 + a.homegrown
    worth = {
        "algorithms": training * 5.0,
        "utilisation": training * 6.0,
        "cluster": 0.5 + a.scale * 0.7,
        "serving": 0.6 + a.platform * 0.8,
        "research_speed": 0.8 + a.efficiency * 0.8,
        "porting": 0.3 + a.homegrown * 0.7,
        "ageing": 0.3 + a.stockpile * 0.6,
        "yield": fabs * 2.0,
        "packaging": fabs * 1.6,
        "memory": fabs * 1.2,
        "own_chips": fabs * 1.5,
        "core_business": one * 3.0,
        "reach": 0.5 + a.platform * 1.2,
        "trust": 0.5 + a.platform * 0.9 + a.statecraft * 0.2,
        "building": 0.2 + a.scale * 0.5,
        "capital": 0.2 + a.scale * 0.5,
        "absorbing": 0.5 + a.efficiency * 0.5,
        "discretion": a.risk * 0.8,
        "diplomacy": a.statecraft * 0.7,
        "allotment": 0.2 + a.stockpile * 0.5,
    }
    return consider.by_ids(BONUS_IDS, worth, one, onto=BONUSES)


def _branch_taste(mind: Mind) -> Value:
    """Taste for each project's branch, (firms, projects)."""
    a = mind.appetite
    taste = {
        "models": 0.6 + a.efficiency * 0.4 + a.openness * 0.1,
        "systems": 0.6 + a.efficiency * 0.2 + a.scale * 0.2 + a.platform * 0.1,
        "silicon": 0.2 + a.homegrown * 0.7,
        "process": 0.1 + a.homegrown * 0.6,
    }
    by_branch = consider.by_ids(BRANCH_IDS, taste, a.risk, onto=BRANCHES)
    return pick(by_branch, mind.rules.projects.branch_index, over=BRANCHES)


def _software_worth(mind: Mind) -> Value:
    """What maturing an ecosystem would be worth, (firms, ecosystems, worlds): the chips it would run, and for
    homegrown minds the software of the own country's chips."""
    rules, view = mind.rules, mind.view
    lacking = 1.0 - view.fleet.maturity
    own = rules.firms.country_index == rules.chips.country_index
    homegrown = peak(only_where(own, mind.appetite.homegrown), rules.chips.ecosystems, over=CHIPS)
    return lacking * (homegrown * 2.0 + 0.5)


def _project_worth(mind: Mind) -> Value:
    """What finishing each project is worth to each firm, (firms, projects, worlds)."""
    projects = mind.rules.projects
    gives = blend(_bonus_worth(mind), projects.gives, over=BONUSES)
    know_how = projects.know_how * (3.0 + mind.appetite.efficiency * 3.0)
    opens = blend(_offer_worth(mind), mind.project_offers, over=OFFERS)
    software = blend(_software_worth(mind), projects.matures, over=ECOSYSTEMS)
    return software + (at_least(gives + know_how + opens, 0.0) + 0.05)


def _offer_worth(mind: Mind) -> Value:
    """What it is worth to be allowed an offer that a project opens, (firms, offers)."""
    return only_where(mind.rules.offers.may_buy, 0.3 + mind.appetite.homegrown * 0.7)


def _focus(mind: Mind) -> Value:
    """Division of the staff, (firms, projects, worlds)."""
    rules, view = mind.rules, mind.view
    work = rules.projects.work_people_quarters
    begun = at_most(share(view.labs.progress, of=work), 1.0)
    score = _project_worth(mind) * _branch_taste(mind) * (0.7 + begun * 1.5) / power(work, 0.6)
    score = only_where(view.may_research, score)
    fields = 2.0 + clamp(view.labs.researchers * 0.002, 0.0, 3.0)
    chosen = only_where((rank(score, over=PROJECTS) < fields), score)
    whole = total(chosen, over=PROJECTS)
    return choose(whole > 0.0, share(chosen, of=whole), view.labs.focus)


def _hired(mind: Mind) -> Value:
    """People to hire, (firms, worlds): a few in a hundred a quarter while the budget bears it."""
    staff = mind.view.labs.researchers
    wish = staff * (0.015 + mind.appetite.efficiency * 0.02)
    affordable = share(mind.budget.hiring_musd, of=mind.budget.cost_musd_per_hire)
    hire = floor(at_most(wish, affordable))
    lay_off = floor(staff * -0.05)
    return choose(mind.budget.quarters_in_hand < 0.5, lay_off, hire)
