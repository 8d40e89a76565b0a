"""What things are worth to a doctrine: bonuses, branches of research, and every lever that a deed may push.

Points are the doctrine's own (``Appetites.worth`` is data). Families of levers for which the data names no figure get
one from the appetites here.
"""

from functools import lru_cache

from game.engine.axes import BONUSES, BRANCHES, CHIPS, COUNTRIES, ECOSYSTEMS, FOUNDRIES, LEVERS
from game.engine.numeric import at, choose, counted, only_where
from game.engine.registers import BONUS_IDS
from game.engine.registers import BRANCHES as BRANCH_IDS
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.players import considerations as consider
from game.players.appetite import Appetite

PASSING = {
    "algorithms": 15.0, "utilisation": 26.0, "cluster": 7.5, "serving": 7.0, "research_speed": 3.0, "porting": 2.0,
    "ageing": 2.5, "yield": 0.5, "packaging": 0.5, "memory": 1.5, "own_chips": 6.0, "core_business": 30.0,
    "reach": 19.0, "trust": 12.0, "building": 10.0, "capital": 1.0, "absorbing": 6.0, "discretion": 0.5,
    "diplomacy": 1.5, "allotment": 1.5,
}  # fmt: skip
"""Points for a unit of each bonus while it passes: measured in games of the default scenario that were played on with
the bonus and without it, 17.5 points for a point of lead at the end."""


def bonus_worth(appetite: Appetite) -> Value:
    """What one unit of each bonus is worth to each firm, (firms, bonuses). Units differ: see ``registers.BONUSES``."""
    a = appetite
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


def branch_taste(appetite: Appetite) -> Value:
    """Taste for each branch, (firms, branches)."""
    a = appetite
    taste = {
        "models": 0.6 + a.efficiency * 0.4 + a.openness * 0.1,
        "systems": 0.6 + a.efficiency * 0.2 + a.scale * 0.2 + a.platform * 0.1,
        "silicon": 0.3 + a.homegrown * 0.45,
        "process": 0.2 + a.homegrown * 0.4,
    }
    return consider.by_ids(BRANCH_IDS, taste, a.risk, onto=BRANCHES)


@lru_cache(maxsize=8)
def lever_worth(rules: Ruleset, appetite: Appetite) -> Value:
    """Points that one unit of each lever is worth, (firms, levers): the doctrine's figure, or else a reasoned one."""
    none = appetite.risk * 0.0
    reasoned = {**_standing(rules, appetite), **_software(rules, appetite), **_chips(rules, appetite)}
    reasoned |= _fabs(rules, appetite)
    branches = branch_taste(appetite)
    for name in BONUS_IDS:
        reasoned[f"boost.{name}"] = none + PASSING[name]
    for place, name in enumerate(BRANCH_IDS):
        reasoned[f"progress.{name}"] = at(branches, BRANCHES, place) * 0.001
    reasoned["price"] = at(appetite.worth, LEVERS, rules.ids[LEVERS].index("cash"))
    ours = consider.by_ids(rules.ids[LEVERS], reasoned, none, onto=LEVERS)
    return choose(appetite.worth == 0.0, ours, appetite.worth)


def _standing(rules: Ruleset, appetite: Appetite) -> dict[str, Value]:
    """Points of standing, most with the own government, and other governments' mildness."""
    found = {}
    for place, country in enumerate(rules.ids[COUNTRIES]):
        is_own = rules.firms.country_index == place
        has_mood = at(rules.countries.has_mood, COUNTRIES, place)
        at_home, abroad = appetite.statecraft * 0.04 + 0.18, appetite.statecraft * 0.03 + 0.02
        found[f"standing.{country}"] = only_where(has_mood, choose(is_own, at_home, abroad))
        found[f"stance.{country}"] = only_where(has_mood & ~is_own, abroad * -100.0)
    return found


def _software(rules: Ruleset, appetite: Appetite) -> dict[str, Value]:
    """Maturity, most on the chips of the firm's own country."""
    found = {}
    for place, ecosystem in enumerate(rules.ids[ECOSYSTEMS]):
        at_home = consider.has_home_chips(rules, place)
        found[f"maturity.{ecosystem}"] = 8.0 + only_where(at_home, appetite.homegrown * 8.0)
    return found


def _chips(rules: Ruleset, appetite: Appetite) -> dict[str, Value]:
    """Chips given or lost, by their strength."""
    found = {}
    for place, chip in enumerate(rules.ids[CHIPS]):
        is_own = rules.firms.country_index == at(rules.chips.country_index, CHIPS, place)
        strength = counted(at(rules.chips.train_h100e, CHIPS, place), "h100e/chip")
        found[f"stock.{chip}"] = strength * (0.00015 + only_where(is_own, appetite.homegrown * 0.0001))
    return found


def _fabs(rules: Ruleset, appetite: Appetite) -> dict[str, Value]:
    """Output of the foundries at home."""
    found = {}
    for place, foundry in enumerate(rules.ids[FOUNDRIES]):
        is_home = rules.firms.country_index == at(rules.foundries.country_index, FOUNDRIES, place)
        found[f"foundry.{foundry}"] = only_where(is_home, 4.0 + appetite.homegrown * 4.0)
    return found
