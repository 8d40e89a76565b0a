"""What stands open: a warning names only what can really shut, and nothing asks twice for what cannot be done."""

from dataclasses import replace

import pytest

from game.engine.axes import CONTROLS
from game.session.blockers import blockers
from game.session.facts.supply import Catch


def desk_with(session, **changes):
    """The desk with its first offer on sale changed; the offer's id too."""
    desk = session.desk
    first = next(one for one in desk.offers if one.status == "open" and one.supply_units >= 1 and not one.is_grey)
    plain = replace(first, catches=())
    desk.__dict__["offers"] = (replace(plain, **changes),)
    return desk, first.offer


def rule(session, policy, window=False):
    """A catch of a rule that is, or is not, a relief."""
    windows = session.rules.controls.is_window.array.tolist()
    control = session.rules.ids[CONTROLS][windows.index(window)]
    return Catch(control=control, stage="rumoured", policy=policy, in_force_on=None)


def kinds_of(desk):
    return [(one.kind, one.is_blocking) for one in blockers(desk, ()) if one.department == "supply"]


def test_a_hard_rule_on_its_way_is_named(session):
    desk, offer = desk_with(session, catches=(rule(session, "denial"),))
    assert kinds_of(desk) == [("closing", False)]
    found = next(one for one in blockers(desk, ()) if one.kind == "closing")
    assert dict(found.params)["offer"] == offer


@pytest.mark.parametrize("policy", ["open", "notify"])
def test_a_rule_that_shuts_nothing_is_no_warning(session, policy):
    desk, _ = desk_with(session, catches=(rule(session, policy),))
    assert kinds_of(desk) == []


def test_a_relief_is_no_warning(session):
    desk, _ = desk_with(session, catches=(rule(session, "case_by_case", window=True),))
    assert kinds_of(desk) == []


@pytest.mark.parametrize("change", [{"supply_units": 0.0}, {"is_grey": True}])
def test_what_is_not_sold_openly_cannot_be_shut(session, change):
    desk, _ = desk_with(session, catches=(rule(session, "ban"),), **change)
    assert kinds_of(desk) == []


@pytest.mark.parametrize(("odds", "blocks"), [(0.4, True), (0.03, False)])
def test_a_held_order_asks_only_where_a_licence_can_be_hoped_for(session, odds, blocks):
    desk, _ = desk_with(session, status="licence", held_units=100.0, licence_odds=odds)
    assert kinds_of(desk) == [("held_order", blocks)]


def test_a_second_held_order_waits_for_the_next_quarter(session):
    desk, _ = desk_with(session, status="licence", held_units=100.0, licence_odds=0.4)
    held = desk.offers[0]
    desk.__dict__["offers"] = (held, replace(held, held_units=0.0, file_units=50.0))
    assert ("held_order", False) in kinds_of(desk)
