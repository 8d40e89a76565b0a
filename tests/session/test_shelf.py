"""What lies on the shelf: also zips, what inherits its title, and what cannot be read; nothing raises."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from game import paths
from game.scenario import ScenarioError
from game.session import shelf
from game.session.shelf import Listed, OnShelf
from tests import mods

HOSTILE = Path(__file__).parent.parent / "hostile"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The player's mods, empty."""
    monkeypatch.setattr("game.paths.platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    return paths.made(paths.user_mods_dir())


def own() -> dict[str, OnShelf]:
    """What lies there from the player's mods."""
    return {card.id: card for card in shelf.installed() if shelf.origin(card) == shelf.PLAYER}


def test_zips_and_broken_files_are_on_the_shelf(folder: Path) -> None:
    mods.fill(folder)
    found = own()
    assert set(found) == {mods.GOOD, mods.WARNED, mods.WRONG, mods.BROKEN, mods.ZIPPED}
    assert not isinstance(found[mods.BROKEN], Listed) and found[mods.BROKEN].name.say("en") == mods.BROKEN
    everything = shelf.installed()
    assert everything[0].id == shelf.ORDER and everything[-1].id == mods.BROKEN
    assert mods.BROKEN not in {card.id for card in shelf.listed()}
    assert shelf.opened(found[mods.ZIPPED]).ruleset.turns == 4
    with pytest.raises(ScenarioError, match=r"broken\.json:3:17"):
        shelf.opened(found[mods.BROKEN])


def test_a_title_is_inherited_but_for_the_id(folder: Path) -> None:
    mods.put(folder, {"format": 1, "id": "minimal", "extends": "pocket-race", "turns": 5})
    mods.put(folder, {"format": 1, "extends": "pocket-race"}, "nameless")
    found = own()
    minimal = found["minimal"]
    assert isinstance(minimal, Listed) and (minimal.start, minimal.turns) == ((2025, 1), 5)
    assert [path.name for path in minimal.rests_on] == ["pocket-race", "stockpile", "core"]
    assert shelf.opened(minimal).ruleset.turns == 5
    assert not isinstance(found["nameless.json"], Listed)


def test_a_second_with_the_same_id_is_told_and_not_opened(folder: Path) -> None:
    mods.put(folder, mods.head(shelf.ORDER))
    second = own()[f"{shelf.ORDER}.json"]
    assert not isinstance(second, Listed)
    with pytest.raises(ScenarioError, match="another scenario has the id"):
        shelf.opened(second)


def test_a_head_that_was_mended_is_read_anew(folder: Path) -> None:
    path = mods.put(folder, mods.head("mended") | {"turns": "many", "name": {"en": "To mend"}})
    card = own()["mended.json"]
    assert not isinstance(card, Listed) and card.name.say("en") == "To mend"
    path.write_text(json.dumps(mods.head("mended", turns=123)), encoding="utf-8")
    card = own()["mended"]
    assert isinstance(card, Listed) and card.turns == 123


def test_a_base_and_what_is_no_scenario_by_name_are_left_out(folder: Path) -> None:
    mods.put(folder, {"format": 1, "id": "base", "name": "A base", "summary": "To extend."})
    (folder / "read me.txt").write_text("words")
    (folder / "._copy.json").write_bytes(b"\x00\x05\x16\x07")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.json")  # reading it would wait for ever
    assert not own()


def test_hostile_files_are_listed_and_never_raise(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in HOSTILE.glob("*.json"):
        shutil.copy(path, folder)
    (folder / "directory.json").mkdir()
    (folder / "deep.json").write_text("[" * 200_000)
    (folder / "huge.json").write_bytes(b"[" + b"1," * 2_500_000)
    (folder / "no zip.zip").write_bytes(b"PK no zip")
    (folder / "nowhere.json").symlink_to(folder / "missing")
    closed = paths.made(folder / "closed")
    mods.put(folder, mods.head("on-closed", extends="closed"))
    real_stat, real_list = Path.stat, Path.iterdir

    def stat(path: Path, **options: bool) -> os.stat_result:
        if path.parent == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real_stat(path, **options)

    def iterdir(path: Path):
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real_list(path)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = own()
    strange = {"directory.json/", "deep.json", "huge.json", "no zip.zip", "nowhere.json", "closed/"}
    assert strange < set(found) and "not_json.json" in found
    for name in strange:
        with pytest.raises(ScenarioError):
            shelf.opened(found[name])


@pytest.mark.parametrize(
    "told",
    [{"turns": 1e308}, {"turns": -5}, {"turns": None}, {"start": "Q"}, {"start": [1]}, {"start": "9" * 5000 + "Q1"},
     {"name": 5}, {"name": {}}, {"name": ["x"]}, {"summary": 3}, {"difficulty": "x"}, {"art": {"a": 1}}, {"id": ["x"]},
     {"extends": ["core"]}, {"extends": "../core"}, {"lessons": 4}, {"name": "x" * 9000},
     {"extends": "x" * 9000}, {"extends": "../../mods/strange"}],
)  # fmt: skip
def test_no_head_is_too_strange_to_be_listed(folder: Path, told: dict[str, object]) -> None:
    mods.put(folder, mods.head("strange") | told, "strange")
    (card,) = own().values()
    assert card.name.say("en") is not None
