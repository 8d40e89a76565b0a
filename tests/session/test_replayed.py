"""A game played by hand, looked at again: any turn, any seat, a seat taken over; and a game played on after its end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine.axes import OFFERS
from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded
from game.session.edits import SetNumber, StartRun
from game.session.game import Session
from game.session.log import Setup
from game.session.replay import read_replay, verify
from game.session.saves import load_game, save_game
from game.session.watching import Replayed

HEADS = tuple(name for name in DEPARTMENTS if name != "models")


def end_of(session: Session) -> int:
    """Quarters that were played until the game ended."""
    return int(session.state.standings.ended_on.array[0]) + 1


@pytest.fixture(scope="module")
def game(pocket: Loaded) -> Session:
    """Six quarters, with orders that only this seat can give. Tests only read it."""
    session = Session(pocket, pocket.board.scenario.playable[0], 11, delegated=HEADS)
    places = session.rules.listings.places
    mine_alone = (places[session.seat_place] >= 0) & (places < 0).any(axis=0)
    offer = session.rules.ids[OFFERS][int(np.flatnonzero(mine_alone)[0])]
    for turn in range(6):
        if not session.desk.models.runs:
            session.queue(StartRun(2, 0.9, "closed"))
        session.queue(SetNumber("buy_units", 100.0 * turn, (offer,)))
        session.end_quarter()
    return session


def test_every_turn_from_every_seat_is_the_game_as_it_was(game: Session) -> None:
    replayed = Replayed(game, 3)
    for turn in (3, 1, 6, 0):
        replayed.go(turn)
        for firm in replayed.firms:
            seen = replayed.seen(firm)
            assert (seen.turn, seen.firm) == (turn, firm)
            if turn > 0:
                assert seen.digest == game.log[turn - 1].digest
                assert seen.report is not None, "the quarter before comes out the same, whoever looks"
    assert not Replayed(game, 6).can_go_on
    assert Replayed(game, 99).turn == 6


def test_what_was_ordered_is_told_and_so_is_what_rivals_ordered(game: Session) -> None:
    replayed = Replayed(game, 0)
    own = [one for one in replayed.ordered(game.firm) if not one.is_heads]
    assert "run_start" in [one.kind for one in own]
    rival = next(firm for firm in replayed.firms if firm != game.firm)
    theirs = replayed.ordered(rival)
    assert theirs
    assert all(one.is_heads for one in theirs)
    replayed.go(6)
    assert replayed.ordered(game.firm) == ()


def test_the_own_seat_taken_over_leads_to_the_same_game_by_the_same_orders(game: Session) -> None:
    again = Replayed(game, 4).taken_over(game.firm)
    for entry in game.log[4:]:
        for edit in entry.edits:
            again.queue(edit)
        again.end_quarter()
    assert again.digest == game.digest
    assert game.turn == 6, "what is played on is a copy"


def test_seats_taken_over_one_after_another_are_saved_and_their_replay_holds(game: Session, tmp_path: Path) -> None:
    first, second = [firm for firm in game.firms if firm != game.firm][:2]
    mine = Replayed(game, 2).taken_over(first)
    assert set(mine.delegated) == set(DEPARTMENTS), "its heads lead until the player orders"
    mine.queue(SetNumber("comply_musd", 3.0))
    mine.end_quarter()
    mine.end_quarter()
    later = Replayed(mine, 3).taken_over(second)
    later.queue(SetNumber("comply_musd", 4.0))
    later.end_quarter()
    assert [later.setup.leader(turn) for turn in range(5)] == [game.firm, game.firm, first, second, second]
    back = load_game(save_game(later, tmp_path / "one.tapeout"))
    assert (back.digest, back.setup, back.firm) == (later.digest, later.setup, second)
    back.end_quarter()
    verdict = verify(read_replay(save_game(back, tmp_path / "two.tapeout")))
    assert verdict.holds, verdict.english
    assert verdict.turns == 5


@pytest.mark.parametrize(
    ("changes", "led"),
    [
        ([("b", 2)], "aabbbb"),
        ([("b", 2), ("a", 2)], "aaaaaa"),
        ([("b", 2), ("c", 4), ("b", 3)], "aabbbb"),
        ([("b", 3), ("c", 1)], "accccc"),
        ([("b", 0)], "bbbbbb"),
    ],
)
def test_who_led_in_which_turn(changes: list[tuple[str, int]], led: str) -> None:
    setup = Setup("a", 1)
    for firm, turn in changes:
        setup = setup.seen_from(firm, turn)
    assert "".join(setup.leader(turn) for turn in range(6)) == led


# played on ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def played_on(pocket: Loaded) -> Session:
    """Five quarters beyond the end. Tests only read it."""
    session = Session(pocket, pocket.board.scenario.playable[0], 4, delegated=HEADS)
    while not session.is_over:
        session.end_quarter()
    for _ in range(5):
        session.queue(SetNumber("comply_musd", 2.0))
        session.end_quarter()
    return session


def test_after_the_end_the_game_goes_on_and_what_was_counted_stands(played_on: Session) -> None:
    at_end = played_on.as_of(played_on.turns_counted)
    assert at_end.is_over
    assert (at_end.turn, played_on.turn) == (end_of(played_on), end_of(played_on) + 5)
    for name in ("ending", "winner_index", "ended_on", "final_score", "victory_index"):
        then, now = (getattr(one.state.standings, name).array for one in (at_end, played_on))
        assert (then == now).all(), name
    assert played_on.report is not None and played_on.report.stories, "the paper still comes out"
    assert played_on.log[-1].acts.comply_musd == pytest.approx(2.0), "orders are still orders"
    assert played_on.state.books.cash_musd.array[0, 0] != at_end.state.books.cash_musd.array[0, 0]


def test_the_last_page_stays_that_of_the_end(played_on: Session) -> None:
    assert played_on.last_page() == played_on.as_of(played_on.turns_counted).last_page()
    assert len(played_on.last_page().charts[0].values) == end_of(played_on) + 1


def test_it_is_looked_back_on_to_its_end_only(played_on: Session) -> None:
    assert played_on.hindsight.turns == end_of(played_on)


def test_a_game_played_on_is_saved_and_loaded_and_its_replay_holds(played_on: Session, tmp_path: Path) -> None:
    again = load_game(save_game(played_on, tmp_path / "on.tapeout"))
    assert (again.digest, again.turn, again.is_over) == (played_on.digest, played_on.turn, True)
    again.end_quarter()
    verdict = verify(read_replay(save_game(again, tmp_path / "further.tapeout")))
    assert verdict.holds, verdict.english
    assert verdict.turns == played_on.turn + 1


@pytest.mark.slow
def test_every_scenario_can_be_played_on(stockpile: Loaded) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], 3, delegated=tuple(DEPARTMENTS))
    while not session.is_over:
        session.end_quarter()
    for _ in range(8):
        session.end_quarter()
        session.blockers()
    assert session.turn == session.turns_counted + 8
