"""What no single entry shows: names that lead nowhere, circles, and what is legal but surely unmeant."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from game.engine.quantities import FAMILIES, QUANTITIES
from game.scenario.conditions import quantities_in
from game.scenario.extend import Resolved, without_notes
from game.scenario.findings import Finding, error, warning
from game.scenario.frame import KINDS_OF_AXES
from game.scenario.kinds import NEEDED
from game.scenario.lint_board import board_findings
from game.scenario.lint_deeds import deed_findings, research_findings
from game.scenario.lint_guesses import guess_findings
from game.scenario.lint_lessons import lesson_findings
from game.scenario.lint_rules import control_findings
from game.scenario.models.conditions import Condition
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path, Problem, hint
from game.scenario.references import PLURALS, dangling, known_ids


def linted(scenario: Scenario, resolved: Resolved, is_whole: bool) -> list[Problem]:
    """Errors and warnings across entries.

    ``is_whole`` is False if entries had to be left out because they were broken: then only names are checked, and
    nothing is said of what depends on the rest.
    """
    problems = dangling(scenario, resolved)
    problems += [finding.placed(resolved) for finding in _unknown_quantities(scenario, resolved)]
    if not is_whole:
        return problems
    problems += [finding.placed(resolved) for finding in (*_missing(scenario), *_name(resolved))]
    if any(problem.level == "error" for problem in problems):
        return problems
    for findings in (
        board_findings,
        control_findings,
        deed_findings,
        research_findings,
        lesson_findings,
        guess_findings,
    ):
        problems += [
            finding.placed(resolved)
            for finding in findings(scenario)
            if finding.level == "error" or not finding.own_only or resolved.is_own(finding.path)
        ]
    return problems


def _missing(scenario: Scenario) -> Iterator[Finding]:
    if scenario.constants is None:
        yield error(("constants",), "is missing", 'extend "core", which has them all')
    for kind in NEEDED:
        if not getattr(scenario, kind):
            yield error((kind,), "holds no entry", "every board needs at least one")
    if not any(chip.offer for chip in scenario.chips.values()) and not scenario.offers:
        yield error(("chips",), "no chip is on offer anywhere", "give at least one chip an offer")


def _name(resolved: Resolved) -> Iterator[Finding]:
    package = resolved.layers[-1].package
    stem, own = FilePath(package.name).stem, resolved.data.get("id")
    if package.name and stem != own:
        wrong = f'is "{own}", but others find this scenario by its name on disk, "{stem}"'
        yield warning(("id",), wrong, "make them the same")


def conditions_of(scenario: Scenario) -> Iterator[tuple[Condition | None, Path]]:
    """Every condition of a scenario, with the way to it."""
    for name, event in scenario.events.items():
        yield event.when, ("events", name, "when")
    for name, move in scenario.moves.items():
        yield move.when, ("moves", name, "when")
    for name, victory in scenario.victories.items():
        yield victory.when, ("victories", name, "when")
    for name, lesson in scenario.lessons.items():
        if lesson.done is not None:
            yield lesson.done.when, ("lessons", name, "done", "when")


def _unknown_quantities(scenario: Scenario, resolved: Resolved) -> Iterator[Finding]:
    known = known_ids(without_notes(resolved.data))
    for condition, at in conditions_of(scenario):
        for name, path in quantities_in(condition, at):
            found = unknown_quantity(name, known)
            if found is not None:
                yield error(path, *found)


def unknown_quantity(name: str, known: dict[str, set[str]]) -> tuple[str, str] | None:
    """What is wrong with a quantity's name and what would be right, or None if there is such a quantity."""
    if name in QUANTITIES:
        return None
    head, dot, entry = name.partition(".")
    family = FAMILIES.get(head)
    if not dot or family is None:
        names = [*QUANTITIES, *(f"{family}.<id>" for family in FAMILIES)]
        return f'there is no quantity "{name}"', hint(name, names, "quantities", most=60)
    kind = KINDS_OF_AXES.get(family.axis, "offers")
    if entry in known[kind]:
        return None
    right = hint(entry, known[kind], PLURALS.get(kind, kind))
    right = right.replace('mean "', f'mean "{head}.') if right.startswith("did") else right
    return f'there is no quantity "{name}"', right
