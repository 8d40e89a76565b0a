"""What a balance run looks at in every game: the course of the scores, the ending, and which content came up."""

from dataclasses import dataclass, field, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import CHIPS, CONTROLS, DEEDS, EVENTS, FIRMS, MOVES, PROJECTS, Axis
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State

RUNNING = float(ENDINGS.index("running"))

CLEAR_LEAD = 0.1
"""A lead counts as decided when it is more than this part of the leader's score."""

CONTENT: dict[str, Axis] = {
    "chips": CHIPS,
    "events": EVENTS,
    "moves": MOVES,
    "projects": PROJECTS,
    "controls": CONTROLS,
    "choices": DEEDS,
}
"""Kinds of content that are followed, each along its axis."""

NEVER_DID = {
    "chips": "never bought",
    "events": "never came",
    "moves": "never played",
    "projects": "never finished",
    "controls": "never in force",
    "choices": "never taken",
}
"""What it means that nothing came of an entry."""


@dataclass(frozen=True, eq=False)
class Games:
    """Facts of some games; every array ends in the games, in the order of their worlds."""

    score: NDArray[Any]
    """Points at the ending, (firms, games)."""
    is_broke: NDArray[Any]
    """(firms, games)."""
    winner: NDArray[Any]
    """Place of the winner, (games,)."""
    half_leader: NDArray[Any]
    """Place of whoever was first by score at half time, (games,)."""
    decided_on: NDArray[Any]
    """Turn from which the first place stayed with one firm by a clear lead; past the last turn if never, (games,)."""
    ended_on: NDArray[Any]
    """Last turn, (games,)."""
    lead_changes: NDArray[Any]
    """How often the first place changed hands and stayed changed for two quarters, (games,)."""
    reached: NDArray[Any]
    """Weighted points at the end of every turn, before what is expected is taken off; none after the ending,
    (turns, firms, games)."""
    chips: NDArray[Any]
    """Whether each chip was bought by anybody, (chips, games); the rest alike."""
    events: NDArray[Any]
    moves: NDArray[Any]
    projects: NDArray[Any]
    controls: NDArray[Any]
    choices: NDArray[Any]

    @property
    def count(self) -> int:
        """How many games."""
        return int(self.winner.shape[-1])

    @classmethod
    def none(cls, rules: Ruleset) -> Self:
        """No games at all."""
        by_firm = {"score": float, "is_broke": bool}
        by_world = dict.fromkeys(("winner", "half_leader", "decided_on", "ended_on", "lead_changes"), int)
        return cls(
            **{name: np.zeros((rules.sizes[FIRMS], 0), kind) for name, kind in by_firm.items()},
            **{name: np.zeros(0, kind) for name, kind in by_world.items()},
            reached=np.zeros((rules.turns, rules.sizes[FIRMS], 0), np.float32),
            **{name: np.zeros((rules.sizes[axis], 0), bool) for name, axis in CONTENT.items()},
        )

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """All games of several parts, in order."""
        names = [one.name for one in fields(cls)]
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names})


