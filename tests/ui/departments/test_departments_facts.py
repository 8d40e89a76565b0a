"""The facts behind the departments: a run's outlook, limits, foundries and stakes agree with what the engine does."""

from __future__ import annotations

import pytest

from game.scenario import Loaded
from game.session.edits import SetNumber, StartRun
from game.session.facts.limits import limits, may_file
from game.session.facts.plan import plan_outlook, run_outlook
from game.session.facts.silicon import own_chips, works
from game.session.facts.stakes import stakes
from game.session.game import Session
from game.session.why import explain


def test_a_runs_outlook_is_what_comes_of_it_but_for_luck(stockpile: Loaded) -> None:
    firm = stockpile.board.scenario.playable[0]
    session = Session(stockpile, firm, 4)
    expected = plan_outlook(session.desk.seat, 1, 0.2)
    session.queue(StartRun(1, 0.2, "closed"))
    session.end_quarter()
    term = explain(session.desk.seat, "training.capability")
    assert term is not None
    by_name = {child.message.rpartition(".")[2]: child.value for child in term.children}
    got = by_name["compute_and_know_how"] + by_name["following"]
    assert got == pytest.approx(expected.capability, abs=1.5)


def test_wasted_compute_is_what_the_recipe_cannot_use(session: Session) -> None:
    seat = session.desk.seat
    view = plan_outlook(seat, 4, 1.0)
    assert view.flop == pytest.approx(view.usable_flop + view.wasted_flop)
    assert view.usable_flop <= session.desk.models.last_flop * view.scale_step * 1.0001
    assert plan_outlook(seat, 4, 0.05).wasted_flop <= view.wasted_flop


def test_widening_and_cutting_move_the_outlook(stockpile: Loaded) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], 4)
    session.queue(StartRun(4, 0.05, "closed"))
    session.end_quarter()
    run = session.desk.models.runs[0]
    seat = session.desk.seat
    keep, wide, cut = run_outlook(seat, run), run_outlook(seat, run, widened=True), run_outlook(seat, run, cut=True)
    assert cut.flop < keep.flop < wide.flop
    assert cut.done_on < keep.done_on


def test_limits_are_the_engines_own(session: Session) -> None:
    bounds = limits(session.desk.seat)
    session.queue(SetNumber("borrow_musd", bounds.credit_room + 500.0))
    assert session.desk.seat.number(session.legal.borrow_musd) == pytest.approx(bounds.credit_room, rel=1e-4)
    assert any(cut.field == "borrow_musd" for cut in session.refusals())
    session.undo()
    session.queue(SetNumber("hire_people", bounds.hire_most + 1.0))
    assert session.desk.seat.number(session.legal.hire_people) == bounds.hire_most
    session.undo()
    session.queue(SetNumber("hire_people", -(bounds.let_go_most + 1.0)))
    assert session.desk.seat.number(session.legal.hire_people) == -bounds.let_go_most


def test_only_what_may_be_filed_for_is_offered(session: Session) -> None:
    for offer in may_file(session.desk.seat):
        session.queue(SetNumber("file_units", 100.0, (offer,)))
        assert not [cut for cut in session.refusals() if cut.field == "file_units"]
        session.undo()


def test_foundries_are_whole(session: Session) -> None:
    found = works(session.desk.seat)
    assert len(found) == len(session.desk.foundries)
    for one in found:
        assert 0 < one.yield_share <= 1
        assert one.bottleneck in {"logic", "memory", "strait"}
        if one.bottleneck == "memory":
            assert one.memory_ratio < one.logic_ratio


def test_own_chips_name_their_gate(session: Session) -> None:
    for chip in own_chips(session.desk.seat):
        assert chip.project is not None or chip.is_ready
        assert 0 <= chip.progress_share <= 1


def test_stakes_follow_from_the_rules(session: Session) -> None:
    book = stakes(session.desk.seat, session.desk.rule_book)
    for rule in session.desk.rule_book:
        stake = book[rule.control]
        if rule.stage == "ended":
            assert stake.kind == "none"
        if stake.kind in {"closes", "stops"}:
            assert rule.binds_you
            assert rule.policy in {"case_by_case", "denial", "ban"}
        if stake.kind == "closes":
            assert stake.supply_h100e > 0
