"""What heads propose: each proposal taken orders just that, and all of them are what delegating would order."""

from __future__ import annotations

import pytest

from game.engine.arrays import named_arrays
from game.engine.orders import DEPARTMENTS
from game.scenario import Loaded
from game.session.advice import WEIGHED, proposals, weighed
from game.session.edits import SetNumber, department, from_json, to_json
from game.session.game import Session


@pytest.fixture(scope="module")
def begun(stockpile: Loaded) -> Session:
    """A game at its third quarter, led by hand."""
    game = Session(stockpile, "tencent", seed=3)
    for _ in range(2):
        game.end_quarter()
    return game


def fields_of(session: Session, name: str) -> dict[str, list[float]]:
    orders, place = named_arrays(session.orders), session.seat_place
    firms = session.rules.listings.firm_index.array == place
    return {
        field: (value[firms] if value.shape[0] == firms.size else value[place])[..., 0].ravel().tolist()
        for field in DEPARTMENTS[name]
        for value in (orders[field].array,)
    }


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_advice_taken_is_what_the_head_would_order_and_one_undo_takes_it_back(begun: Session, name: str) -> None:
    taken, led = begun.as_of(begun.turn), begun.as_of(begun.turn)
    for session in (taken, led):
        for one in tuple(session.delegated):
            session.delegate(one, False)
    before, edits = fields_of(taken, name), taken.edits
    offered = proposals(taken, name)
    taken.queue_all([edit for one in offered for edit in one.edits])
    led.delegate(name, True)
    for field, wanted in fields_of(led, name).items():
        if (
            field in {"run_quarters", "run_share", "run_release"}
            and not taken.orders.run_start.array[taken.seat_place, 0]
        ):
            continue  # the length of a run that is not started
        assert fields_of(taken, name)[field] == pytest.approx(wanted, rel=1e-6, abs=1e-6), field
    assert proposals(taken, name) == ()
    assert {department(edit) for edit in taken.edits[len(edits) :]} <= {name}
    if offered:
        taken.undo()
    assert (taken.edits, fields_of(taken, name)) == (edits, before)


def test_heads_propose_something_and_what_they_propose_can_be_kept_in_a_file(begun: Session) -> None:
    fresh = begun.as_of(begun.turn)
    every = [edit for name in DEPARTMENTS for one in proposals(fresh, name) for edit in one.edits]
    assert {department(edit) for edit in every} >= {"supply", "compute", "research", "market", "policy"}
    assert [from_json(to_json(edit)) for edit in every] == every


def test_advice_goes_from_the_orders_as_they_stand(begun: Session) -> None:
    session = begun.as_of(begun.turn)
    first = next(one for one in proposals(session, "research") if one.decision.kind == "hire_people")
    session.queue_all(first.edits)
    assert all(one.decision.kind != "hire_people" for one in proposals(session, "research"))
    session.queue(SetNumber("hire_people", 1.0))
    again = next(one for one in proposals(session, "research") if one.decision.kind == "hire_people")
    assert again.edits == first.edits


def test_what_was_weighed_is_told_in_every_department(begun: Session) -> None:
    assert set(WEIGHED) == set(DEPARTMENTS)
    for name in DEPARTMENTS:
        assert [reading for reading, _ in weighed(begun, name)] == list(WEIGHED[name])
    assert dict(weighed(begun, "supply"))["chips_musd"] > 0
    assert 0 < dict(weighed(begun, "compute"))["load_share"] < 3
