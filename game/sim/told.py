"""What forecasts told in played games, beside what came: odds and bands, exactly as the window makes them.

In each game one firm looks ahead once, in a quarter and from a seat drawn by the game's number. Everybody plays a
doctrine, another one in each game; the firm that looks ahead knows its own, and guesses the others' from their acts.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, take
from game.engine.axes import FIRMS
from game.engine.orders import Orders
from game.engine.quantities import QUANTITIES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.view import readings
from game.rollout.acts import NEXT, Seen, glimpse
from game.rollout.cast import Cast, CastTapes, cast_value, in_turn, own_cast
from game.rollout.futures import AHEAD, CHARTED, Course, begun, course, made, read, spread
from game.rollout.imagine import Sight, imagined, joined
from game.rollout.interrupts import uninterrupted
from game.rollout.loop import opening
from game.rollout.odds import act_odds, first_odds, lead_odds, stretched
from game.rollout.pasts import Past, Pasts
from game.rollout.size import guessed
from game.scenario import Loaded, load_resolved
from game.sim.pool import in_order

GAMES = 250
"""Games a piece of work: many, since each piece plays the other games anew that moments are imagined from."""
TOGETHER = (8, 4, 2, 1)
"""Moments of one quarter whose futures are played in one block: few sizes, since each is laid out once."""
DISTANCES = (1, 2, 4, 8)
"""Quarters ahead at which bands are held against what came."""
SOON = (1, 4)
"""Quarters within which an act is to come."""
LATER = (4, 8)
"""Quarters after which places in the table are looked at."""
RANKED = "place"
"""What is counted in whole places, of which no fan is drawn."""
OF_SIZE = "fleet_h100e"
"""The estimate whose error is held against the truth: all of a firm's are off alike."""
ESTIMATES = "rivals"
"""What their bands are told under, at no distance."""
MOMENT_SEED = 0x0DD5

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Plan:
    """What is to be played."""

    games: int
    seed: int = 1
    futures: int = 64
    """Futures a moment."""
    own: bool = False
    """Whether everybody follows the doctrine that the scenario gives it, and not another one in each game."""
    piece: int = GAMES
    """Games a piece of work."""


@dataclass
class Claims:
    """Statements with odds, and whether they came true."""

    told: list[float] = field(default_factory=list)
    happened: list[bool] = field(default_factory=list)
    game: list[int] = field(default_factory=list)

    def add(self, game: int, told: Numbers, happened: NDArray[np.bool_]) -> None:
        """Some statements about one game."""
        self.told += [float(one) for one in told]
        self.happened += [bool(one) for one in happened]
        self.game += [game] * len(told)

    def extend(self, other: "Claims") -> None:
        """Add all of another's."""
        self.told += other.told
        self.happened += other.happened
        self.game += other.game


@dataclass
class Ranks:
    """Between which shares, 0 to 1, what came lay among futures: as wide as one of them, or as all it is level with."""

    below: list[float] = field(default_factory=list)
    upto: list[float] = field(default_factory=list)

    def extend(self, other: "Ranks") -> None:
        """Add all of another's."""
        self.below += other.below
        self.upto += other.upto


@dataclass
class Told:
    """All that was told and came."""

    games: int = 0
    odds: dict[str, Claims] = field(default_factory=dict)
    """By kind, such as ``release.4``."""
    ranks: dict[tuple[str, int], Ranks] = field(default_factory=dict)
    """By quantity and quarters ahead."""
    is_whole: bool = True
    """False if it was stopped early."""

    def extend(self, other: "Told") -> None:
        """Add all of another's."""
        self.games += other.games
        for kind, claims in other.odds.items():
            self.odds.setdefault(kind, Claims()).extend(claims)
        for key, ranks in other.ranks.items():
            self.ranks.setdefault(key, Ranks()).extend(ranks)


@dataclass(frozen=True, eq=False)
class Moment:
    """One firm that looks ahead in one game."""

    game: int
    sight: Sight
    kind: NDArray[np.int64]
    """Everybody's doctrine, (firms,)."""
    orders: Orders
    """What everybody orders, of which the one that looks ahead knows its own."""
    came: Course
    """How the game went on, as a block of one."""


