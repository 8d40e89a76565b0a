"""What headless runs write down: one row a firm and game, taken on the quarter in which the game ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import COUNTRIES, DOCTRINES, FIRMS, VICTORIES
from game.engine.digests import digests
from game.engine.quantities import resolve
from game.engine.registers import ENDINGS, PARTS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.players.seats import OWN
from game.rollout.bots import is_bot, shown
from game.rollout.codes import code_of, encode

Cell = str | int | float
Row = dict[str, Cell]

QUANTITIES = (
    "capability",
    "gap_months",
    "know_how",
    "users_m",
    "enterprise_bn",
    "revenue_bn",
    "cash_bn",
    "debt_bn",
    "researchers",
    "flop",
    "fleet_h100e",
    "runway",
    "domestic_share",
    "utilisation",
    "service",
    "compliance",
    "strikes",
    "tension",
)
"""Quantities of the row, as they stood when the game ended."""

COLUMNS = (
    "scenario",
    "digest",
    "seed",
    "world",
    "code",
    "digest_end",
    "reproducible",
    "firm",
    "country",
    "policy",
    "doctrine",
    "score",
    *(f"score_{part}" for part in PARTS),
    "place",
    "won",
    "ending",
    "victory",
    "ended_on",
    "bankrupt",
    "lead_changes",
    "models",
    *QUANTITIES,
)
"""The columns of a row, in the order in which they are written."""


@dataclass
class Rows:
    """Observer: fills in every world's figures on the quarter in which it ends."""

    first: int
    """Number of the block's first world in the run."""
    seed: int
    seats: Mapping[str, str]
    """Policy by firm, where it is not the firm's own doctrine."""
    proves: bool = True
    """Whether each world's digest at its ending is taken, which costs about a tenth of a millisecond a game."""
    is_reproducible: bool = True
    """False once a bot of this block has lost a quarter."""
    _digests: dict[int, str] = field(default_factory=dict)
    _figures: dict[str, NDArray[Any]] = field(default_factory=dict)
    _is_taken: NDArray[np.bool_] | None = None

    def before(self, rules: Ruleset, state: State) -> None:
        """Nothing to do."""

    def after(self, rules: Ruleset, state: State) -> None:
        """Take the worlds that ended this quarter."""
        self._take(rules, state, state.standings.ending.array != float(ENDINGS.index("running")))

    def end(self, rules: Ruleset, state: State) -> None:
        """Take what is still running."""
        self._take(rules, state, np.ones_like(state.turn.array, dtype=bool))

    def _take(self, rules: Ruleset, state: State, is_over: NDArray[np.bool_]) -> None:
        taken = np.zeros_like(is_over) if self._is_taken is None else self._is_taken
        fresh = is_over & ~taken
        if not fresh.any():
            return
        self._is_taken = taken | fresh
        if self.proves:
            worlds = np.flatnonzero(fresh).tolist()
            self._digests |= zip(worlds, digests(state, worlds), strict=True)
        for name, numbers in figures(rules, state).items():
            if name not in self._figures:
                self._figures[name] = np.zeros_like(numbers)
            self._figures[name][..., fresh] = numbers[..., fresh]

    def rows(self, rules: Ruleset, worlds: int) -> list[Row]:
        """The rows of the block's first worlds, by world and then by firm."""
        columns = {name: numbers.tolist() for name, numbers in self._figures.items()}
        heads = [head_of(rules, n, self.seats) for n in range(rules.sizes[FIRMS])]
        named = [self._name(rules, world) for world in range(worlds)]
        return [
            self._row(rules, columns, {**named[world], **head}, n, world)
            for world in range(worlds)
            for n, head in enumerate(heads)
        ]

    def _name(self, rules: Ruleset, world: int) -> Row:
        """What names a world, and proves that another run of it was the same. No code names a bot's game."""
        has_bot = any(is_bot(policy) for policy in self.seats.values())
        return {
            "world": self.first + world,
            "code": "" if has_bot else encode(code_of(rules, self.seed, self.first + world, self.seats)),
            "digest_end": self._digests.get(world, ""),
            "reproducible": int(self.is_reproducible),
        }

    def _row(self, rules: Ruleset, columns: dict[str, Any], head: Row, firm: int, world: int) -> Row:
        figures = {name: column[firm][world] for name, column in columns.items() if name not in WORLD_FIGURES}
        victory = int(columns["victory_index"][world])
        row: Row = {
            "scenario": rules.scenario_id,
            "digest": rules.digest,
            "seed": self.seed,
            **head,
            "won": int(columns["winner_index"][world] == firm),
            "ending": ENDINGS[int(columns["ending"][world])],
            "victory": rules.ids[VICTORIES][victory] if victory >= 0 else "",
            "ended_on": int(columns["ended_on"][world]),
            "lead_changes": int(columns["lead_changes"][world]),
            **figures,
        }
        for name in ("place", "bankrupt", "models", "researchers", "strikes"):
            row[name] = int(row[name])
        return {name: row[name] for name in COLUMNS}


WORLD_FIGURES = ("ending", "ended_on", "winner_index", "victory_index", "lead_changes")


def head_of(rules: Ruleset, firm: int, seats: Mapping[str, str]) -> Row:
    """What is the same for a firm in every world."""
    name = rules.ids[FIRMS][firm]
    policy = seats.get(name, OWN)
    own = rules.ids[DOCTRINES][int(rules.firms.doctrine_index.array[firm])]
    doctrine = own if policy == OWN else policy if policy in rules.ids[DOCTRINES] else ""
    country = rules.ids[COUNTRIES][int(rules.firms.country_index.array[firm])]
    return {"firm": name, "country": country, "policy": shown(policy), "doctrine": doctrine}


def figures(rules: Ruleset, state: State) -> dict[str, NDArray[Any]]:
    """Every figure of the rows, (firms, worlds), and those of the world, (worlds,)."""
    standings = state.standings
    shape = standings.score.array.shape
    score = np.where(standings.ending.array > 0, standings.final_score.array, standings.score.array)
    found: dict[str, NDArray[Any]] = {name: getattr(standings, name).array for name in WORLD_FIGURES}
    found["score"] = score
    for n, part in enumerate(PARTS):
        found[f"score_{part}"] = standings.parts.array[:, n]
    found["place"] = 1 + (score[None, :, :] > score[:, None, :]).sum(axis=1)
    found["bankrupt"] = state.books.is_broke.array
    found["models"] = state.training.generation.array
    for name in QUANTITIES:
        found[name] = np.broadcast_to(resolve(name, rules).read(rules, state).array, shape)
    return found
