"""One live game without pixels: the state, the uncommitted orders, undo, delegation, and the end of a quarter.

The only ways to change the game are ``queue``, ``undo``, ``redo``, ``delegate`` and ``end_quarter``.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from game.engine.arrays import take
from game.engine.axes import FIRMS
from game.engine.clamp import clamp_orders
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.record import Listener
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State, digest
from game.engine.view import View, observe
from game.rollout.loop import opening
from game.rollout.loop import quarter as play_quarter
from game.scenario import Board, Loaded
from game.session.blockers import Blocker, blockers
from game.session.edits import Answer, Edit, applied, target
from game.session.ending import Ending, ending, tellable
from game.session.facts import Desk
from game.session.forecasts import Forecast, Told
from game.session.gazette import Report, report
from game.session.hindsight import Hindsight
from game.session.history import History
from game.session.lessons import Lessons
from game.session.log import LogEntry, Setup, acts_of
from game.session.refusals import Refusal, refusals_of
from game.session.seat import WORLD, Quarter, Seat
from game.session.stories import Story
from game.session.table import Table

Step = tuple[Edit, ...]
"""Edits made by one act of the player, and taken back by one undo."""

TWIN = [WORLD, WORLD]
"""A live game runs as a block of two equal worlds: sums add in the same order in every block of two or more."""


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
        ironman: bool = False,
    ) -> None:
        self.loaded = loaded
        self.rules: Ruleset = loaded.ruleset
        self.board: Board = loaded.board
        self.setup = Setup(firm, seed, tuple(sorted((policies or {}).items())), first, ironman=ironman)
        self.firm = firm
        self.seat_place = self.rules.place(FIRMS, firm)
        self.table = Table(self.rules, dict(self.setup.policies))
        self.delegated: set[str] = set()
        for department in delegated:
            self.delegate(department, True)
        self.last: Listener | None = None
        """What the engine recorded when it made this quarter."""
        self.report: Report | None = None
        """Of the quarter just ended."""
        self.log: list[LogEntry] = []
        self.chronicle: list[tuple[int, Story]] = []
        """(turn, story) of all that may be told at the end."""
        self.told: list[Told] = []
        """The forecasts that were looked at, each from the quarter it was made in."""
        self._steps: list[Step] = []
        self._undone: list[Step] = []
        self.lessons = Lessons(self)
        begun = take(opening(self.rules, 2, seed, first), TWIN)
        self.history = History(self.rules, begun)
        self._enter(begun)

    @cached_property
    def hindsight(self) -> Hindsight:
        """What decided it, once the game is over; nothing is worked out until it is asked."""
        return Hindsight(self)

    @cached_property
    def forecast(self) -> Forecast:
        """What might come; nothing is worked out until it is asked."""
        return Forecast(self)

    def _enter(self, state: State) -> None:
        self.state = state
        self.view: View = observe(self.rules, state)
        self.__dict__.pop("digest", None)
        self._steps, self._undone = [], []
        self.__dict__.pop("advised", None)
        self._changed()

    def _changed(self) -> None:
        for name in ("base", "orders", "_legal", "desk"):
            self.__dict__.pop(name, None)

    # What the player does -------------------------------------------------------------------------------

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The quarter's edits so far, in order."""
        return tuple(edit for step in self._steps for edit in step)

    def queue(self, edit: Edit, continuing: bool = False) -> None:
        """Put an edit on this quarter's orders.

        ``continuing`` replaces the last edit if it changed the same thing, so that dragging a slider is one undo.
        Raises EditError for an edit that names what does not exist; nothing is changed then.
        """
        applied(self.rules, self.orders, self.seat_place, [edit])
        if continuing and self._steps and [target(one) for one in self._steps[-1]] == [target(edit)]:
            self._steps.pop()
        self._step((edit,))

    def queue_all(self, edits: Sequence[Edit]) -> None:
        """Put edits on this quarter's orders that one undo takes back together. Raises EditError, as ``queue`` does."""
        applied(self.rules, self.orders, self.seat_place, edits)
        if edits:
            self._step(tuple(edits))

    def _step(self, step: Step) -> None:
        self._steps.append(step)
        self._undone.clear()
        self._changed()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._steps)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to put back."""
        return bool(self._undone)

    def undo(self) -> Edit | None:
        """Take back what was done last this quarter; its last edit, or None."""
        return self._moved(self._steps, self._undone)

    def redo(self) -> Edit | None:
        """Put back what was taken back last; its last edit, or None."""
        return self._moved(self._undone, self._steps)

    def _moved(self, source: list[Step], onto: list[Step]) -> Edit | None:
        if not source:
            return None
        step = source.pop()
        onto.append(step)
        self._changed()
        return step[-1]

    def delegate(self, department: str, on: bool) -> None:
        """Leave a department to its head, or take it back. What the player edits wins over the head's orders."""
        if department not in DEPARTMENTS:
            raise KeyError(department)
        (self.delegated.add if on else self.delegated.discard)(department)
        self._changed()

    # What follows from it -------------------------------------------------------------------------------

    @cached_property
    def base(self) -> Orders:
        """The quarter's orders without the player's edits."""
        return self.table.base(self.view, self.firm, self.delegated)

    @cached_property
    def advised(self) -> Orders:
        """What the heads of all departments would order this quarter; their orders hang on no edits."""
        return self.table.base(self.view, self.firm, tuple(DEPARTMENTS))

    @cached_property
    def orders(self) -> Orders:
        """The quarter's uncommitted orders, as asked."""
        return applied(self.rules, self.base, self.seat_place, self.edits)

    def tried(self, trying: Sequence[Edit] = ()) -> tuple[Orders, Orders]:
        """The orders with the player's edits and without; of edits that are only tried, all others stand in both."""
        if not trying:
            return self.orders, self.base
        meant = {target(edit) for edit in trying}
        others = [edit for edit in self.edits if target(edit) not in meant]
        without = applied(self.rules, self.base, self.seat_place, others)
        return applied(self.rules, without, self.seat_place, trying), without

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
                answered=frozenset(edit.slot for edit in self.edits if isinstance(edit, Answer)),
            )
        )

    @property
    def turn(self) -> int:
        """The turn about to be played; 0 is the first."""
        return int(self.state.turn.array[WORLD])

    @property
    def firms(self) -> tuple[str, ...]:
        """Every firm's id, in the scenario's order."""
        return self.rules.ids[FIRMS]

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

    @cached_property
    def digest(self) -> str:
        """The digest of the state."""
        return digest(self.state, WORLD)

    @property
    def decisions(self) -> int:
        """Distinct things decided this quarter so far."""
        return len({target(edit) for edit in self.edits})

    # The end of the quarter -----------------------------------------------------------------------------

    def end_quarter(self) -> Report:
        """Let everybody's orders meet: one step of the engine, and the report of what came of it."""
        before, acts = self.desk, acts_of(self.desk)
        if "forecast" in self.__dict__:
            told = self.forecast.told()
            self.told += [told] if told is not None else []
            self.forecast.rest()
        record = Listener()
        state = self._stepped(self.orders, record)
        self.log.append(
            LogEntry(
                turn=self.turn,
                edits=self.edits,
                delegated=tuple(sorted(self.delegated)),
                digest=digest(state, WORLD),
                decisions=self.decisions,
                acts=acts,
            )
        )
        self.history.add(state)
        self.last = record
        self._enter(state)
        self.report = report(before, self.desk, record, self.ending)
        self.chronicle += [(before.seat.turn, story) for story in tellable(self.report.stories)]
        return self.report

    def _stepped(self, mine: Orders, record: Listener, firm: str = "") -> State:
        orders = self.table.everybodys(self.view, firm or self.firm, mine)
        return play_quarter(self.rules, self.state, orders, record)

    @property
    def turns_counted(self) -> int:
        """Quarters played until the game ended, or so far: what is played on is not counted."""
        return int(self.state.standings.ended_on.array[WORLD]) + 1 if self.is_over else self.turn

    def last_page(self) -> Ending:
        """The facts of the end screen: as it stood when the game ended, or as it stands."""
        if self.turns_counted < self.turn:
            return self.as_of(self.turns_counted).last_page()
        own = [entry for entry in self.log if self.setup.leader(entry.turn) == self.firm]
        return ending(self.desk, own, self.chronicle)

    def as_of(self, turn: int, firm: str = "") -> "Session":
        """A copy of this game as it stood at the start of a turn played, from its own seat or another.

        Nothing that is done to the copy reaches this game. What was left to heads then is left to them; another's seat
        is wholly. Raises KeyError for a firm that the scenario does not have.
        """
        firm = firm or self.firm
        self.rules.place(FIRMS, firm)
        past = self.history.until(turn + 1)
        copy = Session.resumed(self.loaded, self.setup.seen_from(firm, turn), self.log[:turn], past.block)
        is_own = firm == self.firm
        copy.chronicle = [
            (when, story) for when, story in self.chronicle if when < turn and (is_own or story.about != "own")
        ]
        copy.told = [told for told in self.told if told.turn < turn and is_own]
        led = self.log[min(turn, len(self.log) - 1)].delegated if is_own and self.log else tuple(DEPARTMENTS)
        for department in led:
            copy.delegate(department, True)
        return copy

    @classmethod
    def resumed(cls, loaded: Loaded, setup: Setup, log: Sequence[LogEntry], block: State) -> "Session":
        """A game with a past: the last quarter of the block is the one to be played.

        The quarter before is stepped once more, so that the report and every number's terms are there again; where it
        comes out otherwise (older rules), the past stands as it was saved and has no terms.
        """
        session = cls(loaded, setup.firm, setup.seed, policies=dict(setup.policies), first=setup.first)
        session.setup = setup
        session.log = list(log)
        past = History.of_block(loaded.ruleset, block)
        if len(past) != len(log) + 1:
            raise ValueError("as many quarters as entries of the log, and one")
        if log:
            session._recall(past, log[-1])
        session.history = past
        session._enter(take(past.state(-1), TWIN))
        for department in tuple(session.delegated):
            session.delegate(department, False)
        return session

    def _recall(self, past: History, entry: LogEntry) -> None:
        """Step the last quarter again for what was recorded then."""
        self.history = past.until(-1)
        self._enter(take(past.state(-2), TWIN))
        leader = self.setup.leader(entry.turn)
        is_own = leader == self.firm
        for department in entry.delegated if is_own else DEPARTMENTS:
            self.delegate(department, True)
        for edit in entry.edits if is_own else ():
            self.queue(edit)
        before, record = self.desk, Listener()
        mine = self.orders if is_own else self.table.ordered(self.view, leader, entry.delegated, entry.edits)
        state = self._stepped(mine, record) if is_own else self._stepped(mine, record, leader)
        if digest(state, WORLD) == entry.digest == digest(past.state(-1)):
            self.history, self.last = past, record
            self._enter(state)
            self.report = report(before, self.desk, record, self.ending)
