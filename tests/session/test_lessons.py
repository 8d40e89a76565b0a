"""Lessons: which one is on, how each is learnt, and that nothing waits for them."""

from dataclasses import replace
from typing import Any

import pytest

from game.scenario.board import LessonCard
from game.scenario.models.base import Text
from game.scenario.models.lessons import Done
from game.session.edits import PlayMove, SetNumber, StartRun
from game.session.game import Session
from game.session.lessons import Lessons


def taught(session: Session, *dones: dict[str, Any] | None, turns: tuple[int, ...] = ()) -> Lessons:
    """Lessons of the given kinds, called 0, 1, 2 ..., in a session of their own board."""
    words = Text({"en": "Do it."})
    cards = {
        str(n): LessonCard(words, words, turns[n] if turns else 0, (), None if done is None else Done(**done))
        for n, done in enumerate(dones)
    }
    session.board = replace(session.board, lessons=cards)
    session.lessons = Lessons(session)
    return session.lessons


def test_a_lesson_that_asks_for_nothing_is_learnt_by_reading_it(session):
    lessons = taught(session, None, None)
    assert (lessons.current, lessons.place("1")) == ("0", (2, 2))
    lessons.go_on()
    assert lessons.current == "1"
    lessons.go_on()
    assert lessons.current is None
    lessons.go_on()


def test_a_screen_opened(session):
    lessons = taught(session, {"opened": "policy"}, {"opened": "supply.stock"})
    lessons.look("supply", "market")
    assert lessons.current == "0"
    lessons.look("policy", "book")
    assert lessons.current == "1", "another tab of that screen is not enough"
    lessons.look("supply", "stock")
    assert lessons.current is None


@pytest.mark.parametrize("ordered", ["buy_units", "buy_units.h20"])
def test_an_order_given_and_not_taken_back_to_nothing(session, ordered):
    lessons = taught(session, {"ordered": ordered})
    session.queue(SetNumber("buy_units", 0.0, ("h20",)))
    assert lessons.current == "0"
    session.queue(SetNumber("buy_units", 10.0, ("h20",)))
    assert lessons.current is None
    session.undo()
    assert lessons.current is None, "what has been learnt stays so"


def test_an_order_for_something_else_does_not_count(session):
    lessons = taught(session, {"ordered": "buy_units.h20"}, {"ordered": "moves"})
    session.queue(SetNumber("buy_units", 10.0, ("ascend910c",)))
    session.queue(PlayMove("kernel_sprint"))
    assert lessons.current == "0"
    lessons.go_on()
    assert lessons.current is None, "the move had been played already"


def test_a_run_a_head_and_a_condition_all_at_once(session):
    when = {"quantity": "cash_bn", "op": ">=", "value": 0}
    lessons = taught(session, {"ordered": "run_start", "delegated": "research", "when": when})
    session.queue(StartRun(2, 0.5, "closed"))
    assert lessons.current == "0"
    session.delegate("research", True)
    assert lessons.current is None


def test_a_condition_is_read_for_the_players_firm(session):
    here, there = ({"when": {"quantity": f"firm.{name}", "op": ">=", "value": 1}} for name in (session.firm, "openai"))
    lessons = taught(session, here, there)
    assert lessons.current == "1"


def test_lessons_are_over_with_their_quarter(session):
    lessons = taught(session, None, {"ordered": "moves"}, None, turns=(0, 0, 1))
    assert lessons.current == "0"
    session.end_quarter()
    assert lessons.current == "2"
    session.end_quarter()
    assert lessons.current is None


def test_they_touch_nothing_of_the_game(session, pocket):
    other = Session(pocket, session.firm, seed=7)
    taught(session, None, {"opened": "policy"})
    session.lessons.go_on()
    session.end_quarter()
    other.end_quarter()
    assert session.digest == other.digest