class Teller:
    """Plays games and holds what is told in them against what comes. It keeps its recordings."""

    def __init__(self, rules: Ruleset, plan: Plan) -> None:
        self.rules, self.plan = rules, plan
        self._tapes, self._pasts = CastTapes(rules), Pasts(rules)

    def __call__(self, first: int) -> Told:
        """One piece of work: games from number ``first`` on."""
        told = Told()
        found = self._moments(first, min(self.plan.piece, self.plan.games - first))
        for turn in range(1, self.rules.turns):
            here = [moment for moment in found if moment.sight.turn == turn]
            while here:
                size = next(size for size in TOGETHER if size <= len(here))
                self._hold(here[:size], told)
                here = here[size:]
        return told

    def _moments(self, first: int, count: int) -> list[Moment]:
        """The games played, and in each the moment in which somebody looks ahead."""
        rules, plan = self.rules, self.plan
        width = max(2, count)
        seat, turn = _drawn(rules, plan.seed, first, width)
        kind = own_cast(rules, width) if plan.own else in_turn(rules, width, first)
        tape = self._tapes.loaded(Cast(opening(rules, width, plan.seed, first), cast_value(kind)))
        seen = Seen.nothing(rules.sizes[FIRMS], width)
        kept: dict[int, tuple[State, Seen, Orders]] = {}
        rows, looks = [], []
        for now in range(rules.turns + 1):
            if now:
                tape.run(1)
            rows.append(read(rules, tape.state))
            looks.append(glimpse(tape.state))
            seen = seen.after(rules, looks[-2], looks[-1]) if now else seen
            here = np.flatnonzero(turn == now).tolist()
            orders = self._tapes.decide(tape.block)
            for game in here:
                state = frozen(take(tape.state, [game] * 2))
                kept[game] = state, seen.of(slice(game, game + 1)), take(orders, [game])
        found = []
        for game in range(count):
            end, one = min(turn[game] + AHEAD, rules.turns) + 1, slice(game, game + 1)
            came = made(
                rules,
                [{name: row[..., one] for name, row in quarter.items()} for quarter in rows[turn[game] : end]],
                [look.at(one) for look in looks[turn[game] : end]],
                seat[one],
            )
            state, acts_so_far, orders = kept[game]
            sight = Sight(state, int(seat[game]), int(kind[seat[game], game]), acts_so_far)
            found.append(Moment(first + game, sight, kind[:, game], orders, came))
        return found

    def _hold(self, moments: list[Moment], told: Told) -> None:
        """Look ahead in some moments of one quarter, and hold it against what came."""
        plan, turn = self.plan, moments[0].sight.turn
        past, quarters = self._pasts.at(turn), min(AHEAD, self.rules.turns - turn)
        starts = [
            imagined(self.rules, moment.sight, past, plan.futures, plan.seed * 1_000_003 + moment.game)
            for moment in moments
        ]
        seats = np.repeat([moment.sight.seat for moment in moments], plan.futures)
        start = reduce(joined, starts)
        mine = reduce(joined, [spread(moment.orders, plan.futures) for moment in moments])
        first = begun(self.rules, start, self._tapes.decide(start), mine, seats)
        found = course(self.rules, self._tapes, start, seats, first, quarters)
        for n, moment in enumerate(moments):
            future = found.of(slice(n * plan.futures, (n + 1) * plan.futures))
            _hold_odds(told, moment, future, past.odds(moment.sight.seen), quarters)
            _hold_bands(told, moment, future, quarters)
            _hold_estimates(self.rules, told, moment, past)
        told.games += len(moments)


