"""Numbers written anew in a scenario's own file: those figures and no other byte, or a sentence and nothing at all."""

import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from game.scenario import ScenarioError, amend, load_scenario, own_file
from game.scenario.amend import amended

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def at(firm: str) -> tuple[str | int, ...]:
    return ("firms", firm, "start", "expected_points")


def last(firm: str) -> tuple[str | int, ...]:
    """The small board's last mark of a firm, which stands in a list."""
    return (*at(firm), 2)


@pytest.fixture
def own(tmp_path):
    """A copy of the small board."""
    return shutil.copytree(SCENARIOS / "pocket-race", tmp_path / "pocket-race")


def sentence(caught) -> str:
    (problem,) = caught.value.problems
    return str(problem)


def test_only_the_figures_change():
    text = '{ "a": {"x" :  -1.5e3 , "note": "x: 1"},\r\n\t"b": [1, {"x":2}], "x": 30 }\n'
    found = amended(text, {("a", "x"): 2.5, ("x",): 7.0, ("b", 1, "x"): 41.25})
    assert found == '{ "a": {"x" :  2.5 , "note": "x: 1"},\r\n\t"b": [1, {"x":41.25}], "x": 7.0 }\n'


def test_a_file_beside_the_head_is_written(own, pocket):
    before = (own / "firms.json").read_bytes()
    others = {path: path.read_bytes() for path in own.iterdir() if path.name != "firms.json"}
    firms = list(pocket.board.firms)
    file = amend(str(own), [SCENARIOS], {last(firm): 40.5 + n for n, firm in enumerate(firms)})
    assert file == (own / "firms.json").resolve()
    assert {path: path.read_bytes() for path in own.iterdir() if path.name != "firms.json"} == others
    loaded = load_scenario(str(own), [SCENARIOS])
    assert loaded.ruleset.firms.expected_points.array[-1].tolist() == [40.5 + n for n in range(len(firms))]
    back = {last(firm): json.loads(before)[firm]["start"]["expected_points"][-1] for firm in firms}
    amend(str(own), [SCENARIOS], back)
    assert file.read_bytes() == before, "the old numbers again are the old file again"


def test_line_ends_a_mark_and_permissions_stay(own, pocket):
    file = own / "firms.json"
    firm = next(iter(pocket.board.firms))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)
    amend(str(own), [SCENARIOS], {last(firm): 12.5})
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf{\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_head_that_holds_everything_is_written(tmp_path):
    mod = tmp_path / "one.json"
    start = '"firms": {"huawei": {"start": {"expected_points": 3}}}}'
    mod.write_text('{"format": 1, "id": "one", "name": "One", "extends": "pocket-race",\n ' + start)
    amend(str(mod), [SCENARIOS], {at("huawei"): 44.0})
    assert mod.read_text().endswith('{"expected_points": 44.0}}}}')


def test_what_is_inherited_is_not_written(own, tmp_path):
    mod = tmp_path / "mod.json"
    mod.write_text('{"format": 1, "id": "mod", "name": "Mod", "extends": "pocket-race"}')
    with pytest.raises(ScenarioError) as caught:
        amend(str(mod), [SCENARIOS], {at("huawei"): 44.0, at("google"): 50.0})
    assert "mod.json" in sentence(caught) and "2 of 2 numbers do not stand here" in sentence(caught)
    (own / "firms.json").unlink()
    with pytest.raises(ScenarioError) as caught:
        own_file(str(own), [SCENARIOS], [at("huawei")])
    assert "firms.huawei.start.expected_points" in sentence(caught)


@pytest.mark.parametrize("written", ['"50"', "null", "true", "[50]", "{}"])
def test_what_is_no_number_is_not_written(tmp_path, written):
    mod = tmp_path / "mod.json"
    text = '{"format": 1, "id": "mod", "firms": {"huawei": {"start": {"expected_points": ' + written + "}}}}"
    mod.write_text(text)
    with pytest.raises(ScenarioError) as caught:
        amend(str(mod), [SCENARIOS], {at("huawei"): 44.0})
    assert "1 of 1 numbers" in sentence(caught) and mod.read_text() == text


def test_a_read_only_file_is_left_alone(own):
    file = own / "firms.json"
    before = file.read_bytes()
    file.chmod(0o444)
    with pytest.raises(ScenarioError) as caught:
        amend(str(own), [SCENARIOS], {last("huawei"): 44.0})
    assert "read-only" in sentence(caught) and file.read_bytes() == before


def test_a_zip_is_left_alone(own, tmp_path):
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in own.iterdir():
            archive.write(path, path.name)
    with pytest.raises(ScenarioError) as caught:
        amend(str(packed), [SCENARIOS], {last("huawei"): 44.0})
    assert "unpack it" in sentence(caught)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(own, monkeypatch):
    before, names = (own / "firms.json").read_bytes(), sorted(own.iterdir())

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copymode", full)
    with pytest.raises(ScenarioError) as caught:
        amend(str(own), [SCENARIOS], {last("huawei"): 44.0})
    assert "nothing was written (no space left on device)" in sentence(caught)
    assert (own / "firms.json").read_bytes() == before and sorted(own.iterdir()) == names
