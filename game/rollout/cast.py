"""A block with a cast: who plays each firm in each world by which doctrine, so that one tape plays every table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import DOCTRINES, FIRMS, WORLDS
from game.engine.known import known_rules
from game.engine.orders import Orders
from game.engine.provenance import as_declared
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.tape import Graph, Tape, record
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import observe
from game.players.doctrine import Doctrine
from game.players.policy import Policy


@dataclass(frozen=True, eq=False)
class Cast:
    """Worlds, and the place of the doctrine that each firm follows in each of them."""

    state: State
    doctrine_index: Annotated[Value, (FIRMS, WORLDS), "index"]


def in_turn(rules: Ruleset, worlds: int, first: int = 0) -> NDArray[np.int64]:
    """Doctrines by firm and world, (firms, worlds): each firm gets each of them equally often, in another order each.

    The order of a firm's is shaken up by a fixed rule, so that no two firms' doctrines go together.
    """
    kinds, rows = rules.sizes[DOCTRINES], []
    rounds = -(-(first + worlds) // kinds)
    for firm in range(rules.sizes[FIRMS]):
        dice = np.random.default_rng((0xCA57, firm))
        rows.append(np.concatenate([dice.permutation(kinds) for _ in range(rounds)])[first : first + worlds])
    return np.stack(rows)


def own_cast(rules: Ruleset, worlds: int) -> NDArray[np.int64]:
    """Every firm by its own doctrine, (firms, worlds)."""
    return np.repeat(np.asarray(rules.firms.doctrine_index.array, dtype=np.int64)[:, None], worlds, axis=1)


def cast_value(index: NDArray[np.int64]) -> Value:
    """Places of doctrines as a value."""
    return Value(index.astype(np.float32), (FIRMS, WORLDS))


class CastTape:
    """A tape on which a cast lies beside the state: what a tape asks of a state is only that it holds arrays."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    @property
    def block(self) -> Cast:
        """The block's own arrays, which the next quarter overwrites."""
        return cast(Cast, self._tape.state)

    @property
    def state(self) -> State:
        """Its worlds."""
        return self.block.state

    def load(self, block: Cast) -> None:
        """Put a block of this size on the tape."""
        self._tape.load(cast(State, block))

    def run(self, quarters: int) -> None:
        """Play some quarters in place."""
        self._tape.run(quarters)


class CastTapes:
    """The quarter recorded with its cast left open, and its tapes, one for each size of block.

    ``seated`` makes a table of the policy that plays every seat by its doctrine.
    """

    def __init__(self, rules: Ruleset, seated: Callable[[Policy], Policy] = lambda policy: policy) -> None:
        self.rules = rules
        self._seated = seated
        self._graph: Graph | None = None
        self._tapes: dict[int, CastTape] = {}

    def decide(self, block: Cast) -> Orders:
        """What the table orders in a block, worked out at once."""
        return self._seated(Doctrine(block.doctrine_index)).decide(self.rules, observe(self.rules, block.state))

    def loaded(self, block: Cast) -> "CastTape":
        """The tape for blocks of this size, with this block on it."""
        worlds = int(block.state.turn.array.shape[-1])
        if worlds not in self._tapes:
            self._tapes[worlds] = CastTape(Tape(self.graph, cast(State, self._sample()), worlds))
        self._tapes[worlds].load(block)
        return self._tapes[worlds]

    def _sample(self) -> Cast:
        return Cast(self.rules.start(2), cast_value(own_cast(self.rules, 2)))

    @property
    def graph(self) -> Graph:
        """The recorded quarter."""
        if self._graph is None:
            rules = known_rules(self.rules)
            self._graph = record(lambda block: self._quarter(rules, block), self._sample())
        return self._graph

    def _quarter(self, rules: Ruleset, block: Cast) -> Cast:
        policy = self._seated(Doctrine(block.doctrine_index))
        orders = policy.decide(rules, as_declared(observe(rules, block.state)))
        return Cast(step(rules, block.state, as_declared(orders)), block.doctrine_index)
