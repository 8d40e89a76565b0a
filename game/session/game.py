"""One live game without pixels: the state, the uncommitted orders, undo, delegation, and the end of a quarter.

The only ways to change the game are ``queue``, ``undo``, ``redo``, ``delegate`` and ``end_quarter``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from game.engine.axes import FIRMS
from game.engine.clamp import clamp_orders
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.record import Listener
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin, digest, take
from game.engine.view import View, merge, observe, standing
from game.players.departments import delegate
from game.players.seats import seated
from game.rollout.loop import quarter as play_quarter
from game.scenario import Loaded
from game.session import gazette
from game.session.blockers import Blocker, blockers
from game.session.edits import Answer, Edit, applied, target
from game.session.facts import Desk
from game.session.history import History
from game.session.refusals import Refusal, refusals_of
from game.session.seat import WORLD, Quarter, Seat, seat_mask

TWIN = [WORLD, WORLD]
"""A live game runs as a block of two equal worlds: sums add in the same order in every block of two or more."""


@dataclass(frozen=True)
class LogEntry:
    """What one quarter was moved by: enough, with the scenario and the seats, to play it again."""

    turn: int
    edits: tuple[Edit, ...]
    delegated: tuple[str, ...]
    digest: str
    """Of the state that came of it."""
    decisions: int
    """Distinct things the person decided."""


@dataclass(frozen=True)
class Setup:
    """How a game was begun."""

    firm: str
    seed: int
    policies: tuple[tuple[str, str], ...] = ()
    """(firm, policy) for the seats that do not follow their own doctrine."""
    first: int = 0
    """Which world of the run with this seed."""
    name: str = ""
    """What the player calls it."""


class Session:
    """One game from one seat."""

    def __init__(
        self,
        loaded: Loaded,
        firm: str,
        seed: int,
        *,
        policies: Mapping[str, str] | None = None,
        delegated: Iterable[str] = (),
        first: int = 0,
    ) -> None:
        self.loaded = loaded
        self.rules: Ruleset = loaded.ruleset
        self.board: Any = loaded.board
        self.setup = Setup(firm, seed, tuple(sorted((policies or {}).items())), first)
        self.firm = firm
        self.seat_place = self.rules.place(FIRMS, firm)
        self.policy = seated(self.rules, dict(self.setup.policies), "doctrine")
        self.delegated: set[str] = set()
        for department in delegated:
            self.delegate(department, True)
        self.last: Listener | None = None
        self.report: gazette.Report | None = None
        self.log: list[LogEntry] = []
        self._edits: list[Edit] = []
        self._undone: list[Edit] = []
        opening = take(begin(self.rules.start(2), seed, first), TWIN)
        self.history = History(self.rules, opening)
        self._enter(opening)

    def _enter(self, state: State) -> None:
        self.state = state
        self.view: View = observe(self.rules, state)
        self._edits, self._undone = [], []
        self._changed()

    def _changed(self) -> None:
        for name in ("_base", "orders", "_legal", "desk"):
            self.__dict__.pop(name, None)

    # What the player does -------------------------------------------------------------------------------

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The quarter's edits so far, in order."""
        return tuple(self._edits)

    def queue(self, edit: Edit, continuing: bool = False) -> None:
        """Put an edit on this quarter's orders.

        ``continuing`` replaces the last edit if it changed the same thing, so that dragging a slider is one undo.
        Raises EditError for an edit that names what does not exist; nothing is changed then.
        """
        applied(self.rules, self.orders, self.seat_place, [edit])
        if continuing and self._edits and target(self._edits[-1]) == target(edit):
            self._edits.pop()
        self._edits.append(edit)
        self._undone.clear()
        self._changed()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._edits)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to put back."""
        return bool(self._undone)

    def undo(self) -> Edit | None:
        """Take back the last edit of this quarter; the edit, or None."""
        return self._moved(self._edits, self._undone)

    def redo(self) -> Edit | None:
        """Put back the last edit taken back; the edit, or None."""
        return self._moved(self._undone, self._edits)

    def _moved(self, source: list[Edit], onto: list[Edit]) -> Edit | None:
        if not source:
            return None
        edit = source.pop()
        onto.append(edit)
        self._changed()
        return edit

    def delegate(self, department: str, on: bool) -> None:
        """Leave a department to its head, or take it back. What the player edits wins over the head's orders."""
        if department not in DEPARTMENTS:
            raise KeyError(department)
        (self.delegated.add if on else self.delegated.discard)(department)
        self._changed()

    # What follows from it -------------------------------------------------------------------------------

    @cached_property
    def _base(self) -> Orders:
        orders = standing(self.rules, self.view)
        if not self.delegated:
            return orders
        heads = {department: department in self.delegated for department in DEPARTMENTS}
        return delegate(self.rules, self.view, orders, heads, self.seat_place)

    @cached_property
    def orders(self) -> Orders:
        """The quarter's uncommitted orders, as asked."""
        return applied(self.rules, self._base, self.seat_place, self._edits)

    @cached_property
    def _legal(self) -> tuple[Orders, tuple[Refusal, ...]]:
        record = Listener()
        legal = clamp_orders(self.rules, self.state, self.orders, record)
        return legal, refusals_of(self.rules, record, self.seat_place)

    @property
    def legal(self) -> Orders:
        """The quarter's uncommitted orders, as far as the rules and the purse allow."""
        return self._legal[0]

    def refusals(self) -> tuple[Refusal, ...]:
        """What of the orders is not allowed, and the reason of each."""
        return self._legal[1]

    def blockers(self) -> tuple[Blocker, ...]:
        """What stands open before the quarter ends, what matters most first."""
        return blockers(self.desk, self.delegated)

    @cached_property
    def desk(self) -> Desk:
        """The facts of this quarter, uncommitted orders counted."""
        return Desk(
            Seat(
                rules=self.rules,
                board=self.board,
                state=self.state,
                view=self.view,
                firm=self.seat_place,
                firm_id=self.firm,
                orders=self.orders,
                legal=self.legal,
                history=self.history,
                last=self.last,
                answered=frozenset(edit.slot for edit in self._edits if isinstance(edit, Answer)),
            )
        )

    @property
    def turn(self) -> int:
        """The turn about to be played; 0 is the first."""
        return int(self.state.turn.array[WORLD])

    @property
    def quarter(self) -> Quarter:
        """The quarter about to be played."""
        return self.desk.seat.quarter

    @property
    def ending(self) -> str:
        """``running`` until the game has ended; it may be played on after that."""
        return ENDINGS[int(self.state.standings.ending.array[WORLD])]

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.ending != "running"

    @property
    def digest(self) -> str:
        """The digest of the state."""
        return digest(self.state, WORLD)

    @property
    def decisions(self) -> int:
        """Distinct things decided this quarter so far."""
        return len({target(edit) for edit in self._edits})

    # The end of the quarter -----------------------------------------------------------------------------

    def end_quarter(self) -> gazette.Report:
        """Let everybody's orders meet: one step of the engine, and the report of what came of it."""
        others = self.policy.decide(self.rules, self.view)
        mine = seat_mask(self.rules, self.seat_place)
        orders = merge(others, self.orders, tuple(DEPARTMENTS), mine)
        record = Listener()
        before = self.desk
        state = play_quarter(self.rules, self.state, orders, record)
        self.log.append(
            LogEntry(
                turn=self.turn,
                edits=tuple(self._edits),
                delegated=tuple(sorted(self.delegated)),
                digest=digest(state, WORLD),
                decisions=self.decisions,
            )
        )
        self.last = record
        self.history.add(state)
        self._enter(state)
        self.report = gazette.report(before, self.desk, record, self.ending)
        return self.report
