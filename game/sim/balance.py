"""Is the game balanced? Four sets of games, and what the design asks of them as targets with intervals.

    own      every firm by its own doctrine: the game as it is played
    rotated  every firm with every doctrine: the firms stand in a shuffled row, the n-th plays doctrine n + k in table
             k, and there are as many tables as doctrines; so each firm plays each doctrine equally often, and each
             doctrine has as many seats as any other. Large runs shuffle anew several times, so that no two firms
             always think alike. All tables have worlds of their own.
    idle     one firm in turn does nothing, in worlds of the own set; a quarter as many games
    random   one firm in turn orders at random, in the same worlds as idle

Everything hangs on the seed, and nothing on the number of processes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from game.engine.axes import DOCTRINES, FIRMS
from game.engine.ruleset import Ruleset
from game.players.seats import FLOORS
from game.scenario import Loaded
from game.sim.intervals import Target
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
    """By floor policy: one table a firm, in the order of firms."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them."""
        return (*self.own, *self.rotated, *(table for floor in self.floors.values() for table in floor))

    @property
    def games(self) -> int:
        """Games in all."""
        return sum(table.games for table in self.tables)


def plan(rules: Ruleset, games: int, seed: int) -> Plan:
    """Who sits where in which worlds."""
    firms, doctrines = rules.ids[FIRMS], rules.ids[DOCTRINES]
    own = (Table(0, games),)
    rounds = max(1, min(MOST_ROUNDS, games // (ROUND_GAMES * len(doctrines))))
    each = -(-games // (rounds * len(doctrines)))
    seatings = [seats for number in range(rounds) for seats in rotation(firms, doctrines, f"{seed}:{number}")]
    rotated = tuple(Table(games + n * each, each, seats) for n, seats in enumerate(seatings))
    count = min(games, -(-games // (FLOOR_SHARE * len(firms))))
    floors = {
        floor: tuple(Table(n * count % (games - count + 1), count, {firm: floor}) for n, firm in enumerate(firms))
        for floor in FLOORS
    }
    return Plan(own, rotated, floors)


def rotation(firms: tuple[str, ...], doctrines: tuple[str, ...], shuffle: str) -> list[dict[str, str]]:
    """As many seatings as doctrines; over all of them each firm plays each doctrine once."""
    row = sorted(firms, key=lambda firm: sha256(f"{shuffle}:{firm}".encode()).digest())
    return [
        {firm: doctrines[(place + turn) % len(doctrines)] for place, firm in enumerate(row)}
        for turn in range(len(doctrines))
    ]


@dataclass(frozen=True)
class Played:
    """A plan and its games, table by table."""

    loaded: Loaded
    seed: int
    plan: Plan
    own: Games
    rotated: tuple[Games, ...]
    floors: dict[str, tuple[Games, ...]]

    @property
    def rules(self) -> Ruleset:
        """The rules that were played."""
        return self.loaded.ruleset


def played(loaded: Loaded, games: int, seed: int, jobs: int, done: Callable[[int], None] = lambda _: None) -> Played:
    """Play a whole plan. ``done(n)`` is told of every n games."""
    what = plan(loaded.ruleset, games, seed)
    parts: list[list[Games]] = [[] for _ in what.tables]
    for table, found in play_tables(loaded.ruleset, loaded.resolved_json, seed, what.tables, jobs):
        parts[table].append(found)
        done(found.count)
    whole = [Games.joined(part) for part in parts]
    seated_firms, first_floor = len(loaded.ruleset.ids[FIRMS]), 1 + len(what.rotated)
    floors = {
        name: tuple(whole[first_floor + n * seated_firms : first_floor + (n + 1) * seated_firms])
        for n, name in enumerate(what.floors)
    }
    return Played(loaded, seed, what, whole[0], tuple(whole[1:first_floor]), floors)


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
        floors = {name: sum(part.count for part in parts) for name, parts in whole.floors.items()}
        return {
            "scenario": rules.scenario_id,
            "digest": rules.digest,
            "seed": whole.seed,
            "games": {"own": whole.own.count, "rotated": sum(part.count for part in whole.rotated), **floors},
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
