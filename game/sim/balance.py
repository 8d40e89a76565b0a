"""Is the game balanced? Four sets of games, and what the design asks of them as targets with intervals.

    own      every firm by its own doctrine: the game as it is played
    rotated  every firm with every doctrine: the firms stand in a shuffled row, the n-th plays doctrine n + k in table
             k, and there are as many tables as doctrines; so each firm plays each doctrine equally often, and each
             doctrine has as many seats as any other. Large runs shuffle anew several times, so that no two firms
             always think alike. All tables have worlds of their own.
    idle     one firm in turn does nothing, in worlds of the own set; a quarter as many games
    random   one firm in turn orders at random, in the same worlds as idle
    all-in   if asked for: one firm in turn repeats one order, for each idea of ``players/all_in.py``; games as idle

A firm that is given a policy or a bot keeps it in every set, except where a floor is measured on that very firm.
Everything hangs on the seed, and nothing on the number of processes.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from game.engine.axes import DOCTRINES, FIRMS
from game.engine.ruleset import Ruleset
from game.players.all_in import ALL_IN
from game.players.seats import FLOORS
from game.rollout.bot_process import ALLOWED_SECONDS
from game.rollout.bots import shown
from game.rollout.interrupts import uninterrupted
from game.scenario import Loaded
from game.sim.intervals import Target
from game.sim.jobs import Told, pass_on
from game.sim.tables import Table, play_tables
from game.sim.watch import Games

ROUND_GAMES = 64
"""Games a table needs before the firms are shuffled once more."""

MOST_ROUNDS = 4

FLOOR_SHARE = 4
"""A floor gets one game for so many of the others."""


@dataclass(frozen=True)
class Plan:
    """The tables of a balance run, set by set."""

    own: tuple[Table, ...]
    rotated: tuple[Table, ...]
    floors: dict[str, tuple[Table, ...]]
    """By policy that is tried in every seat: one table a firm, in the order of firms."""
    seats: Mapping[str, str] = field(default_factory=dict)
    """Policies and bots that stay in their firm's seat."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them."""
        return (*self.own, *self.rotated, *(table for floor in self.floors.values() for table in floor))

    @property
    def games(self) -> int:
        """Games in all."""
        return sum(table.games for table in self.tables)


