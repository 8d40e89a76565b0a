"""A code printed by a run makes the very same game again: alone, in a batch, on tape, and from the window."""

import pytest

from game.engine.axes import FIRMS
from game.rollout.codes import CodeError, decode
from game.scenario import Loaded
from game.session.coded import open_code
from game.session.replay import read_replay, verify
from game.session.saves import load_game, save_game, save_replay
from game.sim.jobs import Run, play_all
from game.sim.observers import Row

pytestmark = pytest.mark.slow  # whole games in processes of their own


def rows_of(loaded: Loaded, run: Run, block: int) -> list[Row]:
    return [row for part in play_all(loaded.ruleset, loaded.resolved_json, run, 1, block) for row in part]


@pytest.fixture(scope="module")
def seats(pocket):
    """Three firms of four play something else than their own doctrine."""
    first, second, third, _ = pocket.ruleset.ids[FIRMS]
    return {first: "random", second: "idle", third: "lean"}


@pytest.fixture(scope="module")
def batch(pocket, seats):
    """Many games side by side."""
    return rows_of(pocket, Run(33, 5, seats), 33)


@pytest.mark.parametrize("world", [0, 7, 32])
def test_a_code_makes_the_same_game_again(pocket, seats, batch, world):
    row = next(row for row in batch if row["world"] == world)
    code = decode(str(row["code"]))
    alone = rows_of(pocket, Run(1, code.seed, dict(code.seats), first=code.world), 2)
    in_company = rows_of(pocket, Run(3, code.seed, dict(code.seats), first=max(0, world - 1)), 3)
    for rows in (alone, in_company):
        again = next(other for other in rows if other["world"] == world)
        assert (again["code"], again["digest_end"]) == (row["code"], row["digest_end"])
    assert len(str(row["digest_end"])) == 64
    firm = pocket.ruleset.ids[FIRMS][world % 4]
    session = open_code(pocket, code, firm)
    while not session.is_over:
        session.end_quarter()
    assert session.digest == row["digest_end"]


def test_every_world_ends_in_another_state(batch):
    worlds = {row["world"] for row in batch}
    assert len({row["digest_end"] for row in batch}) == len({row["code"] for row in batch}) == len(worlds)


def test_own_doctrines_from_the_window(pocket):
    (row, *_) = rows_of(pocket, Run(1, 2, first=4), 2)
    session = open_code(pocket, decode(str(row["code"])), turn=5)
    assert session.turn == 4 and session.firm == pocket.board.scenario.playable[0]
    while not session.is_over:
        session.end_quarter()
    assert session.digest == row["digest_end"]
    at_the_end = open_code(pocket, decode(str(row["code"])), turn=pocket.ruleset.turns + 1)
    assert at_the_end.is_over


def test_a_game_taken_over_is_saved_and_replayed(pocket, seats, batch, tmp_path):
    code = decode(str(batch[0]["code"]))
    session = open_code(pocket, code, pocket.ruleset.ids[FIRMS][0], turn=3)
    session.delegate("board", False)
    session.end_quarter()
    assert load_game(save_game(session, tmp_path / "one.tapeout")).digest == session.digest
    assert verify(read_replay(save_replay(session, tmp_path / "one.tapeout-replay"))).holds


def test_a_firm_or_a_turn_that_is_not_there_gets_a_sentence(pocket, batch):
    code = decode(str(batch[0]["code"]))
    firm = pocket.ruleset.ids[FIRMS][1]
    with pytest.raises(CodeError, match=firm):
        open_code(pocket, code, firm[:-1])
    with pytest.raises(CodeError, match="turns 1 to 12"):
        open_code(pocket, code, turn=14)
