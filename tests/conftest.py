"""What several rooms of tests share: the shipped boards, compiled once."""

from pathlib import Path

import pytest
from hypothesis import settings

from game.engine.ruleset import Ruleset
from game.scenario import Loaded, load_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"

settings.register_profile("house", derandomize=True, deadline=None, max_examples=8, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def pocket() -> Loaded:
    """The small board: four firms, twelve quarters."""
    return load_scenario("pocket-race", [SCENARIOS])


@pytest.fixture(scope="session")
def rules(pocket: Loaded) -> Ruleset:
    return pocket.ruleset


@pytest.fixture(scope="session")
def stockpile() -> Loaded:
    """The default board: thirteen firms, twenty-four quarters."""
    return load_scenario("stockpile", [SCENARIOS])
