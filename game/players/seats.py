"""Who sits where: each firm's policy by name, every distinct policy thinking once for all its seats."""

from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches

from game.engine.axes import DOCTRINES, FIRMS
from game.engine.listings import choose_by_firm
from game.engine.numeric import choose
from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View
from game.players.all_in import ALL_IN, AllIn
from game.players.doctrine import Doctrine
from game.players.idle import Idle
from game.players.policy import Policy
from game.players.random_orders import RandomOrders

OWN = "doctrine"
"""The policy name for the doctrine that the scenario gives a firm."""

FLOORS = ("idle", "random")
"""Policies that have no doctrine, and set the floor for those that do."""


class Seated:
    """Several policies at one table: for each, the mask of its firms. The first fills every seat left over."""

    def __init__(self, base: Policy, others: tuple[tuple[Policy, Value], ...]) -> None:
        self.base = base
        self.others = others

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Each seat's orders by its own policy."""
        orders = self.base.decide(rules, view)
        for policy, where in self.others:
            theirs = policy.decide(rules, view)
            chosen = {
                field.name: choose_by_firm(rules, where, getattr(theirs, field.name), getattr(orders, field.name))
                for field in fields(orders)
            }
            orders = replace(orders, **chosen)
        return orders


def policy_names(rules: Ruleset) -> tuple[str, ...]:
    """Every name a seat may be given in this scenario."""
    return (*FLOORS, OWN, *rules.ids[DOCTRINES], *ALL_IN)


def seated(rules: Ruleset, seats: Mapping[str, str], default: str = OWN) -> Policy:
    """The policy that plays every firm as named: ``{"huawei": "idle"}``, all others by ``default``.

    Raises ValueError with a sentence that names the nearest for an unknown firm or policy.
    """
    names, firms = policy_names(rules), rules.ids[FIRMS]
    _known(default, names, "policy", rules)
    for firm, name in seats.items():
        _known(firm, firms, "firm", rules)
        _known(name, names, f"policy (for {firm})", rules)
    by_firm = {firm: seats.get(firm, default) for firm in firms}
    thinkers: list[tuple[Policy, Value | None]] = []
    special: dict[str, Policy] = {"idle": Idle(), "random": RandomOrders()}
    special |= {name: AllIn(idea) for name, idea in ALL_IN.items()}
    if any(name not in special for name in by_firm.values()):
        thinkers.append((Doctrine(_doctrines(rules, by_firm)), None))
    for name, floor in special.items():
        here = [firm for firm in firms if by_firm[firm] == name]
        if here:
            thinkers.append((floor, _mask(rules, here)))
    (base, _), *others = thinkers
    return Seated(base, tuple((policy, where) for policy, where in others if where is not None)) if others else base


def _doctrines(rules: Ruleset, by_firm: Mapping[str, str]) -> Value:
    """The place of each firm's doctrine, (firms,)."""
    index = rules.firms.doctrine_index
    for place, firm in enumerate(rules.ids[FIRMS]):
        name = by_firm[firm]
        if name in rules.ids[DOCTRINES]:
            index = choose(rules.position(FIRMS) == place, float(rules.place(DOCTRINES, name)), index)
    return index


def _mask(rules: Ruleset, firms: list[str]) -> Value:
    """Marks the named firms, (firms,)."""
    mark = rules.position(FIRMS) < 0.0
    for firm in firms:
        mark = mark | (rules.position(FIRMS) == rules.place(FIRMS, firm))
    return mark


def _known(name: str, known: tuple[str, ...], what: str, rules: Ruleset) -> None:
    if name in known:
        return
    nearest = get_close_matches(name, known, n=1, cutoff=0.0)
    meant = f" Did you mean '{nearest[0]}'?" if nearest else ""
    raise ValueError(
        f"There is no {what} '{name}' in the scenario '{rules.scenario_id}'.{meant} Known: {', '.join(known)}."
    )
