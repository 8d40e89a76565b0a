"""The lessons of a scenario that teaches: which one is on, and what has been learnt.

A lesson belongs to a quarter and is over when that ends, learnt or not: nothing waits for it. It is learnt when what
it asks for has been done: a screen opened, an order given, a department left to its head, a condition met; one that
asks for nothing, when it has been read.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.engine.ruleset import Ruleset
from game.engine.tables import Test
from game.scenario.board import LessonCard
from game.scenario.conditions import compile_condition
from game.scenario.models.lessons import Done
from game.session.edits import Edit, SetFlag, SetNumber, target
from game.session.seat import WORLD

if TYPE_CHECKING:
    from game.session.game import Session


class Lessons:
    """The course of one game. Nothing of it touches the game: a save does not keep it."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self.cards: Mapping[str, LessonCard] = session.board.lessons
        self.is_hidden = False
        """Whether the player has sent the coach away."""
        self._learnt: set[str] = set()
        self._seen: set[str] = set()
        self._tests = _tests(session.rules, self.cards)

    @property
    def current(self) -> str | None:
        """The lesson that is on; None when this quarter has no more of them."""
        for name in self._of_this_quarter():
            if name in self._learnt:
                continue
            if not self._is_done(name):
                return name
            self._learnt.add(name)
        return None

    def place(self, name: str) -> tuple[int, int]:
        """Which of the quarter's lessons it is, counted from 1, and how many there are."""
        names = self._of_this_quarter()
        return names.index(name) + 1, len(names)

    def look(self, screen: str, tab: str = "") -> None:
        """Take note of a screen that was opened, and of its tab."""
        self._seen |= {screen, f"{screen}.{tab}"} if tab else {screen}

    def go_on(self) -> None:
        """The player has read the lesson, or will not do what it asks for."""
        name = self.current
        if name is not None:
            self._learnt.add(name)
            self._seen.clear()

    def _of_this_quarter(self) -> list[str]:
        turn = self._session.turn
        return [name for name, card in self.cards.items() if card.turn == turn]

    def _is_done(self, name: str) -> bool:
        done = self.cards[name].done
        if done is None:
            return False
        checks = (
            done.opened is None or done.opened in self._seen,
            done.ordered is None or any(_orders(edit, done) for edit in self._session.edits),
            done.delegated is None or done.delegated in self._session.delegated,
            name not in self._tests or self._holds(self._tests[name]),
        )
        return all(checks)

    def _holds(self, test: Test) -> bool:
        """Whether a condition holds for the player's firm today."""
        seat = self._session.desk.seat
        everybody = ~seat.state.books.is_broke
        truth = (everybody & test(seat.rules, seat.state)).array
        return bool(truth[seat.firm, WORLD])


def _tests(rules: Ruleset, cards: Mapping[str, LessonCard]) -> dict[str, Test]:
    asked = {name: card.done.when for name, card in cards.items() if card.done is not None}
    return {name: compile_condition(when, rules) for name, when in asked.items() if when is not None}


def _orders(edit: Edit, done: Done) -> bool:
    """Whether an edit gives the order that is asked for, and does not take it back."""
    field, _, entry = (done.ordered or "").partition(".")
    what = target(edit)
    nothing = (isinstance(edit, SetNumber) and edit.value == 0) or (isinstance(edit, SetFlag) and not edit.on)
    return what[0] == field and (not entry or entry in what[1:]) and not nothing
