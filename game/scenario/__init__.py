"""JSON in, Ruleset out: scenario files read, merged, checked and compiled.

``load_scenario`` is the door; ``ScenarioError`` holds everything that is wrong, in plain sentences.
"""

from game.scenario.amend import amend, own_file
from game.scenario.board import Board
from game.scenario.load import Loaded, counts, load_resolved, load_scenario, validate
from game.scenario.models.base import Text
from game.scenario.problems import Problem, ScenarioError

__all__ = [
    "Board",
    "Loaded",
    "Problem",
    "ScenarioError",
    "Text",
    "amend",
    "counts",
    "load_resolved",
    "load_scenario",
    "own_file",
    "validate",
]
