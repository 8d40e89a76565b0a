"""Is every choice of every event right at some time? Moments of played games, each choice tried to the end.

A moment in which an event waits is played on once for each choice that its firm can pay, in the same futures; the
choice after which the firm ends furthest ahead of its best rival, on average, is the best of the moment. That may be
luck, so a verdict looks at the paired difference of two choices and at its standard error:

- a choice is *best* if in some moment it beats each other by three standard errors. (It has as many chances of luck as
  moments: the chance of one in forty, shared by sixteen moments, is 2.95 of them.)
- it is *never* best if in every moment, and there were eight or more, some other beats it by 2.4. (All of them must
  hold, so the moments share nothing; that one in forty is shared by up to three rivals, 2.39.)
- else it is left *open*: what lies between the choices is less than the noise.

"Never" speaks of the moments that were drawn: a choice that is right in one of ten is missed by sixteen moments about
once in five times. An event is tried in further moments until each of its choices is found best, or the moments allowed
are used up.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import DOCTRINES, EVENTS, FIRMS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.players.seats import seated
from game.rollout.continuations import Continuations, answering, is_legal
from game.rollout.interrupts import uninterrupted
from game.scenario import Loaded, load_resolved
from game.sim.balance import rotation
from game.sim.moments import Moment, Wanted, moments
from game.sim.pool import in_order

WORLDS = 256
"""Continuations of a choice."""

ALL = Wanted()
"""Every event, whenever it waits."""

ROUNDS = (2, 2, 4, 8)
"""Moments of an event that are tried at once, before it is asked whether any choice is still without its day."""

SURELY_BEST, SURELY_BEATEN = 3.0, 2.4
"""Standard errors beyond which a difference is no luck, for the one verdict and for the other."""

ENOUGH_MOMENTS = 8
"""Of fewer, nothing is said to be never best."""


@dataclass(frozen=True, eq=False)
class Tried:
    """A moment, each of its choices tried."""

    event: int
    lead: NDArray[Any]
    """The firm's lead over its best rival at the end, points, (choices, continuations); not a number if unpayable."""

    @property
    def best(self) -> int:
        """Which choice ends best on average."""
        return int(np.nanargmax(self._means))

    @property
    def is_clear(self) -> bool:
        """Whether it beats every other choice beyond luck."""
        return all(mean > SURELY_BEST * error for mean, error in self._differences(self.best))

    def is_beaten(self, choice: int) -> bool:
        """Whether some other choice beats this one beyond luck."""
        return any(-mean > SURELY_BEATEN * error for mean, error in self._differences(choice))

    def behind(self, choice: int) -> tuple[float, float]:
        """Points that a choice ends behind the best, on average, and the standard error of that."""
        gap = self.lead[self.best] - self.lead[choice]
        return float(gap.mean()), float(gap.std(ddof=1) / len(gap) ** 0.5)

    @property
    def stake(self) -> float:
        """Points between the best and the worst choice that could be paid, on average."""
        return float(np.nanmax(self._means) - np.nanmin(self._means))

    @property
    def is_choice(self) -> bool:
        """Whether there was more than one choice that could be paid."""
        return int((~np.isnan(self._means)).sum()) > 1

    @property
    def payable(self) -> NDArray[np.bool_]:
        """Which choices could be paid, (choices,)."""
        found: NDArray[np.bool_] = ~np.isnan(self._means)
        return found

    def _differences(self, choice: int) -> list[tuple[float, float]]:
        """Points by which a choice beats each other that could be paid, and the standard errors."""
        gains = [self.lead[choice] - self.lead[n] for n in np.flatnonzero(self.payable) if n != choice]
        return [(float(gain.mean()), float(gain.std(ddof=1) / len(gain) ** 0.5)) for gain in gains]

    @property
    def _means(self) -> NDArray[Any]:
        means: NDArray[Any] = self.lead.mean(axis=1)
        return means


Verdict = Literal["best", "never", "open", "untried"]
"""Best in some moment, in none, or neither beyond luck; or no moment was found for it."""


@dataclass
class ChoiceRecord:
    """What became of one choice of an event."""

    tried: int = 0
    """Moments in which it could be paid and was not the only one."""
    best: int = 0
    """Those in which it was the best."""
    clear: int = 0
    """Those in which it was so beyond luck."""
    beaten: int = 0
    """Those in which another beat it beyond luck."""
    behind: list[tuple[float, float]] = field(default_factory=list)
    """Points behind the best choice, and their standard error, by moment."""

    @property
    def verdict(self) -> Verdict:
        """What may honestly be said of it."""
        if not self.tried:
            return "untried"
        if self.clear:
            return "best"
        return "never" if self.beaten == self.tried >= ENOUGH_MOMENTS else "open"

    @property
    def nearest(self) -> tuple[float, float]:
        """The moment in which it came nearest to the best: points behind, and their standard error."""
        return min(self.behind)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        behind, error = self.nearest if self.behind else (None, None)
        return {
            "moments": self.tried, "best": self.best, "clearly_best": self.clear, "beaten": self.beaten,
            "least_behind": behind if behind is None else round(behind, 4),
            "least_behind_error": error if error is None else round(error, 4), "verdict": self.verdict,
        }  # fmt: skip


