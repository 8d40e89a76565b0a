"""What might come, worked out beside the game: fans of ways to order on the same chance, and how past ones fared."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from game.engine.axes import DOCTRINES
from game.engine.orders import Orders
from game.engine.state import State
from game.rollout.acts import seen_over
from game.rollout.futures import AHEAD, CHARTED, CHUNKS, Course, Futures
from game.rollout.imagine import Sight
from game.rollout.odds import act_odds, bands, first_odds, lead_odds
from game.session.guesses import Guess, guess_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from game.session.edits import Edit
    from game.session.game import Session

Band = tuple[float, float, float, float, float]
Given = tuple[State, tuple[Orders, ...], tuple[str, ...], State]
"""The state, the ways to order, the departments left to their heads, and the past."""
USUAL = 1
"""The way that orders are held against: without the player's edits."""


@dataclass(frozen=True)
class Fan:
    """The percentiles of one quantity, now and at the end of each quarter ahead, with the orders and without."""

    quantity: str
    with_orders: tuple[Band, ...]
    without: tuple[Band, ...]
    change: tuple[Band, ...]
    """Of the difference that the orders make, future by future on the same chance."""
    rises: float
    """Share of the futures in which the orders end higher than without."""
    falls: float

    @property
    def gain(self) -> float:
        """Median of the difference that the orders make at the end."""
        return self.change[-1][2]


@dataclass(frozen=True)
class Told:
    """A forecast that was looked at: the outer ends of its fans, to be held against what came."""

    turn: int
    bands: dict[str, tuple[tuple[float, float], ...]]
    """By quantity, one pair for each quarter ahead."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "turn": self.turn,
            "bands": {name: [list(pair) for pair in pairs] for name, pairs in self.bands.items()},
        }


def told_from_json(data: Mapping[str, Any]) -> Told:
    """The forecast that ``as_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    bands = {
        str(name): tuple((float(low), float(high)) for low, high in pairs) for name, pairs in data["bands"].items()
    }
    return Told(int(data["turn"]), bands)


@dataclass(frozen=True)
class Kept:
    """How often outcomes fell inside the band that had been told for them."""

    inside: int
    told: int


class GivenUpError(Exception):
    """Something else has been asked meanwhile."""