def plan(
    rules: Ruleset, games: int, seed: int, seats: Mapping[str, str] | None = None, *, all_in: bool = False
) -> Plan:
    """Who sits where in which worlds; ``seats`` are given away beforehand. With ``all_in`` ideas are tried too."""
    given = dict(seats or {})
    firms, doctrines = rules.ids[FIRMS], rules.ids[DOCTRINES]
    own = (Table(0, games, given),)
    rounds = max(1, min(MOST_ROUNDS, games // (ROUND_GAMES * len(doctrines))))
    each = -(-games // (rounds * len(doctrines)))
    seatings = [row for number in range(rounds) for row in rotation(firms, doctrines, f"{seed}:{number}")]
    rotated = tuple(Table(games + n * each, each, {**row, **given}) for n, row in enumerate(seatings))
    count = min(games, -(-games // (FLOOR_SHARE * len(firms))))
    floors = {
        floor: tuple(
            Table(n * count % (games - count + 1), count, {**given, firm: floor}) for n, firm in enumerate(firms)
        )
        for floor in (*FLOORS, *(ALL_IN if all_in else ()))
    }
    return Plan(own, rotated, floors, given)


def rotation(firms: tuple[str, ...], doctrines: tuple[str, ...], shuffle: str) -> list[dict[str, str]]:
    """As many seatings as doctrines; over all of them each firm plays each doctrine once."""
    row = sorted(firms, key=lambda firm: sha256(f"{shuffle}:{firm}".encode()).digest())
    return [
        {firm: doctrines[(place + turn) % len(doctrines)] for place, firm in enumerate(row)}
        for turn in range(len(doctrines))
    ]


@dataclass(frozen=True)
class Played:
    """A plan and its games, table by table; of a run that was stopped, those that were finished."""

    loaded: Loaded
    seed: int
    plan: Plan
    own: Games
    rotated: tuple[Games, ...]
    floors: dict[str, tuple[Games, ...]]
    is_reproducible: bool = True
    """False if a bot lost a quarter."""

    @property
    def rules(self) -> Ruleset:
        """The rules that were played."""
        return self.loaded.ruleset

    @property
    def counts(self) -> dict[str, int]:
        """Finished games by set."""
        floors = {name: sum(part.count for part in parts) for name, parts in self.floors.items()}
        return {"own": self.own.count, "rotated": sum(part.count for part in self.rotated), **floors}

    @property
    def games(self) -> int:
        """Finished games in all."""
        return sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Whether the whole plan was played."""
        return self.games == self.plan.games


def played(
    loaded: Loaded,
    what: Plan,
    seed: int,
    jobs: int,
    *,
    bot_seconds: float = ALLOWED_SECONDS,
    engine: str = "tape",
    done: Callable[[int], None] = lambda _: None,
    told: Told | None = None,
) -> Played:
    """Play a plan; Ctrl-C ends it early.

    ``done(n)`` is told of every n games, ``told`` of what went wrong with bots.
    """
    parts: list[list[Games]] = [[Games.none(loaded.ruleset)] for _ in what.tables]
    is_reproducible = True
    work = play_tables(loaded.ruleset, loaded.resolved_json, seed, what.tables, jobs, bot_seconds, engine)
    try:
        with closing(work):
            for dealt in work:
                with uninterrupted():
                    parts[dealt.table].append(dealt.games)
                    is_reproducible &= dealt.is_reproducible
                    pass_on(dealt.incidents, told)
                    done(dealt.games.count)
    except KeyboardInterrupt:
        pass
    whole = [Games.joined(part) for part in parts]
    seated_firms, first_floor = len(loaded.ruleset.ids[FIRMS]), 1 + len(what.rotated)
    floors = {
        name: tuple(whole[first_floor + n * seated_firms : first_floor + (n + 1) * seated_firms])
        for n, name in enumerate(what.floors)
    }
    return Played(loaded, seed, what, whole[0], tuple(whole[1:first_floor]), floors, is_reproducible)


@dataclass(frozen=True)
class Share:
    """Wins of games played."""

    wins: int = 0
    games: int = 0

    @property
    def share(self) -> float:
        """Wins over games; 0 for none."""
        return self.wins / self.games if self.games else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.wins + other.wins, self.games + other.games)


@dataclass(frozen=True)
class Balance:
    """What a balance run found."""

    played: Played
    targets: tuple[Target, ...]
    doctrine_wins: dict[str, Share]
    """Games of the rotated set won by a seat of each doctrine."""
    firm_doctrines: dict[str, dict[str, Share]]
    """By firm and doctrine, in the rotated set."""
    own_wins: dict[str, Share]
    """By firm, each with its own doctrine."""
    content: dict[str, dict[str, float]]
    """By kind and entry, the share of games of the own and rotated sets in which it came up."""

    @property
    def dead(self) -> dict[str, list[str]]:
        """By kind, the entries that never came up."""
        return {kind: [name for name, share in found.items() if share == 0] for kind, found in self.content.items()}

    @property
    def holding(self) -> int:
        """How many targets hold."""
        return sum(target.holds for target in self.targets)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        rules, whole = self.played.rules, self.played
        return {
            "scenario": rules.scenario_id,
            "digest": rules.digest,
            "seed": whole.seed,
            "seats": {firm: shown(policy) for firm, policy in whole.plan.seats.items()},
            "reproducible": whole.is_reproducible,
            "games": whole.counts,
            "games_planned": whole.plan.games,
            "holding": self.holding,
            "targets": [target.as_json() for target in self.targets],
            "firm_doctrine_wins": {
                firm: {name: round(one.share, 6) for name, one in row.items()}
                for firm, row in self.firm_doctrines.items()
            },
            "own_wins": {firm: round(one.share, 6) for firm, one in self.own_wins.items()},
            "content": {
                kind: {name: round(share, 6) for name, share in found.items()} for kind, found in self.content.items()
            },
            "dead": self.dead,
        }
