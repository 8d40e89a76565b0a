"""What a player asks in the first quarters is answered from the map, in a hover or two clicks at most, on the window.

Every path is walked by real mouse events in the small window, and the answer is read off what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from game.scenario import Loaded
from game.ui import shots
from game.ui.draw import Canvas
from game.ui.screens.frame.aside import QUIET_S
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.theme import BODY, HIGH
from game.ui.widgets import SpecPlot
from tests.ui.hands import Hands, window

FORESEES = True
MOST_CLICKS = 2


@pytest.fixture(scope="module")
def live(stockpile: Loaded) -> Live:
    found = shots.midgame(stockpile, 1)
    assert found.session.desk.events
    return found


class Player(Hands):
    """Hands that count what they do, and eyes that read."""

    clicks = hovers = 0

    def click(self, wid: str) -> None:
        self.clicks += 1
        super().click(wid)

    def pick(self, chip: str) -> None:
        """Click a chip on the plot of specifications."""
        plot, scale = self.app.find("plot"), self.app.view.scale
        assert isinstance(plot, SpecPlot)
        x, y = plot.spot_at(chip)
        self.clicks += 1
        self.click_at(x * scale, y * scale)

    def hover(self, wid: str) -> None:
        self.hovers += 1
        self.move(*self.app.find(wid).rect_px.center)
        self.wait(0.8)

    def reads(self) -> str:
        """Every word that shows, in the order of drawing."""
        read: list[str] = []
        before = Canvas.text

        def text(
            canvas: Canvas, words: str, x: float, y: float, style: Any = BODY, colour: Any = HIGH, align: str = "left",
            *more: Any, **options: Any,
        ) -> float:  # fmt: skip
            inside = x + {"left": 2, "right": -6}.get(align, 0), y + style.line / 2
            if canvas.surface.get_clip().collidepoint(canvas.at(*inside)):
                read.append(words)
            return before(canvas, words, x, y, style, colour, align, *more, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Canvas, "text", text)
            self.app.dirty_all()
            self.app.frame(0.0)
        return " ".join(read)


@pytest.fixture
def player(live: Live) -> Iterator[Player]:
    with window(HomeScreen(live), (1280, 720)) as hands:
        yield Player(hands.app)


Answer = tuple[str, ...]
"""Words that must be read."""
Path = Callable[[Player, Live], Answer]


def why_not_buy_this(player: Player, live: Live) -> Answer:
    """Supply, then the chip on the plot: its card says which rule bars it."""
    barred = next(one for one in live.session.desk.offers if one.status == "banned" and one.is_in_sight)
    player.click("rail.supply")
    player.pick(barred.chip)
    rule = next(one for one in barred.catches if one.stage == "in_force" and one.policy in {"ban", "denial"})
    return live.name("controls", rule.control), "no licence is given"


def what_runway_means(player: Player, live: Live) -> Answer:
    """The number in the bar."""
    player.hover("top.runway")
    return (live.quantity_text("runway"),)


def who_is_ahead_and_why(player: Player, live: Live) -> Answer:
    """The firm in the bar: the head of the table, and what lies between it and you."""
    player.hover("firm")
    first, own = live.session.desk.league[0], next(row for row in live.session.desk.league if row.is_you)
    weights = live.session.rules.score_weights.array
    between = sum(float(weight) * (mine - theirs) for weight, (_, mine), (_, theirs)
                  in zip(weights, own.parts, first.parts, strict=True))  # fmt: skip
    assert between + first.expected - own.expected == pytest.approx(own.score - first.score, abs=1e-3)
    name = live.name("firms", first.firm)
    return "Who is ahead", f"1  {name}", f"Your score beside {name}", "Self-reliance"


def what_if_nothing_is_done(player: Player, live: Live) -> Answer:
    """The key that ends the quarter."""
    player.wait(QUIET_S + 0.2)
    live.session.forecast.wait()
    player.hover("end_quarter")
    return "what comes in two years if everything stays as it is", live.quantity_name("cash_bn")


def what_a_new_rule_will_do(player: Player, live: Live) -> Answer:
    """The rumour on the desk leads to its page."""
    player.app.find("rumour.0")
    player.click("rumour.0")
    return "WHAT IT DOES TO YOU", "Still open to you"


def why_cash_fell(player: Player, live: Live) -> Answer:
    """The number in the bar, term by term."""
    player.hover("top.cash")
    return "Cash", "Running costs", "Comes to"


def how_to_get_chips(player: Player, live: Live) -> Answer:
    """The door of the department that buys them."""
    player.hover("rail.supply")
    return "To get more chips", "apply for a licence", "second-hand"


def what_a_choice_does(player: Player, live: Live) -> Answer:
    """The alert on the desk leads to the event: costs, effects, odds; the futures of each below."""
    player.click("alert.0")
    player.wait(QUIET_S + 0.2)
    live.session.forecast.wait()
    player.wait(0.2)
    choices = live.board.events[live.session.desk.events[0].event].choices
    return *(live.say(choice.name) for choice in choices), "on average", "ALSO MOVES", "Score"


def when_it_ends_and_how_to_win(player: Player, live: Live) -> Answer:
    """The quarter in the bar."""
    player.hover("quarter")
    last = live.session.desk.quarter_on(live.session.rules.turns - 1)
    ways = [f"{live.say(card.name)}:" for card in live.board.victories.values()]
    assert ways
    return f"The game ends with {quarter_text(last)}: whoever then has the highest score wins.", *ways


def whether_my_run_is_big_enough(player: Player, live: Live) -> Answer:
    """Models: the sheet of the next run says where it would land, behind whom, and what it gains."""
    player.click("rail.models")
    return "Plan a run", "Behind the best", "over yours"


PATHS: tuple[Path, ...] = (
    why_not_buy_this,
    what_runway_means,
    who_is_ahead_and_why,
    what_if_nothing_is_done,
    what_a_new_rule_will_do,
    why_cash_fell,
    how_to_get_chips,
    what_a_choice_does,
    when_it_ends_and_how_to_win,
    whether_my_run_is_big_enough,
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_it_is_answered_at_once(player: Player, live: Live, path: Path) -> None:
    wanted = path(player, live)
    read = player.reads()
    assert [words for words in wanted if words not in read] == []
    assert player.clicks <= MOST_CLICKS and player.hovers <= 1
    assert player.clicks == 0 or player.hovers == 0


def test_a_word_that_is_not_there_is_not_read(player: Player) -> None:
    read = player.reads()
    assert "End quarter" in read
    assert "The game ends with" not in read, "nothing is pointed at yet"
