"""Why a number is what it is: the terms that the engine recorded, as a tree a tooltip can unfold.

Nothing is computed a second time here. A sum's terms are read off the recorder; a term that is itself the result of
a recorded sum or product gets that one's terms as its children.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from game.engine.axes import FIRMS, WORLDS, Axis, declared_axes
from game.engine.record import Listener, Sum
from game.engine.registers import PARTS
from game.engine.rule_reads import NO_RULE, Rule
from game.engine.state import State
from game.engine.value import Scalar, Value
from game.session.edits import Coordinate, place_of
from game.session.facts.money import BOOKS, cash_lines
from game.session.facts.top import FLOP
from game.session.rolls import Params, deed_params
from game.session.seat import WORLD, Seat

DEPTH = 5
"""Deeper than any sum of the engine nests; a bound all the same."""

SUM_OF_QUANTITY = {
    "revenue_bn": ("money.revenue_musd", 0.001, "$bn"),
    "know_how": ("labs.know_how", 1.0, "log10"),
    "capability": ("training.capability", 1.0, "points"),
    "flop": ("compute.flop", FLOP, "flop"),
    "utilisation": ("compute.utilisation", 1.0, "share"),
    "tension": ("politics.tension", 1.0, "points"),
}
"""Quantity -> (the sum or product that makes it, scale and unit in which it is shown)."""

FAMILY_SUMS = {"standing": ("politics.standing", "points")}

AI_MARGIN = "ai_margin"
OPENED_LINES = {"running": "money.running_musd", "moves": "moves.cost_musd", AI_MARGIN: "money.revenue_musd"}
"""Lines of the cash that are sums themselves; the margin is one together with what serving costs."""
PAID_IN = {
    "effects": "effects", "refunds": "chip_market", "contracts": "contracts", "used_bought": "second_hand",
    "used_sold": "second_hand", "chips": "chip_market", "foundries": "fabs", "power": "deployment",
    "hiring": "research", "influence": "politics",
}  # fmt: skip
"""Line of the cash -> the phase that pays it, where that is not the books themselves."""
OF_DEEDS = ("moves", "effects")
"""Lines of the cash that moves and answers make."""


@dataclass(frozen=True)
class Term:
    """One term, or the whole: a message id, a number, and what it came of."""

    message: str
    value: float
    unit: str
    is_factor: bool = False
    """Whether the children multiply to it rather than add up."""
    children: tuple["Term", ...] = ()
    rule: Rule = NO_RULE
    """The rule that made it, for what a reader finds at the end of the terms."""
    deeds: tuple[Params, ...] = ()
    """Moves and answers of this seat that it came of."""


def recorded(record: Listener | None) -> tuple[str, ...]:
    """Names of all sums and products of the last quarter."""
    return () if record is None else tuple(record.sums)


def explain_quantity(seat: Seat, quantity: str) -> Term | None:
    """The tree of a named quantity of this seat; None where the engine recorded none (as in the first quarter)."""
    if quantity in SPECIAL:
        return SPECIAL[quantity](seat)
    head, dot, entry = quantity.partition(".")
    if dot:
        name, unit = FAMILY_SUMS.get(head, ("", ""))
        found = explain(seat, name, entry)
        return found and replace(found, unit=unit, children=tuple(replace(c, unit=unit) for c in found.children))
    name, scale, unit = SUM_OF_QUANTITY.get(quantity, ("", 1.0, ""))
    if quantity == "capability" and _has_no_new_model(seat):
        return None
    found = explain(seat, name)
    return found and _scaled(found, scale, unit)


def _has_no_new_model(seat: Seat) -> bool:
    """Whether the best released model is an older one, which last quarter's terms do not explain."""
    whole = explain(seat, "training.capability")
    return whole is None or abs(whole.value - seat.quantity("capability")) > 1.0


def _explain_cash(seat: Seat) -> Term | None:
    lines = cash_lines(seat)
    if not lines:
        return None
    children, books = [], seat.last.sums[BOOKS].rule if seat.last is not None else NO_RULE
    for line in lines:
        name = line.message.rpartition(".")[2]
        opened = explain(seat, OPENED_LINES.get(name, ""))
        sign = 1.0 if line.musd > 0 or name == AI_MARGIN else -1.0
        inner = () if opened is None else _scaled(opened, sign * 0.001, "$bn").children
        if opened is not None and name == AI_MARGIN:
            inner = (*inner, Term("why.money.serving", (line.musd - opened.value) * 0.001, "$bn", rule=opened.rule))
        rule = opened.rule if opened is not None else Rule(PAID_IN[name]) if name in PAID_IN else books
        made_by = deeds_of(seat) if name in OF_DEEDS else ()
        children.append(Term(line.message, line.musd * 0.001, "$bn", False, inner, rule, made_by))
    return Term("why.cash", seat.quantity("cash_bn"), "$bn", False, tuple(children), books)


def deeds_of(seat: Seat) -> tuple[Params, ...]:
    """The moves and answers of last quarter whose outcome came to this seat."""
    happened = seat.last.notes.get("moves.outcomes") if seat.last is not None else None
    if happened is None:
        return ()
    outcomes = np.flatnonzero(seat.row(happened))
    deeds = dict.fromkeys(int(seat.rules.deeds.deed_index.array[outcome]) for outcome in outcomes)
    return tuple(deed_params(seat, deed) for deed in deeds)


def _explain_score(seat: Seat) -> Term:
    points, weights = seat.row(seat.state.standings.parts), seat.rules.score_weights.array
    children = []
    for n, part in enumerate(PARTS):
        factors = (
            Term(f"why.score.{part}.points", float(points[n]), "points"),
            Term("why.score.weight", float(weights[n]), "share"),
        )
        children.append(Term(f"part.{part}", float(points[n] * weights[n]), "points", True, factors, SCORED))
    children.append(Term("why.score.usual", 50.0, "points"))
    children.append(Term("why.score.expected", -seat.number(seat.state.standings.expected), "points"))
    return Term("why.score", seat.quantity("score"), "points", False, tuple(children), SCORED)


