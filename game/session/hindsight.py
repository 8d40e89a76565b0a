"""Looking back on a game that is over: the odds of winning quarter by quarter, and the decisions that moved them most.

The odds at a quarter are the share of its futures that a seat wins, with doctrines in all seats from there on. A
decision is weighed by playing its quarter again without it, the rest and the chance of that quarter as they were: what
the odds after that quarter would have been, against what they were, over the same futures pair by pair.

All decisions are tried in a few futures, the most promising in more, and those that are left in 256 that none of them
was chosen by. What is within luck is not called a mover.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.engine.arrays import frozen, take
from game.engine.turn import step
from game.engine.view import observe
from game.rollout.aftermath import ABREAST, NOBODY, Aftermath, Fates
from game.session.decisions import Decision, decided, taken_back
from game.session.seat import WORLD

if TYPE_CHECKING:
    from game.engine.orders import Orders
    from game.engine.state import State
    from game.session.game import Session

FIRST_LOTS = 2
"""Lots of the first picture: 32 futures of every quarter."""
LOTS = 16
"""Lots of a whole weighing: 256 futures."""
NAMED = 5
SURELY = 2.9
"""Standard errors beyond which a difference is no luck: one chance in twenty, shared by twelve two-sided tries."""
LEAST_LEAD = 0.1
"""Points of lead that are spoken of."""
OWN_ENOUGH = 5
"""A player who decided less than this all game is told of the heads' decisions too."""


@dataclass(frozen=True)
class Effort:
    """How much is played."""

    lots: int = LOTS
    """Dealt to every quarter, and to every decision that is weighed."""
    sieves: tuple[tuple[int, int], ...] = ((1, 48), (2, 12))
    """Lots that are dealt to every decision left, and how many are left after it. They come after the first 16."""
    most: int = 10_000
    """Decisions that are tried, spread over the game."""


WHOLE = Effort()
QUICK = Effort(FIRST_LOTS, ((1, 6),), 32)
"""Enough for a picture of the page."""


@dataclass(frozen=True)
class Odds:
    """Who won the futures of the start of a quarter."""

    turn: int
    by_firm: tuple[float, ...]
    """Shares, in the scenario's order; with ``nobody`` they make one."""
    nobody: float
    count: int
    """Futures; the last quarter's end is one alone, as it came."""


@dataclass(frozen=True)
class Mover:
    """What a decision did."""

    decision: Decision
    odds: float
    """Of winning, after its quarter."""
    gain: float
    """By how much these were higher than without it."""
    error: float
    """Standard error of that."""
    lead: float
    """Points by which the lead at the end was higher than without it, on average."""
    lead_error: float
    count: int
    """Futures that were played with it, and as many without."""

    @property
    def is_clear(self) -> bool:
        """Whether it moved the odds beyond luck."""
        return abs(self.gain) > SURELY * self.error

    @property
    def moves_lead(self) -> bool:
        """Whether it moved the lead beyond luck, and by enough to speak of."""
        return abs(self.lead) > max(LEAST_LEAD, SURELY * self.lead_error)


Key = tuple[int, int]
"""A moment: a turn and -1 for the game as it went, or the place of a decision and 0 for the quarter without it."""


