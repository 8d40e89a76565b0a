"""The last page: the score adds up, and four ways of playing leave four different marks."""

import pytest

from game.engine.axes import FIRMS
from game.engine.orders import DEPARTMENTS
from game.engine.registers import PARTS
from game.session.answers import ANSWERS
from game.session.ending import CHARTS
from game.session.game import Session


@pytest.fixture(scope="module")
def finished(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=4, delegated=tuple(DEPARTMENTS))
    for _ in range(pocket.ruleset.turns):
        session.end_quarter()
    return session


def test_parts_add_up_to_the_score(finished):
    page = finished.last_page()
    assert [part.part for part in page.parts] == list(PARTS)
    reached = sum(part.weighted for part in page.parts)
    assert 50 + reached - page.expected == pytest.approx(finished.desk.top.score.value, abs=0.01)


def test_it_says_who_won_and_where_everybody_stands(finished):
    page = finished.last_page()
    assert page.winner in finished.rules.ids[FIRMS]
    assert page.is_won == (page.winner == finished.firm)
    assert page.table[page.place - 1].is_you


def test_marks_of_the_four_answers_are_shares(finished):
    answers = finished.last_page().answers
    assert {answer.answer for answer in answers} == set(ANSWERS)
    assert all(0.0 <= answer.mark <= 1.0 for answer in answers)
    assert sum(answer.share for answer in answers) == pytest.approx(1.0)
    assert [answer.mark for answer in answers] == sorted((a.mark for a in answers), reverse=True)


def test_the_timeline_runs_forward_and_is_short(finished):
    moments = finished.last_page().timeline
    assert 3 <= len(moments) <= 12
    assert [moment.turn for moment in moments] == sorted(moment.turn for moment in moments)


def test_the_course_of_the_game_is_there(finished):
    page = finished.last_page()
    assert [course.quantity for course in page.charts] == list(CHARTS)
    assert all(len(course.values) == finished.rules.turns + 1 for course in page.charts)
    assert page.decisions == 0


def test_it_can_be_read_at_any_time(session):
    page = session.last_page()
    assert page.ending == "running" and page.winner is None and page.victory is None
