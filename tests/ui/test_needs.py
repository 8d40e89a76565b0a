"""Conditions of moves and victories as the player reads them."""

from __future__ import annotations

import pytest

from game.paths import scenario_folders, scenarios_dir
from game.scenario import Loaded, load_scenario
from game.ui.screens.parts.needs import needs_text
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_scenario(scenarios_dir() / "stockpile", scenario_folders())


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("always", "always"),
        ("stock_h100e is at least 4000", "Warehouse ≥ 4,000"),
        ("gap_months is at most 12 and cash_bn is above 0.5", "Frontier gap ≤ 12 and Cash > 0.5"),
        ("not (is_listed.us is at least 1)", "not (On a list, United States: yes)"),
        ("is_open is below 1", "Open weights: no"),
        ("maturity.cann is below 0.85 or strait is below 1", "Software maturity, CANN < 0.85 or Strait closed < 1"),
    ],
)
def test_names_take_the_place_of_ids(loaded: Loaded, condition: str, said: str) -> None:
    assert needs_text(loaded.board, condition) == said


def test_every_condition_of_the_scenario_is_said_in_words(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    conditions = [card.needs for card in loaded.board.moves.values()]
    conditions += [card.condition for card in loaded.board.victories.values()]
    for language in (FIRST_LANGUAGE, "zh"):
        monkeypatch.setattr(CATALOGUE, "language", language)
        monkeypatch.setattr(CATALOGUE, "_texts", None)
        for said in (needs_text(loaded.board, condition) for condition in conditions):
            assert "_" not in said and "⟦" not in said and " is " not in said, said
    CATALOGUE.use(FIRST_LANGUAGE)