Records = dict[str, list[ChoiceRecord]]
"""By event, its choices in order."""


@dataclass
class Weighed:
    """What trying all the moments came to."""

    records: Records
    stakes: dict[str, list[float]]
    """By event, how many points lay between its best and its worst choice, moment by moment."""
    is_whole: bool = True
    """False if it was stopped early."""


def try_choices(rules: Ruleset, played: Continuations, moment: Moment, worlds: int, seed: int) -> Tried:
    """Every choice of a moment, played to the end."""
    start = played.branched(moment.state, worlds, seed)
    usual, count = played.usual(start), int(rules.choices_of_event.array[moment.event])
    lead = np.full((count, worlds), np.nan)
    for choice in range(count):
        orders = answering(usual, moment.firm, moment.slot, choice)
        if is_legal(rules, start, orders, moment.firm, moment.slot):
            lead[choice] = lead_at_end(played.ends(start, orders), moment.firm)
    return Tried(moment.event, lead)


def lead_at_end(end: State, firm: int | NDArray[np.intp]) -> NDArray[Any]:
    """Points of a firm, or of one in each world, over its best rival, (worlds,)."""
    others = end.standings.score.array.copy()
    worlds = np.arange(others.shape[-1])
    own = others[firm, worlds]
    others[firm, worlds] = -np.inf
    lead: NDArray[Any] = own - others.max(axis=0)
    return lead


def tables(rules: Ruleset, seed: int) -> list[Mapping[str, str]]:
    """Who sits where: once everybody by the own doctrine, and once every firm by every doctrine."""
    return [{}, *rotation(rules.ids[FIRMS], rules.ids[DOCTRINES], str(seed))]


def weigh_choices(
    loaded: Loaded,
    *,
    games: int,
    most: int,
    seed: int,
    jobs: int,
    worlds: int = WORLDS,
    wanted: Wanted = ALL,
    engine: str = "tape",
    done: Callable[[int], None] = lambda _: None,
) -> Weighed:
    """Try the choices of the events wanted, each in at most so many moments; Ctrl-C ends it early.

    ``done(n)`` is told of every n moments.
    """
    rules = loaded.ruleset
    names = rules.ids[EVENTS]
    asked = [n for n in range(len(names)) if wanted.events is None or n in wanted.events]
    records = {names[n]: [ChoiceRecord() for _ in range(int(rules.choices_of_event.array[n]))] for n in asked}
    weighed = Weighed(records, {name: [] for name in records})
    try:
        found = list(moments(rules, tables(rules, seed), games, seed, most, wanted, engine))
        first = 0
        for many in ROUNDS:
            open_events = [n for n in asked if any(one.verdict != "best" for one in records[names[n]])]
            todo = [moment for n in open_events for moment in found[n][first : min(most, first + many)]]
            first += many
            with closing(_tried(loaded, todo, worlds, seed, jobs, engine)) as work:
                for tried in work:
                    with uninterrupted():
                        note(weighed, names[tried.event], tried)
                        done(1)
    except KeyboardInterrupt:
        weighed.is_whole = False
    return weighed


def note(weighed: Weighed, event: str, tried: Tried) -> None:
    """Enter a moment into the records of its event."""
    records = weighed.records[event]
    if not tried.is_choice:
        return
    weighed.stakes[event].append(tried.stake)
    for choice, record in enumerate(records):
        if tried.payable[choice]:
            record.tried += 1
            record.beaten += tried.is_beaten(choice)
            record.behind.append(tried.behind(choice))
    records[tried.best].best += 1
    records[tried.best].clear += tried.is_clear


# over processes -------------------------------------------------------------------------------------------


class Trier:
    """Tries moments under one ruleset, and keeps the last table's recording."""

    def __init__(self, rules: Ruleset, worlds: int, seed: int, engine: str) -> None:
        self.rules, self.worlds, self.seed, self.engine = rules, worlds, seed, engine
        self._seats: Mapping[str, str] | None = None
        self._played: Continuations | None = None

    def __call__(self, moment: Moment) -> Tried:
        """Every choice of a moment, by its own table."""
        if self._played is None or self._seats != moment.seats:
            self._seats = moment.seats
            self._played = Continuations(self.rules, seated(self.rules, moment.seats), self.engine)
        return try_choices(self.rules, self._played, moment, self.worlds, self.seed)


def _tried(
    loaded: Loaded, todo: Sequence[Moment], worlds: int, seed: int, jobs: int, engine: str
) -> Generator[Tried, None, None]:
    in_turn = sorted(todo, key=lambda moment: (sorted(moment.seats.items()), moment.event, moment.lot))
    if jobs <= 1 or len(in_turn) <= 1:
        yield from map(Trier(loaded.ruleset, worlds, seed, engine), in_turn)
        return
    with closing(
        in_order(in_turn, _try_here, jobs, _prepare, (dict(loaded.resolved_json), worlds, seed, engine))
    ) as work:
        yield from work


_here: dict[str, Trier] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: dict[str, Any], worlds: int, seed: int, engine: str) -> None:
    _here["trier"] = Trier(load_resolved(resolved).ruleset, worlds, seed, engine)


def _try_here(moment: Moment) -> Tried:
    return _here["trier"](moment)
