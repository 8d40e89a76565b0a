"""Cross-checks of events, moves and research."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from game.scenario.compile_deeds import event_span, reaches_world
from game.scenario.findings import Finding, error, warning
from game.scenario.frame import Frame, quarter_name
from game.scenario.models.deeds import Event, Move, Outcome
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path


def deed_findings(scenario: Scenario) -> Iterator[Finding]:
    """All findings on events and moves."""
    frame = Frame(scenario)
    for name, event in scenario.events.items():
        at: Path = ("events", name)
        yield from _span(frame, at, event)
        yield from _reach(scenario, at, event, "come to")
        for n, choice in enumerate(event.choices):
            yield from _outcomes((*at, "choices", n), choice.outcomes)
        if event.choices[0].cost_musd > 0:
            wrong = "the first choice is what happens without an answer, and must cost nothing"
            yield error((*at, "choices", 0, "cost_musd"), wrong, "put a free choice first")
    for name, move in scenario.moves.items():
        yield from _reach(scenario, ("moves", name), move, "play")
        yield from _outcomes(("moves", name), move.outcomes)


def _span(frame: Frame, at: Path, event: Event) -> Iterator[Finding]:
    if event.earliest is not None and event.latest is not None and event.latest < event.earliest:
        wrong = f"is {quarter_name(event.latest)}, before the earliest date in {quarter_name(event.earliest)}"
        yield error((*at, "latest"), wrong)
        return
    first, last = event_span(frame, event)
    if last < 0 or first >= frame.scenario.turns:
        start = frame.scenario.start
        span = f"{quarter_name(start)} to {quarter_name(start + frame.scenario.turns - 1)}"
        yield warning(at, f"can never come: the game runs from {span}", own_only=True)
    if event.odds == 0:
        yield warning((*at, "odds"), "can never come: its odds are 0")


def _reach(scenario: Scenario, at: Path, entry: Event | Move, verb: str) -> Iterator[Finding]:
    for name, firm in scenario.firms.items():
        if (entry.countries is None or firm.country in entry.countries) and (entry.only is None or name in entry.only):
            return
    wrong = "no firm of this scenario may play it" if verb == "play" else "it can come to no firm of this scenario"
    yield warning(at, wrong, own_only=True)


def _outcomes(at: Path, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    for n, outcome in enumerate(outcomes):
        if outcome.odds == 0:
            yield warning((*at, "outcomes", n, "odds"), "this outcome never happens: its odds are 0")
        for m, effect in enumerate(outcome.effects):
            where: Path = (*at, "outcomes", n, "effects", m)
            if effect.amount == 0:
                yield warning((*where, "amount"), "pushes by 0, which does nothing")
            if effect.scope != "self" and reaches_world(effect.lever):
                wrong = f'"{effect.lever}" pushes the whole world, whatever the scope'
                yield warning((*where, "scope"), wrong, "leave the scope out")


def research_findings(scenario: Scenario) -> Iterator[Finding]:
    """Circles in the research tree: the first project of each that the search meets."""
    settled: set[str] = set()
    for name in scenario.research:
        trail: list[str] = []
        circle = _circle(scenario, name, trail, settled)
        if circle:
            round_ = [*circle, circle[0]]
            wrong = f"these projects need each other in a circle: {' -> '.join(round_)}"
            needs: list[Path] = [
                ("research", one, "needs", scenario.research[one].needs.index(other)) for one, other in pairwise(round_)
            ]
            yield Finding(needs[-1], wrong, "take one need away", or_at=tuple(needs))
            settled.update(circle)


def _circle(scenario: Scenario, name: str, trail: list[str], settled: set[str]) -> list[str]:
    """A circle that starts from a project, or nothing; projects without one become settled."""
    if name in settled:
        return []
    if name in trail:
        return trail[trail.index(name) :]
    trail.append(name)
    for need in scenario.research[name].needs:
        circle = _circle(scenario, need, trail, settled)
        if circle:
            return circle
    trail.pop()
    settled.add(name)
    return []
