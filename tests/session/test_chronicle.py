"""One golden game a scenario, short enough to read, whose headlines make sense to somebody who knows the history.

A change of rules or figures changes the games: read them, and write them anew with the command named below.
"""

from pathlib import Path

import pytest

from game.rollout.codes import code_of
from game.scenario import load_scenario
from game.session.chronicle import chronicle, told
from game.session.coded import open_code
from tests.conftest import SCENARIOS

STORIES = Path(__file__).parents[1] / "cases" / "stories"
SEEDS = {
    "the-wall": 20, "first-sanctions": 3, "stockpile": 12, "open-frontier": 1, "pocket-race": 2, "tutorial": 1,
}  # fmt: skip
HEADLINES, LEAST_WEIGHT = 5, 30

HISTORY: dict[str, list[tuple[str, str]]] = {
    "first-sanctions": [
        ("Q2 2019", "In force: Entity List: Huawei"),  # 16 May 2019
        ("Q2 2020", "Washington announces a rule: Foreign product rule"),  # 15 May 2020
        ("Q3 2020", "In force: Foreign product rule"),  # orders placed before it could ship until 14 September
        ("Q3 2020", "Ascend 910 (910A) stopped at the gate"),  # what Taiwan printed for Huawei
        ("Q4 2020", "In force: Entity List: SMIC"),  # 18 December 2020
        ("Q3 2022", "In force: Letters to Nvidia and AMD"),  # 26 August 2022
        ("Q3 2022", "A100 for China stopped at the gate"),
        ("Q4 2022", "In force: Advanced computing rule"),  # 7 October 2022
        ("Q4 2023", "In force: TPP and density rule"),  # 17 October 2023, in force in November
        ("Q4 2023", "H800 stopped at the gate"),  # made for the rule before
        ("Q4 2023", "A800 stopped at the gate"),
        ("Q4 2024", "In force: HBM rule"),  # 2 December 2024
        ("Q4 2024", "In force: Minerals ban to America"),  # 3 December 2024
    ],
    "the-wall": [
        ("Q4 2022", "In force: Advanced computing rule"),
        ("Q4 2023", "In force: TPP and density rule"),
        ("Q4 2023", "Ended: Advanced computing rule"),  # the new one takes its place
        ("Q4 2023", "H800 stopped at the gate"),
        ("Q1 2025", "Washington announces a rule: AI Diffusion framework"),  # 13 January 2025
        ("Q2 2025", "In force: The H20 letter"),  # 9 April 2025
        ("Q2 2025", "H20 96GB stopped at the gate"),
        ("Q3 2025", "In force: H20 for a share"),  # August 2025
    ],
    "stockpile": [
        ("Q1 2025", "Washington is said to weigh a rule: The H20 letter"),
        ("Q2 2025", "In force: The H20 letter"),
        ("Q2 2025", "Ended: AI Diffusion framework"),  # rescinded 13 May 2025
        ("Q3 2025", "In force: Stop testing the 6000D"),  # Beijing, September 2025
        ("Q1 2026", "In force: The H200 window"),  # 15 January 2026
    ],
    "pocket-race": [
        ("Q2 2025", "In force: The H20 letter"),
        ("Q2 2025", "H20 96GB stopped at the gate"),
    ],
    "tutorial": [("Q2 2025", "In force: The H20 letter"), ("Q2 2025", "A letter about the H20")],
    "open-frontier": [("Q1 2026", "In force: The H200 window")],
}
"""What must stand in the game of a scenario, and in which quarter: dated acts that this game's dice let come."""


def story_of(name: str) -> list[str]:
    loaded = load_scenario(name, [SCENARIOS])
    session = open_code(loaded, code_of(loaded.ruleset, SEEDS[name], 0, {}))
    return list(told(chronicle(session, HEADLINES, LEAST_WEIGHT)))


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_the_golden_game_is_told_as_it_was(name: str):
    golden = (STORIES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert story_of(name) == golden, (
        f"read: python main.py story {name} --seed {SEEDS[name]}, and keep it if it is good"
    )


@pytest.mark.parametrize("name", SEEDS)
def test_its_headlines_stand_where_history_has_them(name: str):
    chapters = (STORIES / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")
    by_quarter = {chapter.lstrip("\n")[:7]: chapter for chapter in chapters}
    for quarter, headline in HISTORY[name]:
        assert headline in by_quarter[quarter], (quarter, headline)


@pytest.mark.parametrize("name", SEEDS)
def test_every_quarter_has_its_headlines(name: str):
    lines = (STORIES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    quarters = [line for line in lines if line.startswith("Q")]
    assert len(quarters) == load_scenario(name, [SCENARIOS]).ruleset.turns
    assert len([line for line in lines if line.startswith("  ")]) >= 3 * len(quarters)
