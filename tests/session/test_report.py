"""The quarter's report: what happened, why, what was rolled, and the ledger before and after."""

import pytest

from game.engine.axes import FIRMS
from game.engine.orders import DEPARTMENTS
from game.session.edits import Answer, PlayMove, SetNumber
from game.session.game import Session
from game.session.stories import story_from_json, story_to_json


@pytest.fixture(scope="module")
def course(stockpile):
    """Every report of a whole game on the default board, and the session after it."""
    session = Session(stockpile, stockpile.ruleset.ids[FIRMS][0], seed=4, delegated=tuple(DEPARTMENTS))
    return session, [session.end_quarter() for _ in range(stockpile.ruleset.turns)]


def test_the_ledger_says_before_and_after(course):
    session, reports = course
    for report in reports:
        before, after = ({line.quantity: getattr(line, side) for line in report.ledger} for side in ("before", "after"))
        assert before["cash_bn"] == pytest.approx(session.desk.series("cash_bn")[report.turn])
        assert after["cash_bn"] == pytest.approx(session.desk.series("cash_bn")[report.turn + 1])


def test_stories_stand_by_weight_and_have_their_subject(course):
    _, reports = course
    for report in reports:
        weights = [story.weight for story in report.stories]
        assert weights == sorted(weights, reverse=True)
        assert all(0 <= story.weight <= 100 for story in report.stories)
        assert {story.about for story in report.stories} <= {"own", "rival", "rules", "world"}


def test_a_game_tells_of_rules_models_and_research(course):
    _, reports = course
    told = {story.message for report in reports for story in report.stories}
    assert {"story.control_in_force", "story.release", "story.project_done", "story.event"} <= told


def test_a_control_comes_into_force_once(course):
    _, reports = course
    forced = [
        dict(story.params)["control"]
        for report in reports
        for story in report.stories
        if story.message == "story.control_in_force"
    ]
    assert len(forced) == len(set(forced))


def test_rolls_carry_odds_and_the_draw(course):
    _, reports = course
    rolls = [roll for report in reports for roll in report.rolls]
    assert rolls
    for roll in rolls:
        assert 0.0 <= roll.drawn < 1.0 and 0.0 <= roll.odds <= 1.0
        assert roll.hit == (roll.drawn < roll.odds)


def test_the_table_and_the_place_agree(course):
    session, reports = course
    for report in reports[1:]:
        own = next(row for row in report.table if row.is_you)
        assert own.place == report.place
    assert [report.place_before for report in reports[2:]] == [report.place for report in reports[1:-1]]
    assert reports[-1].ending == session.ending != "running"


def test_while_all_are_level_nobody_has_a_place(course):
    _, reports = course
    assert {row.score for row in reports[0].table} == {50.0}
    assert reports[0].place is None and reports[0].place_before is None
    assert reports[1].place_before is None and reports[1].place is not None


def test_only_what_came_out_is_told_as_a_release_and_one_firm_takes_the_frontier(course):
    """Post-training moves a model's index every quarter: that is not news. Of all that pass the best, one leads."""
    _, reports = course
    ahead = {"story.release_leads", "story.release_keeps"}
    counts = []
    for report in reports:
        told = [story for story in report.stories if story.message.startswith("story.release")]
        index = {row.firm: row.capability for row in report.table}
        leading = [dict(story.params)["firm"] for story in told if story.message in ahead]
        assert len(leading) <= 1
        assert all(index[firm] == max(index.values()) for firm in leading)
        counts.append(len(told))
    assert 0 < sum(counts) < len(index) * len(reports) * 0.7, "many runs take two quarters"
    assert any(story.message in ahead for report in reports for story in report.stories)


def test_a_rule_is_said_to_catch_what_is_on_sale_or_soon_will_be(course, stockpile):
    session, reports = course
    first = Session(stockpile, session.firm, seed=4)
    known = sum(offer.is_in_sight for offer in first.desk.offers)
    for story in reports[0].stories:
        if story.message.startswith("story.control_"):
            assert dict(story.params)["offers"] <= known < len(first.desk.offers)


def test_a_move_and_its_outcome_are_told(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    move = next(move for move in session.desk.moves if move.can_play)
    session.queue(PlayMove(move.move))
    report = session.end_quarter()
    (story,) = [story for story in report.stories if story.message == "story.move"]
    assert dict(story.params)["move"] == move.move
    assert float(dict(story.params)["outcome"]) < len(move.outcomes)
    if len(move.outcomes) > 1:
        assert any(dict(roll.params).get("move") == move.move for roll in report.rolls)


def test_an_answer_is_told(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    while not session.desk.events:
        session.end_quarter()
    event = session.desk.events[0]
    choice = next(choice for choice in reversed(event.choices) if choice.can_pay)
    session.queue(Answer(event.slot, choice.choice))
    assert session.desk.events[0].is_answered
    report = session.end_quarter()
    answers = [dict(story.params) for story in report.stories if story.message == "story.answer"]
    assert {"event": event.event, "choice": float(choice.choice)}.items() <= answers[0].items()


def test_what_the_market_could_not_fill_is_told(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    offer = max((o for o in session.desk.offers if o.status == "open"), key=lambda o: o.supply_units)
    session.queue(SetNumber("buy_units", offer.supply_units * 0.5, (offer.offer,)))
    report = session.end_quarter()
    told = {story.message for story in report.stories if dict(story.params).get("offer") == offer.offer}
    assert told & {"story.bought", "story.short_supply"}


def test_stories_survive_json(course):
    _, reports = course
    for story in reports[3].stories:
        assert story_from_json(story_to_json(story)) == story


def test_a_fall_of_a_foundry_names_both_ends(course):
    """A foundry above its plan may fall too: the story says from what to what, and the later is the lower."""
    _, reports = course
    falls = [dict(s.params) for report in reports for s in report.stories if s.message == "story.foundry_falls"]
    assert falls, "this seed has one"
    assert all(fall["before"] > fall["ratio"] for fall in falls)
