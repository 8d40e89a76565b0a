"""A game code opens the window on that very game."""

import pytest

from game import cli
from game.engine.axes import FIRMS
from game.rollout.codes import code_of, encode
from game.ui.play import first_screen
from game.ui.screens.home import HomeScreen


@pytest.fixture
def code(pocket):
    return encode(code_of(pocket.ruleset, 6, 0, {pocket.ruleset.ids[FIRMS][0]: "random"}))


def test_play_opens_the_game_of_a_code(code, pocket, monkeypatch):
    opened = {}
    monkeypatch.setattr(cli, "_interface", lambda *_, **what: opened.update(what) or 0)
    firm = pocket.ruleset.ids[FIRMS][1]
    assert cli.main(["play", "--code", code, "--turn", "4", "--firm", firm]) == 0
    session = opened["session"]
    assert (session.firm, session.turn, session.setup.first) == (firm, 3, 0)
    screen = first_screen(session=session)
    assert isinstance(screen, HomeScreen) and screen.live.session is session


def test_play_draws_a_game_of_a_code(code):
    assert cli.main(["play", "--code", code, "--turn", "2", "--smoke"]) == 0