class Hindsight:
    """The odds and movers of one game. ``ask`` works on in a thread, ``rest`` lets it rest until asked again."""

    def __init__(self, session: Session, effort: Effort = WHOLE) -> None:
        self.session, self.effort = session, effort
        self.failed = ""
        """What went wrong in the thread, if anything did."""
        self.changes = 0
        """Rises with everything that is found."""
        self.tried: tuple[Decision, ...] = ()
        """All that was decided, once it is known."""
        self.finalists: tuple[int, ...] = ()
        self.phase = "odds"
        """odds | sieve | weigh | refine | done"""
        self.turns = session.turns_counted
        self._fates: dict[Key, dict[int, Fates]] = {}
        self._moments: dict[Key, State] = {}
        self._aftermath: Aftermath | None = None
        self._work: Iterator[None] | None = None
        self._thread: threading.Thread | None = None
        self._resting = False
        self._lock = threading.Lock()

    # --- the work
    @property
    def is_idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._thread is None

    def ask(self) -> None:
        """Go on with the work, beside the game; nothing is looked at while the game is not over."""
        if not self.session.is_over or self.phase == "done" or self.failed:
            return
        with self._lock:
            self._resting = False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def rest(self) -> None:
        """Stop after the block at hand, until asked again."""
        self._resting = True

    def wait(self) -> None:
        """Wait until all is worked out, or rests."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        self._work = self._work or self._steps()
        goes_on = True
        while goes_on:
            try:
                next(self._work)
            except StopIteration:
                goes_on = False
            except (ArithmeticError, LookupError, ValueError, TypeError) as error:
                self.failed, goes_on = f"{type(error).__name__}: {error}", False
            self.changes += 1
            with self._lock:  # else it might be asked to go on just after it had decided to rest
                goes_on = goes_on and not self._resting
                if not goes_on:
                    self._thread = None

    def _steps(self) -> Iterator[None]:
        """All the work, block by block."""
        session = self.session
        self._aftermath = Aftermath(session.rules, session.table.doctrines(), session.seat_place)
        whole = [(turn, -1) for turn in range(self.turns, -1, -1)]
        self._moments = {key: session.history.state(key[0]) for key in whole}
        yield from self._play(whole, range(FIRST_LOTS))
        self.phase = "sieve"
        yield from self._find()
        left = list(range(len(self.tried)))
        lot = LOTS
        for lots, kept in self.effort.sieves:
            yield from self._play(self._pairs(left), range(lot, lot + lots))
            lot += lots
            left = self._sieved(left, kept)
            for n in set(range(len(self.tried))).difference(left):
                self._moments.pop((n, 0), None)
        self.finalists, self.phase = tuple(left), "weigh"
        yield from self._play(self._pairs(left), range(self.effort.lots))
        self.phase = "refine"
        yield from self._play(whole, range(self.effort.lots))
        self.phase = "done"
        self._aftermath, self._moments = None, {}

    def _pairs(self, left: Sequence[int]) -> list[Key]:
        """The moments without each of these decisions, and those after their quarters as they were; the last first."""
        turns = sorted({self.tried[n].turn for n in left}, reverse=True)
        pairs: list[Key] = []
        for turn in turns:
            pairs += [(turn + 1, -1), *((n, 0) for n in left if self.tried[n].turn == turn)]
        return pairs

    def _play(self, keys: Sequence[Key], lots: range) -> Iterator[None]:
        """Deal these lots to these moments, as far as they have not been."""
        assert self._aftermath is not None
        due = [(key, lot) for key in keys for lot in lots if lot not in self._fates.get(key, {})]
        for at in range(0, len(due), ABREAST):
            block = due[at : at + ABREAST]
            fates = self._aftermath.play([(self._moments[key], lot) for key, lot in block])
            for (key, lot), fate in zip(block, fates, strict=True):
                self._fates.setdefault(key, {})[lot] = fate
            yield

    def _find(self) -> Iterator[None]:
        """All decisions, and each quarter once more without each of them."""
        session = self.session
        own = [entry.turn for entry in session.log[: self.turns] if session.setup.leader(entry.turn) == session.firm]
        with_heads = sum(session.log[turn].decisions for turn in own) < OWN_ENOUGH
        found: list[Decision] = []
        for turn in own:
            found += self._tried_in(turn, with_heads, len(found))[: max(1, self.effort.most // len(own))]
            yield
        self.tried = tuple(found)

    def _tried_in(self, turn: int, with_heads: bool, first: int) -> list[Decision]:
        orders, groups = decided(self.session, turn, self.session.firm, with_heads)
        tried: list[Decision] = []
        for without, some in groups:
            if not some:
                continue
            after = played_without(self.session, turn, orders, without, some)
            for n, decision in enumerate(some):
                self._moments[first + len(tried), 0] = take(after, [n + 1])
                tried.append(decision)
        return tried

    # --- what was found
    def _both(self, n: int) -> tuple[Fates, Fates]:
        """The futures after a decision's quarter and those without it, pair by pair."""
        without = self._fates.get((n, 0), {})
        as_it_was = self._fates.get((self.tried[n].turn + 1, -1), {})
        lots = sorted(set(without).intersection(tuple(as_it_was)))
        final = [lot for lot in lots if lot < self.effort.lots]
        return _gathered(as_it_was, final or lots), _gathered(without, final or lots)

    def _is_weighed(self, n: int) -> bool:
        lots = tuple(self._fates.get((n, 0), ()))
        return sum(lot < self.effort.lots for lot in lots) == self.effort.lots

    def _sieved(self, left: Sequence[int], kept: int) -> list[int]:
        """So many of these decisions: two of three by the odds that they seem to have moved, the others by the lead."""
        by_odds = sorted(left, key=self._promise, reverse=True)[: -(-kept * 2 // 3)]
        others = [n for n in left if n not in by_odds]
        return sorted([*by_odds, *sorted(others, key=self._pull, reverse=True)[: kept - len(by_odds)]])

    def _pull(self, n: int) -> float:
        """How far it seems to have moved the lead."""
        as_it_was, without = self._both(n)
        return abs(float((as_it_was.lead - without.lead).mean()))

    def _promise(self, n: int) -> float:
        """How far it seems to have moved the odds: leads that are close count most, so that few futures tell."""
        as_it_was, without = self._both(n)
        width = max(1.0, float(as_it_was.lead.std()))
        gain = np.tanh(as_it_was.lead / width) - np.tanh(without.lead / width)
        return abs(float(gain.mean()))

    def odds(self, turn: int) -> Odds | None:
        """The odds at the start of a quarter; None until they are known."""
        lots = self._fates.get((turn, -1), {})
        some = sorted(lot for lot in tuple(lots) if lot < self.effort.lots)
        if not some:
            return None
        winner = _gathered(lots, some).winner
        shares = tuple(float((winner == place).mean()) for place in range(len(self.session.firms)))
        count = 1 if turn == self.turns else len(winner)
        return Odds(turn, shares, float((winner == NOBODY).mean()), count)

    def all_odds(self) -> tuple[Odds, ...]:
        """The odds of every quarter for which they are known, in order."""
        return tuple(odds for odds in map(self.odds, range(self.turns + 1)) if odds is not None)

    @property
    def screened(self) -> int:
        """Decisions that have been tried at all."""
        return sum((n, 0) in self._fates for n in range(len(self.tried)))

    @property
    def weighed(self) -> float:
        """Part of the finalists' futures that are played."""
        played = sum(lot < self.effort.lots for n in self.finalists for lot in tuple(self._fates.get((n, 0), ())))
        return played / max(1, len(self.finalists) * self.effort.lots)

    @property
    def futures(self) -> int:
        """Futures of the quarter that has fewest."""
        counts = [odds.count if odds else 0 for odds in map(self.odds, range(self.turns))]
        return min(counts, default=0)

    def mover(self, n: int) -> Mover:
        """What one of the decisions tried did, by the futures played so far."""
        as_it_was, without = self._both(n)
        seat = self.session.seat_place
        won, would = (as_it_was.winner == seat).astype(float), (without.winner == seat).astype(float)
        gain, error = _mean(won - would)
        lead, lead_error = _mean(as_it_was.lead - without.lead)
        return Mover(self.tried[n], float(won.mean()), gain, error, lead, lead_error, len(won))

    def movers(self) -> tuple[Mover, ...]:
        """Up to five decisions that moved the game beyond luck, by the odds first, then by the lead."""
        weighed = [self.mover(n) for n in self.finalists if self._is_weighed(n)]
        by_odds = sorted((one for one in weighed if one.is_clear), key=lambda one: -abs(one.gain))
        by_lead = sorted(
            (one for one in weighed if not one.is_clear and one.moves_lead), key=lambda one: -abs(one.lead)
        )
        return tuple([*by_odds, *by_lead][:NAMED])


def played_without(session: Session, turn: int, orders: Orders, without: Orders, some: Sequence[Decision]) -> State:
    """What came of a quarter: as it was in world 0, and in each further one without one of the decisions.

    All other orders, and the chance of that quarter, are as they were.
    """
    rules, worlds = session.rules, max(2, len(some) + 1)
    view = observe(rules, take(session.history.state(turn), [WORLD, WORLD]))
    everybodys = session.table.everybodys(view, session.firm, orders)
    block = take(session.history.state(turn), [WORLD] * worlds)
    return frozen(step(rules, block, taken_back(everybodys, without, some, worlds)))


def _gathered(lots: dict[int, Fates], some: Sequence[int]) -> Fates:
    if not some:
        return Fates(np.zeros(0, dtype=np.int64), np.zeros(0))
    return Fates(np.concatenate([lots[lot].winner for lot in some]), np.concatenate([lots[lot].lead for lot in some]))


def _mean(values: np.ndarray) -> tuple[float, float]:
    """Mean and its standard error."""
    if len(values) < 2:
        return 0.0, math.inf
    return float(values.mean()), float(values.std(ddof=1) / len(values) ** 0.5)
