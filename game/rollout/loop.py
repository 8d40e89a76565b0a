"""The one loop that plays: observe, decide, step, for a block of worlds.

Live games, headless runs and forecasts all go through ``quarter``; whoever wants to watch gives an Observer.
"""

from collections.abc import Sequence
from typing import Protocol

from game.engine.arrays import frozen
from game.engine.invariants import check as broken_invariants
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin
from game.engine.turn import step
from game.engine.view import observe
from game.players.policy import Policy

RUNNING = float(ENDINGS.index("running"))


class Observer(Protocol):
    """Watches a block being played. It may read what it is given and nothing may come back."""

    def before(self, rules: Ruleset, state: State) -> None:
        """Called with the state before each quarter."""

    def after(self, rules: Ruleset, state: State) -> None:
        """Called with the state after each quarter."""

    def end(self, rules: Ruleset, state: State) -> None:
        """Called once, with the last state."""


class BrokenInvariantError(AssertionError):
    """The engine made or lost something. The message says what, in which turn."""


def quarter(rules: Ruleset, state: State, orders: Orders, record: Recorder | None = None) -> State:
    """One step of the engine, the result made read-only."""
    return frozen(step(rules, state, orders, record or Recorder()))


def opening(rules: Ruleset, worlds: int, seed: int, first: int = 0) -> State:
    """The first states of a run's worlds ``first``, ``first + 1`` ..., read-only."""
    return frozen(begin(rules.start(worlds), seed, first))


def play(
    rules: Ruleset,
    state: State,
    policy: Policy,
    *,
    turns: int | None = None,
    observers: Sequence[Observer] = (),
    record: Recorder | None = None,
    check: bool = False,
) -> State:
    """Play a block of worlds for some turns, or until every world has reached an ending.

    With ``check`` the engine's invariants are held against every quarter; the first breach raises BrokenInvariantError.
    """
    state = frozen(state)
    for _ in range(rules.turns if turns is None else turns):
        if turns is None and is_over(state):
            break
        for observer in observers:
            observer.before(rules, state)
        orders = policy.decide(rules, observe(rules, state))
        after = quarter(rules, state, orders, record)
        if check:
            hold(rules, state, after)
        for observer in observers:
            observer.after(rules, after)
        state = after
    for observer in observers:
        observer.end(rules, state)
    return state


def is_over(state: State) -> bool:
    """Whether every world of a block has reached an ending."""
    return bool((state.standings.ending.array != RUNNING).all())


def hold(rules: Ruleset, before: State, after: State) -> None:
    """Raise BrokenInvariantError unless all of the engine's invariants hold over one quarter."""
    wrong = broken_invariants(rules, before, after)
    if wrong:
        turn = int(before.turn.array[0])
        raise BrokenInvariantError(f"turn {turn}: " + "; ".join(wrong[:8]))
