"""Replays: they verify, and name the first turn that comes out differently."""

from dataclasses import replace

import pytest

from game.engine.axes import FIRMS
from game.session.container import SaveError
from game.session.edits import PlayMove, SetNumber, StartRun
from game.session.game import Session
from game.session.replay import read_replay, start, verify
from game.session.saves import save_game, save_replay


@pytest.fixture(scope="module")
def replay(pocket, tmp_path_factory):
    firms = pocket.ruleset.ids[FIRMS]
    session = Session(pocket, firms[0], seed=9, policies={firms[1]: "random"}, first=3)
    session.queue(StartRun(2, 0.8, "open"))
    session.end_quarter()
    session.delegate("supply", True)
    session.queue(SetNumber("build_mw", 20.0))
    session.end_quarter()
    session.delegate("supply", False)
    session.end_quarter()
    path = tmp_path_factory.mktemp("replays") / "one.tapeout-replay"
    return read_replay(save_replay(session, path))


def test_a_replay_verifies(replay):
    verdict = verify(replay)
    assert verdict.holds and verdict.turns == 3 and verdict.differs_on is None
    assert "3" in verdict.english


def test_a_changed_order_is_found_on_its_turn(replay):
    entry = replace(replay.log[1], edits=(SetNumber("build_mw", 21.0),))
    verdict = verify(replace(replay, log=(replay.log[0], entry, replay.log[2])))
    assert not verdict.holds and verdict.differs_on == 1 and verdict.turns == 1
    assert verdict.message == "replay.differs" and "2" in verdict.english


def test_an_order_for_what_is_not_there_is_found(replay):
    entry = replace(replay.log[2], edits=(PlayMove("no-such-move"),))
    verdict = verify(replace(replay, log=(*replay.log[:2], entry)))
    assert verdict.differs_on == 2 and verdict.message == "replay.order_unknown"


def test_older_rules_are_named(replay):
    entry = replace(replay.log[0], digest="0" * 64)
    older = replace(replay, header=replace(replay.header, rules_version=0), log=(entry,))
    assert verify(older).message == "replay.differs_by_rules"


def test_a_save_is_a_replay_too(pocket, tmp_path):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=9)
    session.end_quarter()
    assert verify(read_replay(save_game(session, tmp_path / "one.tapeout"))).holds


def test_unknown_seats_are_refused(replay):
    with pytest.raises(SaveError):
        verify(replace(replay, setup=replace(replay.setup, firm="nobody")))


def test_a_seat_that_is_not_there_is_found(replay):
    setup = replace(replay.setup, led_before=((1, replay.setup.firm), (2, "nobody")))
    verdict = verify(replace(replay, setup=setup))
    assert verdict.differs_on == 1 and verdict.message == "replay.order_unknown"
    with pytest.raises(SaveError):
        start(replace(replay, setup=replace(replay.setup, led_before=((1, "nobody"),))))
