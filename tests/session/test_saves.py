"""Saves: back where it was left, atomic, bounded, and one clear sentence for whatever is wrong."""

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import EVENTS, FIRMS, OFFERS
from game.session.container import SaveError, read_header
from game.session.edits import SetNumber, StartRun
from game.session.game import Session
from game.session.save_list import list_saves
from game.session.saves import autosave, free_name, load_game, save_game, save_replay
from game.session.snapshot import packed, unpacked


@pytest.fixture
def played(pocket):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7, delegated=("supply", "money"))
    session.queue(StartRun(2, 1.0, "closed"))
    session.end_quarter()
    session.end_quarter()
    session.queue(SetNumber("build_mw", 12.0))
    return session


@pytest.fixture
def saved(played, tmp_path):
    return save_game(played, tmp_path / "one.tapeout", "the first")


def test_a_game_opens_where_it_was_left(played, saved):
    again = load_game(saved)
    assert again.digest == played.digest and again.turn == 2
    assert again.edits == played.edits and again.delegated == played.delegated
    assert again.log == played.log and again.chronicle == played.chronicle
    assert again.report == played.report
    assert again.desk.top == played.desk.top and again.desk.books == played.desk.books
    assert again.desk.series("cash_bn") == played.desk.series("cash_bn")


def test_a_reloaded_game_plays_on_to_the_same_digest(played, saved):
    again = load_game(saved)
    for game in (played, again):
        for _ in range(3):
            game.end_quarter()
    assert again.digest == played.digest


def test_a_game_saved_in_its_first_quarter_opens(pocket, tmp_path):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=7)
    again = load_game(save_game(session, tmp_path / "new.tapeout"))
    assert again.turn == 0 and again.digest == session.digest and again.report is None


def test_the_header_tells_what_a_list_shows(played, saved):
    header = read_header(saved)
    assert (header.firm, header.turn, header.seed, header.name) == (played.firm, 2, 7, "the first")
    assert header.state_digest == played.digest


def test_saves_are_small(saved):
    assert saved.stat().st_size < 400_000


def test_the_list_is_newest_first_and_says_what_is_wrong(played, saved, tmp_path):
    (tmp_path / "junk.tapeout").write_bytes(b"nonsense")
    (tmp_path / "notes.txt").write_text("not a save")
    autosave(played, tmp_path)
    listed = list_saves(tmp_path)
    assert len(listed) == 3
    assert {one.path.name for one in listed if one.error} == {"junk.tapeout"}
    assert [one.path.name for one in listed if one.is_auto] == ["auto-1.tapeout"]
    assert list_saves(tmp_path / "nowhere") == ()


def test_autosaves_are_a_ring_of_three(played, tmp_path):
    turns = []
    for _ in range(5):
        played.end_quarter()
        autosave(played, tmp_path)
        turns.append(played.turn)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["auto-1.tapeout", "auto-2.tapeout", "auto-3.tapeout"]
    assert [read_header(tmp_path / name).turn for name in names] == turns[:1:-1]


def test_a_new_name_is_never_taken_and_always_plain(tmp_path):
    assert free_name(tmp_path, "../a:b").name == "---a-b.tapeout"
    (tmp_path / "game.tapeout").touch()
    assert free_name(tmp_path, "").name == "game 2.tapeout"


def test_a_failed_write_leaves_the_old_file(played, saved, monkeypatch):
    before = saved.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError) as told:
        save_game(played, saved)
    assert told.value.message == "save.cannot_write" and "No space left" in told.value.english
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def rewritten(path: Path, **parts: str | bytes | None) -> None:
    """The save with some parts replaced (or, with None, left out)."""
    with zipfile.ZipFile(path) as archive:
        content: dict[str, str | bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    content |= {name.replace("__", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in content.items():
            if part is not None:
                archive.writestr(name, part)


def header_with(path: Path, **changes: object) -> str:
    with zipfile.ZipFile(path) as archive:
        header = json.loads(archive.read("header.json"))
    return json.dumps({**header, **changes})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"header__json": b"{}"}, "save.not_a_save"),
        ({"header__json": b"[" * 50_000}, "save.damaged"),
        ({"header__json": None}, "save.part_missing"),
        ({"game__json": b"{}"}, "save.damaged"),
        ({"game__json": b"\xff\xfe"}, "save.damaged"),
        ({"history__npz": b"PK nonsense"}, "save.damaged"),
        ({"history__npz": None}, "save.part_missing"),
        ({"scenario__json": b"{}"}, "save.scenario"),
        ({"header__json": b" " * 100_000}, "save.too_large"),
    ],
)
def test_damage_is_told_in_one_sentence(saved, parts, message):
    rewritten(saved, **parts)
    with pytest.raises(SaveError) as told:
        load_game(saved)
    assert told.value.message == message
    assert saved.name in told.value.english and told.value.english.count("\n") == 0


def test_truncated_anywhere_it_is_told(saved):
    content = saved.read_bytes()
    for part in range(0, len(content), max(1, len(content) // 15)):
        saved.write_bytes(content[:part])
        with pytest.raises(SaveError):
            load_game(saved)


def test_flipped_bits_never_get_through(saved, played):
    content = saved.read_bytes()
    for place in np.linspace(0, len(content) - 1, 24).astype(int):
        damaged = bytearray(content)
        damaged[place] ^= 0x55
        saved.write_bytes(bytes(damaged))
        try:
            assert load_game(saved).digest == played.digest
        except SaveError as error:
            assert error.english


def test_a_newer_file_names_the_version(saved):
    rewritten(saved, header__json=header_with(saved, format=99, game="9.1"))
    with pytest.raises(SaveError) as told:
        load_game(saved)
    assert told.value.message == "save.newer" and "9.1" in told.value.english


def test_a_replay_is_no_save_and_nothing_is_no_file(played, tmp_path):
    with pytest.raises(SaveError) as told:
        load_game(save_replay(played, tmp_path / "one.tapeout-replay"))
    assert told.value.message == "save.is_replay"
    with pytest.raises(SaveError) as told:
        load_game(tmp_path / "none.tapeout")
    assert told.value.message == "save.missing"


def test_a_state_of_another_world_is_noticed(played, saved):
    rewritten(saved, header__json=header_with(saved, state_digest="0" * 64))
    with pytest.raises(SaveError) as told:
        load_game(saved)
    assert told.value.message == "save.damaged"


def test_arrays_find_their_place_by_id(stockpile, played):
    """A snapshot of the small board read by the large one: what both have lands where the id stands."""
    small, large = played.rules, stockpile.ruleset
    block = unpacked(large, packed(small, played.history.block))
    for offer in set(small.ids[OFFERS]) & set(large.ids[OFFERS]):
        was = played.history.block.market.price_musd.array[small.place(OFFERS, offer)]
        now = block.market.price_musd.array[large.place(OFFERS, offer)]
        assert np.array_equal(was, now)
    for firm in small.ids[FIRMS]:
        was = played.history.block.books.cash_musd.array[small.place(FIRMS, firm)]
        assert np.array_equal(was, block.books.cash_musd.array[large.place(FIRMS, firm)])
    pending = block.desk.pending.array
    assert pending.min() >= -1 and pending.max() < len(large.ids[EVENTS])
    assert list(named_arrays(block)) == list(named_arrays(large.start(1)))
