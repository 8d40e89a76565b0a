"""Files, folders and zips within bounds; positions of values; merging with every value's file remembered."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from game.scenario import ScenarioError, load_scenario, validate
from game.scenario.extend import merged, resolve
from game.scenario.positions import Scanner
from game.scenario.read import MAX_FILE_BYTES, read_package, source_from_bytes

LEAVES = some.none() | some.booleans() | some.integers(-(10**9), 10**9) | some.floats(-1e9, 1e9) | some.text(max_size=8)
JSON = some.recursive(
    LEAVES, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=6), inner, max_size=4)
)


@given(JSON)
def test_the_careful_reader_reads_what_the_fast_one_does(data: Any):
    for text in (json.dumps(data), json.dumps(data, indent=2, ensure_ascii=False)):
        assert Scanner(text).scan() == data


@given(some.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str):
    try:
        assert source_from_bytes("any.json", text.encode()).data is not Ellipsis
    except ScenarioError as error:
        (problem,) = error.problems
        assert problem.line >= 1 and problem.column >= 1
        assert problem.wrong


@given(some.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes):
    try:
        assert source_from_bytes("any.json", raw).data is not Ellipsis
    except ScenarioError as error:
        assert len(error.problems) == 1


def test_positions():
    scanner = Scanner('{\n "a": [1,\n  {"b": 2}]\n}')
    scanner.scan()
    assert scanner.positions.find(("a",)) == (2, 7)
    assert scanner.positions.find(("a",), at_key=True) == (2, 2)
    assert scanner.positions.find(("a", 1, "b")) == (3, 9)
    assert scanner.positions.find(("a", 1, "missing")) == (3, 3), "the object that should hold it"


@given(JSON, JSON)
def test_merging_changes_neither_side(below: Any, above: Any):
    before = json.dumps([below, above])
    merged(below, above)
    assert json.dumps([below, above]) == before


def test_merging():
    below = {"a": {"x": 1, "y": [1, 2]}, "b": 1}
    assert merged(below, {"a": {"y": [3], "z": 4}, "b": None}) == {"a": {"x": 1, "y": [3], "z": 4}}
    assert merged(5, {"a": {"b": None, "c": 1}}) == {"a": {"c": 1}}


def test_a_file_that_is_too_large(tmp_path: Path):
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (MAX_FILE_BYTES + 1))
    (problem,) = validate(path)
    assert "more than the 4,000,000" in str(problem)


def test_too_many_values(tmp_path: Path):
    path = tmp_path / "many.json"
    path.write_text('{"format": 1, "id": "many",\n"note": [' + "1," * 20_000 + "1]}")
    (problem,) = validate(path)
    assert problem.line == 2
    assert "more than 20000 values" in str(problem)


def test_half_a_character():
    with pytest.raises(ScenarioError, match="half a character"):
        source_from_bytes("half.json", b'{"a": "\\ud800"}').data  # noqa: B018
    assert source_from_bytes("whole.json", b'{"a": "\\ud83d\\ude00"}').data == {"a": "\U0001f600"}


def test_a_byte_order_mark_is_no_fault():
    assert source_from_bytes("bom.json", b"\xef\xbb\xbf{}").data == {}


def test_missing_things(tmp_path: Path):
    assert "no such file" in str(validate(tmp_path / "nothing.json")[0])
    assert "no scenario.json" in str(validate(tmp_path)[0])
    assert 'there is no scenario "tiny"' in str(validate("tiny", [tmp_path])[0])


def _split(tiny: dict[str, Any], folder: Path) -> None:
    """Write a scenario as a folder, its chips and firms in files of their own."""
    folder.mkdir()
    for kind in ("chips", "firms"):
        (folder / f"{kind}.json").write_text(json.dumps(tiny[kind], indent=1), encoding="utf-8")
    head = {key: value for key, value in tiny.items() if key not in ("chips", "firms")}
    (folder / "scenario.json").write_text(json.dumps(head), encoding="utf-8")


def test_a_folder_is_the_same_as_one_file(folder: Path, tiny_json: dict[str, Any]):
    _split(tiny_json, folder / "apart")
    one, other = load_scenario("tiny", [folder]), load_scenario(folder / "apart")
    assert one.ruleset.digest == other.ruleset.digest


def test_problems_name_the_part_they_stand_in(folder: Path, tiny_json: dict[str, Any]):
    tiny_json["chips"]["big"]["vendor"] = "mkaer"
    _split(tiny_json, folder / "apart")
    (problem,) = [one for one in validate(folder / "apart") if one.level == "error"]
    assert problem.file.endswith("chips.json")
    assert problem.path == ("chips", "big", "vendor")
    assert problem.line == 4


def test_a_kind_given_twice(folder: Path, tiny_json: dict[str, Any]):
    _split(tiny_json, folder / "apart")
    head = json.loads((folder / "apart" / "scenario.json").read_text())
    (folder / "apart" / "scenario.json").write_text(json.dumps(head | {"chips": {}}))
    (problem,) = validate(folder / "apart")
    assert "given twice" in str(problem)


def test_a_part_that_is_none(folder: Path, tiny_json: dict[str, Any]):
    _split(tiny_json, folder / "apart")
    (folder / "apart" / "chipz.json").write_text("{}")
    (problem,) = validate(folder / "apart")
    assert 'did you mean "chips"?' in str(problem)


def test_a_link_out_of_the_folder(folder: Path, tiny_json: dict[str, Any], tmp_path: Path):
    _split(tiny_json, folder / "apart")
    (tmp_path / "elsewhere.json").write_text('{"secret": 1}')
    (folder / "apart" / "chips.json").unlink()
    try:
        (folder / "apart" / "chips.json").symlink_to(tmp_path / "elsewhere.json")
    except OSError:
        pytest.skip("this system makes no links")
    (problem,) = validate(folder / "apart")
    assert "link" in str(problem) and "secret" not in str(problem)


def _zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_a_zip_is_the_same_as_one_file(folder: Path, tiny_json: dict[str, Any]):
    chips = json.dumps(tiny_json["chips"])
    head = json.dumps({key: value for key, value in tiny_json.items() if key != "chips"})
    path = _zip(folder / "zipped.zip", {"zipped/scenario.json": head, "zipped/chips.json": chips, "zipped/read.me": ""})
    assert load_scenario(path).ruleset.digest == load_scenario("tiny", [folder]).ruleset.digest
    assert load_scenario("zipped", [folder]).ruleset.scenario_id == "tiny"


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/evil.json", "a/../../evil.json", "..\\evil.json", "c:\\evil.json"]
)
def test_a_zip_that_reaches_out(name: str, tmp_path: Path):
    path = _zip(tmp_path / "evil.zip", {"scenario.json": "{}", name: "{}"})
    (problem,) = validate(path)
    assert "outside" in str(problem)


def test_a_zip_that_unpacks_to_too_much(tmp_path: Path):
    files = {f"{kind}.json": " " * 3_900_000 for kind in ("chips", "firms", "events", "moves", "offers")}
    (problem,) = validate(_zip(tmp_path / "bomb.zip", {"scenario.json": "{}"} | files))
    assert "unpacks to more" in str(problem)


def test_a_zip_of_too_many_files(tmp_path: Path):
    path = _zip(tmp_path / "many.zip", {"scenario.json": "{}"} | {f"{n}.txt": "" for n in range(99)})
    assert "holds 100 files" in str(validate(path)[0])


def test_what_is_no_zip(tmp_path: Path):
    path = tmp_path / "no.zip"
    path.write_bytes(b"PK\x03\x04 nonsense")
    assert "not a zip" in str(validate(path)[0])
    assert "no scenario.json" in str(validate(_zip(tmp_path / "other.zip", {"x.json": "{}"}))[0])


def test_a_chain_remembers_whose_file_each_value_is_from(folder: Path):
    (folder / "middle.json").write_text(
        json.dumps({"format": 1, "id": "middle", "extends": "tiny", "chips": {"big": {"year": 2024}}}, indent=1)
    )
    top = folder / "top.json"
    top.write_text(json.dumps({"format": 1, "id": "top", "extends": "middle", "turns": 6}, indent=1))
    resolved = resolve(top, [folder])
    assert [layer.data["id"] for layer in resolved.layers] == ["tiny", "middle", "top"]
    assert resolved.problem(("chips", "big", "year"), "x").file.endswith("middle.json")
    assert resolved.problem(("chips", "big", "tpp"), "x").file.endswith("tiny.json")
    assert resolved.problem(("turns",), "x").file.endswith("top.json")
    assert resolved.problem(("turns",), "x").line == 5


def test_a_list_belongs_to_the_file_that_wrote_it(folder: Path):
    top = folder / "top.json"
    controls = {"old_rule": {"criterion": [{"tpp": {"at_least": "much"}}]}}
    top.write_text(json.dumps({"format": 1, "id": "top", "extends": "tiny", "controls": controls}))
    (problem,) = validate(top, [folder])
    assert problem.file == str(top)
    assert problem.path == ("controls", "old_rule", "criterion", 0, "tpp", "at_least")


def test_a_folder_with_parts_is_read_whole(folder: Path, tiny_json: dict[str, Any]):
    _split(tiny_json, folder / "apart")
    assert set(read_package(folder / "apart").parts) == {"scenario", "chips", "firms"}
