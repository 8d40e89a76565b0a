"""The first quarter, in which nothing lies behind: no empty page, no place, and the score with its reason."""

from __future__ import annotations

import pytest

from game.scenario import Loaded
from game.session import shelf
from game.session.game import Session
from game.ui.screens.end_parts import fact_line
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.money import MoneyScreen
from game.ui.screens.report import ReportScreen
from game.ui.widgets import Tip
from tests.ui.hands import window


@pytest.fixture
def session(pocket: Loaded) -> Session:
    return shelf.begin(pocket, pocket.board.scenario.playable[0], 3)


def test_money_opens_on_what_there_is_to_decide(session: Session) -> None:
    assert MoneyScreen(Live(session)).tab == "sources"
    assert MoneyScreen(Live(session), "quarter").tab == "quarter"
    session.end_quarter()
    assert MoneyScreen(Live(session)).tab == "quarter"


def test_the_first_report_names_no_place_and_the_second_no_former_one(session: Session) -> None:
    session.end_quarter()
    with window(ReportScreen(Live(session))) as hands:
        assert "No. " not in str(_right_of(hands.app.find("standing")))
    session.end_quarter()
    with window(ReportScreen(Live(session))) as hands:
        words = _right_of(hands.app.find("standing"))
        assert "No. " in words and "before" not in words and "from" not in words


def _right_of(panel: object) -> str:
    return " ".join(span.text for span in getattr(panel, "right", ()))


def test_the_firm_tells_its_score_and_what_that_came_of(session: Session) -> None:
    session.end_quarter()
    live = Live(session)
    live.events_shown = True
    with window(HomeScreen(live)) as hands:
        tip = hands.app.find("firm").tooltip
    tip = tip() if callable(tip) else tip
    assert isinstance(tip, Tip)
    (line,) = tip.lines
    assert line.value == "50.0" and (inner := line.inner()) is not None
    assert len(inner.lines) > 4


def test_a_loss_is_told_as_a_loss() -> None:
    assert fact_line("answer.statecraft.standing", -3.0) == "3 points of standing lost"
    assert fact_line("answer.statecraft.standing", 3.0) == "3 points of standing gained"
    assert fact_line("answer.homegrown.rise", -0.001) == "0 % rise of the domestic share"
    assert fact_line("answer.homegrown.rise", -0.1) == "10 % fall of the domestic share"


def test_powers_of_ten_are_written_out() -> None:
    assert fact_line("answer.lean.gained", 3.74) == "5,500 times the know-how of the start"
    assert fact_line("answer.lean.gained", 0.0) == "1 times the know-how of the start"
