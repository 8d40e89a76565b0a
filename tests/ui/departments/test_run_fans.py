"""What is told of a run: how far luck may carry it, and what its capability is added up from."""

from __future__ import annotations

import pytest

from game.scenario import Loaded
from game.session.edits import StartRun
from game.session.facts.plan import run_outlook
from game.session.game import Session
from game.ui.screens.frame.live import Live
from game.ui.screens.models import ModelsScreen
from game.ui.screens.models.sheet import compute_tip
from game.ui.widgets import LineChart
from game.ui.wording import MINUS
from tests.ui.hands import window


def test_a_run_has_a_fan_from_today_to_where_luck_may_land_it(stockpile: Loaded) -> None:
    session = Session(stockpile, stockpile.board.scenario.playable[0], 4)
    session.queue(StartRun(2, 0.5, "closed"))
    session.end_quarter()
    run = session.desk.models.runs[0]
    view = run_outlook(session.desk.seat, run)
    with window(ModelsScreen(Live(session)), (1280, 720)) as hands:
        chart = hands.app.find("frontier.chart")
        assert isinstance(chart, LineChart)
        fan = next(line for line in chart.series if line.band)
    (now, low, high), (lands, least, most) = fan.band
    assert now == session.desk.top.turn and low == high == session.desk.models.capability
    assert lands > now
    assert (least, most) == pytest.approx((view.capability - view.luck, view.capability + view.luck))


def test_compute_and_know_how_add_up_before_any_run_has_ended(stockpile: Loaded) -> None:
    screen = ModelsScreen(Live(Session(stockpile, stockpile.board.scenario.playable[0], 4)))
    with window(screen, (1280, 720)):
        tip = compute_tip(screen, screen.outlook())
    *parts, whole = (float(line.value.replace(MINUS, "-").lstrip("+")) for line in tip.lines)
    assert sum(parts) == pytest.approx(whole, abs=0.11)