class Forecast:
    """The futures of the quarter at hand. ``ask`` starts work in a thread; ``count`` tells how far it is."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._futures = Futures(session.rules, session.seat_place, self._hold)
        self._asked: object = None
        self._working_on: object = None
        """What the thread that is at work was asked."""
        self._sight: Sight | None = None
        self._found: tuple[Course, ...] | None = None
        self._guesses: dict[str, Guess] = {}
        self._thread: threading.Thread | None = None
        self.failed = ""
        """What went wrong in the thread, if anything did."""

    @property
    def count(self) -> int:
        """Futures worked out for what was last asked."""
        found = self._found
        return 0 if found is None else found[0].count

    @property
    def is_done(self) -> bool:
        """Whether no work is left."""
        return self._thread is None or not self._thread.is_alive()

    def ask(self, trying: tuple[Edit, ...] = ()) -> None:
        """Work out the futures of the orders as they stand, or with something tried, and those without."""
        self._start(("orders", *self._standing, trying), lambda: self.session.tried(trying))

    def weigh(self, tries: Sequence[Edit]) -> None:
        """Work out the futures of each of several things tried in place of one another."""
        ways = tuple(tries)
        self._start(("weighed", *self._standing, ways), lambda: tuple(self.session.tried((one,))[0] for one in ways))

    def is_weighing(self, tries: Sequence[Edit]) -> bool:
        """Whether the futures at hand are of just these."""
        return self._asked == ("weighed", *self._standing, tuple(tries))

    @property
    def _standing(self) -> tuple[object, ...]:
        """All that futures hang on but what is tried."""
        return self.session.digest, self.session.edits, tuple(sorted(self.session.delegated))

    def _start(self, asked: object, ways: Callable[[], tuple[Orders, ...]]) -> None:
        """Start a thread for what is asked; nothing if that is under way."""
        if asked == self._asked:
            return
        session, before = self.session, self._thread
        self._asked, self._found = asked, None
        given = (session.state, ways(), tuple(sorted(session.delegated)), session.history.block)
        self._thread = threading.Thread(target=self._work, args=(asked, given, before), daemon=True)
        self._thread.start()

    def rest(self) -> None:
        """Give up what is under way, since nobody will look at it: the quarter ends."""
        self._asked, self._found = None, None

    def wait(self) -> None:
        """Wait until all is worked out."""
        if self._thread is not None:
            self._thread.join()

    def _hold(self) -> None:
        """Give up, in the thread, when something else has been asked since it began."""
        if self._asked != self._working_on:
            raise GivenUpError

    def _work(self, asked: object, given: Given, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        self._working_on = asked
        try:
            self._hold()
            self._refine(given)
        except GivenUpError:
            return
        except (ArithmeticError, LookupError, ValueError, TypeError) as error:
            self.failed = f"{type(error).__name__}: {error}"

    def _sight_of(self, state: State, past: State) -> Sight:
        """The moment as this seat has it; one and the same for one state."""
        if self._sight is None or self._sight.state is not state:
            self._sight = Sight(state, self.session.seat_place, self._doctrine, seen_over(self.session.rules, past))
        return self._sight

    def _refine(self, given: Given) -> None:
        """Block by block, each added as soon as it is there; then what rivals decide, which the quarter's end needs."""
        state, ways, delegated, past = given
        sight = self._sight_of(state, past)
        for number in range(CHUNKS + 1):
            more = self._futures.chunk(sight, ways, delegated, number)
            if not number:
                self._guesses = self._guessed(sight)
            self._hold()
            self._found = more if self._found is None else _added(self._found, more)
        self.session.table.decided(self.session.view)

    @property
    def _doctrine(self) -> int:
        """What this seat's heads follow: its own doctrine, unless the game was set up with another."""
        rules, session = self.session.rules, self.session
        given = dict(session.setup.policies).get(session.firm, "")
        if given in rules.ids[DOCTRINES]:
            return rules.place(DOCTRINES, given)
        return int(rules.firms.doctrine_index.array[session.seat_place])

    def _guessed(self, sight: Sight) -> dict[str, Guess]:
        """What is thought of each rival."""
        past, firms = self._futures.past(sight.turn), self.session.firms
        rivals = [n for n in range(len(firms)) if n != sight.seat]
        return {firms[n]: guess_of(self.session.rules, sight, past, n) for n in rivals}

    def fan(self, quantity: str, way: int = 0, usual: int = USUAL) -> Fan | None:
        """The fan of a quantity of this seat, one way to order held against another; None until futures are there."""
        found, seat = self._found, self.session.seat_place
        if found is None:
            return None
        ordered, without = found[way].numbers[quantity][seat], found[usual].numbers[quantity][seat]
        difference = ordered[-1] - without[-1]
        speck = 1e-6 * max(1.0, float(np.abs(without[-1]).max()))
        return Fan(
            quantity,
            _bands(ordered, quantity),
            _bands(without, quantity),
            _bands(ordered - without, quantity),
            float((difference > speck).mean()),
            float((difference < -speck).mean()),
        )

    def guess(self, firm: str) -> Guess | None:
        """What is thought of a rival; None until that is worked out."""
        return None if self._found is None else self._guesses.get(firm)

    def rank_odds(self) -> dict[str, tuple[float, float]]:
        """Firm -> odds that it leads this one, and that it is first, by score at the end of the quarters ahead."""
        if self._found is None:
            return {}
        course = self._found[0]
        leads, first = lead_odds(course, self.session.seat_place, AHEAD), first_odds(course, AHEAD)
        return {card: (float(leads[n]), float(first[n])) for n, card in enumerate(self.session.firms)}

    def act_odds(self, firm: str, act: str, within: int) -> float | None:
        """Odds that a firm does an act of ``NEXT`` within so many quarters; None until the first futures are there."""
        if self._found is None:
            return None
        return float(act_odds(self._found[0], act, within)[self.session.firms.index(firm)])

    def told(self) -> Told | None:
        """The forecast as it stands, to be kept when the quarter ends; None if none was worked out for it."""
        session = self.session
        if self._found is None or self._asked != ("orders", *self._standing, ()):
            return None
        bands = {}
        for name in CHARTED:
            fan = self.fan(name)
            assert fan is not None
            bands[name] = tuple((band[0], band[-1]) for band in fan.with_orders[1:])
        return Told(session.turn, bands)


def _added(found: tuple[Course, ...], more: tuple[Course, ...]) -> tuple[Course, ...]:
    return tuple(one.and_(other) for one, other in zip(found, more, strict=True))


def _bands(courses: Any, quantity: str) -> tuple[Band, ...]:
    return tuple((float(a), float(b), float(c), float(d), float(e)) for a, b, c, d, e in bands(courses, quantity).T)


def kept(session: Session, quantity: str) -> Kept:
    """How the forecasts of a quantity fared so far, every quarter that has come counted for each that told of it."""
    course, inside, count = session.desk.series(quantity), 0, 0
    for told in session.told:
        for ahead, (low, high) in enumerate(told.bands.get(quantity, ()), 1):
            if told.turn + ahead < len(course):
                room = 1e-6 * max(1.0, abs(high))
                inside += low - room <= course[told.turn + ahead] <= high + room
                count += 1
    return Kept(inside, count)
