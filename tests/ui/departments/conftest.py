"""One game a few quarters in, shared by the tests of the departments; every test begins without orders."""

from __future__ import annotations

import pytest

from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded
from game.session.game import Session
from game.ui.screens.frame import Live

QUARTERS = 3


@pytest.fixture(scope="session")
def played(stockpile: Loaded) -> Session:
    """The first playable firm, led by its heads for a while."""
    session = Session(stockpile, stockpile.board.scenario.playable[0], 7, delegated=tuple(DEPARTMENTS))
    for _ in range(QUARTERS):
        session.end_quarter()
    return session


@pytest.fixture
def session(played: Session) -> Session:
    """The same game with every department in the player's hands and no order given."""
    while played.undo() is not None:
        pass
    for department in DEPARTMENTS:
        played.delegate(department, False)
    return played


@pytest.fixture
def live(session: Session) -> Live:
    return Live(session)
