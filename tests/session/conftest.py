"""One live game to look at: a few quarters in, with something to see on every page."""

import pytest

from game.engine.axes import FIRMS
from game.session.edits import StartRun
from game.session.game import Session


@pytest.fixture
def session(pocket):
    """A fresh game from the first seat."""
    return Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)


@pytest.fixture(scope="module")
def midgame(pocket):
    """Five quarters in, most departments left to their heads. Tests only read it."""
    game = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7, delegated=HEADS)
    for _ in range(5):
        if not game.desk.models.runs:
            game.queue(StartRun(2, 1.0, "closed"))
        game.end_quarter()
    return game


HEADS = ("supply", "compute", "research", "silicon", "market", "money", "policy", "board")
