"""Games on tape: everybody's decisions and the quarter recorded once, then run in place on block after block.

The same functions as in ``loop`` and the same bits; with ``engine="c"`` in C where it can be built.
Recording takes some tenths of a second, so that it pays from a
single whole game on.
"""

from collections.abc import Sequence
from ctypes import CDLL

from game.engine.arrays import copied, frozen
from game.engine.c.emit import Program, emitted
from game.engine.c.refs import UnfitError
from game.engine.known import Readings, known_rules
from game.engine.provenance import as_declared
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.tape import Graph, Tape, record
from game.engine.turn import step
from game.engine.view import observe
from game.players.policy import Policy
from game.rollout.compiled.builder import BuildError, built
from game.rollout.compiled.runner import CompiledTape
from game.rollout.loop import Observer, hold, is_over


class Recorded:
    """One table of policies under one ruleset, recorded when first needed; one tape, for the size of block last asked.

    A tape's arrays are most of a run's memory, and to lay it out for another size takes a fraction of a second.
    """

    def __init__(self, rules: Ruleset, policy: Policy, engine: str = "tape") -> None:
        self.rules = rules
        self.engine = engine
        """``c`` or ``tape``; it becomes ``tape`` where C cannot be built after all."""
        self.policy = policy
        self.readings = Readings()
        """Which tables and constants were asked for, once it is recorded."""
        self._graph: Graph | None = None
        self._tape: Tape | CompiledTape | None = None
        self._compiled: tuple[Program, CDLL] | None = None

    @property
    def graph(self) -> Graph:
        """The recorded quarter."""
        if self._graph is None:
            rules = known_rules(self.rules, self.readings)
            self._graph = record(lambda state: self._quarter(rules, state), self.rules.start(2))
        return self._graph

    def compiled(self, may_build: bool = True) -> tuple[Program, CDLL]:
        """The recorded quarter as a C program and its library. Raises BuildError with a sentence."""
        if self._compiled is None:
            try:
                program = emitted(self.graph)
            except UnfitError as error:
                raise BuildError(f"the rules have something that is not written in C: {error}") from None
            self._compiled = program, built(program, may_build)
        return self._compiled

    def tape(self, worlds: int) -> "Tape | CompiledTape":
        """The tape for blocks of this many worlds; it takes the place of one for another size."""
        if self._tape is None or self._tape.worlds != worlds:
            self._tape = None
            if self.engine == "c":
                try:
                    self._tape = CompiledTape(*self.compiled(), self.rules.start(2), worlds)
                except BuildError:
                    self.engine = "tape"
            if self._tape is None:
                self._tape = Tape(self.graph, self.rules.start(2), worlds)
        return self._tape

    def _quarter(self, rules: Ruleset, state: State) -> State:
        orders = self.policy.decide(rules, as_declared(observe(rules, state)))
        return step(rules, state, as_declared(orders))

    def play(self, state: State, observers: Sequence[Observer] = (), check: bool = False) -> State:
        """Play a block until every world has reached an ending, as ``loop.play`` does.

        Observers see the block's own arrays, which the next quarter overwrites: they must copy what they keep.
        """
        tape = self.tape(state.turn.array.shape[-1])
        tape.load(state)
        for _ in range(self.rules.turns):
            if is_over(tape.state):
                break
            for observer in observers:
                observer.before(self.rules, tape.state)
            before = copied(tape.state) if check else None
            tape.run(1)
            if before is not None:
                hold(self.rules, before, tape.state)
            for observer in observers:
                observer.after(self.rules, tape.state)
        for observer in observers:
            observer.end(self.rules, tape.state)
        return frozen(copied(tape.state))
