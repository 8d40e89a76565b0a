"""What a run comes to, firm by firm: wins, scores, bankruptcies. As data, and as a table to read."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from game.sim.observers import Row

NAMED_GAMES = 5
"""Games of a run whose codes are told with its summary."""


@dataclass
class FirmTally:
    """One firm's games."""

    country: str
    policy: str
    scores: "array[float]" = field(default_factory=lambda: array("f"))
    """In the engine's own 32 bits: all that grows with the games of a run."""
    places: Counter[int] = field(default_factory=Counter)
    wins: int = 0
    bankruptcies: int = 0


@dataclass(frozen=True)
class FirmSummary:
    """One firm over a run."""

    firm: str
    country: str
    policy: str
    wins: int
    win_share: float
    median_score: float
    median_place: float
    bankruptcies: int


@dataclass(frozen=True)
class Summary:
    """A whole run."""

    scenario: str
    digest: str
    seed: int
    games: int
    firms: tuple[FirmSummary, ...]
    wins_by_country: Mapping[str, float]
    endings: Mapping[str, int]
    median_length: float
    """Quarters until the ending."""
    median_lead_changes: float
    checked: bool
    reproducible: bool = True
    """False if a bot lost a quarter: the same call may then come out otherwise."""
    first_games: tuple[Mapping[str, str], ...] = ()
    """``code`` of the first games (none where a bot plays), and ``digest_end`` where it was taken: how each ended."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


class Tally:
    """Counts rows as they come."""

    def __init__(self) -> None:
        self._firms: dict[str, FirmTally] = {}
        self._endings: Counter[str] = Counter()
        self._lengths: Counter[int] = Counter()
        self._lead_changes: Counter[int] = Counter()
        self._is_reproducible = True
        self._first_games: list[Mapping[str, str]] = []

    @property
    def games(self) -> int:
        """Games counted so far."""
        return self._lengths.total()

    def add(self, rows: Iterable[Row]) -> None:
        """Count the rows of whole games."""
        seen: set[int] = set()
        for row in rows:
            firm = self._firms.setdefault(str(row["firm"]), FirmTally(str(row["country"]), str(row["policy"])))
            firm.scores.append(float(row["score"]))
            firm.places[int(row["place"])] += 1
            firm.wins += int(row["won"])
            firm.bankruptcies += int(row["bankrupt"])
            self._is_reproducible &= bool(row["reproducible"])
            if int(row["world"]) not in seen:
                seen.add(int(row["world"]))
                self._endings[str(row["ending"])] += 1
                self._lengths[int(row["ended_on"])] += 1
                self._lead_changes[int(row["lead_changes"])] += 1
                if len(self._first_games) < NAMED_GAMES:
                    self._first_games.append({name: str(row[name]) for name in ("code", "digest_end") if row[name]})

    def summary(self, scenario: str, digest: str, seed: int, checked: bool) -> Summary:
        """What it came to."""
        games = self.games
        by_country: dict[str, float] = {}
        for tally in self._firms.values():
            by_country[tally.country] = by_country.get(tally.country, 0.0) + tally.wins / max(games, 1)
        return Summary(
            scenario=scenario,
            digest=digest,
            seed=seed,
            games=games,
            firms=tuple(_firm_summary(name, tally, games) for name, tally in self._firms.items()),
            wins_by_country={name: round(share, 6) for name, share in by_country.items()},
            endings=dict(sorted(self._endings.items())),
            median_length=counted_median(self._lengths),
            median_lead_changes=counted_median(self._lead_changes),
            checked=checked,
            reproducible=self._is_reproducible,
            first_games=tuple(self._first_games),
        )


def counted_median(counts: Mapping[int, int]) -> float:
    """The median of whole numbers, given how often each came; 0 for none."""
    total, below, middle = sum(counts.values()), 0, []
    for number in sorted(counts):
        reached = below + counts[number]
        middle += [number for place in {(total - 1) // 2, total // 2} if below <= place < reached]
        below = reached
    return sum(middle) / len(middle) if middle else 0.0


def _firm_summary(name: str, tally: FirmTally, games: int) -> FirmSummary:
    return FirmSummary(
        firm=name,
        country=tally.country,
        policy=tally.policy,
        wins=tally.wins,
        win_share=round(tally.wins / max(games, 1), 6),
        median_score=float(f"{median(tally.scores):.6g}") if tally.scores else 0.0,
        median_place=counted_median(tally.places),
        bankruptcies=tally.bankruptcies,
    )


def text_table(summary: Summary) -> str:
    """The summary as lines to read."""
    width = max((len(firm.firm) for firm in summary.firms), default=4)
    policies = max((len(firm.policy) for firm in summary.firms), default=6)
    lines = [f"{summary.scenario}: {summary.games:,} games, seed {summary.seed}, ruleset {summary.digest[:12]}"]
    lines.append(f"{'firm':<{width}}  {'policy':<{policies}}   wins  median score  median place  bankrupt")
    for firm in sorted(summary.firms, key=lambda one: (-one.win_share, -one.median_score, one.firm)):
        lines.append(
            f"{firm.firm:<{width}}  {firm.policy:<{policies}} {firm.win_share:>6.1%}"
            f"  {firm.median_score:>12.1f}  {firm.median_place:>12.1f}  {firm.bankruptcies:>8}"
        )
    endings = ", ".join(f"{count:,} by {ending}" for ending, count in summary.endings.items())
    sides = ", ".join(f"{name} {share:.1%}" for name, share in summary.wins_by_country.items())
    lines.append(f"wins by country: {sides}; endings: {endings}")
    lines.append(
        f"median length {summary.median_length:g} quarters, {summary.median_lead_changes:g} changes of the lead"
    )
    if summary.checked:
        lines.append("no invariant broken")
    for game in summary.first_games[:1]:
        ended = f", ended as {game['digest_end']}" if "digest_end" in game else ""
        if "code" in game:
            lines.append(f"first game: {game['code']}{ended}")
    if not summary.reproducible:
        lines.append("not reproducible: a bot lost a quarter")
    return "\n".join(lines)
