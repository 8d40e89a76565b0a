"""History as a test: a scenario played by historical doctrines, and what comes out laid beside public figures.

Governments follow the script: no control comes but the dated ones, and those announced by the last mark come for
certain. Each figure is read at the end of its quarter in every game; its median is a hit if it lies in the band. A game
that somebody has won before then is played on. Misses are results like any others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import COUNTRIES, FIRMS, TURNS
from game.engine.listings import per_firm
from game.engine.numeric import only_where
from game.engine.quantities import resolve
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value
from game.players.seats import seated
from game.rollout.loop import opening, play
from game.scenario import load_resolved
from game.scenario.frame import quarter_name
from game.scenario.hindcast import Hindcast
from game.scenario.models.base import quarter_number
from game.scenario.models.hindcast import YEARLY, PublicFigure

BLOCK = 64
"""Games played side by side."""

YEAR = 4

BEYOND = 8
"""Quarters by which the game's end is put off: in history nobody spends down for the last turn."""

_NOTES = {
    "market.cost_musd": "chips_musd",
    "deployment.build_musd": "halls_musd",
    "market.bought_units": "bought",
}
"""What the phases tell of a quarter, and is not to be seen in the state after it."""

Numbers = NDArray[Any]


class Heard(Recorder):
    """Keeps the notes that yearly figures are made of."""

    def __init__(self) -> None:
        self.notes: dict[str, Value] = {}

    def note(self, _name: str, /, value: Value) -> None:
        """Keep it if it is wanted."""
        if _name in _NOTES:
            self.notes[_NOTES[_name]] = value


@dataclass
class Marks:
    """Observer: reads every figure at its mark."""

    figures: dict[str, PublicFigure]
    first_quarter: int
    heard: Heard
    values: dict[str, Numbers] = field(default_factory=dict)
    """By figure, (worlds,)."""
    _sums: list[dict[str, Numbers]] = field(default_factory=list)
    """One a turn: the yearly figures' parts, (firms, worlds)."""

    def before(self, rules: Ruleset, state: State) -> None:
        """Nothing is read before a quarter."""

    def after(self, rules: Ruleset, state: State) -> None:
        """Keep what was spent and bought, and read the figures that are due."""
        self._sums.append(_sums(rules, self.heard.notes))
        now = self.first_quarter + len(self._sums) - 1
        for name, figure in self.figures.items():
            if figure.mark == now:
                self.values[name] = self._read(rules, state, figure)

    def end(self, rules: Ruleset, state: State) -> None:
        """All marks lie within the game."""

    def _read(self, rules: Ruleset, state: State, figure: PublicFigure) -> Numbers:
        if figure.what not in YEARLY:
            found = resolve(figure.what, rules).read(rules, state).array
            worlds = state.turn.array.shape[-1]
            whole = np.broadcast_to(found, (*found.shape[:-1], worlds)).astype(float)
            return figure.times * (whole if figure.who is None else _of(rules, whole, figure))
        year = {name: sum(quarter[name] for quarter in self._sums[-YEAR:]) for name in self._sums[-1]}
        money, cards, own = (_of(rules, np.asarray(year[name]), figure) for name in ("musd", "cards", "own_cards"))
        if figure.what == "capex_bn":
            return figure.times * money / 1000.0
        return figure.times * (cards if figure.what == "cards" else own / np.maximum(cards, 1.0))


def _sums(rules: Ruleset, notes: dict[str, Value]) -> dict[str, Numbers]:
    """Money and cards of a quarter, (firms, worlds)."""
    bought, money = notes["bought"], notes["chips_musd"] + notes["halls_musd"]
    own_cards = per_firm(rules, only_where(rules.listings.is_homegrown, bought))
    return {"musd": money.array, "cards": per_firm(rules, bought).array, "own_cards": own_cards.array}


def _of(rules: Ruleset, by_firm: Numbers, figure: PublicFigure) -> Numbers:
    """One number a world from (firms, worlds): a firm's, or that of a country's firms."""
    firms = rules.ids[FIRMS]
    if figure.who in firms:
        return np.asarray(by_firm[firms.index(figure.who)])
    country = rules.ids[COUNTRIES].index(figure.who or "")
    theirs = by_firm[rules.firms.country_index.array == country]
    if figure.how == "sum":
        return np.asarray(theirs.sum(axis=0))
    return np.asarray(theirs.max(axis=0) if figure.how == "most" else theirs.min(axis=0))


@dataclass(frozen=True)
class Finding:
    """One figure, and what the games made of it."""

    id: str
    figure: PublicFigure
    median: float
    low: float
    """One game in ten lies below."""
    high: float
    """One game in ten lies above."""

    @property
    def is_hit(self) -> bool:
        """Whether the median lies in the band."""
        return self.figure.band[0] <= self.median <= self.figure.band[1]

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        figure = self.figure
        return {
            "id": self.id,
            "name": str(figure.name),
            "what": figure.what,
            "who": figure.who,
            "mark": quarter_name(figure.mark),
            "public": figure.public,
            "band": list(figure.band),
            "median": self.median,
            "range_10_90": [self.low, self.high],
            "hit": self.is_hit,
            "source": list(figure.source),
            "confidence": figure.confidence,
        }


