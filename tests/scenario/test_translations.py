"""Texts in another language, from a file of their own beside a scenario."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from game.scenario import Loaded, ScenarioError, load_resolved, load_scenario, validate
from game.scenario.digest import digest
from game.scenario.translations import texts_of, translated, untranslated

CHINESE = {"Alpha": "甲公司", "A storm": "风暴"}


@pytest.fixture
def base(tmp_path: Path, tiny_json: dict[str, Any]) -> Path:
    """The tiny scenario as a folder, its entries named in English only."""
    home = tmp_path / "tiny"
    home.mkdir()
    tiny_json["firms"]["alpha"]["name"] = "Alpha"
    (home / "scenario.json").write_text(json.dumps(tiny_json), encoding="utf-8")
    return tmp_path


def speak(folder: Path, name: str, texts: dict[str, Any], language: str = "zh") -> None:
    (folder / name / f"texts.{language}.json").write_text(json.dumps(texts), encoding="utf-8")


def mod(folder: Path, **changes: Any) -> Path:
    home = folder / "mod"
    home.mkdir(exist_ok=True)
    head = {"format": 1, "id": "mod", "extends": "tiny"} | changes
    (home / "scenario.json").write_text(json.dumps(head), encoding="utf-8")
    return home


def name_of(loaded: Loaded, language: str) -> str:
    return loaded.board.firms["alpha"].name.say(language)


def test_a_file_beside_the_scenario_speaks_another_language(base: Path) -> None:
    before = load_scenario("tiny", [base])
    assert (name_of(before, "zh"), ("firms", "alpha", "name") in untranslated(before.board, "zh")) == ("Alpha", True)
    speak(base, "tiny", CHINESE)
    after = load_scenario("tiny", [base])
    assert (name_of(after, "zh"), name_of(after, "en")) == ("甲公司", "Alpha")
    assert ("firms", "alpha", "name") not in untranslated(after.board, "zh")
    assert after.ruleset.digest == before.ruleset.digest, "it plays the same"


def test_it_holds_for_what_extends_the_scenario_and_is_kept_in_saves(base: Path) -> None:
    speak(base, "tiny", CHINESE)
    mod(base)
    loaded = load_scenario("mod", [base])
    assert name_of(loaded, "zh") == "甲公司"
    assert name_of(load_resolved(loaded.resolved_json), "zh") == "甲公司"


def test_a_text_that_changed_falls_back_to_english(base: Path) -> None:
    speak(base, "tiny", CHINESE)
    mod(base, firms={"alpha": {"name": "Alpha Two"}})
    assert name_of(load_scenario("mod", [base]), "zh") == "Alpha Two"
    speak(base, "mod", {"Alpha Two": "甲二"})
    assert name_of(load_scenario("mod", [base]), "zh") == "甲二"


def test_what_an_entry_says_itself_stays(base: Path) -> None:
    speak(base, "tiny", CHINESE)
    mod(base, firms={"alpha": {"name": {"en": "Alpha", "zh": "阿尔法"}}})
    assert name_of(load_scenario("mod", [base]), "zh") == "阿尔法"


def test_a_zip_carries_it_too(base: Path, tmp_path: Path) -> None:
    speak(base, "tiny", CHINESE)
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "tiny.zip", "w") as archive:
        for path in (base / "tiny").iterdir():
            archive.write(path, f"tiny/{path.name}")
    assert name_of(load_scenario("tiny", [packed]), "zh") == "甲公司"


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [({"Alpha": 7}, "texts.zh.json"), ([], "no object"), ({"Alpha": "x" * 4001}, "texts.zh.json")],
)
def test_what_is_wrong_is_told_with_the_file(base: Path, texts: Any, wrong: str) -> None:
    speak(base, "tiny", texts)
    problems = validate("tiny", [base])
    assert [one for one in problems if one.level == "error"]
    assert any(wrong in f"{one.file} {one.wrong}" for one in problems)
    with pytest.raises(ScenarioError):
        load_scenario("tiny", [base])


def test_a_language_must_be_one(base: Path) -> None:
    speak(base, "tiny", CHINESE, language="Chinese")
    assert any("no part of a scenario" in one.wrong for one in validate("tiny", [base]))


def test_twice_is_once_too_often(base: Path) -> None:
    mod(base, translations={"zh": {"Alpha": "甲"}})
    assert name_of(load_scenario("mod", [base]), "zh") == "甲"
    speak(base, "mod", CHINESE)
    assert any("given twice" in one.wrong for one in validate("mod", [base]))


def test_a_board_without_translations_is_unchanged(base: Path) -> None:
    board = load_scenario("tiny", [base]).board
    assert translated(board, {}) == board
    assert translated(board, {"zh": {"nobody says this": "没有"}}) == board


def test_every_text_is_found_once(base: Path) -> None:
    paths = [path for path, _ in texts_of(load_scenario("tiny", [base]).board)]
    assert len(paths) == len(set(paths)) > 20


def test_translations_play_no_part() -> None:
    assert digest({"turns": 3, "translations": {"zh": {"a": "甲"}}}) == digest({"turns": 3})
