"""Causes: a number opens into its terms, these into theirs, and the last of them into rule, constant and deed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.engine.constant_ranges import constant_ranges
from game.engine.rule_reads import Rule
from game.session.game import Session
from game.ui import shots
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.widgets import Tip
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE
from tests.ui.hands import Hands, window


@pytest.fixture
def hands(stockpile) -> Iterator[Hands]:
    live = shots.midgame(stockpile, 1)
    with window(HomeScreen(live), (1600, 900)) as found:
        yield found


def hover(hands: Hands, wid: str) -> None:
    hands.move(*hands.app.find(wid).rect_px.center)
    hands.wait(0.7)


def titles(hands: Hands) -> list[str]:
    return [view.tip_shown.title for view in hands.app.tips.views]


def point(hands: Hands, depth: int, text: str) -> tuple[float, float]:
    """Where a line of an open tooltip is, real px."""
    view = hands.app.tips.views[depth]
    n = next(n for n, line in enumerate(view.tip_shown.lines) if line.text.startswith(text))
    scale = hands.app.view.scale
    place = view.line_rect(n)
    return (place.x + 40) * scale, place.centery * scale


def every_end(tip: Tip, depth: int = 0) -> Iterator[list[str]]:
    """What each chain of tooltips ends in, followed down."""
    assert depth < 12
    for line in tip.lines:
        inner = line.inner()
        if inner is not None:
            for end in every_end(inner, depth + 1):
                yield [tip.title, *end]
        elif line.about is not None:
            yield [tip.title, line.about[0]]


def test_followed_by_mouse_to_the_constant_and_its_page(hands):
    hover(hands, "top.cash")
    x, y = hands.app.find("top.cash").rect_px.center
    hands.click_at(x, y, button=2)
    for depth, text in enumerate(("Running", "Interest", "The rule")):
        hands.click_at(*point(hands, depth, text))
    assert titles(hands) == ["Cash", "Running costs", "Interest", "The rule: Money"]
    hands.move(*point(hands, 3, "Interest rate"))
    hands.wait(0.7)
    assert "Source" in hands.app.tips.views[-1].tip_shown.note
    hands.click_at(*point(hands, 4, "Open"))
    assert hands.screen == "CodexScreen"
    assert hands.app.find("codex.title").label == "interest_rate"


def test_followed_by_keys_and_closed_step_by_step(hands):
    hands.app.focus_on(hands.app.find("top.cash"))
    hands.key("F2")
    hands.key("F2")
    for key in ("Down", "Down", "Enter"):
        hands.key(key)
    assert len(titles(hands)) == 2
    hands.key("Left")
    assert titles(hands) == ["Cash"]
    hands.key("Right")
    hands.key("Esc")
    hands.key("Esc")
    assert titles(hands) == []
    assert hands.screen == "HomeScreen"


def test_several_stay_while_one_moves_on_and_tell_the_new_numbers(hands):
    for wid in ("top.cash", "top.runway"):
        hover(hands, wid)
        hands.key("F2")
    before = hands.app.find("tooltip.0").describe()
    hands.key("m")
    assert hands.screen == "ModelsScreen"
    assert titles(hands) == ["Cash", "Runway"]
    top = hands.app.top
    top.live.session.end_quarter()
    top.rebuild()
    hands.app.pump([])
    hands.app.frame()
    assert titles(hands) == ["Cash", "Runway"]
    assert hands.app.find("tooltip.0").describe() != before
    hands.key("F2")
    hands.key("Esc")
    assert len(titles(hands)) < 2


def test_the_cross_and_a_right_click_close_the_one_they_are_at(hands):
    for wid in ("top.cash", "top.tension"):
        hover(hands, wid)
        hands.key("F2")
    first = hands.app.find("tooltip.0").rect_px
    hands.click_at(first.right - 20, first.y + 18)
    assert titles(hands) == ["Tension"]
    hands.click_at(*hands.app.tips.views[0].rect_px.center, button=3)
    assert titles(hands) == []
    assert hands.screen == "HomeScreen"


def test_every_chain_ends_in_a_page(stockpile):
    live = shots.midgame(stockpile, 1)
    kinds, constants = set(), set()
    for quantity in ("cash_bn", "score", "runway", "gap_months", "flop", "know_how", "tension", "utilisation"):
        tip = live.why(quantity)()
        assert tip is not None
        for line in tip.lines:
            assert line.leads_on or line.strong, (quantity, line.text)
        for *_, kind in every_end(tip):
            kinds.add(kind)
    record = live.session.last
    assert record is not None
    for one in record.sums.values():
        constants |= set(one.rule.constants)
    assert kinds - {"graph"} == {"rules", "constants", "moves", "events"}
    assert "interest_rate" in constants
    assert constants <= set(constant_ranges())


def test_the_first_quarter_still_says_what_a_number_means(stockpile):
    live = Live(Session(stockpile, stockpile.board.scenario.playable[0], 1))
    tip = live.why("cash_bn")()
    assert tip is not None and tip.text


def test_rules_speak_the_players_language(stockpile):
    live = shots.midgame(stockpile, 1)
    CATALOGUE.use("zh")
    try:
        for one in live.ends.codex.book.phases:
            tip = live.ends.rule_tip(Rule(one.phase))
            assert one.title not in tip.title
            assert one.summary[1:] not in tip.text
    finally:
        CATALOGUE.use(FIRST_LANGUAGE)
