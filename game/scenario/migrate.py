"""Format versions: files of an older format are brought to today's, files of a newer one say so."""

from collections.abc import Callable
from typing import Any

from game.scenario.problems import ScenarioError
from game.scenario.read import Source

FORMAT = 1
"""Today's format."""

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: dict[int, Step] = {}
"""Format -> what makes it the next one. Empty as long as there is only one format."""


def migrated(source: Source, data: dict[str, Any]) -> dict[str, Any]:
    """The scenario in today's format. Raises ScenarioError if its ``format`` cannot be read."""
    found = data.get("format")
    if found is None:
        wrong = "the format is missing"
        raise ScenarioError([source.problem(("format",), wrong, f'write "format": {FORMAT}')])
    if isinstance(found, bool) or not isinstance(found, int):
        wrong = "the format must be a whole number"
        raise ScenarioError([source.problem(("format",), wrong, f'write "format": {FORMAT}')])
    if found > FORMAT:
        wrong = f"the file is of format {found}, and this game reads formats up to {FORMAT}"
        raise ScenarioError([source.problem(("format",), wrong, "get a newer version of the game")])
    for version in range(found, FORMAT):
        step = STEPS.get(version)
        if step is None:
            wrong = f"the file is of format {found}, which no version of the game has written"
            raise ScenarioError([source.problem(("format",), wrong, f'write "format": {FORMAT}')])
        data = step(data)
    return {**data, "format": FORMAT}
