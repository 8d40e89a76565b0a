"""The page of an event by real events: choices weighed on the same futures, what each pushes from what to what."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from game.session.facts.pushed import pushed
from game.ui.habits import Habits
from game.ui.screen import Push
from game.ui.screens.event import EventScreen
from game.ui.screens.event_weighed import USUAL, WEIGHED, gain_words, most_telling
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from tests.ui.hands import Hands, window

FORESEES = True
SIZE = (1280, 720)


@pytest.fixture(scope="module")
def live(midgame: Live) -> Live:
    return midgame


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    with window(HomeScreen(live), SIZE) as found:
        found.app.apply(Push(EventScreen(live, live.session.desk.events[0].slot)))
        yield found


def page(hands: Hands) -> EventScreen:
    assert isinstance(hands.app.top, EventScreen)
    return hands.app.top


def weighed(hands: Hands, live: Live) -> EventScreen:
    """Wait until the first futures of the choices are drawn."""
    while not page(hands).picked.fans:
        assert not live.session.forecast.failed
        time.sleep(0.01)
        hands.wait(0.05)
    return page(hands)


def test_all_choices_are_weighed_without_being_picked(hands: Hands, live: Live) -> None:
    screen = weighed(hands, live)
    event = screen.event
    assert event is not None
    assert not live.session.edits, "nothing is answered yet"
    for name in WEIGHED:
        row = screen.picked.fans[name]
        assert len(row) == len(event.choices)
        assert all(band == (0.0,) * 5 for band in row[USUAL].change), "held against itself"
        assert all(row[USUAL].with_orders == fan.without for fan in row), "all against the same"
    dear = next(n for n, choice in enumerate(event.choices) if choice.cost_musd > 100 and choice.can_pay)
    assert screen.picked.fans["cash_bn"][dear].change[1][2] < 0, "what it costs is missing a quarter later"


def test_picking_another_choice_asks_for_nothing_anew(hands: Hands, live: Live) -> None:
    screen = weighed(hands, live)
    live.session.forecast.wait()
    hands.wait(0.1)
    count, known = live.session.forecast.count, screen.picked.fans
    hands.key("2")
    assert live.session.forecast.count == count
    assert page(hands).picked.fans == known
    told = gain_words(live, page(hands).picked, 1)
    assert told is not None
    assert all(words in hands.app.find("choice.2").describe() for words in told)


def test_the_choices_can_be_held_against_each_other_by_any_number(hands: Hands, live: Live) -> None:
    screen = weighed(hands, live)
    for name in WEIGHED:
        screen.judge_by(name)
        hands.wait(0.05)
        label = hands.app.find("event.verdict")
        assert label is not None
        assert "{" not in label.describe()
    assert most_telling(screen.picked.fans) in WEIGHED


def test_a_choice_tells_what_it_pushes_from_what_to_what(hands: Hands, live: Live) -> None:
    seat = live.session.desk.seat
    for event in live.session.desk.events:
        for choice in event.choices:
            found = pushed(seat, choice)
            cash = sum(one.effect.amount for one in found if (one.effect.lever, one.effect.scope) == ("cash", "self"))
            mean = sum(o.odds * e.amount for o in choice.outcomes for e in o.effects
                       if e.lever in {"cash", "price"} and e.scope == "self")  # fmt: skip
            assert cash == pytest.approx(mean - choice.cost_musd)
            for one in found:
                if one.quantity is not None:
                    assert one.before == seat.quantity(one.quantity)
    hands.key("2")
    row = next(wid for wid in hands.ids("event.moves.") if "." in wid[len("event.moves") :])
    tip = hands.app.find(row).tip()
    assert tip is not None
    shown = page(hands).event
    assert shown is not None
    assert any(line.about == ("events", shown.event) for line in tip.lines), "its page can be opened"


def test_without_foresight_the_page_asks_for_no_futures(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Habits, "foresees", False)
    with window(HomeScreen(live), SIZE) as hands:
        live.session.forecast.rest()
        hands.app.apply(Push(EventScreen(live, live.session.desk.events[0].slot)))
        hands.wait(0.2)
        assert not live.session.forecast.count
        assert not hands.ids("event.chart")
        assert hands.ids("event.moves.")
