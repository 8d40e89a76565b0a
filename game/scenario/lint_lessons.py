"""Cross-checks of lessons: asked for in time, and in the order of the quarters."""

from collections.abc import Iterator

from game.engine.axes import declared_axes
from game.engine.orders import Orders
from game.scenario.findings import Finding, error, warning
from game.scenario.frame import Frame
from game.scenario.models.scenario import Scenario
from game.scenario.problems import hint


def lesson_findings(scenario: Scenario) -> Iterator[Finding]:
    """All of them."""
    frame, before = Frame(scenario), 0
    for name, lesson in scenario.lessons.items():
        if lesson.turn >= scenario.turns:
            wrong = f"is taught in quarter {lesson.turn}, counted from 0, of a game of {scenario.turns}"
            yield warning(("lessons", name, "turn"), wrong, "it is never shown", own_only=True)
        if lesson.turn < before:
            yield warning(("lessons", name, "turn"), "is taught before the lesson that stands above it", own_only=True)
        before = max(before, lesson.turn)
        if lesson.done is not None and lesson.done.ordered is not None:
            yield from _ordered(frame, name, lesson.done.ordered)


def _ordered(frame: Frame, name: str, ordered: str) -> Iterator[Finding]:
    """An order's id after the dot must be an entry of what the order is given for."""
    field, dot, entry = ordered.partition(".")
    if not dot:
        return
    axes = declared_axes(Orders)[field][0][1:-1]
    known = frame.ids[axes[0]] if axes else ()
    if entry not in known:
        at = ("lessons", name, "done", "ordered")
        yield error(at, f'"{field}" is ordered for nothing called "{entry}"', hint(entry, known, "entries"))
