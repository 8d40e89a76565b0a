"""What an answer to an event pushes at once: each lever from what to what, in the mean of its outcomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.engine.quantities import UnknownQuantity
from game.session.facts.board import Choice, Effect, Outcome
from game.session.seat import Seat

READ = {
    "cash": ("cash_bn", 0.001), "price": ("cash_bn", 0.001), "debt": ("debt_bn", 0.001),
    "researchers": ("researchers", 1.0), "poach": ("researchers", 1.0), "patience": ("patience", 1.0),
    "compliance": ("compliance", 1.0), "tension": ("tension", 1.0),
}  # fmt: skip
"""Lever -> the quantity that it moves, and by what a push is multiplied. Levers of a family are read by their name."""
FAMILIES = frozenset({"standing", "maturity", "stock", "stance"})
MONEY = frozenset({"cash", "price"})
"""Levers that move the same cash."""
OWN = frozenset({"self", "everyone", "world"})
MOST = {"points": 100.0, "share": 1.0}


@dataclass(frozen=True)
class Pushed:
    """One lever as an answer pushes it."""

    effect: Effect
    """The mean over the outcomes."""
    parts: tuple[tuple[Outcome, float], ...]
    """Each outcome with its own push."""
    quantity: str | None
    """What of the firm or the world it moves, where that can be read as one number."""
    before: float | None
    after: float | None
    """In the mean, before anything else moves it."""

    @property
    def is_sure(self) -> bool:
        """Whether every outcome pushes alike."""
        return len({push for _, push in self.parts}) == 1


def expected(outcomes: Sequence[Outcome]) -> list[Effect]:
    """The pushes that come with every outcome or weigh most: each lever once, weighted by odds, own ones first."""
    sums: dict[tuple[str, str], Effect] = {}
    for outcome in outcomes:
        for effect in outcome.effects:
            key = (effect.lever, effect.scope)
            before = sums[key].amount if key in sums else 0.0
            sums[key] = Effect(effect.lever, before + outcome.odds * effect.amount, effect.unit, effect.scope)
    return sorted(sums.values(), key=lambda effect: effect.scope != "self")


def pushed(seat: Seat, choice: Choice) -> tuple[Pushed, ...]:
    """What an answer pushes, what it costs taken from the cash; what can be read from what to what comes first."""
    found = [_one(seat, effect, choice.outcomes) for effect in _paid(choice)]
    return tuple(sorted(found, key=lambda one: (one.before is None, one.effect.scope not in OWN)))


def _paid(choice: Choice) -> list[Effect]:
    """The expected pushes, all that moves the firm's cash as one, what the answer costs among it."""
    effects = expected(choice.outcomes)
    cash = [one for one in effects if one.lever in MONEY and one.scope == "self"]
    others = [one for one in effects if one not in cash]
    moved = sum(one.amount for one in cash) - choice.cost_musd
    return [Effect("cash", moved, "M$", "self"), *others] if cash or choice.cost_musd else others


def _one(seat: Seat, effect: Effect, outcomes: Sequence[Outcome]) -> Pushed:
    parts = tuple((outcome, _push(outcome, effect)) for outcome in outcomes)
    name, scale = _quantity(seat, effect)
    if name is None:
        return Pushed(effect, parts, None, None, None)
    before = seat.quantity(name)
    bound = _bound(seat.unit(name))
    return Pushed(effect, parts, name, before, bound(before + effect.amount * scale))


def _push(outcome: Outcome, effect: Effect) -> float:
    levers = MONEY if effect.lever in MONEY else {effect.lever}
    return sum(one.amount for one in outcome.effects if one.lever in levers and one.scope == effect.scope)


def _quantity(seat: Seat, effect: Effect) -> tuple[str | None, float]:
    """What a push moves as one number, and its scale; nothing for other firms' and for what is not read so."""
    if effect.scope not in OWN:
        return None, 1.0
    if effect.lever.partition(".")[0] in FAMILIES:
        try:
            seat.unit(effect.lever)
        except UnknownQuantity:
            return None, 1.0
        return effect.lever, 1.0
    return READ.get(effect.lever, (None, 1.0))


def _bound(unit: str) -> Callable[[float], float]:
    most = MOST.get(unit)
    return lambda value: value if most is None else min(max(value, 0.0), most)
