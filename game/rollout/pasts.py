"""Other games of the board: what they teach of how firms look by each doctrine, and of what they hide."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import copied, frozen
from game.engine.axes import DOCTRINES, FIRMS
from game.engine.legality import control_stage
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.rollout.acts import Seen, glimpse
from game.rollout.cast import Cast, CastTapes, cast_value, in_turn
from game.rollout.guess import Likeness, likeness
from game.rollout.loop import opening
from game.rollout.size import Size, size_of

Numbers = NDArray[np.float64]

EACH = 96
"""Other games in which a firm follows one doctrine."""
NEAREST = 32
"""Of these, those in which it did most alike are what its hidden numbers may come from."""
APART = 2.0
"""What one rule at another stage weighs, in squares of the spread of acts."""
PAST_SEED = 0x9A57


@dataclass(frozen=True, eq=False)
class Past:
    """Other games at the start of one quarter, and what they teach of each firm."""

    rules: Ruleset
    state: State
    kind: NDArray[np.int64]
    """Place of the doctrine that each firm follows, (firms, worlds)."""
    seen: Seen

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """How large each firm is by each doctrine, at this quarter."""
        return tuple(size_of(self.rules, self.state, firm, self.kind[firm]) for firm in range(len(self.kind)))

    @cached_property
    def looks(self) -> tuple[Likeness, ...]:
        """How each firm looks by each doctrine, at this quarter."""
        notes, kinds = self.seen.notes, int(self.kind.max()) + 1
        return tuple(likeness(notes[:, firm], self.kind[firm], kinds) for firm in range(len(self.kind)))

    def odds(self, seen: Seen) -> Numbers:
        """Odds of the doctrines of every firm of one world, (firms, kinds)."""
        return np.stack([look.odds(seen.notes[:, firm])[:, 0] for firm, look in enumerate(self.looks)])

    def alike(self, state: State, seen: Seen, worlds: int, dice: np.random.Generator) -> NDArray[np.int64]:
        """For each firm and each world to be imagined, the game that its hidden numbers come from, (firms, worlds).

        A game in which it did the like, under much the same rules. Of ``state``, the rules are read.
        """
        rows = []
        here, there = (control_stage(one).array for one in (state, self.state))
        other_rules = (here[:, :1] != there).sum(axis=0) * APART
        for firm, (look, odds) in enumerate(zip(self.looks, self.odds(seen), strict=True)):
            away = look.distance(seen.notes[:, firm, 0], self.seen.notes[:, firm])
            away = away + other_rules + 1e-9 * np.arange(len(away))
            near = [np.argsort(np.where(self.kind[firm] == k, away, np.inf))[:NEAREST] for k in range(len(odds))]
            drawn = dice.choice(len(odds), worlds, p=odds / odds.sum())
            rows.append(np.stack(near)[drawn, dice.integers(NEAREST, size=worlds)])
        return np.stack(rows)


class Pasts:
    """Other games of the board, in which each firm follows each doctrine equally often, at the turn last asked for."""

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self._tapes = CastTapes(rules)
        self._last: Past | None = None

    def at(self, turn: int) -> Past:
        """The games at the start of a turn, read-only."""
        past = self._last
        if past is None or int(past.state.turn.array[0]) > turn:
            worlds = EACH * self.rules.sizes[DOCTRINES]
            start = opening(self.rules, worlds, PAST_SEED)
            past = Past(self.rules, start, in_turn(self.rules, worlds), Seen.nothing(self.rules.sizes[FIRMS], worlds))
        ahead = turn - int(past.state.turn.array[0])
        if ahead:
            past = self._rolled(past, ahead)
        self._last = past
        return past

    def _rolled(self, past: Past, quarters: int) -> Past:
        tape, seen = self._tapes.loaded(Cast(past.state, cast_value(past.kind))), past.seen
        before = glimpse(past.state)
        for _ in range(quarters):
            tape.run(1)
            now = glimpse(tape.state)
            seen, before = seen.after(self.rules, before, now), now
        return Past(self.rules, frozen(copied(tape.block)).state, past.kind, seen)
