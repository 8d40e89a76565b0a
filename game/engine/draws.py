"""Chance by coordinates: a number is a function of the world's key, the turn, the purpose and the entries' names.

No stream is shared, so one world's luck never depends on its neighbours, a draw added for one purpose shifts no
other, and a chip added by a mod leaves everybody else's dice as they were. The hash is three rounds of 32-bit
xor-shift-multiply, two of which are the same all game; the result has 24 bits.
"""

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import WORLDS, Axis
from game.engine.kernels_chance import KEYED, THROWN, THROWN_WHERE
from game.engine.value import Value, leader, table

if TYPE_CHECKING:
    from game.engine.ruleset import Ruleset
    from game.engine.state import Chance

Words = NDArray[np.uint32]


class Purpose(IntEnum):
    """What a number is drawn for. New purposes go to the end."""

    CONTROL_COMES = 1
    CONTROL_ENDS = 2
    LICENCE = 3
    LICENCE_RETURNED = 4
    SEIZURE = 5
    FAILURE = 6
    PROJECT_LENGTH = 7
    RUN_NOISE = 8
    RUN_FAILS = 9
    ELECTION = 11
    TENSION = 12
    STRAIT = 13
    EVENT_COMES = 14
    DEED_OUTCOME = 15
    ENTITY_LISTING = 16
    INTELLIGENCE = 18
    RANDOM_POLICY = 19
    MARKET_MOOD = 21
    RUMOUR = 23
    POLICY_MIND = 24


def name_key(name: str) -> int:
    """The 32-bit key of an entry's id: what its draws hang on, whatever its place in the list."""
    return crc32(name.encode())


def world_keys(seed: int, first: int, count: int) -> tuple[Words, Words]:
    """Two 32-bit keys for each world of a run: world ``i`` has the same keys in every block. Shape ``(worlds,)``."""
    index = np.arange(first, first + count, dtype=np.uint64)
    start = np.uint64(seed * 0xD1342543DE82EF95 % 2**64)
    z = (index + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + start
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(32)).astype(np.uint32), (z & np.uint64(0xFFFFFFFF)).astype(np.uint32)


class Dice(Protocol):
    """What a draw needs of a state or a view: the worlds' keys and the turn."""

    @property
    def chance(self) -> "Chance":
        """The keys of each world."""

    @property
    def turn(self) -> Value:
        """The turn, (worlds,)."""


def draw(rules: "Ruleset", dice: Dice, purpose: Purpose, *axes: Axis, where: Value | None = None) -> Value:
    """Uniform numbers in [0, 1) with the given axes and worlds, for this turn and purpose.

    With ``where``, a mask with the same axes, numbers are drawn only where it holds; 1 stands elsewhere, which no odds
    reach. ``rules.luck`` replaces every draw by one number, for tests that want all luck low, high or in between.
    """
    word = _keyed(rules, dice, purpose, axes)
    if where is None:
        return _lucky(rules, leader(word, dice.turn).run(THROWN, (word, dice.turn), word.axes))
    return _lucky(rules, leader(where, word, dice.turn).run(THROWN_WHERE, (where, word, dice.turn), word.axes))


def fixed_draw(rules: "Ruleset", dice: Dice, purpose: Purpose, *axes: Axis) -> Value:
    """The same, but one number for the whole game: a hidden fact of a world rather than a roll."""
    word = _keyed(rules, dice, purpose, axes)
    start = table(np.zeros(1), WORLDS)
    return _lucky(rules, leader(word).run(THROWN, (word, start), word.axes))


def _keyed(rules: "Ruleset", dice: Dice, purpose: Purpose, axes: tuple[Axis, ...]) -> Value:
    """The half of a draw that is the same all game."""
    ranked = tuple(sorted(axes))
    operands = (rules.draw_key(purpose, ranked), dice.chance.key_a, dice.chance.key_b)
    return leader(*operands[1:]).run(KEYED, operands, (*ranked, WORLDS))


def _lucky(rules: "Ruleset", drawn: Value) -> Value:
    return drawn if rules.luck is None else drawn * 0.0 + rules.luck
