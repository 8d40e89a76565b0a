"""What no single entry shows: names that lead nowhere, circles, and what is legal but surely unmeant."""

from game.scenario.extend import Resolved
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Problem
from game.scenario.references import dangling


def linted(scenario: Scenario, resolved: Resolved, is_whole: bool) -> list[Problem]:
    """Errors and warnings across entries.

    ``is_whole`` is False if entries had to be left out because they were broken: then what is missing is not counted.
    """
    problems = dangling(scenario, resolved)
    if is_whole and scenario.constants is None:
        problems.append(resolved.problem(("constants",), "is missing", 'extend "core", which has them all'))
    return problems
