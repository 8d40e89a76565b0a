"""A whole game told in headlines: what the papers of one seat would have printed, quarter by quarter."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.scenario import Board
from game.session.game import Session
from game.session.gazette import Report
from game.session.messages import say
from game.session.naming import named
from game.session.seat import Quarter
from game.session.stories import Story

AFTERMATH = "story.answer"
"""What came of an answer: its headline only names the event once more."""


@dataclass(frozen=True)
class Chapter:
    """One quarter: its headlines, the weightiest first, and who stands first after it."""

    quarter: Quarter
    headlines: tuple[str, ...]
    leader: str


def chronicle(session: Session, headlines: int = 5, least_weight: float = 0.0) -> Iterator[Chapter]:
    """Play a game on to its end by the heads of its departments, a chapter a quarter.

    Of each quarter at most so many headlines are told, and none lighter than the least weight (0 to 100).
    """
    while not session.is_over:
        yield chapter(session.loaded.board, session.end_quarter(), headlines, least_weight)


def chapter(board: Board, report: Report, headlines: int, least_weight: float) -> Chapter:
    """A quarter's report in headlines."""
    worth_it = [one for one in report.stories if one.weight >= least_weight and one.message != AFTERMATH]
    told = dict.fromkeys(headline(board, story) for story in worth_it)
    first = report.table[0].firm  # the table is the best first
    return Chapter(report.quarter, tuple(told)[:headlines], str(board.firms[first].name.say("en")))


def headline(board: Board, story: Story) -> str:
    """A story's headline in English."""
    return say(story.message, named(board, story.params))


def told(chapters: Iterator[Chapter]) -> Iterator[str]:
    """The lines of a chronicle, a blank one between quarters."""
    for one in chapters:
        yield f"Q{one.quarter.quarter} {one.quarter.year}, {one.leader} ahead"
        yield from (f"  {line}" for line in one.headlines)
        yield ""
