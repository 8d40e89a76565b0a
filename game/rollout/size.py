"""How far a quarter's estimates of a firm are off, weighed by what such a firm has in other games.

All estimates of one firm in one quarter are off alike, each by its own width. So an error that would make the firm's
chips, staff and know-how unlike its models, users and score, which everybody sees, is unlikely: of all errors that the
readings leave possible, each is as likely as what it would make of the firm.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.quantities import QUANTITIES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.view import readings

Numbers = NDArray[np.float64]

PUBLIC = ("capability", "users_m", "score", "generation")
HELD = ("know_how", "flop", "fleet_h100e", "largest_run", "researchers", "revenue_bn", "runway", "utilisation")
"""What is estimated of a firm, all together."""
NAMES = (*PUBLIC, *HELD)
OFFS = (np.arange(41) + 0.5) / 41 - 0.5
SHRINK = 0.15
"""How far the spread of numbers is drawn towards numbers that have nothing to do with each other."""


def _squeezed(numbers: Numbers) -> Numbers:
    return np.arcsinh(numbers * 10.0)


@dataclass(frozen=True, eq=False)
class Size:
    """The numbers of one firm by each doctrine in other games."""

    means: Numbers
    """(kinds, numbers)."""
    weigh: Numbers
    """The inverse of how they spread together."""
    widths: Numbers

    def odds(self, guesses: Numbers) -> Numbers:
        """Odds of each error of ``OFFS`` given the readings and the public numbers: (kinds, errors)."""
        real = guesses[:, None] / (1.0 + self.widths[:, None] * OFFS)
        gap = _squeezed(real)[None] - self.means[:, :, None]
        fit = -0.5 * np.einsum("kie,ij,kje->ke", gap, self.weigh, gap)
        fit -= np.log1p(self.widths[:, None] * OFFS).sum(axis=0)
        odds = np.exp(fit - fit.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def below(self, guesses: Numbers, doctrines: Numbers) -> tuple[Numbers, Numbers]:
        """Errors in order, and the odds that the true one is less, given the odds of doctrines, both (errors + 1,)."""
        sums = np.concatenate([[0.0], np.cumsum(doctrines @ self.odds(guesses))])
        return np.arange(len(OFFS) + 1) / len(OFFS) - 0.5, sums / sums[-1]

    def off(self, guesses: Numbers, kind: NDArray[np.int64], dice: np.random.Generator) -> Numbers:
        """Errors drawn for worlds in which the firm follows doctrine ``kind``, (worlds,)."""
        sums = np.cumsum(self.odds(guesses), axis=1)[kind]
        places = (dice.random(len(kind))[:, None] > sums).sum(axis=1)
        step = (dice.random(len(kind)) - 0.5) / len(OFFS)
        return np.asarray(OFFS[np.minimum(places, len(OFFS) - 1)] + step)


def size_of(rules: Ruleset, state: State, firm: int, kind: NDArray[np.int64]) -> Size:
    """Learn from other games in which the firm followed doctrine ``kind``, (worlds,)."""
    rows = [np.asarray(QUANTITIES[name].read(rules, state).array, dtype=float)[firm] for name in NAMES]
    x = _squeezed(np.stack(rows))
    means = np.stack([x[:, kind == k].mean(axis=1) for k in range(int(kind.max()) + 1)])
    rest = x - means[kind].T
    spread = rest @ rest.T / max(1, x.shape[1] - len(means))
    loose = np.diag(np.diag(spread) + 1e-4)
    widths = np.array([QUANTITIES[name].width or 0.0 for name in NAMES])
    return Size(means, np.linalg.inv(spread * (1.0 - SHRINK) + loose * SHRINK), widths)


def guessed(rules: Ruleset, state: State, seat: int) -> Numbers:
    """What the seat reads of every firm, in the order of ``NAMES``, (numbers, firms)."""
    return np.stack([readings(rules, state, QUANTITIES[name], seat) for name in NAMES])