@dataclass(frozen=True)
class Held:
    """A scenario held against history."""

    scenario: str
    digest: str
    seed: int
    games: int
    findings: tuple[Finding, ...]

    @property
    def hits(self) -> int:
        """How many medians lie in their bands."""
        return sum(finding.is_hit for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "scenario": self.scenario,
            "digest": self.digest,
            "seed": self.seed,
            "games": self.games,
            "hits": self.hits,
            "figures": [finding.as_json() for finding in self.findings],
        }


def as_scripted(resolved: dict[str, Any], last_mark: int) -> dict[str, Any]:
    """The scenario with governments that follow the script.

    Every control announced by the last mark is certain; one without a date comes to nothing, whoever asks for it. The
    end of the game is put off, since it is no part of history.
    """

    def scripted(control: dict[str, Any]) -> dict[str, Any]:
        announced = control.get("announce", control.get("force"))
        if announced is None:
            return control | {"odds": 0.0}
        is_due = quarter_number(announced) <= last_mark
        return control | {"odds": 1.0, "end_odds": 1.0} if is_due else control

    controls = {name: scripted(control) for name, control in resolved.get("controls", {}).items()}
    return resolved | {"mode": "script", "controls": controls, "turns": resolved["turns"] + BEYOND}


def hold_against_history(
    hindcast: Hindcast, games: int, seed: int, done: Callable[[int], None] = lambda _: None
) -> Held:
    """Play a scenario by its historical seating and read every figure. ``done(n)`` is told of every n games."""
    figures = hindcast.file.figures
    last_mark = max(figure.mark for figure in figures.values())
    rules = load_resolved(as_scripted(hindcast.loaded.resolved_json, last_mark)).ruleset
    policy = seated(rules, hindcast.file.seats)
    parts: dict[str, list[Numbers]] = {name: [] for name in figures}
    for first in range(0, games, BLOCK):
        count = min(BLOCK, games - first)
        heard = Heard()
        marks = Marks(figures, quarter_number(rules.ids[TURNS][0]), heard)
        turns = last_mark - marks.first_quarter + 1
        start = opening(rules, max(2, count), seed, first)
        play(rules, start, policy, turns=turns, observers=[marks], record=heard)
        for name, values in marks.values.items():
            parts[name].append(values[:count])
        done(count)
    findings = tuple(_found(name, figure, np.concatenate(parts[name])) for name, figure in figures.items())
    return Held(hindcast.loaded.ruleset.scenario_id, hindcast.loaded.ruleset.digest, seed, games, findings)


def _found(name: str, figure: PublicFigure, values: Numbers) -> Finding:
    low, median, high = (float(edge) for edge in np.quantile(values, (0.1, 0.5, 0.9)))
    return Finding(name, figure, median, low, high)


def amount(value: float) -> str:
    """A number as it is read in the table: three figures, and a power of ten where there are many."""
    if value and abs(value) >= 1e9:
        return f"{value:.1e}".replace("e+", "e")
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def hindcast_table(held: Held) -> str:
    """All figures with their bands, hits and misses, then the misses with their sources."""
    head = ("figure", "of", "mark", "median", "10-90 %", "band", "public", "")
    rows = [head] + [_row(finding) for finding in held.findings]
    wide = [max(len(row[n]) for row in rows) for n in range(len(head))]
    lines = [f"{held.scenario}: {held.games:,} games, seed {held.seed}, ruleset {held.digest[:12]}"]
    lines += ["  ".join(cell.ljust(size) for cell, size in zip(row, wide, strict=True)).rstrip() for row in rows]
    missed = [finding for finding in held.findings if not finding.is_hit]
    lines.append(f"{held.hits} of {len(held.findings)} figures lie in their bands.")
    for finding in missed:
        side = "below" if finding.median < finding.figure.band[0] else "above"
        lines.append(f"missed, {side}: {finding.id} ({'; '.join(finding.figure.source)}, {_trust(finding.figure)})")
    return "\n".join(lines)


def _trust(figure: PublicFigure) -> str:
    return f"{figure.confidence} confidence" if figure.confidence else "confidence not stated"


def _row(finding: Finding) -> tuple[str, ...]:
    figure = finding.figure
    return (
        str(figure.name),
        figure.who or "",
        quarter_name(figure.mark),
        amount(finding.median),
        f"{amount(finding.low)} to {amount(finding.high)}",
        f"{amount(figure.band[0])} to {amount(figure.band[1])}",
        amount(figure.public),
        "hit" if finding.is_hit else "miss",
    )