@dataclass
class Watch:
    """Observer: keeps the scores of every turn, and takes the rest on the quarter in which a world ends."""

    _scores: list[NDArray[Any]] = field(default_factory=list)
    """One a turn, (firms, worlds)."""
    _expected: list[NDArray[Any]] = field(default_factory=list)
    """What was expected then, alike."""
    _taken: dict[str, NDArray[Any]] = field(default_factory=dict)
    _is_taken: NDArray[Any] | None = None
    _start: dict[str, NDArray[Any]] = field(default_factory=dict)

    def before(self, rules: Ruleset, state: State) -> None:
        """Keep what was there from the start."""
        del rules
        if not self._start:
            self._start = {"made": state.ledger.chips_made.array.copy(), "done": state.labs.done.array.copy()}

    def after(self, rules: Ruleset, state: State) -> None:
        """Keep the scores, and take the worlds that ended this quarter."""
        del rules
        self._scores.append(state.standings.score.array.copy())
        self._expected.append(state.standings.expected.array.copy())
        self._take(state, state.standings.ending.array != RUNNING)

    def end(self, rules: Ruleset, state: State) -> None:
        """Nothing is left: a game played to its date has an ending."""

    def _take(self, state: State, is_over: NDArray[Any]) -> None:
        taken = np.zeros_like(is_over) if self._is_taken is None else self._is_taken
        fresh = is_over & ~taken
        if not fresh.any():
            return
        self._is_taken = taken | fresh
        for name, numbers in self._figures(state).items():
            if name not in self._taken:
                self._taken[name] = np.zeros_like(numbers)
            self._taken[name][..., fresh] = numbers[..., fresh]

    def _figures(self, state: State) -> dict[str, NDArray[Any]]:
        standings, desk = state.standings, state.desk
        done = state.labs.done.array.astype(bool) & ~self._start["done"].astype(bool)
        return {
            "score": standings.final_score.array.astype(float),
            "is_broke": state.books.is_broke.array.astype(bool),
            "winner": standings.winner_index.array.astype(int),
            "ended_on": standings.ended_on.array.astype(int),
            "lead_changes": standings.lead_changes.array.astype(int),
            "chips": state.ledger.chips_made.array > self._start["made"],
            "events": (desk.event_on.array >= 0).any(axis=0),
            "moves": (desk.move_on.array >= 0).any(axis=0),
            "projects": done.any(axis=0),
            "controls": state.controls.in_force_on.array <= standings.ended_on.array,
            "choices": state.ledger.choices.array > 0,
        }

    def games(self, rules: Ruleset, worlds: int) -> Games:
        """The facts of the block's first worlds."""
        scores = np.stack(self._scores)
        ended = self._taken["ended_on"]
        reached = np.full((rules.turns, *scores.shape[1:]), np.nan, np.float32)
        reached[: len(scores)] = scores - 50.0 + np.stack(self._expected)
        is_after = np.arange(rules.turns)[:, None] > ended
        reached[np.broadcast_to(is_after[:, None], reached.shape)] = np.nan
        facts = {**self._taken, **course(scores, ended, rules.turns), "reached": reached}
        return Games(**{name: np.ascontiguousarray(numbers[..., :worlds]) for name, numbers in facts.items()})


def course(scores: NDArray[Any], ended_on: NDArray[Any], turns: int) -> dict[str, NDArray[Any]]:
    """Who was first at half time and when each game was decided, from scores (turns, firms, worlds)."""
    played, firms = scores.shape[0], scores.shape[1]
    worlds = np.arange(scores.shape[2])
    first = scores.argmax(axis=1)
    ordered = np.sort(scores, axis=1)
    second = ordered[:, -2] if firms > 1 else np.zeros_like(ordered[:, -1])
    is_clear = ordered[:, -1] - second > CLEAR_LEAD * ordered[:, -1]
    stays = (first == first[ended_on, worlds]) & is_clear
    stays |= np.arange(played)[:, None] > ended_on
    to_the_end = np.logical_and.accumulate(stays[::-1])[::-1].sum(axis=0)
    half = np.minimum(max(turns // 2, 1) - 1, ended_on)
    return {"half_leader": first[half, worlds], "decided_on": played - to_the_end}


def follows(rules: Ruleset, kind: str) -> NDArray[Any]:
    """Which entries of a kind can come up at all.

    Chips that somebody may buy, moves that somebody may play, projects that not all firms begin with, choices of
    events (moves are deeds too).
    """
    size = rules.sizes[CONTENT[kind]]
    if kind == "chips":
        return np.asarray(rules.listings.chips.array.any(axis=0))
    if kind == "moves":
        return np.asarray(rules.moves.may_play.array.any(axis=0))
    if kind == "projects":
        done = rules.start(2).labs.done.array[..., 0].astype(bool)
        return np.asarray(~done.all(axis=0))
    if kind == "choices":
        return np.asarray(rules.deeds.event_index.array >= 0)
    return np.ones(size, dtype=bool)
