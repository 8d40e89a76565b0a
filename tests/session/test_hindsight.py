"""Looking back on a finished game: odds that end as it did, orders really taken back, and a planted gift found."""

from __future__ import annotations

import json

import numpy as np
import pytest

from game.engine.orders import DEPARTMENTS
from game.engine.state import digest
from game.scenario import Loaded, load_scenario
from game.session.decisions import Decision, decided
from game.session.edits import PlayMove, SetNumber, StartRun
from game.session.game import Session
from game.session.hindsight import QUICK, Effort, Hindsight, played_without
from tests.conftest import SCENARIOS

GIFT_TURN = 2
HANDS = tuple(name for name in DEPARTMENTS if name not in {"board", "policy"})
SOME = Effort(lots=4, sieves=((1, 3),))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, pocket: Loaded) -> Loaded:
    """The small board with one move that is worth a game, to be had early on by the first firm."""
    firm = pocket.board.scenario.playable[0]
    effects = [{"lever": name, "amount": amount} for name, amount in (("cash", 9e5), ("know_how", 3.0), ("users", 4.0))]
    gift = {
        "name": "A gift", "text": "From nowhere.", "attention": 1, "pause_quarters": 40, "art": "letter",
        "only": [firm], "when": {"quantity": "turn", "op": "<=", "value": GIFT_TURN}, "guess": True,
        "outcomes": [{"odds": 1, "text": "It comes.", "effects": effects}],
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("mods")
    mod = {"format": 1, "id": "gifts", "name": "Gifts", "extends": "pocket-race", "moves": {"gift": gift}}
    (folder / "gifts.json").write_text(json.dumps(mod), encoding="utf-8")
    return load_scenario("gifts", [folder, SCENARIOS])


@pytest.fixture(scope="module")
def game(loaded: Loaded) -> Session:
    """A game in which little else is ordered by hand."""
    session = Session(loaded, loaded.board.scenario.playable[0], 6, delegated=HANDS)
    while not session.is_over:
        if session.turn == GIFT_TURN:
            session.queue(PlayMove("gift"))
        session.queue(SetNumber("comply_musd", 5.0))
        session.end_quarter()
    return session


def looked_back(session: Session, effort: Effort = SOME) -> Hindsight:
    found = Hindsight(session, effort)
    found.ask()
    found.wait()
    assert not found.failed
    assert found.phase == "done"
    return found


@pytest.fixture(scope="module")
def back(game: Session) -> Hindsight:
    return looked_back(game)


def test_the_odds_end_in_what_happened(game: Session, back: Hindsight) -> None:
    page = game.last_page()
    for odds in back.all_odds():
        assert sum(odds.by_firm) + odds.nobody == pytest.approx(1.0)
    last = back.odds(back.turns)
    assert last is not None
    assert last.count == 1
    assert last.by_firm == tuple(float(firm == page.winner) for firm in game.firms)
    assert len(back.all_odds()) == back.turns + 1


def test_a_game_that_was_given_away_is_as_good_as_won(game: Session, back: Hindsight) -> None:
    assert game.last_page().is_won
    after = [odds.by_firm[game.seat_place] for odds in back.all_odds() if odds.turn > GIFT_TURN]
    assert min(after) > 0.9


def test_the_gift_is_found_first_and_nothing_that_hardly_matters_is_called_a_mover(back: Hindsight) -> None:
    movers = back.movers()
    assert dict(movers[0].decision.params)["move"] == "gift"
    assert movers[0].is_clear
    assert movers[0].gain > 0.25
    assert movers[0].odds > 0.9
    assert not any(mover.is_clear for mover in movers[1:])


def test_all_that_was_decided_by_hand_is_tried_and_no_more(game: Session, back: Hindsight) -> None:
    assert [one.turn for one in back.tried if one.kind == "comply_musd"] == list(range(back.turns))
    assert {one.kind for one in back.tried} == {"comply_musd", "moves"}
    assert not any(one.is_heads for one in back.tried)
    assert len(back.tried) == sum(entry.decisions for entry in game.log)


def test_an_order_taken_back_is_gone_and_all_else_is_as_it_was(game: Session) -> None:
    orders, [(without, some)] = decided(game, GIFT_TURN, game.firm, with_heads=False)
    after = played_without(game, GIFT_TURN, orders, without, some)
    assert digest(after, 0) == game.log[GIFT_TURN].digest, "with everything ordered it is the game itself"
    seat, cash = game.seat_place, after.books.cash_musd.array
    gift, comply = (next(n for n, one in enumerate(some) if one.kind == kind) for kind in ("moves", "comply_musd"))
    assert cash[seat, 0] - cash[seat, gift + 1] > 5e5
    assert cash[seat, comply + 1] - cash[seat, 0] == pytest.approx(5.0, abs=0.5)
    others = np.delete(after.fleet.racked_units.array, seat, axis=0)
    assert (others[..., 1:] == others[..., :1]).all(), "what rivals did in that quarter was done already"


@pytest.mark.slow
def test_the_same_game_gives_the_same_numbers_however_it_is_asked(game: Session, back: Hindsight) -> None:
    again = Hindsight(game, SOME)
    for _ in range(1000):
        again.ask()
        again.rest()
        again.wait()
        if again.phase == "done":
            break
    assert again.all_odds() == back.all_odds()
    assert [told(mover.decision) for mover in again.movers()] == [told(mover.decision) for mover in back.movers()]
    assert [mover.gain for mover in again.movers()] == [mover.gain for mover in back.movers()]


def told(decision: Decision) -> tuple[object, ...]:
    return decision.turn, decision.kind, decision.params


@pytest.mark.slow
def test_looking_back_changes_nothing_and_a_running_game_is_not_looked_into(loaded: Loaded, game: Session) -> None:
    before = game.digest
    looked_back(game, QUICK)
    assert game.digest == before
    running = Session(loaded, game.firm, 6)
    running.hindsight.ask()
    running.hindsight.wait()
    assert running.hindsight.all_odds() == ()
    assert running.hindsight.movers() == ()


@pytest.mark.slow
def test_who_left_all_to_heads_is_told_of_theirs(pocket: Loaded) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 4, delegated=DEPARTMENTS)
    while not session.is_over:
        session.end_quarter()
    back = looked_back(session, QUICK)
    assert back.tried
    assert all(one.is_heads for one in back.tried)


def test_what_belongs_together_is_one_decision_and_what_changes_nothing_is_none(pocket: Loaded) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 4, delegated=("supply", "compute"))
    session.queue(StartRun(2, 0.8, "open"))
    session.queue(SetNumber("borrow_musd", -100.0))
    session.queue(SetNumber("raise_musd", 0.0))
    session.end_quarter()
    _, [(_, some)] = decided(session, 0, session.firm, with_heads=False)
    assert [one.kind for one in some] == ["run_start", "borrow_musd"]
    params = [dict(one.params) for one in some]
    assert (params[0]["quarters"], params[0]["release"]) == (2.0, "open")
    assert (params[1]["amount"], params[1]["instead"]) == (-100.0, 0.0)
