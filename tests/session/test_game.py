"""A live game: undo, delegation, the end of a quarter, and the same bits as without a screen."""

import numpy as np
import pytest

from game.engine.axes import FIRMS, OFFERS, USES
from game.engine.orders import DEPARTMENTS
from game.engine.state import digest
from game.players.seats import seated
from game.rollout.loop import opening, play
from game.session.edits import EditError, PlayMove, SetNumber, SetShares, StartRun
from game.session.facts.supply import Offer
from game.session.game import Session


def first_open_offer(session: Session) -> Offer:
    return next(offer for offer in session.desk.offers if offer.status == "open" and offer.supply_units > 100)


def test_an_edit_shows_on_the_desk_and_undo_takes_it_back(session):
    offer = first_open_offer(session)
    before = session.desk
    session.queue(SetNumber("buy_units", 50.0, (offer.offer,)))
    bought = {one.offer: one.legal_units for one in session.desk.offers}
    assert bought[offer.offer] == 50.0
    assert [line.units for line in session.desk.order_book if line.state == "draft"] == [50.0]
    session.undo()
    assert session.desk is not before
    assert not session.edits and not [line for line in session.desk.order_book if line.state == "draft"]
    session.redo()
    assert session.edits == (SetNumber("buy_units", 50.0, (offer.offer,)),)
    assert not session.can_redo


def test_dragging_a_slider_is_one_undo(session):
    for share in (0.3, 0.4, 0.5):
        session.queue(SetShares("split", (("training", share), ("serving", 1 - share))), continuing=True)
    assert len(session.edits) == 1
    session.undo()
    assert not session.edits


def test_a_new_edit_forgets_what_was_undone(session):
    session.queue(SetNumber("build_mw", 5.0))
    session.undo()
    session.queue(SetNumber("build_mw", 6.0))
    assert not session.can_redo


def test_a_wrong_edit_changes_nothing(session):
    with pytest.raises(EditError):
        session.queue(PlayMove("no-such-move"))
    assert not session.edits


def test_refusals_name_field_place_and_reason(session):
    offer = first_open_offer(session)
    session.queue(SetNumber("buy_units", 5_000_000.0, (offer.offer,)))
    (refusal,) = [one for one in session.refusals() if one.field == "buy_units"]
    assert refusal.at == (offer.offer,)
    assert refusal.asked == 5_000_000.0 and refusal.allowed < refusal.asked
    assert refusal.reason == "refusal.cash"


def test_a_delegated_department_gives_the_heads_orders_and_the_player_wins(session):
    idle = session.orders.buy_units.array[session.seat_place].copy()
    assert not idle.any()
    session.delegate("supply", True)
    session.delegate("compute", True)
    assert session.orders.split.array is not None
    session.queue(SetShares("split", (("training", 1.0),)))
    training = session.rules.place(USES, "training")
    assert session.orders.split.array[session.seat_place, training, 0] == 1.0
    session.delegate("supply", False)
    with pytest.raises(KeyError):
        session.delegate("astrology", True)


def test_a_fully_delegated_seat_plays_as_the_computer_does(pocket):
    """The same heads, the same view, the same bits: a watched game equals the headless one."""
    firm = pocket.ruleset.ids[FIRMS][1]
    session = Session(pocket, firm, seed=3, delegated=tuple(DEPARTMENTS), first=2)
    for _ in range(3):
        session.end_quarter()
    rules = pocket.ruleset
    headless = play(rules, opening(rules, 4, 3), seated(rules, {}), turns=3)
    assert session.digest == digest(headless, 2)


def test_the_twin_is_the_same_world(session):
    session.end_quarter()
    assert session.digest == digest(session.state, 1)


def test_the_end_of_a_quarter_keeps_a_log_and_clears_the_desk(session):
    session.queue(StartRun(2, 1.0, "closed"))
    session.queue(SetNumber("build_mw", 5.0))
    session.queue(SetNumber("build_mw", 7.0))
    report = session.end_quarter()
    (entry,) = session.log
    assert entry.turn == 0 and entry.decisions == 2 and len(entry.edits) == 3
    assert entry.digest == session.digest
    assert session.edits == () and not session.can_undo
    assert session.turn == 1 and report.turn == 0
    assert len(session.history) == 2
    assert len(session.desk.models.runs) == 1


def test_the_same_orders_lead_to_the_same_game(pocket):
    firm = pocket.ruleset.ids[FIRMS][0]
    digests = []
    for _ in range(2):
        session = Session(pocket, firm, seed=11)
        session.queue(StartRun(1, 1.0, "open"))
        session.end_quarter()
        session.end_quarter()
        digests.append(session.digest)
    assert digests[0] == digests[1]


def test_a_rival_may_be_seated_with_another_policy(pocket):
    firm, rival = pocket.ruleset.ids[FIRMS][:2]
    plain, idle = Session(pocket, firm, 5), Session(pocket, firm, 5, policies={rival: "idle"})
    plain.end_quarter()
    idle.end_quarter()
    assert plain.digest != idle.digest
    with pytest.raises(ValueError, match="nonesuch"):
        Session(pocket, firm, 5, policies={rival: "nonesuch"})


def test_history_reads_any_quantity_over_time(midgame):
    cash = midgame.desk.series("cash_bn")
    assert len(cash) == 6 and cash[-1] == pytest.approx(midgame.desk.top.cash.value)
    rival = midgame.rules.ids[FIRMS][1]
    assert len(midgame.desk.public_series("capability", rival)) == 6
    assert midgame.desk.public_series("patience", rival) is None
    assert midgame.desk.public_series("cash_bn", rival) is None


def test_a_game_ends_and_may_be_played_on(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=2, delegated=tuple(DEPARTMENTS))
    while not session.is_over:
        session.end_quarter()
    page = session.last_page()
    assert page.ending in {"date", "victory"} and page.winner is not None
    session.end_quarter()
    assert session.is_over and np.isfinite(session.desk.top.cash.value)


def test_chips_that_find_power_are_racked_unless_told_otherwise(pocket):
    game = Session(pocket, "tencent", seed=7)
    stock = next(one for one in game.desk.stocks if one.stock_units >= 1)
    home = game.desk.sites[0]
    assert 0 < stock.rack_units <= stock.stock_units
    assert home.used_mw + home.rack_mw <= home.power_mw
    assert "unracked" not in {blocker.kind for blocker in game.blockers()}
    game.queue(SetNumber("rack_units", 0.0, (stock.chip,)))
    assert game.desk.sites[0].rack_mw == 0.0
    assert "unracked" in {blocker.kind for blocker in game.blockers()}


def test_blockers_name_what_is_open_and_heads_silence_theirs(session):
    kinds = {blocker.kind for blocker in session.blockers()}
    assert "no_run" in kinds
    assert session.blockers()[0].is_blocking
    session.queue(StartRun(2, 1.0, "closed"))
    assert "no_run" not in {blocker.kind for blocker in session.blockers()}
    for department in DEPARTMENTS:
        session.delegate(department, True)
    assert session.blockers() == ()


def test_offers_are_those_of_the_ruleset(session):
    assert {offer.offer for offer in session.desk.offers} <= set(session.rules.ids[OFFERS])
