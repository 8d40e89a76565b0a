"""What a seat may think of a rival: the doctrine its acts speak for, which acts they are, how far estimates err."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import DOCTRINES
from game.engine.ruleset import Ruleset
from game.engine.view import Knowledge, Reading
from game.rollout.acts import SEEN
from game.rollout.imagine import Sight
from game.rollout.pasts import Past
from game.rollout.size import guessed

EVIDENCE = 4
"""Deeds that a guess is explained with, at most."""
LEAST_WEIGHT = 0.25
"""What speaks less for a doctrine is not told."""
WITHIN = (0.1, 0.5, 0.9)
"""Odds with which the error of a reading is less than told: four of five true numbers lie between the outer two."""
LEAST_ERROR = 0.125
"""What an estimate may at least be off either way, in widths of a reading: no analyst swears to less, though games show
that firms are so much alike that it could be read closer."""


@dataclass(frozen=True)
class Evidence:
    """A act that speaks for a doctrine: in how many quarters the firm did it, and in how many it usually does."""

    act: str
    quarters: int
    usual: float
    """Over all doctrines, in other games up to the same quarter."""
    weight: float
    """By what it multiplies the odds, as a power of e."""


@dataclass(frozen=True)
class Guess:
    """What is thought of a rival."""

    odds: tuple[tuple[str, float], ...]
    """Doctrine -> odds, the likeliest first."""
    evidence: tuple[Evidence, ...]
    """What speaks most for the likeliest."""
    errors: tuple[float, float, float]
    """The error of this quarter's readings, in widths of a reading, by ``WITHIN``."""

    def narrowed(self, seen: Reading, width: float, most: float | None) -> Reading:
        """An estimate with the band in which at least four of five true numbers lie; others as they are."""
        if seen.knowledge is not Knowledge.ESTIMATED:
            return seen
        low, value, high = sorted(seen.value / (1.0 + width * error) for error in self.errors)
        ends = (low, value, high) if most is None else (min(low, most), min(value, most), min(high, most))
        return Reading(Knowledge.ESTIMATED, *ends)


def guess_of(rules: Ruleset, sight: Sight, past: Past, firm: int) -> Guess:
    """What a seat may think of ``firm``, from what was seen of it and from this quarter's readings."""
    look, notes = past.looks[firm], sight.seen.notes[:, firm]
    odds = look.odds(notes)[:, 0]
    order = np.argsort(-odds, kind="stable")
    parts, usual = look.parts(notes[:, 0], int(order[0])), past.seen.counts[:, firm].mean(axis=-1)
    evidence = [
        Evidence(SEEN[n], int(notes[n, 0]), float(usual[n]), float(parts[n]))
        for n in np.argsort(-parts[: len(SEEN)], kind="stable")[:EVIDENCE]
        if parts[n] > LEAST_WEIGHT
    ]
    errors, less = past.sizes[firm].below(guessed(rules, sight.state, sight.seat)[:, firm], odds)
    low, middle, high = (float(error) for error in np.interp(WITHIN, less, errors))
    low, high = max(-0.5, min(low, middle - LEAST_ERROR)), min(0.5, max(high, middle + LEAST_ERROR))
    named = tuple((rules.ids[DOCTRINES][k], float(odds[k])) for k in order)
    return Guess(named, tuple(evidence), (low, middle, high))
