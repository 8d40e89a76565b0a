"""Two ways to play on common chance: the same seeds and worlds, so that firm by firm the difference is what changed.

A pair is one firm in one world under A and under B. Differences are means over pairs with the normal 95 % interval,
which is far narrower than two runs apart would give, since what chance did to both falls out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from statistics import fmean
from typing import Any

from game.rollout.bot_process import ALLOWED_SECONDS
from game.rollout.bots import Incident, shown
from game.rollout.interrupts import uninterrupted
from game.scenario import Loaded, load_resolved
from game.sim.intervals import Interval, mean_interval, six
from game.sim.jobs import Run, play_in_step, usual_block
from game.sim.jobs import Side as Playable
from game.sim.observers import Row


@dataclass(frozen=True)
class Figure:
    """A column of the rows that is compared, and how a difference in it is said."""

    column: str
    english: str
    """With ``{n}`` for how much and ``{way}`` for which way."""
    up: str = "more"
    """Which way it is when B has more."""
    down: str = "less"
    factor: float = 1.0
    """From the column to what is said."""


FIGURES = (
    Figure("score", "scores {n} points {way}"),
    Figure("won", "wins {n} {way} games in a hundred", down="fewer", factor=100.0),
    Figure("place", "comes in {n} places {way}", "lower", "higher"),
    Figure("capability", "reaches {n} points {way} of capability"),
    Figure("gap_months", "ends {n} months {way}", "further behind", "less far behind"),
    Figure("users_m", "serves {n} million {way} users", down="fewer"),
    Figure("revenue_bn", "takes in ${n} bn {way} a quarter"),
    Figure("cash_bn", "holds ${n} bn {way} in cash"),
    Figure("fleet_h100e", "runs {n} thousand H100e {way}", factor=0.001),
    Figure("domestic_share", "has {n} % {way} of its fleet beyond foreign reach", factor=100.0),
    Figure("bankrupt", "goes broke in {n} {way} games in a hundred", down="fewer", factor=100.0),
)


@dataclass(frozen=True)
class Side:
    """One of the two ways."""

    label: str
    loaded: Loaded
    seats: Mapping[str, str] = field(default_factory=dict)
    """Policy by firm, where it is not the firm's own doctrine."""


@dataclass(frozen=True)
class Difference:
    """One figure of one firm, B less A."""

    figure: Figure
    a: float
    b: float
    difference: float
    interval: Interval

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out nothing at all."""
        return self.interval[0] > 0.0 or self.interval[1] < 0.0

    def english(self, firm: str) -> str:
        """In words."""
        low, high = (edge * self.figure.factor for edge in self.interval)
        if not self.is_sure:
            same = "the same" if low == high else f"the same, as far as these games tell ({said(low)} to {said(high)})"
            return f"{firm}, {self.figure.column.replace('_', ' ')}: {same}"
        ends = sorted((abs(low), abs(high)))
        size = said(abs(self.difference) * self.figure.factor)
        words = self.figure.english.format(n=size, way=self.figure.up if low > 0 else self.figure.down)
        return f"{firm} {words} under B ({said(ends[0])} to {said(ends[1])})"

    def as_json(self, firm: str) -> dict[str, Any]:
        """As plain data, in the unit of the column."""
        return {
            "a": six(self.a),
            "b": six(self.b),
            "difference": six(self.difference),
            "interval": [six(edge) for edge in self.interval],
            "sure": self.is_sure,
            "english": self.english(firm),
        }


def said(number: float) -> str:
    """A number in words: to a tenth, or to two figures where it is small."""
    if abs(number) >= 1.0 or number == 0.0:
        return f"{number:,.1f}"
    return f"{number:.2g}" if abs(number) >= 0.0001 else f"{number:.0e}"


class Collected:
    """The compared columns of one side, by firm, in the order of worlds."""

    def __init__(self) -> None:
        self.by_firm: dict[str, dict[str, list[float]]] = {}
        self.games = 0
        self.is_reproducible = True
        """False once a bot has lost a quarter."""

    def add(self, rows: Iterable[Row]) -> int:
        """Take the rows of whole games; how many games."""
        worlds = set()
        for row in rows:
            columns = self.by_firm.setdefault(str(row["firm"]), {figure.column: [] for figure in FIGURES})
            for name, numbers in columns.items():
                numbers.append(float(row[name]))
            worlds.add(row["world"])
            self.is_reproducible &= bool(row.get("reproducible", True))
        self.games += len(worlds)
        return len(worlds)


@dataclass(frozen=True)
class Comparison:
    """What came out."""

    a: Side
    b: Side
    seed: int
    games: int
    """Pairs of games."""
    firms: Mapping[str, tuple[Difference, ...]]
    """By firm of both sides, a difference for each figure."""
    only_in: Mapping[str, tuple[str, ...]]
    """Firms that only one side has."""
    is_reproducible: bool = True
    """False if a bot lost a quarter: the same call may then come out otherwise."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        sides = {
            name: {
                "label": side.label,
                "scenario": side.loaded.ruleset.scenario_id,
                "digest": side.loaded.ruleset.digest,
                "seats": {firm: shown(policy) for firm, policy in side.seats.items()},
            }
            for name, side in (("a", self.a), ("b", self.b))
        }
        names = _names(self)
        return {
            **sides,
            "seed": self.seed,
            "games": self.games,
            "reproducible": self.is_reproducible,
            "firms": {
                firm: {one.figure.column: one.as_json(names[firm]) for one in found}
                for firm, found in self.firms.items()
            },
            "only_in": {side: list(firms) for side, firms in self.only_in.items()},
        }


