"""What is shown of a scenario, its fingerprint, the published schema, and the list of what is installed."""

import json
from pathlib import Path
from typing import Any

import pytest

from game.engine.axes import AHEAD, CHIPS, OUTCOMES
from game.scenario import Loaded, Text, counts, load_scenario, validate
from game.scenario.catalogue import catalogue
from game.scenario.digest import digest
from game.scenario.json_schema import json_schema, reference, reference_text
from game.scenario.kinds import HEAD_KEYS, KINDS, MAX_ENTRIES
from game.scenario.models.scenario import Scenario
from game.scenario.starter import starter
from game.scenario.translations import untranslated


def test_texts_fall_back_to_english():
    text = Text({"en": "Hello", "zh": "你好"})
    assert (text.say("zh"), text.say("zh-CN"), text.say("de"), str(text)) == ("你好", "你好", "Hello", "Hello")
    assert not Text() and Text({"de": "Nur"}).say("en") == "Nur"


def test_the_board_is_keyed_by_the_axes(loaded: Loaded):
    board, rules = loaded.board, loaded.ruleset
    assert tuple(board.outcomes) == rules.ids[OUTCOMES]
    assert tuple(board.chips) == rules.ids[CHIPS]
    assert board.scenario.name.say("zh") == "微型"
    assert board.name("firms", "alpha") == "Alpha"
    assert board.name_on(CHIPS, "big") == "Big"
    assert board.name_on(AHEAD, "ahead-1") == "ahead-1"
    assert board.chips["big"].sources == ("Maker, Datasheet, 2023",)
    assert board.events["storm"].place.say() == "Port"
    choice = board.events["storm"].choices[1]
    assert (choice.deed, choice.outcomes) == ("storm:1", ("storm:1#0",))
    assert board.outcomes["rush#1"].effects[1].scope == "rivals"
    assert board.moves["rush"].needs == "cash_bn is above 1"
    assert board.sites["port"].note.say() == "The one fab."
    assert board.flows["sea"].start == "port"
    assert board.countries["north"].administrations[1][0] == "2025Q3"
    assert board.controls["old_rule"].criterion[1] == {"tpp": (1600, None), "density": (5.92, None)}
    with pytest.raises(KeyError):
        board.name("firms", "nobody")


def test_counts(loaded: Loaded):
    size = counts(loaded)
    assert (size["chips"], size["firms"], size["choices"]) == (4, 2, 2)


def _digest(folder: Path, tiny: dict[str, Any]) -> str:
    (folder / "tiny.json").write_text(json.dumps(tiny, indent=3), encoding="utf-8")
    return load_scenario("tiny", [folder]).ruleset.digest


def test_the_digest_is_of_what_plays(folder: Path, tiny_json: dict[str, Any], loaded: Loaded):
    tiny_json["note"] = "Another remark."
    tiny_json["chips"]["big"] |= {"name": "Bigger", "source": "Elsewhere", "guess": ["tpp"], "note": "!"}
    tiny_json["events"]["storm"]["choices"][0]["outcomes"][0]["text"] = "All is calm."
    assert _digest(folder, tiny_json) == loaded.ruleset.digest
    tiny_json["chips"]["big"]["tpp"] = 16000.0
    assert _digest(folder, tiny_json) == loaded.ruleset.digest, "a whole number is the same number"
    tiny_json["chips"]["big"]["tpp"] = 16001
    assert _digest(folder, tiny_json) != loaded.ruleset.digest


def test_an_entry_called_name_counts():
    assert digest({"chips": {"name": {"tpp": 1}}}) != digest({"chips": {"name": {"tpp": 2}}})


def test_kinds_are_listed_once():
    fields = {field.alias or name for name, field in Scenario.model_fields.items()}
    assert set(KINDS) == set(MAX_ENTRIES)
    assert fields | {"extends"} == set(KINDS) | set(HEAD_KEYS)


def test_the_schema_says_units_and_words():
    schema = json_schema()
    parts = schema["$defs"]
    start = json.dumps(parts["Start"])
    assert '"unit": "M$"' in start
    assert "required" not in parts["Chip"], "a file that extends may say only what differs"
    assert set(parts["Choice"]["required"]) == {"name", "text", "outcomes"}, "what stands in a list must be whole"
    assert parts["Chip"]["additionalProperties"] is False
    assert "note" in parts["Chip"]["properties"]
    assert "algorithms" in json.dumps(parts["Project"])
    assert "cash_bn" in json.dumps(parts["Condition"])


def test_every_reference_of_the_schema_leads_somewhere():
    for kind in (None, *KINDS):
        schema = json_schema(kind)
        wanted = set(_refs(schema))
        assert wanted <= {f"#/$defs/{name}" for name in schema["$defs"]}, kind


def _refs(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [ref for value in part.values() for ref in _refs(value)]
    return [ref for item in part for ref in _refs(item)] if isinstance(part, list) else []


def test_the_reference_names_every_word():
    chapters = reference()
    assert {"levers", "bonuses", "quantities", "constants"} <= set(chapters)
    assert "`standing.<id>`" in reference_text()
    assert all(word.name in reference_text() for words in chapters.values() for word in words)


def test_the_catalogue(folder: Path):
    (folder / "bad.json").write_text("{")
    (folder / "base.json").write_text('{"format": 1, "id": "base", "name": "A base"}')
    listings = {one.id: one for one in catalogue([folder, folder / "nowhere"])}
    assert {name: one.state for name, one in listings.items()} == {"bad": "broken", "base": "base", "tiny": "ready"}
    tiny = listings["tiny"]
    assert (tiny.name.say("zh"), tiny.start, tiny.turns, tiny.problems) == ("微型", "2025Q1", 8, ())
    assert len(listings["bad"].problems) == 1


def test_untranslated_texts_are_listed(loaded: Loaded):
    missing = untranslated(loaded.board, "zh")
    assert ("scenario", "name") not in missing
    assert ("firms", "alpha", "name") in missing
    assert ("events", "storm", "choices", 1, "text") in missing
    assert untranslated(loaded.board, "en") == []


def test_a_starter_is_a_mod_in_order(folder: Path):
    (folder / "my-mod.json").write_text(starter("my-mod", "tiny"), encoding="utf-8")
    assert validate("my-mod", [folder]) == []
    assert load_scenario("my-mod", [folder]).ruleset.turns == 24
    with pytest.raises(ValueError, match="My Mod"):
        starter("My Mod", "tiny")