def _explain_runway(seat: Seat) -> Term | None:
    """Generations: how often the FLOP in reach holds that of the last model, each generation costing more."""
    reach = explain(seat, "compute.runway_flop")
    if reach is None:
        return None
    last = seat.number(seat.state.training.last_flop) * FLOP
    children = (replace(reach, value=reach.value * FLOP, unit="flop"), Term("why.runway.last_model", last, "flop"))
    return Term("why.runway", seat.quantity("runway"), "generations", False, children, reach.rule)


def _explain_gap(seat: Seat) -> Term:
    best = Term("why.gap.best", seat.quantity("frontier"), "points")
    own = Term("why.gap.own", -seat.quantity("capability"), "points")
    return Term("why.gap", seat.quantity("gap_months"), "months", False, (best, own), SCORED)


SCORED = Rule("standings")
"""Scores and the gap have a rule, though no recorded sum."""

SPECIAL: dict[str, Callable[[Seat], Term | None]] = {
    "cash_bn": _explain_cash,
    "score": _explain_score,
    "runway": _explain_runway,
    "gap_months": _explain_gap,
}
"""Quantities whose explanation is more than one recorded sum."""


def explain(seat: Seat, name: str, *at: Coordinate) -> Term | None:
    """The tree of a recorded sum or product, at entries on its axes between firms and worlds.

    Axes for which no entry is given are added up over.
    """
    if seat.last is None or name not in seat.last.sums:
        return None
    return _Reader(seat, seat.last).tree(name, at)


class _Reader:
    """Reads one quarter's record for one seat."""

    def __init__(self, seat: Seat, record: Listener) -> None:
        self.seat, self.record = seat, record
        self.by_result = {id(one.result): name for name, one in record.sums.items()}

    def tree(self, name: str, at: tuple[Coordinate, ...]) -> Term:
        """The tree of one sum by name."""
        one = self.record.sums[name]
        axes = tuple(axis for axis in one.result.axes if axis not in (FIRMS, WORLDS))
        places = {axis: place_of(self.seat.rules, axis, coordinate) for axis, coordinate in zip(axes, at, strict=False)}
        return self._whole(name, f"why.{name}", one, places, DEPTH)

    def _whole(self, name: str, message: str, one: Sum, places: dict[Axis, int], depth: int) -> Term:
        if one.is_product and self._open_axes(one.result, places):
            return self._by_entry(name, message, one, places, depth)
        children = tuple(self._term(name, term, value, places, depth) for term, value in one.terms.items())
        whole = self._number(one.result, one.result, places)
        return Term(message, whole, unit_of(name), one.is_product, children, one.rule)

    def _by_entry(self, name: str, message: str, one: Sum, places: dict[Axis, int], depth: int) -> Term:
        """A product over an axis that was not given: one child for every entry that comes to something."""
        axis = self._open_axes(one.result, places)[0]
        found = []
        for place, entry in enumerate(self.seat.ids(axis)):
            child = self._whole(name, f"{axis.name.lower()}.{entry}", one, {**places, axis: place}, depth)
            if child.value:
                found.append(child)
        return Term(message, sum(child.value for child in found), unit_of(name), False, tuple(found), one.rule)

    def _term(self, name: str, term: str, value: Value | Scalar, places: dict[Axis, int], depth: int) -> Term:
        one = self.record.sums[name]
        message = f"why.{name}.{term}"
        inner = self.by_result.get(id(value))
        if inner is not None and inner != name and depth > 0:
            return self._whole(inner, message, self.record.sums[inner], places, depth - 1)
        like = value if one.is_product else one.result
        number = self._number(value, like, places)
        return Term(message, number, "" if one.is_product else unit_of(name), rule=one.rule)

    def _open_axes(self, value: Value, places: dict[Axis, int]) -> tuple[Axis, ...]:
        return tuple(axis for axis in value.axes if axis not in (FIRMS, WORLDS) and axis not in places)

    def _number(self, value: Value | Scalar, like: Value | Scalar, places: dict[Axis, int]) -> float:
        """The value at the places, added up over all other axes of ``like``."""
        if not isinstance(value, Value):
            return float(value)
        array = value.array.astype(float)
        repeats = 1
        for axis in reversed(value.axes):
            position = value.axes.index(axis)
            if axis is WORLDS:
                array = array.take(WORLD, axis=position)
            elif axis is FIRMS:
                array = array.take(self.seat.firm, axis=position)
            elif axis in places:
                array = array.take(places[axis], axis=position)
        if isinstance(like, Value):
            for axis in self._open_axes(like, places):
                repeats *= 1 if axis in value.axes else self.seat.rules.sizes[axis]
        return float(np.sum(array)) * repeats


def _scaled(term: Term, scale: float, unit: str) -> Term:
    """A tree of sums in another unit: factors keep theirs."""
    children = term.children if term.is_factor else tuple(_scaled(child, scale, unit) for child in term.children)
    return replace(term, value=term.value * scale, unit=unit, children=children)


def unit_of(name: str) -> str:
    """The unit of a sum that is named after a field of the state; an empty text for others."""
    return _UNITS.get(name, "")


def _units() -> Iterator[tuple[str, str]]:
    groups = {"": State} | {field: kind for field, kind in State.__annotations__.items() if isinstance(kind, type)}
    for prefix, group in groups.items():
        for field, (_, unit) in declared_axes(group).items():
            yield (f"{prefix}.{field}" if prefix else field), unit


_UNITS = dict(_units())