def collect(
    sides: Sequence[Side],
    games: int,
    seed: int,
    jobs: int,
    into: Sequence[Collected],
    *,
    bot_seconds: float = ALLOWED_SECONDS,
    engine: str = "tape",
    done: Callable[[int], None] = lambda _: None,
    told: Callable[[int, Incident], None] = lambda _side, _incident: None,
) -> None:
    """Play the sides in step. What is finished stays in ``into`` when it is stopped.

    ``done(n)`` is told of every n games, ``told(side, incident)`` of what went wrong with a side's bots.
    """
    runs = [Run(games, seed, side.seats, proves=False, bot_seconds=bot_seconds, engine=engine) for side in sides]
    to_play = [
        Playable(side.loaded.ruleset, side.loaded.resolved_json, run) for side, run in zip(sides, runs, strict=True)
    ]
    with closing(play_in_step(to_play, jobs, usual_block(games, jobs, engine))) as work:
        for played in work:
            with uninterrupted():
                for incident in played.incidents:
                    told(played.side, incident)
                done(into[played.side].add(played.rows))


def compared(a: Side, b: Side, seed: int, of_a: Collected, of_b: Collected) -> Comparison:
    """The paired differences of all games that both sides played; at least one."""
    pairs = min(of_a.games, of_b.games)
    both = [firm for firm in of_a.by_firm if firm in of_b.by_firm]
    firms = {
        firm: tuple(
            _difference(figure, of_a.by_firm[firm][figure.column][:pairs], of_b.by_firm[firm][figure.column][:pairs])
            for figure in FIGURES
        )
        for firm in both
    }
    only_in = {
        "a": tuple(firm for firm in of_a.by_firm if firm not in of_b.by_firm),
        "b": tuple(firm for firm in of_b.by_firm if firm not in of_a.by_firm),
    }
    return Comparison(a, b, seed, pairs, firms, only_in, of_a.is_reproducible and of_b.is_reproducible)


def _difference(figure: Figure, a: list[float], b: list[float]) -> Difference:
    differences = [after - before for before, after in zip(a, b, strict=True)]
    return Difference(figure, fmean(a), fmean(b), fmean(differences), mean_interval(differences))


def with_constant(loaded: Loaded, changes: Mapping[str, float]) -> Loaded:
    """The scenario with other constants. Raises ValueError for an unknown name, ScenarioError for a wrong value."""
    data = deepcopy(loaded.resolved_json)
    constants = data["constants"]
    for name, value in changes.items():
        if name not in constants:
            near = get_close_matches(name, constants, n=1, cutoff=0.0)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise ValueError(f"There is no constant '{name}' in '{loaded.ruleset.scenario_id}'.{meant}")
        old = constants[name]
        constants[name] = {**old, "value": value} if isinstance(old, dict) else value
    return load_resolved(data, "the scenario with --set")


def _names(found: Comparison) -> dict[str, str]:
    """What the firms are called."""
    return {firm: str(found.a.loaded.board.firms[firm].name) for firm in found.firms}


def comparison_text(found: Comparison) -> str:
    """In words: for each firm its score, and whatever else differs for sure."""
    lines = [f"A: {found.a.label}", f"B: {found.b.label}", f"{found.games:,} pairs of games, seed {found.seed}"]
    names = _names(found)
    for firm, differences in found.firms.items():
        if all(one.interval == (0.0, 0.0) for one in differences):
            lines.append(f"{names[firm]} fares the same in every game.")
            continue
        told = [one for one in differences if one.figure.column == "score" or one.is_sure]
        lines += [one.english(names[firm]) + "." for one in told]
    for side, firms in found.only_in.items():
        if firms:
            lines.append(f"only in {side.upper()}: {', '.join(firms)}")
    if not found.is_reproducible:
        lines.append("not reproducible: a bot lost a quarter")
    return "\n".join(lines)
