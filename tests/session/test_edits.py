"""Edits: named by ids, written and read as JSON, and the orders that come of them."""

import json

import numpy as np
import pytest

from game.engine.axes import CHIPS, COUNTRIES, FIRMS, MOVES, OFFERS, USES
from game.engine.registers import RELEASES
from game.engine.rows import row_of
from game.engine.ruleset import Ruleset
from game.engine.view import observe, standing
from game.rollout.loop import opening
from game.session.edits import (
    Answer,
    DropRun,
    Edit,
    EditError,
    PlayMove,
    SetFlag,
    SetNumber,
    SetShares,
    StartRun,
    applied,
    department,
    from_json,
    target,
    to_json,
)


@pytest.fixture
def base(rules):
    state = opening(rules, 2, 1)
    return standing(rules, observe(rules, state))


def offered(rules: Ruleset, firm: int, is_made: bool = True) -> str:
    """The first offer that is made to a firm, or the first that is not."""
    return rules.ids[OFFERS][int(np.flatnonzero(rules.offers.may_buy.array[firm] == is_made)[0])]


def all_kinds(rules: Ruleset, firm: int = 1) -> list[Edit]:
    return [
        SetNumber("buy_units", 1200.0, (offered(rules, firm),)),
        SetNumber("build_mw", 40.0),
        SetFlag("run_cut", True, (1,)),
        SetShares("split", (("training", 0.7), ("serving", 0.3))),
        StartRun(3, 0.5, "open"),
        DropRun(),
        PlayMove(rules.ids[MOVES][0]),
        Answer(0, 2),
    ]


def test_every_kind_survives_json(rules):
    for edit in all_kinds(rules):
        assert from_json(json.loads(json.dumps(to_json(edit)))) == edit


@pytest.mark.parametrize(
    "data", [{}, {"edit": "explode"}, {"edit": "answer", "slot": 0}, {"edit": "answer", "slot": 0, "choice": 1, "x": 2}]
)
def test_anything_else_is_refused(data):
    with pytest.raises(EditError):
        from_json(data)


def test_edits_change_one_row_and_what_they_name(rules, base):
    firm = 1
    after = applied(rules, base, firm, all_kinds(rules, firm))
    bought = row_of(rules, after.buy_units, firm)
    assert bought[rules.place(OFFERS, offered(rules, firm))].tolist() == [1200.0, 1200.0]
    assert after.buy_units.array.sum() == 2400.0, "and nobody else's"
    assert after.build_mw.array[firm].tolist() == [40.0, 40.0]
    assert after.run_cut.array[firm, 1].all() and not after.run_cut.array[firm, 0].any()
    assert after.moves.array[firm, 0].all()
    assert after.answers.array[firm, 0].tolist() == [2.0, 2.0]
    assert not after.run_start.array.any()
    training = after.split.array[firm, rules.place(USES, "training")]
    assert training.tolist() == pytest.approx([0.7, 0.7])
    others = np.delete(np.arange(rules.sizes[FIRMS]), firm)
    for field in ("build_mw", "split", "moves", "answers"):
        assert np.array_equal(getattr(after, field).array[others], getattr(base, field).array[others])


def test_the_base_stays_as_it_was(rules, base):
    before = base.buy_units.array.copy()
    applied(rules, base, 0, [SetNumber("buy_units", 5.0, (offered(rules, 0),))])
    assert np.array_equal(base.buy_units.array, before)


def test_a_run_carries_its_length_share_and_release(rules, base):
    after = applied(rules, base, 0, [StartRun(4, 0.25, RELEASES[-1])])
    read = [getattr(after, name).array[0, 0] for name in ("run_start", "run_quarters", "run_share", "run_release")]
    assert read == [True, 4.0, 0.25, len(RELEASES) - 1]


@pytest.mark.parametrize(
    "edit",
    [
        SetNumber("nonsense", 1.0),
        SetNumber("buy_units", 1.0),
        SetNumber("buy_units", 1.0, ("no-such-offer",)),
        SetNumber("build_mw", 1.0, ("home",)),
        SetShares("split", (("gambling", 1.0),)),
        SetFlag("run_cut", True, (99,)),
        StartRun(2, 1.0, "sell"),
        PlayMove("no-such-move"),
        Answer(99, 0),
    ],
)
def test_an_edit_that_names_nothing_is_refused(rules, base, edit):
    with pytest.raises(EditError):
        applied(rules, base, 0, [edit])


def test_what_is_not_offered_to_a_firm_is_named(rules, base):
    firm = rules.place(FIRMS, "tencent")
    with pytest.raises(EditError, match="not offered to 'tencent'"):
        applied(rules, base, firm, [SetNumber("buy_units", 1.0, (offered(rules, firm, is_made=False),))])


def test_edits_know_their_target_and_department(rules):
    chip, country = rules.ids[CHIPS][0], rules.ids[COUNTRIES][0]
    assert target(StartRun(1, 1.0, "open")) == target(DropRun())
    assert department(SetNumber("rack_units", 1.0, (chip,))) == "compute"
    assert department(SetNumber("lobby_musd", 1.0, (country,))) == "policy"
    assert department(Answer(0, 1)) == "board"
