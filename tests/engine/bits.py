"""Prints fingerprints of the vocabulary's numbers and of a played game. Run as a program by ``test_same_bits``."""

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np

from game.engine import numeric
from game.engine.axes import CHIPS, FIRMS, OFFERS, WORLDS
from game.engine.state import digest
from game.engine.turn import step
from game.engine.value import table
from game.engine.view import observe
from game.scenario import load_scenario
from tests.strategies import Dice, fresh

WORLDS_PLAYED = 67
"""Not a multiple of any vector's length."""


def of_words() -> str:
    """A fingerprint of every word that computes, over many numbers of every size."""
    rng = np.random.default_rng(11)
    small = table(rng.normal(0, 30, (13, 40, 67)), FIRMS, CHIPS, WORLDS)
    large = table(np.exp(rng.normal(0, 20, (13, 40, 67))), FIRMS, CHIPS, WORLDS)
    weights = table(rng.normal(0, 1, (40, 9)) * (rng.random((40, 9)) < 0.3), CHIPS, OFFERS)
    found = (
        numeric.exp2(small),
        numeric.log2(large),
        numeric.log10(large),
        numeric.exp(small),
        numeric.power(large, 0.38),
        numeric.root(large),
        numeric.total(large, over=CHIPS),
        numeric.total(large, over=FIRMS),
        numeric.share(small, of=large),
        numeric.blend(small, weights, over=CHIPS),
        numeric.peak(small, weights, over=CHIPS),
        small / large * small - large,
    )
    seal = sha256()
    for value in found:
        seal.update(value.array.tobytes())
    return seal.hexdigest()


def of_a_game(scenarios: Path) -> str:
    """A fingerprint of several worlds after six quarters of careless orders."""
    rules = load_scenario("pocket-race", [scenarios]).ruleset
    state, dice = fresh(rules, WORLDS_PLAYED, seed=3), Dice(5, WORLDS_PLAYED)
    for _ in range(6):
        state = step(rules, state, dice.decide(rules, observe(rules, state)))
    return sha256("".join(digest(state, world) for world in range(WORLDS_PLAYED)).encode()).hexdigest()


if __name__ == "__main__":
    print(of_words(), of_a_game(Path(sys.argv[1])))
