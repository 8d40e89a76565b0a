"""Facts: plain numbers that agree with the state, for every page, and nothing of what rivals hide."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from game.engine.axes import CHIPS, FIRMS, OFFERS, PROJECTS
from game.engine.orders import DEPARTMENTS
from game.engine.phases.research import spill_over
from game.engine.view import Knowledge, Reading
from game.paths import assets_dir
from game.scenario import Loaded
from game.session.edits import PlayMove, SetNumber, SetShares
from game.session.facts.research import staff_pace
from game.session.game import Session
from game.session.naming import named
from game.session.seat import Quarter

PAGES = (
    "top", "league", "offers", "order_book", "licences", "stocks", "lots", "sites", "uses", "ecosystems", "projects",
    "models", "releases", "market", "books", "rule_book", "governments", "influence", "foundries", "moves", "events",
)  # fmt: skip
PLAIN = (str, int, float, bool, type(None), Quarter, Reading)


def leaves(thing: object) -> Iterator[object]:
    if is_dataclass(thing) and not isinstance(thing, PLAIN):
        for field in fields(thing):
            yield from leaves(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from leaves(one)
    else:
        yield thing


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_plain_and_finite(session, midgame, page):
    for game in (session, midgame):
        for leaf in leaves(getattr(game.desk, page)):
            assert isinstance(leaf, PLAIN), f"{page}: {leaf!r}"
            assert not isinstance(leaf, np.generic), f"{page}: {leaf!r}"
            if isinstance(leaf, float):
                assert np.isfinite(leaf)


def opens(loaded: Loaded, firm: str) -> None:
    session = Session(loaded, firm, seed=1, delegated=tuple(DEPARTMENTS))
    session.end_quarter()
    for page in PAGES:
        getattr(session.desk, page)
    assert session.desk.top.compute.value > 0


def test_the_default_board_opens_from_both_sides(stockpile):
    for firm in (stockpile.ruleset.ids[FIRMS][0], stockpile.ruleset.ids[FIRMS][-1]):
        opens(stockpile, firm)


@pytest.mark.slow
def test_the_default_board_opens_from_every_seat(stockpile):
    for firm in stockpile.ruleset.ids[FIRMS]:
        opens(stockpile, firm)


def test_the_first_quarter_has_numbers_to_decide_on(session):
    top = session.desk.top
    assert top.compute.value > 1e24 and top.runway.value > 0 and top.turn == 0
    assert top.cash.change is None


def test_the_top_bar_says_how_numbers_moved(midgame):
    series = midgame.desk.series("cash_bn")
    assert midgame.desk.top.cash.change == pytest.approx(series[-1] - series[-2], abs=1e-3)


def test_lots_are_what_is_in_hand(midgame):
    by_chip: dict[str, float] = {}
    for lot in midgame.desk.lots:
        by_chip[lot.chip] = by_chip.get(lot.chip, 0.0) + lot.units
    stocks = {
        stock.chip: stock.stock_units + sum(units for _, units in stock.racked_units) for stock in midgame.desk.stocks
    }
    assert by_chip == pytest.approx(stocks)


def test_an_offer_shows_the_controls_that_catch_it(stockpile):
    """Whatever the engine holds to a licence has a control in force that says why."""
    session = Session(stockpile, stockpile.ruleset.ids[FIRMS][0], seed=1, delegated=tuple(DEPARTMENTS))
    for _ in range(3):
        session.end_quarter()
    caught = [offer for offer in session.desk.offers if offer.status in {"licence", "banned"} and not offer.is_grey]
    assert caught
    for offer in caught:
        assert any(catch.stage == "in_force" for catch in offer.catches), offer.offer
        assert offer.policy != "open"


def test_the_rule_book_never_shows_what_was_not_heard_of(session):
    stages = {rule.stage for rule in session.desk.rule_book}
    assert stages <= {"rumoured", "announced", "in_force", "ended"}
    now = session.quarter
    for rule in session.desk.rule_book:
        assert rule.rumoured_on is None or rule.rumoured_on <= now
        if rule.stage == "rumoured":
            assert rule.in_force_on is None


def test_research_ranges_are_in_order(midgame):
    projects = midgame.desk.projects
    assert len(projects) == midgame.rules.sizes[PROJECTS]
    for project in projects:
        if project.soonest is not None:
            assert midgame.quarter <= project.soonest <= project.latest
        assert (project.state == "locked") == (bool(project.missing) and project.state != "done")
    assert any(project.state == "running" for project in projects)


def test_the_research_range_goes_by_what_the_engine_will_do(pocket):
    game = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    longest = max((one for one in game.desk.projects if one.state == "open"), key=lambda one: one.work_people_quarters)
    game.queue(SetShares("focus", ((longest.project, 1.0),)))
    game.queue(SetShares("split", (("training", 0.3), ("serving", 0.1), ("research", 0.6))))
    place = game.rules.place(PROJECTS, longest.project)
    spill = game.desk.seat.row(spill_over(game.rules, game.state))[place]
    expected = staff_pace(game.desk.seat) * (1.0 + spill)
    before = game.desk.seat.number(game.state.labs.progress, place)
    game.end_quarter()
    made = game.desk.seat.number(game.state.labs.progress, place) - before
    assert made == pytest.approx(expected, rel=0.03)


def test_moves_show_odds_that_add_up_and_a_reason_where_they_cannot_be_played(midgame):
    for move in midgame.desk.moves:
        assert sum(outcome.odds for outcome in move.outcomes) == pytest.approx(1.0)
        assert (move.reason is None) == move.can_play


def test_a_chosen_move_uses_attention(session):
    move = next(move for move in session.desk.moves if move.can_play)
    left = session.desk.top.attention_left
    session.queue(PlayMove(move.move))
    assert session.desk.top.attention_left == left - move.attention
    assert next(one for one in session.desk.moves if one.move == move.move).is_chosen


def test_events_have_choices_with_odds(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    for _ in range(8):
        for event in session.desk.events:
            assert len(event.choices) >= 2 and event.choices[0].is_chosen and not event.is_answered
            for choice in event.choices:
                assert sum(outcome.odds for outcome in choice.outcomes) == pytest.approx(1.0)
            return
        session.end_quarter()
    pytest.fail("no event in eight quarters")


def test_commitments_follow_the_orders(session):
    offer = next(o for o in session.desk.offers if o.status == "open")
    session.queue(SetNumber("buy_units", 100.0, (offer.offer,)))
    (chips,) = [line for line in session.desk.books.commitments if line.message == "money.chips"]
    assert chips.musd == pytest.approx(-100.0 * offer.price_musd, rel=1e-4)


def test_dossiers_hide_and_blur(midgame):
    rival = midgame.rules.ids[FIRMS][1]
    seen = {name: reading for name, _, reading in midgame.desk.dossier(rival).readings}
    assert "patience" not in seen
    assert seen["cash_bn"].knowledge is Knowledge.ESTIMATED and seen["cash_bn"].low < seen["cash_bn"].high
    own = {name: reading for name, _, reading in midgame.desk.dossier(midgame.firm).readings}
    assert own["cash_bn"].knowledge is Knowledge.KNOWN


def test_stocks_and_offers_use_ids_of_the_scenario(midgame):
    assert {stock.chip for stock in midgame.desk.stocks} <= set(midgame.rules.ids[CHIPS])
    assert {line.offer for line in midgame.desk.order_book} <= set(midgame.rules.ids[OFFERS])


def test_every_message_has_a_text_and_its_parameters(midgame):
    texts = json.loads((assets_dir() / "text" / "session.en.json").read_text(encoding="utf-8"))
    told = [(story.message, story.params) for _, story in midgame.chronicle]
    told += [(story.message, story.params) for story in midgame.report.stories]
    told += [(story.cause, story.params) for story in midgame.report.stories if story.cause]
    told += [(roll.message, roll.params) for roll in midgame.report.rolls]
    told += [(blocker.message, blocker.params) for blocker in midgame.blockers()]
    told += [(line.message, ()) for line in midgame.report.cash]
    for message, params in told:
        assert texts[message].format(**named(midgame.board, params))


@pytest.mark.parametrize("firm", [0, 2])
def test_what_is_likely_to_come_of_an_order_is_near_what_does(pocket, firm):
    """The estimate takes the others to ask as they did last quarter: right in the middle, not each time."""
    game = Session(pocket, pocket.ruleset.ids[FIRMS][firm], seed=7)
    came = []
    for _ in range(7):
        scarce = max(
            (one for one in game.desk.offers if one.status == "open" and not one.is_leased and one.supply_units >= 100),
            key=lambda one: one.wanted_units / one.supply_units,
        )
        place = game.rules.place(OFFERS, scarce.offer)
        game.queue(SetNumber("buy_units", scarce.supply_units * 0.5, (scarce.offer,)))
        likely = next(one.likely_units for one in game.desk.offers if one.offer == scarce.offer)
        asked = game.desk.seat.number(game.legal.buy_units, place)
        game.end_quarter()
        assert game.last is not None
        got = game.desk.seat.number(game.last.notes["market.bought_units"], place)
        assert likely is None or 0 < likely <= asked
        came += [got / likely] if likely else []
    assert len(came) >= 5
    assert np.median(came) == pytest.approx(1.0, abs=0.2)
