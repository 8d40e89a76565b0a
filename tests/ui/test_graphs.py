"""Graphs of any number, kept as table and picture; the watch list; alerts grouped and muted by kind."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.session.blockers import Blocker
from game.session.game import Session
from game.ui import shots
from game.ui.habits import HABITS
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import open_points
from game.ui.screens.graphs import GraphScreen, courses_of, quantities_of
from game.ui.screens.home import HomeScreen
from game.ui.settings import read_settings
from game.ui.widgets import LineChart
from tests.ui.hands import Hands, window


@pytest.fixture(scope="module")
def live(stockpile) -> Live:
    return shots.midgame(stockpile, 1)


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    with window(HomeScreen(live), (1600, 900)) as found:
        yield found


def graph(hands: Hands) -> GraphScreen:
    top = hands.app.top
    assert isinstance(top, GraphScreen)
    return top


def test_every_quantity_is_drawn_by_keys_alone(hands: Hands, live: Live) -> None:
    hands.key("g")
    seen = set()
    for _ in quantities_of(live):
        seen.add(graph(hands).quantity)
        hands.key("Down")
        assert hands.sees("graph.chart")
    assert seen == set(quantities_of(live))
    hands.key("Esc")
    assert hands.screen == "HomeScreen"


def test_every_quantity_is_drawn_in_the_first_quarter_too(stockpile) -> None:
    begun = Live(Session(stockpile, stockpile.board.scenario.playable[0], 1))
    with window(GraphScreen(begun)) as hands:
        for quantity in quantities_of(begun):
            graph(hands).show(quantity)
            hands.app.frame()
            chart = hands.app.find("graph.chart")
            assert isinstance(chart, LineChart)
            assert chart.y.high > chart.y.low
            assert max(len(chart.y.show(tick)) for tick in chart.y.ticks) < 11, quantity


def test_what_rivals_hide_is_not_drawn(live: Live) -> None:
    mine = live.session.firm
    assert set(courses_of(live, "patience")) == {mine}
    assert len(courses_of(live, "score")) == len(live.board.firms)
    assert set(courses_of(live, "tension")) == {mine}


def test_a_number_leads_to_its_graph(hands: Hands) -> None:
    hands.app.focus_on(hands.app.find("top.runway"))
    for key in ("F2", "F2", "Up", "Enter"):
        hands.key(key)
    assert graph(hands).quantity == "runway"


def test_pointing_at_a_line_tells_the_quarter_and_the_values_there(hands: Hands, live: Live) -> None:
    hands.key("g")
    hands.click("graph.capability")
    hands.app.frame()
    chart = hands.app.find("graph.chart")
    assert isinstance(chart, LineChart)
    scale = hands.app.view.scale
    for turn in (1, 2):
        hands.move(chart.px(turn) * scale, (chart.area.centery) * scale)
        hands.wait(0.8)
        (shown,) = hands.app.tips.views
        tip = shown.tip_shown
        assert tip.title == chart.x.show(turn)
        values = {line.value for line in tip.lines}
        mine = dict(chart.series[0].points)[turn]
        assert chart.y.show(mine) in values
        assert len(tip.lines) == len(chart.series)


def test_table_and_picture_are_kept(hands: Hands, live: Live, player_folders: Path) -> None:
    hands.key("g")
    hands.click("graph.capability")
    hands.click("graph.csv")
    hands.click("graph.png")
    (table,) = player_folders.rglob("*.csv")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == live.session.turn + 1
    assert float(rows[-1][live.session.firm]) == pytest.approx(live.session.desk.seat.quantity("capability"))
    (picture,) = player_folders.rglob("*.png")
    assert pygame.image.load(str(picture)).get_size() == hands.app.find("graph").rect_px.size


def test_a_watched_number_stands_on_the_desk_and_leads_back(hands: Hands, player_folders: Path) -> None:
    hands.key("g")
    hands.click("graph.patience")
    hands.key("w")
    hands.key("Esc")
    assert read_settings()[0].watched == ["patience"]
    hands.click("watched.patience")
    assert graph(hands).quantity == "patience"
    hands.key("w")
    hands.key("Esc")
    assert not hands.sees("watched.patience")


def test_a_kind_is_muted_and_shown_again(hands: Hands, live: Live, player_folders: Path) -> None:
    kinds = [blocker.kind for blocker, _ in open_points(live)]
    assert "attention" in kinds
    at = kinds.index("attention")
    hands.click(f"mute.alert.{at}")
    assert read_settings()[0].muted == ["attention"]
    assert "attention" not in [blocker.kind for blocker, _ in open_points(live)]
    assert "moves" not in hands.app.find("end.list").label.lower()
    hands.app.focus_on(hands.app.find("alert.0"))
    hands.key("Delete")
    assert len(HABITS.muted) == 2
    hands.click("desk.unmute")
    assert [blocker.kind for blocker, _ in open_points(live)] == kinds


def test_orders_that_wait_alike_are_one_alert(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    offers = [offer.offer for offer in live.session.desk.offers][:3]
    one = Blocker("stuck_order", "supply", "blocker.stuck_order", (("offer", offers[0]), ("units", 10.0)))
    found = tuple(replace(one, params=(("offer", offer), ("units", 10.0))) for offer in offers)
    monkeypatch.setattr(live.session, "blockers", lambda: found)
    ((blocker, title),) = open_points(live)
    assert blocker.kind == "stuck_order"
    assert title.startswith("3 orders")
