"""What the recorded rules can answer: what a quantity depends on, which lines make it, and what nobody reads.

A quarter is recorded from its state and orders to its new state, without the players, so that the answers are the
rules' own. They hold for one quarter: what moves a thing only by way of next quarter's state does not count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from typing import Any

from game.engine.known import Readings, known_rules
from game.engine.orders import Orders
from game.engine.provenance import told
from game.engine.quantities import QUANTITIES, UnknownQuantity, resolve
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.tape import Graph, Node, record
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import observe, standing


@dataclass(frozen=True, eq=False)
class Quarter:
    """What a quarter starts from."""

    state: State
    orders: Orders


@dataclass(frozen=True)
class Answer:
    """All that one quantity of the new state comes from, each list in order of name."""

    of: str
    unit: str
    lines: tuple[str, ...]
    """Rule lines that make it, as ``file:line``, the last first: back along the value that is changed."""
    state: tuple[str, ...]
    """Fields of the state before the quarter."""
    orders: tuple[str, ...]
    tables: tuple[str, ...]
    constants: tuple[str, ...]


class GraphAnswers:
    """One recorded quarter, to be asked."""

    def __init__(self, rules: Ruleset, play: Callable[[Ruleset, State, Orders], State] = step) -> None:
        self._rules = known_rules(rules)
        sample, after = rules.start(2), []

        def quarter(before: Quarter) -> Quarter:
            after.append(play(self._rules, before.state, before.orders))
            return Quarter(after[0], before.orders)

        orders = standing(rules, observe(rules, sample))
        self.graph = record(quarter, Quarter(sample, orders))
        self._after: State = after[0]
        self._names = {place: name for name, place in self.graph.inputs.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """All that may be asked for: fields of the state, such as ``books.cash_musd``, and named quantities."""
        states = [name.removeprefix("state.") for name in self.graph.outputs if name.startswith("state.")]
        return (*states, *QUANTITIES)

    def of(self, name: str) -> Answer:
        """What a field of the state or a named quantity comes from. Raises UnknownQuantity, with the nearest name."""
        value = self._value(name)
        found = _behind(self.graph, value) if isinstance(value, Node) else ()
        places = set(found)
        sources = set().union(*(self.graph.margin.sources.get(place, set()) for place in places))
        inputs = {self._names[place] for place in places & self._names.keys()}
        return Answer(
            of=name,
            unit=repr(getattr(value, "unit", "unknown")),
            lines=_made_by(self.graph, value) if isinstance(value, Node) else (),
            state=_under("state.", inputs),
            orders=_under("orders.", inputs),
            tables=tuple(sorted(path for path in sources if not path.startswith("constants."))),
            constants=_under("constants.", sources),
        )

    def _value(self, name: str) -> Value:
        known = self.graph.outputs.get(f"state.{name}")
        if known is not None:
            return known
        try:
            return resolve(name, self._rules).read(self._rules, self._after)
        except UnknownQuantity as unknown:
            near = get_close_matches(name, self.names, n=1)
            raise UnknownQuantity(name, near[0] if near else unknown.nearest) from None


def _under(head: str, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(path.removeprefix(head) for path in paths if path.startswith(head)))


def _behind(graph: Graph, value: Node) -> list[int]:
    """Places of everything that a result comes from, itself first."""
    found, ahead = {value.place: None}, [value.place]
    while ahead:
        operation = graph.operations[ahead.pop()]
        for read in operation.reads if operation is not None else ():
            if read[0] == "node" and read[1] not in found:
                found[read[1]] = None
                ahead.append(read[1])
    return list(found)


def _made_by(graph: Graph, value: Node) -> tuple[str, ...]:
    """Lines from the last change back to the first: ``cash - cost`` changes cash, a choice what stays otherwise."""
    found: dict[str, None] = {}
    place: int | None = value.place
    while place is not None:
        operation = graph.operations[place]
        for line in sorted(graph.margin.lines.get(place, ())):
            found[told(line)] = None
        if operation is None:
            break
        nodes = [read[1] for read in operation.reads if read[0] == "node"]
        place = (nodes[-1] if operation.kernel.name == "choose" else nodes[0]) if nodes else None
    return tuple(found)


def unread(rules: Ruleset, readings: Readings) -> tuple[str, ...]:
    """Fields of the tables, and constants, that were never asked for: paths such as ``constants.chip_margin``."""
    groups = [(name, getattr(rules, name)) for name in (field.name for field in fields(rules))]
    return tuple(path for name, group in groups for path in _leaves(name, group) if path not in readings.paths)


def _leaves(path: str, thing: Any) -> list[str]:
    if isinstance(thing, Value):
        return [path]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [leaf for one in fields(thing) for leaf in _inner(f"{path}.{one.name}", getattr(thing, one.name))]
    return []


def _inner(path: str, thing: Any) -> list[str]:
    return [path] if isinstance(thing, (float, tuple)) else _leaves(path, thing)
