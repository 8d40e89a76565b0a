"""What headless runs write down: one row a firm and game, taken on the quarter in which the game ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

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
    columns: ClassVar[tuple[str, ...]] = COLUMNS
    """The columns of a row, in their order."""
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
        return self._laid_out(rules, self._figures, np.arange(worlds))

    def _laid_out(
        self, rules: Ruleset, found: Mapping[str, NDArray[Any]], worlds: NDArray[Any], **more: Cell
    ) -> list[Row]:
        """Figures as rows of some worlds, by world and then by firm; ``more`` is the same in all of them.

        Column by column, which takes a quarter of the time that row by row would.
        """
        firms, count = rules.sizes[FIRMS], len(worlds)
        heads = [head_of(rules, n, self.seats) for n in range(firms)]
        names = [self._name(rules, world) for world in worlds.tolist()]
        ended = {name: found[name][worlds].astype(int).tolist() for name in WORLD_FIGURES}
        victories = rules.ids[VICTORIES]
        by_world: dict[str, list[Any]] = {
            **{name: [named[name] for named in names] for name in NAMES},
            "ending": [ENDINGS[n] for n in ended["ending"]],
            "victory": [victories[n] if n >= 0 else "" for n in ended["victory_index"]],
            "ended_on": ended["ended_on"],
            "lead_changes": ended["lead_changes"],
        }
        columns: dict[str, list[Any]] = {
            **{name: [cell] * (firms * count) for name, cell in more.items()},
            "scenario": [rules.scenario_id] * (firms * count),
            "digest": [rules.digest] * (firms * count),
            "seed": [self.seed] * (firms * count),
            **{name: [head[name] for head in heads] * count for name in HEADS},
            **{name: [cell for cell in cells for _ in range(firms)] for name, cells in by_world.items()},
            "won": [int(winner == n) for winner in ended["winner_index"] for n in range(firms)],
        }
        for name, numbers in found.items():
            if name not in WORLD_FIGURES:
                cells = numbers[:, worlds].T.ravel()
                columns[name] = (cells.astype(int) if name in WHOLE else cells).tolist()
        ordered = [columns[name] for name in self.columns]
        return [dict(zip(self.columns, cells, strict=True)) for cells in zip(*ordered, strict=True)]

    def _name(self, rules: Ruleset, world: int) -> Row:
        """What names a world, and proves that another run of it was the same. No code names a bot's game."""
        has_bot = any(is_bot(policy) for policy in self.seats.values())
        return {
            "world": self.first + world,
            "code": "" if has_bot else encode(code_of(rules, self.seed, self.first + world, self.seats)),
            "digest_end": self._digests.get(world, ""),
            "reproducible": int(self.is_reproducible),
        }


WORLD_FIGURES = ("ending", "ended_on", "winner_index", "victory_index", "lead_changes")
NAMES = ("world", "code", "digest_end", "reproducible")
HEADS = ("firm", "country", "policy", "doctrine")
WHOLE = ("place", "bankrupt", "models", "researchers", "strikes")
"""Figures written as whole numbers."""


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
