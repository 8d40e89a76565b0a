"""Each seat's appetites: the row of its doctrine, laid out by firm."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from game.engine.axes import DOCTRINES, FIRMS, LEVERS
from game.engine.numeric import pick
from game.engine.ruleset import Ruleset
from game.engine.value import Value


@dataclass(frozen=True, eq=False)
class Appetite:
    """What ``game.engine.doctrine.Appetites`` says of doctrines, by firm: one row a seat, the same in all worlds."""

    stockpile: Annotated[Value, (FIRMS,), "ratio"]
    efficiency: Annotated[Value, (FIRMS,), "ratio"]
    homegrown: Annotated[Value, (FIRMS,), "ratio"]
    statecraft: Annotated[Value, (FIRMS,), "ratio"]
    platform: Annotated[Value, (FIRMS,), "ratio"]
    scale: Annotated[Value, (FIRMS,), "ratio"]
    risk: Annotated[Value, (FIRMS,), "share"]
    openness: Annotated[Value, (FIRMS,), "share"]
    worth: Annotated[Value, (FIRMS, LEVERS), "mixed"]


def appetite_of(rules: Ruleset, doctrine_index: Value) -> Appetite:
    """The appetites of each firm, whose doctrine is named by its place, ``(firms,)``."""

    def row(by_doctrine: Value) -> Value:
        return pick(by_doctrine, doctrine_index, over=DOCTRINES)

    table = rules.appetites
    return Appetite(
        stockpile=row(table.stockpile),
        efficiency=row(table.efficiency),
        homegrown=row(table.homegrown),
        statecraft=row(table.statecraft),
        platform=row(table.platform),
        scale=row(table.scale),
        risk=row(table.risk),
        openness=row(table.openness),
        worth=row(table.worth),
    )


@lru_cache(maxsize=8)
def own_appetite(rules: Ruleset) -> Appetite:
    """The appetites of each firm by the doctrine that the scenario gives it."""
    return appetite_of(rules, rules.firms.doctrine_index)