def _hold_odds(told: Told, moment: Moment, future: Course, doctrines: Numbers, quarters: int) -> None:
    """Odds of acts and of places, and of doctrines, of every rival."""
    rivals = np.arange(len(moment.kind)) != moment.sight.seat

    def add(kind: str, odds: Numbers, came: NDArray[np.bool_]) -> None:
        told.odds.setdefault(kind, Claims()).add(moment.game, odds[rivals], came[rivals])

    for within in (quarter for quarter in SOON if quarter <= quarters):
        for act in NEXT:
            came = np.asarray(moment.came.done[act][:, :within, 0].any(axis=1))
            add(f"{act}.{within}", act_odds(future, act, within), came)
    for ahead in (quarter for quarter in LATER if quarter <= quarters):
        score, place = (moment.came.numbers[name][:, ahead, 0] for name in ("score", "place"))
        add(f"leads.{ahead}", lead_odds(future, moment.sight.seat, ahead), np.asarray(score > score[moment.sight.seat]))
        add(f"first.{ahead}", first_odds(future, ahead), np.asarray(place < 1.5))
    add("likeliest", doctrines.max(axis=1), np.asarray(doctrines.argmax(axis=1) == moment.kind))
    for kind in range(doctrines.shape[1]):
        add("doctrine", doctrines[:, kind], np.asarray(moment.kind == kind))


def _hold_bands(told: Told, moment: Moment, future: Course, quarters: int) -> None:
    """Where the seat's own numbers came to lie in its fans."""
    seat = moment.sight.seat
    for name in CHARTED:
        for ahead in (quarter for quarter in DISTANCES if quarter <= quarters):
            courses, came = future.numbers[name][seat, ahead], float(moment.came.numbers[name][seat, ahead, 0])
            courses = courses if name == RANKED else stretched(courses, name, ahead)
            room = 1e-6 * max(1.0, abs(came))
            ranks = told.ranks.setdefault((name, ahead), Ranks())
            ranks.below.append(int((courses < came - room).sum()) / (len(courses) + 1))
            ranks.upto.append(int((courses <= came + room).sum() + 1) / (len(courses) + 1))


def _hold_estimates(rules: Ruleset, told: Told, moment: Moment, past: Past) -> None:
    """Where the true error of the seat's readings came to lie among those thought possible, rival by rival."""
    sight, quantity = moment.sight, QUANTITIES[OF_SIZE]
    odds, sized = past.odds(sight.seen), guessed(rules, sight.state, sight.seat)
    real = np.asarray(quantity.read(rules, sight.state).array[:, 0], dtype=float)
    seen = readings(rules, sight.state, quantity, sight.seat)
    true = (seen / np.maximum(real, 1e-9) - 1.0) / (quantity.width or 1.0)
    ranks = told.ranks.setdefault((ESTIMATES, 0), Ranks())
    for firm in (one for one in range(len(moment.kind)) if one != sight.seat):
        rank = float(np.interp(true[firm], *past.sizes[firm].below(sized[:, firm], odds[firm])))
        ranks.below.append(rank)
        ranks.upto.append(rank)


def _drawn(rules: Ruleset, seed: int, first: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who looks ahead in each game, and in which quarter: not in the first, when nobody has done anything yet."""
    seat = np.arange(first, first + count) % rules.sizes[FIRMS]
    dice = (np.random.default_rng((MOMENT_SEED, seed, game)) for game in range(first, first + count))
    return seat, np.array([one.integers(1, rules.turns) for one in dice])


def tell(loaded: Loaded, plan: Plan, jobs: int, done: Callable[[int], None] = lambda _: None) -> Told:
    """Play and hold all of a plan; Ctrl-C ends it early. ``done(n)`` is told of every n games."""
    told = Told()
    try:
        with closing(_pieces(loaded, plan, jobs)) as work:
            for piece in work:
                with uninterrupted():
                    told.extend(piece)
                    done(piece.games)
    except KeyboardInterrupt:
        told.is_whole = False
    return told


def _pieces(loaded: Loaded, plan: Plan, jobs: int) -> Generator[Told, None, None]:
    todo = list(range(0, plan.games, plan.piece))
    if jobs <= 1 or len(todo) <= 1:
        yield from map(Teller(loaded.ruleset, plan), todo)
        return
    with closing(in_order(todo, _tell_here, jobs, _prepare, (dict(loaded.resolved_json), plan))) as work:
        yield from work


_here: dict[str, Teller] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: dict[str, Any], plan: Plan) -> None:
    _here["teller"] = Teller(load_resolved(resolved).ruleset, plan)


def _tell_here(first: int) -> Told:
    return _here["teller"](first)
